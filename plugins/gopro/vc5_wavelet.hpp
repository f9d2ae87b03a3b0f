// SPDX-License-Identifier: Apache-2.0
//
// The inverse of VC-5's wavelet, which makes of four bands one plane of twice their width and height. Of averages a, b, c in a row
// and the detail h at b there come two values:
//   even ((a - c + 4) >> 3) + b + h, odd ((c - a + 4) >> 3) + b - h, both halved by a shift
//   at the first one even (11 a - 4 b + c + 4) >> 3, odd (5 a + 4 b - c + 4) >> 3; at the last one the same mirrored
// Down first, which saturates at 16 bits, then across: cut at 0 and 16383; or, where the averages were prescaled by two bits, doubled
// instead of halved and saturated at 16 bits. Sources: SMPTE ST 2073-1; the arithmetic and limits of GoPro's GPR SDK
// (gopro/gpr, vc5_decoder/inverse.c).
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace gopro {

struct Plane {
  uint32_t width = 0, height = 0;
  std::vector<int16_t> samples;
  [[nodiscard]] std::span<const int16_t> row(uint32_t y) const { return std::span(samples).subspan(size_t{y} * width, width); }
};

struct WaveletBands { // each width x height, at least 3 x 3
  uint32_t width, height;
  const std::vector<int16_t>&averages, &across, &down, &both;
  bool prescaled;
};

// The plane is 2 x bands, or one less where the size before the transform was odd.
// keep_on() between some rows: false gives up with FG_E_CANCELLED.
void invert_wavelet(const WaveletBands& bands, Plane& out, const std::function<bool()>& keep_on);

}  // namespace gopro
