// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of Panasonic's MXF clips, and the meaning of their metadata.
#pragma once
#include <filmgate/cpp/reader.hpp>

namespace panasonic {

struct Format {
  static constexpr const char* id = "panasonic";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
};

struct Keys {
  static constexpr const char* id = "panasonic";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace panasonic
