// SPDX-License-Identifier: Apache-2.0
//
// Keys that say what their column is, and what they mean.
#pragma once
#include "mapping.hpp"

#include <filmgate/cpp/record.hpp>

namespace generic_csv {

inline constexpr std::string_view prefix = "generic_csv.";

[[nodiscard]] std::string key_of(const MappedColumn& column); // without the prefix
// `rate`: what stands in the line's column of frames a second, for a mapping that fixes none.
[[nodiscard]] std::optional<fg_timecode> start_of(std::string_view text, std::string_view how, std::string_view rate);

struct Keys {
  static constexpr const char* id = "generic_csv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace generic_csv
