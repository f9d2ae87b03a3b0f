// SPDX-License-Identifier: Apache-2.0
//
// ARRIRAW clips in MXF: told by their labels, never by a file's name.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace arriraw {

struct MxfFormat {
  static constexpr const char* id = "arriraw-mxf";
  static int probe(const fg::Probe& in);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

}  // namespace arriraw
