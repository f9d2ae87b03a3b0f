// SPDX-License-Identifier: Apache-2.0
//
// Samples read by the wording of the ABI alone: packed ones bit by bit, as slowly as they are defined, and halves by
// their definition.
#pragma once
#include <filmgate/image.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace stranger {

inline uint32_t channels_of(const fg_image_desc& d) {
  return d.layout == FG_LAYOUT_RGBA ? 4 : d.layout == FG_LAYOUT_RGB || d.layout == FG_LAYOUT_YCBCR ? 3 : 1;
}
inline uint64_t row_bytes_of(const fg_image_desc& d, uint64_t samples) {
  switch (d.sample) {
    case FG_SAMPLE_U8:
      return samples;
    case FG_SAMPLE_U16:
    case FG_SAMPLE_F16:
      return samples * 2;
    case FG_SAMPLE_F32:
      return samples * 4;
    default:
      break;
  }
  const uint64_t word = d.packing == FG_PACK_MSB16 ? 2 : d.packing >= FG_PACK_MSB32 ? 4 : 1;
  const uint64_t bytes = (samples * d.bits + 7) / 8;
  return (bytes + word - 1) / word * word;
}

// Sample `index` of a row, one bit after the other, by the wording of FG_PACK_* alone.
inline uint16_t packed_sample(const fg_image_desc& d, const uint8_t* row, uint64_t index) {
  if (d.packing == FG_PACK_MSB32_PAIRS) index ^= 1;
  uint32_t value = 0;
  for (uint32_t k = 0; k < d.bits; ++k) {
    const uint64_t p = index * d.bits + k;
    const uint64_t word = d.packing == FG_PACK_MSB16 ? 16 : d.packing >= FG_PACK_MSB32 ? 32 : 8;
    const uint64_t in_word = d.packing == FG_PACK_LSB ? p % word : word - 1 - p % word;  // 0: the lowest bit
    const uint32_t bit = row[p / word * (word / 8) + in_word / 8] >> (in_word % 8) & 1u;
    value = d.packing == FG_PACK_LSB ? value | bit << k : value << 1 | bit;
  }
  return static_cast<uint16_t>(value);
}

inline float half_to_float(uint16_t h) {
  const int exponent = h >> 10 & 31, mantissa = h & 1023;
  const float size = exponent == 31  ? (mantissa ? NAN : INFINITY)
                     : exponent == 0 ? std::ldexp(static_cast<float>(mantissa), -24)
                                     : std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
  return h & 0x8000 ? -size : size;
}
// Rounds to nearest, ties to even, by the search for the nearest of all halves' neighbours.
inline uint16_t float_to_half(float f) {
  const uint16_t sign = std::signbit(f) ? 0x8000 : 0;
  const float size = std::fabs(f);
  if (std::isnan(f)) return 0x7e00;
  if (size >= 65520.0f) return sign | 0x7c00;
  int exponent = 0;
  std::frexp(size, &exponent);
  const int unit = std::max(exponent - 11, -24);  // 2^unit: the distance between halves here
  const auto steps = static_cast<uint32_t>(std::nearbyint(std::ldexp(size, -unit)));
  const float rounded = std::ldexp(static_cast<float>(steps), unit);
  if (rounded < 0x1p-14f) return static_cast<uint16_t>(sign | steps);
  std::frexp(rounded, &exponent);
  return static_cast<uint16_t>(sign | (exponent + 14) << 10 |
                               (static_cast<uint32_t>(std::ldexp(rounded, 11 - exponent)) & 1023));
}

}  // namespace stranger
