// SPDX-License-Identifier: Apache-2.0
//
// What four planes mean, written from the description alone and as slowly as it reads: the oracle of mosaic and curve.
#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

namespace r3d {

// Mirrors about the first and last row or column, which are not repeated.
inline int mirrored(int at, int size) { return at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at; }

inline std::vector<uint16_t> reference_mosaic(const std::vector<std::vector<uint16_t>>& planes, int width, int height) {
  const auto recorded = [&](int x, int y) -> double {
    x = mirrored(x, width), y = mirrored(y, height);
    return planes[static_cast<size_t>(2 * (y & 1) + (x & 1))][static_cast<size_t>((y >> 1) * (width / 2) + (x >> 1))];
  };
  std::vector<uint16_t> out;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      double code = recorded(x, y);
      if ((x + y) % 2 != 0) { // blue in even rows, red in odd ones
        const double green = (recorded(x - 1, y) + recorded(x + 1, y) + recorded(x, y - 1) + recorded(x, y + 1)) / 4;
        code = std::floor(2 * (code - 2048) + green);
      }
      out.push_back(static_cast<uint16_t>(std::fmin(std::fmax(code, 0), 4095)));
    }
  return out;
}

// IEC 61966-2-1, with the constants that it prints.
inline double reference_linear(int code) {
  const double x = code / 4095.0;
  return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
}

}  // namespace r3d
