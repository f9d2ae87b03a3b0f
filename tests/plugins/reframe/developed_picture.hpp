// SPDX-License-Identifier: Apache-2.0
//
// Pictures as development hands them to reframe, and a Lanczos of three lobes in double precision, written from its
// definition and without a thought for speed, to hold the stage against.
#pragma once
#include "plugins/stranger_transform.hpp"

#include <numbers>

namespace developed {

inline fg_image_desc shape(uint32_t width, uint32_t height, uint32_t sample = FG_SAMPLE_F16,
                           fg_rational aspect = {1, 1}) {
  fg_image_desc out{};
  out.struct_size = sizeof out, out.layout = FG_LAYOUT_RGB, out.sample = sample,
  out.bits = sample == FG_SAMPLE_F16 ? 16 : 32;
  out.planar = 1, out.width = width, out.height = height, out.pixel_aspect = aspect, out.orientation = 1;
  out.active = out.display = {0, 0, static_cast<int32_t>(width), static_cast<int32_t>(height)};
  out.encoding = "linear.ap0";
  return out;
}

// Noise over a slope: every pixel differs, and the range is that of a scene with highlights.
inline stranger::Image noise(const fg_image_desc& desc) {
  stranger::Image out(desc, desc.active);
  uint32_t state = 1;
  for (uint32_t plane = 0; plane < 3; ++plane)
    for (int32_t y = 0; y < desc.active.h; ++y)
      for (int32_t x = 0; x < desc.active.w; ++x) {
        state = state * 1664525u + 1013904223u;
        out.put_real(x, y, plane,
                     0.02f + static_cast<float>(state >> 8) * 0x1p-24f +
                         0.01f * static_cast<float>(x % 50) * static_cast<float>(plane));
      }
  return out;
}

using Line = std::vector<double>;

// The span [begin, begin + length) of the line, at `count` evenly spaced places.
inline Line lanczos(const Line& in, double begin, double length, size_t count) {
  const auto size = static_cast<long>(in.size());
  const double spacing = length / static_cast<double>(count), width = std::max(spacing, 1.0);
  auto weight = [&](double distance) {
    const double t = distance / width * std::numbers::pi;
    if (t == 0) return 1.0;
    return std::fabs(distance) >= 3 * width ? 0.0 : std::sin(t) / t * std::sin(t / 3) / (t / 3);
  };
  Line out;
  for (size_t i = 0; i < count; ++i) {
    const double centre = begin + (static_cast<double>(i) + 0.5) * spacing;
    double sum = 0, total = 0;
    for (long k = static_cast<long>(std::floor(centre - 3 * width)) - 1;
         k <= static_cast<long>(std::ceil(centre + 3 * width)) + 1; ++k) {
      const double w = weight(static_cast<double>(k) + 0.5 - centre);
      const long seen = std::clamp(k < 0 ? -1 - k : k >= size ? 2 * size - 1 - k : k, 0L, size - 1);
      sum += w * in[static_cast<size_t>(seen)], total += w;
    }
    out.push_back(sum / total);
  }
  return out;
}

struct Span {
  double begin, length;
};

// One plane, row by row, scaled across and then down.
inline std::vector<Line> scaled(const stranger::Image& in, uint32_t plane, Span across, Span down,
                                const fg_image_desc& out) {
  std::vector<Line> wide;
  for (int32_t y = 0; y < in.window().h; ++y) {
    Line line;
    for (int32_t x = 0; x < in.window().w; ++x) line.push_back(in.real(x, y, plane));
    wide.push_back(lanczos(line, across.begin, across.length, out.width));
  }
  std::vector<Line> result(out.height, Line(out.width));
  for (uint32_t x = 0; x < out.width; ++x) {
    Line column;
    for (const auto& line : wide) column.push_back(line[x]);
    const auto scaled_column = lanczos(column, down.begin, down.length, out.height);
    for (uint32_t y = 0; y < out.height; ++y) result[y][x] = scaled_column[y];
  }
  return result;
}

}  // namespace developed
