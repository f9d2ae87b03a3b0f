// SPDX-License-Identifier: Apache-2.0
//
// What the columns of both tables mean.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace canon_csv {

// "A001" of the shot "A001C001"; "" when it is named otherwise.
[[nodiscard]] std::string reel_of(std::string_view shot);

struct Keys {
  static constexpr const char* id = "canon_csv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace canon_csv
