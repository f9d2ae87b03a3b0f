// SPDX-License-Identifier: Apache-2.0
#include "mosaic.hpp"

#include <algorithm>
#include <cmath>

namespace red {
namespace {

constexpr int highest = (1 << code_bits) - 1, middle = 1 << (code_bits - 1);

// The power part meets the straight part (slope 1/12.92) without a corner: both value and slope are the same there.
std::vector<uint16_t> make_table() {
  constexpr double power = 2.4, slope = 12.92;
  const auto offset_at = [&](double knee) { return knee * (power - 1); };
  const auto gap = [&](double knee) { return std::pow((knee + offset_at(knee)) / (1 + offset_at(knee)), power) - knee / slope; };
  double low = 1e-3, high = 0.5; // the gap changes its sign once between them
  for (int step = 0; step < 60; ++step) (gap((low + high) / 2) < 0 ? low : high) = (low + high) / 2;
  const double knee = low, offset = offset_at(knee);
  std::vector<uint16_t> out;
  for (int code = 0; code <= highest; ++code) {
    const double x = static_cast<double>(code) / highest;
    const double linear = x < knee ? x / slope : std::pow((x + offset) / (1 + offset), power);
    out.push_back(static_cast<uint16_t>(std::lround(linear * linear_white)));
  }
  return out;
}

}  // namespace

std::vector<uint16_t> mosaic_of(const Planes& planes, uint32_t width, uint32_t height) {
  const size_t w = width, h = height;
  std::vector<uint16_t> out(w * h);
  for (size_t y = 0; y < h; ++y)
    for (size_t x = 0; x < w; ++x) out[y * w + x] = planes[(y % 2) * 2 + x % 2][y / 2 * (w / 2) + x / 2];
  for (size_t y = 0; y < h; ++y) {
    const size_t above = y == 0 ? 1 : y - 1, below = y + 1 == h ? h - 2 : y + 1; // mirrored about the edge row
    for (size_t x = y % 2 == 0 ? 1 : 0; x < w; x += 2) {
      const size_t left = x == 0 ? 1 : x - 1, right = x + 1 == w ? w - 2 : x + 1;
      const int greens = out[above * w + x] + out[below * w + x] + out[y * w + left] + out[y * w + right];
      auto& site = out[y * w + x];
      site = static_cast<uint16_t>(std::clamp(((site - middle) * 8 + greens) >> 2, 0, highest));
    }
  }
  return out;
}

std::span<const uint16_t> code_to_linear() {
  static const std::vector<uint16_t> table = make_table();
  return table;
}

}  // namespace red
