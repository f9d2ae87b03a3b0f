// SPDX-License-Identifier: Apache-2.0
//
// Finds what somebody probably meant by a misspelt name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace filmgate {

// The nearest of `known` by edit distance, or "" when none is near.
[[nodiscard]] std::string nearest_name(std::string_view wrong, const std::vector<std::string>& known);

}  // namespace filmgate
