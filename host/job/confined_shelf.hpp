// SPDX-License-Identifier: Apache-2.0
//
// The only way of this folder to a shelf of plugins: first the process is confined to what the request needs. Private
// to this folder.
#pragma once
#include "job/request.hpp"
#include "plugin/loader.hpp"

namespace filmgate {

[[nodiscard]] inline Result<PluginShelf> confined_shelf(const JobContext& context, const Reach& reach) {
  FILMGATE_CHECK(keeps_originals(reach));
  if (context.confine.begin) FILMGATE_CHECK(context.confine.begin(reach));
  return PluginShelf(context.bridge);
}

// From here on no code comes into the process. What only a frame asks for must be loaded by now.
[[nodiscard]] inline Status seal(const JobContext& context, PluginShelf& shelf) {
  shelf.close();
  return context.confine.seal ? context.confine.seal() : Status{};
}

}  // namespace filmgate
