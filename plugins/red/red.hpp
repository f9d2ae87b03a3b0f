// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of .R3D clips, and the meaning of their tags.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace red {

struct Format {
  static constexpr const char* id = "red";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "red";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace red
