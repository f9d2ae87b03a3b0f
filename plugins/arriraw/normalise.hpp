// SPDX-License-Identifier: Apache-2.0
//
// What ARRI's header values mean: "arri." keys to the fields of the clip record, in its units.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace arriraw {

struct Keys {
  static constexpr const char* id = "arriraw";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace arriraw
