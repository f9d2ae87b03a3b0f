// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of QuickTime and MP4 movies, and the meaning of the keys that cameras write into them.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

namespace movie {

struct Format {
  static constexpr const char* id = "movie";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "movie";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace movie
