// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of .cine files, and the meaning of their fields.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace phantom {

struct Format {
  static constexpr const char* id = "phantom";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "phantom";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace phantom
