// SPDX-License-Identifier: Apache-2.0
//
// ARRIRAW clips: one file a frame. Opening reads the first file's header and nothing else but the last file's size; a
// frame's own header is read when the frame is asked for.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace arriraw {

struct Format {
  static constexpr const char* id = "arriraw";
  static int probe(const fg::Probe& in);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

}  // namespace arriraw
