// SPDX-License-Identifier: Apache-2.0
//
// Hamilton-Adams and directional LMMSE as their papers describe them, one pixel at a time in double precision over a
// whole mirrored picture. Slow, and sharing nothing with the plugin.
#pragma once
#include "plugins/develop/mirrored_mosaic.hpp"

#include <algorithm>

namespace reference {

inline Picture bilinear(const Mosaic& m) {
  Picture out(m.width, m.height);
  m.each(0, [&](int x, int y) {
    for (int c = 0; c < 3; ++c) {
      double sum = 0, weights = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
          if (m.colour(x + dx, y + dy) != c) continue;
          const double weight = (dx == 0 ? 2 : 1) * (dy == 0 ? 2 : 1);
          sum += weight * m.values(x + dx, y + dy), weights += weight;
        }
      out.channel[static_cast<size_t>(c)](x, y) = m.colour(x, y) == c ? m.values(x, y) : sum / weights;
    }
  });
  return out;
}

inline Picture hamilton_adams(const Mosaic& m) {
  Picture out(m.width, m.height);
  const auto& c = m.values;
  auto& green = out.channel[1];
  m.each(2, [&](int x, int y) {
    green(x, y) = c(x, y);
    if (m.colour(x, y) == 1) return;
    const double bend_h = 2 * c(x, y) - c(x - 2, y) - c(x + 2, y), bend_v = 2 * c(x, y) - c(x, y - 2) - c(x, y + 2);
    const double slope_h = std::abs(c(x - 1, y) - c(x + 1, y)) + std::abs(bend_h);
    const double slope_v = std::abs(c(x, y - 1) - c(x, y + 1)) + std::abs(bend_v);
    const double h = (c(x - 1, y) + c(x + 1, y)) / 2 + bend_h / 4, v = (c(x, y - 1) + c(x, y + 1)) / 2 + bend_v / 4;
    green(x, y) = slope_h < slope_v ? h : slope_v < slope_h ? v : (h + v) / 2;
  });
  m.each(0, [&](int x, int y) {
    for (int k = 0; k < 3; k += 2) {
      double sum = 0;
      int count = 0;  // neighbours of that colour: two beside or four diagonal
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          if (m.colour(x + dx, y + dy) == k) sum += c(x + dx, y + dy) - green(x + dx, y + dy), ++count;
      out.channel[static_cast<size_t>(k)](x, y) = m.colour(x, y) == k ? c(x, y) : green(x, y) + sum / count;
    }
  });
  return out;
}

struct Estimate {
  double value, variance;
};

// dx, dy: (1, 0) along rows, (0, 1) along columns.
inline Estimate directional(const Plane& noisy, const Plane& smooth, int x, int y, int dx, int dy) {
  double mean = 0, power = 0, noise = 0;
  for (int k = -4; k <= 4; ++k) mean += smooth(x + k * dx, y + k * dy) / 9;
  for (int k = -4; k <= 4; ++k) {
    const double s = smooth(x + k * dx, y + k * dy);
    power += (s - mean) * (s - mean) / 9;
    noise += (s - noisy(x + k * dx, y + k * dy)) * (s - noisy(x + k * dx, y + k * dy)) / 9;
  }
  const double trust = power / (power + noise + 1e-12);
  return {mean + trust * (noisy(x, y) - mean), power * (1 - trust) + 1e-12};
}

inline Picture directional_lmmse(const Mosaic& m) {
  static constexpr double tap[5] = {26 / 128.0, 23 / 128.0, 15 / 128.0, 9 / 128.0, 4 / 128.0};
  const auto& c = m.values;
  std::array<Plane, 2> noisy{Plane(m.width, m.height), Plane(m.width, m.height)}, smooth = noisy;
  for (int d = 0; d < 2; ++d) {
    const int dx = 1 - d, dy = d;
    const auto i = static_cast<size_t>(d);
    m.each(13, [&](int x, int y) {
      const double interpolated = (2 * (c(x - dx, y - dy) + c(x, y) + c(x + dx, y + dy)) - c(x - 2 * dx, y - 2 * dy) -
                                   c(x + 2 * dx, y + 2 * dy)) /
                                  4;
      noisy[i](x, y) = m.colour(x, y) == 1 ? c(x, y) - interpolated : interpolated - c(x, y);
    });
    m.each(8, [&](int x, int y) {
      double sum = 0;
      for (int k = -4; k <= 4; ++k) sum += tap[std::abs(k)] * noisy[i](x + k * dx, y + k * dy);
      smooth[i](x, y) = sum;
    });
  }
  Picture out(m.width, m.height);
  auto& green = out.channel[1];
  m.each(3, [&](int x, int y) {
    green(x, y) = c(x, y);
    if (m.colour(x, y) == 1) return;
    const auto h = directional(noisy[0], smooth[0], x, y, 1, 0), v = directional(noisy[1], smooth[1], x, y, 0, 1);
    green(x, y) += (v.variance * h.value + h.variance * v.value) / (h.variance + v.variance);
  });
  Picture difference(m.width, m.height);  // chroma minus green, known or from diagonals at every red and blue site
  m.each(1, [&](int x, int y) {
    const int own = m.colour(x, y);
    if (own == 1) return;
    double diagonal = 0;
    for (int dy = -1; dy <= 1; dy += 2)
      for (int dx = -1; dx <= 1; dx += 2) diagonal += (c(x + dx, y + dy) - green(x + dx, y + dy)) / 4;
    difference.channel[static_cast<size_t>(own)](x, y) = c(x, y) - green(x, y);
    difference.channel[static_cast<size_t>(2 - own)](x, y) = diagonal;
  });
  m.each(0, [&](int x, int y) {
    for (size_t k = 0; k < 3; k += 2) {
      const auto& d = difference.channel[k];
      const double around = (d(x - 1, y) + d(x + 1, y) + d(x, y - 1) + d(x, y + 1)) / 4;
      out.channel[k](x, y) = green(x, y) + (m.colour(x, y) == 1 ? around : d(x, y));
    }
  });
  return out;
}

}  // namespace reference
