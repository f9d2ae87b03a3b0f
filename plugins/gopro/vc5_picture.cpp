// SPDX-License-Identifier: Apache-2.0
#include "vc5_picture.hpp"

#include "vc5_bands.hpp"

#include <algorithm>
#include <cmath>

namespace gopro {
namespace {

constexpr int32_t middle = 2048, highest = 4095;

struct Curve { // component value to linear of 16 bits
  std::array<uint16_t, highest + 1> linear;
  Curve() {
    for (int32_t v = 0; v <= highest; ++v)
      linear[static_cast<size_t>(v)] = static_cast<uint16_t>(65535 * (std::pow(113.0, v / 4095.0) - 1) / 112);
  }
  static const Curve& get() {
    static const Curve curve;
    return curve;
  }
  uint16_t operator[](int32_t v) const { return linear[static_cast<size_t>(std::clamp(v, 0, highest))]; }
};

void stop_unless(const std::function<bool()>& keep_on) { fg::require(keep_on(), FG_E_CANCELLED, "cancelled"); }

// The four bands of a wavelet, and the memory that the next one uses again.
struct Coefficients {
  std::array<std::vector<int16_t>, 3> details;
  Plane averages, larger;
};

Plane component(const PictureLayout& layout, size_t channel, Coefficients& held, const std::function<bool()>& keep_on) {
  const auto& bands = layout.channels[channel];
  const auto& smallest = layout.wavelets.back();
  held.averages.width = smallest.width, held.averages.height = smallest.height;
  held.averages.samples.resize(size_t{smallest.width} * smallest.height);
  read_averages(bands[0].coded, bands[0].setting, held.averages.samples);
  for (size_t i = vc5_wavelets; i-- > 0;) {
    const auto [width, height] = layout.wavelets[i];
    for (size_t band = 0; band < 3; ++band) {
      stop_unless(keep_on);
      const auto& one = bands[1 + (vc5_wavelets - 1 - i) * 3 + band];
      held.details[band].resize(size_t{width} * height);
      read_details(one.coded, one.setting, held.details[band]);
    }
    const Extent next = i > 0 ? layout.wavelets[i - 1] : Extent{layout.picture.width / 2, layout.picture.height / 2};
    held.larger.width = next.width, held.larger.height = next.height;
    held.larger.samples.resize(size_t{next.width} * next.height);
    const auto& [across, down, both] = held.details;
    invert_wavelet({width, height, held.averages.samples, across, down, both, layout.prescaled[i]}, held.larger, keep_on);
    std::swap(held.averages, held.larger);
  }
  return std::move(held.averages);
}

}  // namespace

Vc5Picture::Vc5Picture(const fg::ByteView& coded, Extent wanted, const std::function<bool()>& keep_on) {
  const auto layout = read_layout(coded);
  size_ = layout.picture;
  fg::require(size_.width == wanted.width && size_.height == wanted.height, FG_E_CORRUPT, coded.name(), ": offset ", coded.base(),
              ": a coded picture of ", size_.width, " x ", size_.height, " in a raster of ", wanted.width, " x ", wanted.height);
  Coefficients held;
  for (size_t channel = 0; channel < vc5_channels; ++channel) components_[channel] = component(layout, channel, held, keep_on);
}

void Vc5Picture::row(uint32_t y, uint32_t bits, bool red_first, std::span<uint16_t> out) const {
  const auto& linear = Curve::get();
  const uint32_t shift = 16 - bits;
  const auto gs = components_[0].row(y / 2), gd = components_[3].row(y / 2);
  const bool has_red = (y % 2 == 0) == red_first;
  const auto colour = components_[has_red ? 1 : 2].row(y / 2);
  const bool upper = y % 2 == 0; // its green is GS + GD
  const size_t green_at = upper == red_first ? 1 : 0, colour_at = 1 - green_at;
  for (size_t x = 0; x < gs.size(); ++x) {
    const int32_t difference = gd[x] - middle;
    out[2 * x + green_at] = static_cast<uint16_t>(linear[upper ? gs[x] + difference : gs[x] - difference] >> shift);
    out[2 * x + colour_at] = static_cast<uint16_t>(linear[2 * (colour[x] - middle) + gs[x]] >> shift);
  }
}

}  // namespace gopro
