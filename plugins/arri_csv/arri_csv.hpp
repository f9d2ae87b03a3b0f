// SPDX-License-Identifier: Apache-2.0
//
// What the columns of the table mean.
#pragma once
#include <filmgate/cpp/record.hpp>

#include <array>

namespace arri_csv {

inline constexpr std::array<std::string_view, 2> nothing{"--", "n.a."};

// drop: the text of "Master TC Drop Frame".
[[nodiscard]] std::optional<fg_timecode> timecode_of(std::string_view text, fg_rational rate, std::string_view drop);

struct Keys {
  static constexpr const char* id = "arri_csv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace arri_csv
