// SPDX-License-Identifier: Apache-2.0
//
// An open clip on the ABI's side. Private to this folder.
#pragma once
#include "plugin/reader.hpp"
#include "raw.hpp"

namespace filmgate {

struct ReaderClip::Raw {
  LoadedPlugin* plugin = nullptr;
  const fg_reader_v1* table = nullptr;
  fg_reader* reader = nullptr;
  const fg_reader_trim* trim = nullptr; // NULL: it can not
  fg_job job{};
  ClipFacts facts;
  ~Raw() {
    if (reader) watched(plugin->raw().misdeeds, table->close, reader);
  }
  // For each call of the table that is not made for a band; what the plugin did to the process is told.
  template <class R, class... P, class... A>
  R ask(R (*function)(P...), A&&... arguments) const {
    R out = watched_closely(plugin->raw().misdeeds, function, std::forward<A>(arguments)...);
    plugin->raw().tell(job.handle);
    return out;
  }
  [[nodiscard]] Status said(fg_status status, const fg_error& error) const { return outcome(plugin->id(), status, error); }
};

}  // namespace filmgate
