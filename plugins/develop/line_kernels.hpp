// SPDX-License-Identifier: Apache-2.0
//
// What happens to one row at a time. A mosaic row is kept as two half rows, its even and its odd columns, so that every
// SIMD lane does useful work: one half row is all green, the other all red or all blue.
#pragma once
#include "sensor_plan.hpp"

namespace develop {

constexpr int32_t margin = 32; // floats before and after a half row that may be read and written

struct ColourRows { // root or linear values; [0] the even columns, [1] the odd ones
  float* red[2];
  float* green[2];
  float* blue[2];
};

// codes[0], codes[2] … to `even`, the others to `odd`.
void split_levels(const uint16_t* codes, uint32_t pairs, const SiteLevels& even_site, const SiteLevels& odd_site, bool root,
                  float* even, float* odd);

// Square (when `root`), treat highlights, apply the matrix, and write `width` half floats to each of r, g, b.
void finish_row(const ColourRows& rows, uint32_t width, const SensorPlan& plan, Highlights highlights, bool root, uint16_t* r,
                uint16_t* g, uint16_t* b);

}  // namespace develop
