// SPDX-License-Identifier: Apache-2.0
//
// Codebook 17 of VC-5: a prefix code of the magnitudes 1 to 255 (each with its sign behind it, 1 for minus), of runs of 1, 12, 20,
// 32, 60, 100, 180 and 320 zeros, and of a band's end. Sources: SMPTE ST 2073-1, as GoPro's GPR SDK publishes it under Apache-2.0
// and MIT (gopro/gpr, vc5_common/table17.inc).
#pragma once
#include <array>
#include <cstdint>

namespace gopro {

constexpr int vc5_largest_magnitude = 255;

class Vc5Codebook {
 public:
  struct Symbol { // a run of zeros, or one signed magnitude
    uint16_t zeros = 0;
    int16_t value = 0;
    uint8_t bits = 0; // of code and sign
    bool ends_band = false;
  };
  struct Step { // whole symbols: so many zeros, then a value unless it is 0
    int16_t value = 0;
    uint8_t zeros = 0, bits = 0; // bits 0: the next symbol is longer than short_bits
  };
  static constexpr uint32_t short_bits = 12;

  [[nodiscard]] static const Vc5Codebook& get();
  [[nodiscard]] Step step(uint32_t window) const { return steps_[window]; } // the next short_bits bits
  [[nodiscard]] Symbol symbol(uint32_t window) const;                       // the next 32 bits, the first one highest

 private:
  Vc5Codebook();
  std::array<uint32_t, 264> starts_{}; // of the leaves, in units of the deepest ones
  std::array<Step, 1 << short_bits> steps_{};
};

}  // namespace gopro
