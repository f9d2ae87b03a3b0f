// SPDX-License-Identifier: Apache-2.0
//
// From recorded 12-bit codes to 16-bit linear exposure: codes below 1024 are linear values as they are; above, each
// octave is coded by 512 codes, so that 4096 codes reach 65503. A code's value is the middle of those it stands for.
#pragma once
#include <array>
#include <cstdint>

namespace arriraw {

inline constexpr uint32_t code_count = 4096;
inline constexpr double black = 256, white = 65535;  // linear values; white is full scale

constexpr uint32_t linear_value(uint32_t code) {
  if (code < 1024) return code;
  return ((1024 + 2 * (code % 512) + 1) << (code / 512 - 2)) - 1;
}

const std::array<uint16_t, code_count>& linear_table();  // lives as long as the plugin

}  // namespace arriraw
