// SPDX-License-Identifier: Apache-2.0
//
// Replaces bad pixels by the mean of the nearest good ones of their colour, all those of one distance. Good ones are the
// recorded ones: what was replaced is never read, so the order of rows and bands does not matter.
#pragma once
#include "corrections.hpp"

namespace dng {

constexpr int32_t bad_pixel_reach = 8; // rows and columns; a bad pixel without a good one that near stays as it is

// Both mark in `bad` (a byte a sample of the block) what is bad in it; coordinates count from the raster's corner.
void mark_bad(const FixBadConstant& fix, const RowBlock<uint16_t>& codes, std::vector<uint8_t>& bad);
void mark_bad(const FixBadList& fix, const RowBlock<uint16_t>& codes, std::vector<uint8_t>& bad);
void mark_bad(const FixBadList& fix, const RowBlock<float>& linear, std::vector<uint8_t>& bad);

void replace_bad(const RowBlock<uint16_t>& codes, const std::vector<uint8_t>& bad);
void replace_bad(const RowBlock<float>& linear, const std::vector<uint8_t>& bad);

}  // namespace dng
