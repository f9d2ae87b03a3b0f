// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of GoPro's GPR stills and sequences of them, and the meaning of their tags.
#pragma once
#include <filmgate/cpp/reader.hpp>

namespace gopro {

struct Format {
  static constexpr const char* id = "gopro";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
};

struct Keys {
  static constexpr const char* id = "gopro";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace gopro
