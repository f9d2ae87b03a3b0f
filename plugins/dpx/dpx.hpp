// SPDX-License-Identifier: Apache-2.0
//
// The readers of DPX and Cineon frames, and what their header fields mean. Byte layouts: dpx_frame.hpp, cineon_frame.hpp.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace dpx {

struct DpxFormat {
  static constexpr const char* id = "dpx";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct CineonFormat {
  static constexpr const char* id = "cineon";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "dpx";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace dpx
