// SPDX-License-Identifier: Apache-2.0
#include "heat_map.hpp"

#include <algorithm>
#include <cmath>

namespace filmgate {
namespace {

constexpr int32_t longest_side = 4096; // of the map
constexpr double doublings = 16;       // from the smallest code of 16 bits to all of them
constexpr std::array<std::array<double, 3>, 5> ramp{{{0, 0, 96}, {96, 0, 160}, {224, 32, 48}, {255, 208, 32}, {255, 255, 255}}};

}  // namespace

HeatMap::HeatMap(int32_t width, int32_t height)
    : cell_((std::max(width, height) + longest_side - 1) / longest_side), width_((width + cell_ - 1) / cell_), height_((height + cell_ - 1) / cell_),
      shares_(static_cast<size_t>(width_) * static_cast<size_t>(height_)) {}

void HeatMap::add(int32_t x, int32_t y, double share) {
  auto& held = shares_[static_cast<size_t>(y / cell_) * static_cast<size_t>(width_) + static_cast<size_t>(x / cell_)];
  held = std::max(held, static_cast<float>(std::min(share, 1.0)));
}

std::array<uint8_t, 3> heat_of(double share) {
  if (!(share > 0)) return {0, 0, 0};
  const double place = std::clamp(1 + std::log2(share) / doublings, 0.0, 1.0) * (ramp.size() - 1);
  const auto lower = std::min(static_cast<size_t>(place), ramp.size() - 2);
  std::array<uint8_t, 3> out{};
  for (size_t i = 0; i < 3; ++i)
    out[i] = static_cast<uint8_t>(std::lround(ramp[lower][i] + (ramp[lower + 1][i] - ramp[lower][i]) * (place - static_cast<double>(lower))));
  return out;
}

std::vector<uint8_t> HeatMap::rgb() const {
  std::vector<uint8_t> out;
  out.reserve(shares_.size() * 3);
  for (const float share : shares_) {
    const auto colour = heat_of(share);
    out.insert(out.end(), colour.begin(), colour.end());
  }
  return out;
}

}  // namespace filmgate
