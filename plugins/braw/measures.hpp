// SPDX-License-Identifier: Apache-2.0
//
// Numbers as the camera words them: "180°", "1/50", "T2.3", "f2.7", "50mm", "991mm", "2x", and rates.
#pragma once
#include <filmgate/value.h>

#include <optional>
#include <string_view>

namespace braw {

[[nodiscard]] std::optional<double> degrees_of(std::string_view text); // "180°"
[[nodiscard]] std::optional<double> seconds_of(std::string_view text); // "1/50", "1/50s", "0.02s"
[[nodiscard]] std::optional<double> metres_of(std::string_view text);  // with mm, cm, m, in or ft
[[nodiscard]] std::optional<double> stop_of(std::string_view text, char letter); // 'T' or 'f', "f/2.8" too
[[nodiscard]] bool is_infinity(std::string_view text);
[[nodiscard]] fg_rational squeeze_of(std::string_view text); // "2x", "1.33x"; 0/0: none
// In lowest terms; a thousandth below a whole rate is the standard's n x 1000/1001, however it is written.
[[nodiscard]] fg_rational rate_of(int64_t frames, int64_t seconds);

}  // namespace braw
