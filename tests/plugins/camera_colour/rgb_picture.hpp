// SPDX-License-Identifier: Apache-2.0
//
// Developed pictures of one row whose values are given, as float or half planes.
#pragma once
#include "plugins/stranger_transform.hpp"

#include <array>
#include <cmath>

namespace rgb {

using Pixel = std::array<double, 3>;

inline fg_image_desc shape(uint32_t width, uint32_t height = 1, uint32_t sample = FG_SAMPLE_F32) {
  fg_image_desc out{};
  out.struct_size = sizeof out, out.layout = FG_LAYOUT_RGB, out.sample = sample, out.bits = sample == FG_SAMPLE_F32 ? 32 : 16;
  out.planar = 1, out.width = width, out.height = height, out.pixel_aspect = {1, 1}, out.orientation = 1;
  out.active = out.display = {0, 0, static_cast<int32_t>(width), static_cast<int32_t>(height)};
  out.encoding = "com.example.log";
  return out;
}

inline std::vector<Pixel> processed(const stranger::Plugin& plugin, const stranger::Settings& settings, const std::vector<Pixel>& pixels) {
  const auto desc = shape(static_cast<uint32_t>(pixels.size()));
  stranger::Image in(desc, desc.active);
  for (size_t i = 0; i < pixels.size(); ++i)
    for (uint32_t c = 0; c < 3; ++c) in.put_real(static_cast<int32_t>(i), 0, c, static_cast<float>(pixels[i][c]));
  const stranger::Stage stage(plugin, desc, stranger::plain_frame(desc), settings);
  const auto out = stage.process(in, stranger::plain_frame(desc));
  std::vector<Pixel> result(pixels.size());
  for (size_t i = 0; i < pixels.size(); ++i)
    for (uint32_t c = 0; c < 3; ++c) result[i][c] = out.real(static_cast<int32_t>(i), 0, c);
  return result;
}

// Rounding to a half costs at most 2^-11 of the value, below 2^-14 at most 2^-25; float arithmetic a little more.
inline bool is_half_of(double got, double want, double scale = 1) {
  return std::fabs(got - want) <= std::fabs(want) * 0x1p-11 + 0x1p-25 + std::fabs(want) * 1e-6 + 3e-7 * scale;
}

}  // namespace rgb
