// SPDX-License-Identifier: Apache-2.0
#include "unpack.hpp"

#include <filmgate/cpp/image.hpp>

#include <cstring>

namespace develop {
namespace {

// Where the stream's byte `at` lies in the row, for streams that are consumed from the high bits.
uint64_t place_of(uint32_t packing, uint64_t at) {
  switch (packing) {
    case FG_PACK_MSB16: return at ^ 1;
    case FG_PACK_MSB32:
    case FG_PACK_MSB32_PAIRS: return at ^ 3;
    default: return at;
  }
}

void unpack_from_high_bits(const fg_image_desc& desc, std::span<const uint8_t> row, uint32_t first, uint32_t samples, uint16_t* codes) {
  const uint32_t swap = desc.packing == FG_PACK_MSB32_PAIRS ? 1 : 0;
  for (uint32_t i = first; i < samples; ++i) {
    const uint64_t bit = uint64_t{i ^ swap} * desc.bits;
    uint32_t window = 0; // 24 bits hold any sample of up to 16
    for (uint64_t k = 0; k < 3; ++k) {
      const uint64_t at = place_of(desc.packing, bit / 8 + k);
      window = window << 8 | (at < row.size() ? row[at] : 0u);
    }
    const uint32_t code = window >> (24 - bit % 8 - desc.bits) & ((1u << desc.bits) - 1);
    codes[i] = static_cast<uint16_t>(code);
  }
}

void unpack_from_low_bits(const fg_image_desc& desc, std::span<const uint8_t> row, uint32_t first, uint32_t samples, uint16_t* codes) {
  for (uint32_t i = first; i < samples; ++i) {
    const uint64_t bit = uint64_t{i} * desc.bits;
    uint32_t window = 0;
    for (uint64_t k = 0; k < 3; ++k)
      if (bit / 8 + k < row.size()) window |= uint32_t{row[bit / 8 + k]} << (8 * k);
    codes[i] = static_cast<uint16_t>(window >> (bit % 8) & ((1u << desc.bits) - 1));
  }
}

}  // namespace

void unpack_row(const fg_image_desc& desc, std::span<const uint8_t> row, uint32_t samples, uint16_t* codes) {
  if (desc.sample == FG_SAMPLE_U8) {
    for (uint32_t i = 0; i < samples; ++i) codes[i] = row[i];
  } else if (desc.sample == FG_SAMPLE_U16 || (desc.packing == FG_PACK_LSB && desc.bits == 16)) {
    std::memcpy(codes, row.data(), size_t{samples} * 2);
  } else {
    const uint32_t done = desc.bits == 12 ? unpack_twelve(desc.packing, row, samples, codes) : 0;
    if (desc.packing == FG_PACK_LSB) unpack_from_low_bits(desc, row, done, samples, codes);
    else unpack_from_high_bits(desc, row, done, samples, codes);
  }
}

}  // namespace develop
