// SPDX-License-Identifier: Apache-2.0
//
// Patterns of names, as on a command line: '*' any run, '?' one character, '#' one digit. Letters match whatever their
// case, because cards are copied by systems that change it. '/' parts a path, and no character stands for it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace filmgate {

[[nodiscard]] bool name_matches(std::string_view pattern, std::string_view name);
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path); // part by part, as many of each
[[nodiscard]] std::vector<std::string_view> path_parts(std::string_view path);

}  // namespace filmgate
