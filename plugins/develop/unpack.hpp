// SPDX-License-Identifier: Apache-2.0
//
// Recorded rows to 16-bit codes, one a sample.
#pragma once
#include <filmgate/image.h>

#include <cstdint>
#include <span>

namespace develop {

constexpr size_t code_slack = 64; // codes that may be written past the last

// `row` is the whole recorded row; `codes` has room for its samples and the slack.
void unpack_row(const fg_image_desc& desc, std::span<const uint8_t> row, uint32_t samples, uint16_t* codes);

// Eight 12-bit samples from each twelve bytes, by SIMD; returns how many samples were done. Stops where a load of
// sixteen bytes would leave the row.
uint32_t unpack_twelve(uint32_t packing, std::span<const uint8_t> row, uint32_t samples, uint16_t* codes);

}  // namespace develop
