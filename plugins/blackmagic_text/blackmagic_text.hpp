// SPDX-License-Identifier: Apache-2.0
//
// What the lines mean.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace blackmagic_text {

struct Keys {
  static constexpr const char* id = "blackmagic_text";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace blackmagic_text
