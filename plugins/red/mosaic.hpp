// SPDX-License-Identifier: Apache-2.0
//
// From four planes to the mosaic G B / R G. Red and blue are recorded as half of their distance from the mean of the four
// greens around them, about 2048; the codes so restored lie on the curve of IEC 61966-2-1.
#pragma once
#include "codestream.hpp"

#include <span>

namespace red {

// width x height of the mosaic, both even; planes in raster order of the cell.
[[nodiscard]] std::vector<uint16_t> mosaic_of(const Planes& planes, uint32_t width, uint32_t height);

constexpr uint16_t linear_white = 65535;
[[nodiscard]] std::span<const uint16_t> code_to_linear(); // 4096 entries, 0 .. linear_white

}  // namespace red
