// SPDX-License-Identifier: Apache-2.0
//
// Rows of half floats to floats and back, rounded to nearest, ties to even. The same bits on every processor.
#pragma once
#include <cstdint>
#include <span>

namespace reframe {

void to_float(std::span<const uint16_t> in, float* out);
void to_half(std::span<const float> in, uint16_t* out);

}  // namespace reframe
