// SPDX-License-Identifier: Apache-2.0
//
// One sample of a packed row, in any order of bits that the ABI knows. Who unpacks whole rows fast does that itself.
#pragma once
#include <filmgate/image.h>

#include <span>

namespace fg {
inline namespace v1 {

// The sample `index` of a row of FG_SAMPLE_PACKED ones of 1 .. 16 bits, which lie in at most three bytes; what is behind the
// row's end counts as 0.
inline uint16_t packed_sample(std::span<const uint8_t> row, uint64_t index, uint32_t bits, uint32_t packing) {
  const bool low_first = packing == FG_PACK_LSB;
  const uint64_t word = packing == FG_PACK_MSB16 ? 1 : packing >= FG_PACK_MSB32 ? 3 : 0;
  const uint64_t bit = (packing == FG_PACK_MSB32_PAIRS ? index ^ 1 : index) * bits;
  uint32_t held = 0;
  for (uint32_t k = 0; k < 3; ++k) {
    const uint64_t at = (bit / 8 + k) ^ word;
    const uint32_t byte = at < row.size() ? row[at] : 0u;
    held |= byte << (low_first ? 8 * k : 16 - 8 * k);
  }
  const auto shift = static_cast<uint32_t>(bit % 8);
  return static_cast<uint16_t>(held >> (low_first ? shift : 24 - shift - bits) & ((1u << bits) - 1u));
}

}  // namespace v1
}  // namespace fg
