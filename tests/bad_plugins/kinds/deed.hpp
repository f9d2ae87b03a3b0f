// SPDX-License-Identifier: Apache-2.0
//
// One library, many bundles: it does the deed that the name of its bundle's folder tells, and is an honest reader else.
// The folder org.filmgate.rogue.<kind>.fgplugin makes it do <kind>; the kind well_behaved is honest throughout.
#pragma once
#include <filmgate/cpp/reader.hpp>

#include <string_view>

namespace rogue {

bool is(std::string_view kind); // is this the deed of this bundle?

// Called where a plugin is at work: "constructor", "create", "open", "metadata", "frame" or "decode". Does what the
// bundle's kind does there, to the process round it.
void at(const char* moment);

// What the bundle's kind does to pixels that were decoded truly.
struct Drawn { // of one lane
  int64_t decodes = 0;
};
void spoil(const fg_image& out, Drawn& drawn);

}  // namespace rogue
