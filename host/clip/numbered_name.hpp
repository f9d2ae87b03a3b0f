// SPDX-License-Identifier: Apache-2.0
//
// A file name with a frame number: the last run of digits before the extension. Private to this folder.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filmgate {

struct NumberedName {
  std::string before, after; // "A001C001.", ".ari"
  int width = 0;
  int64_t number = 0;
};

[[nodiscard]] std::optional<NumberedName> numbered_name(std::string_view name);
// "5-7, 9": which numbers between the first and the last are not in `present` (sorted).
[[nodiscard]] std::string missing_ranges(const std::vector<int64_t>& present);
[[nodiscard]] int64_t missing_count(const std::vector<int64_t>& present);

}  // namespace filmgate
