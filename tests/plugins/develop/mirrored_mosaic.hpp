// SPDX-License-Identifier: Apache-2.0
//
// A mosaic in double precision with mirrored borders, for the reference methods.
#pragma once
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace reference {

class Plane {  // with a mirrored border, so that x and y may lie outside by as much
 public:
  static constexpr int border = 16;
  Plane(int width, int height)
      : width_(width), values_(static_cast<size_t>((width + 2 * border) * (height + 2 * border))) {}
  double& operator()(int x, int y) { return values_[index(x, y)]; }
  double operator()(int x, int y) const { return values_[index(x, y)]; }

 private:
  size_t index(int x, int y) const { return static_cast<size_t>((y + border) * (width_ + 2 * border) + x + border); }
  int width_;
  std::vector<double> values_;
};

struct Mosaic {
  int width, height;
  std::array<int, 4> colours;  // of the 2 x 2 sites
  Plane values;
  Mosaic(int w, int h, std::array<int, 4> sites, const std::function<double(int, int)>& value)
      : width(w), height(h), colours(sites), values(w, h) {
    const auto mirror = [](int at, int count) { return at < 0 ? -at : at >= count ? 2 * count - 2 - at : at; };
    for (int y = -Plane::border; y < h + Plane::border; ++y)
      for (int x = -Plane::border; x < w + Plane::border; ++x) values(x, y) = value(mirror(x, w), mirror(y, h));
  }
  int colour(int x, int y) const { return colours[static_cast<size_t>((y & 1) * 2 + (x & 1))]; }
  template <class Body>
  void each(int around, Body body) const {
    for (int y = -around; y < height + around; ++y)
      for (int x = -around; x < width + around; ++x) body(x, y);
  }
};

struct Picture {
  std::array<Plane, 3> channel;
  Picture(int w, int h) : channel{Plane(w, h), Plane(w, h), Plane(w, h)} {}
};

}  // namespace reference
