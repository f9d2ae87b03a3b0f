// SPDX-License-Identifier: Apache-2.0
//
// What a packed 10-bit code means: a 12-bit linear value, black 64 and white 4064.
#pragma once
#include <array>
#include <cstdint>

namespace phantom {

constexpr double p10_linear_black = 64, p10_linear_white = 4064;
extern const std::array<uint16_t, 1024> p10_to_linear;

}  // namespace phantom
