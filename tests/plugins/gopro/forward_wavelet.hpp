// SPDX-License-Identifier: Apache-2.0
//
// The wavelet that VC-5's inverse undoes without loss: the sum of each pair, and the difference to what the sums around it foretell.
#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace vc5 {

struct Matrix {
  size_t width = 0, height = 0;
  std::vector<int> values;
  Matrix() = default;
  Matrix(size_t w, size_t h) : width(w), height(h), values(w * h) {}
  int& at(size_t x, size_t y) { return values[y * width + x]; }
  [[nodiscard]] int at(size_t x, size_t y) const { return values[y * width + x]; }
};

// What the sums l say of the even one of pair i, times two.
inline int foretold(const std::function<int(size_t)>& l, size_t i, size_t count) {
  if (i == 0) return (11 * l(0) - 4 * l(1) + l(2) + 4) >> 3;
  if (i + 1 == count) return (5 * l(i) + 4 * l(i - 1) - l(i - 2) + 4) >> 3;
  return l(i) + ((l(i - 1) - l(i + 1) + 4) >> 3);
}

struct Halves { Matrix low, high; };
inline Halves split_across(const Matrix& in) { // an odd last column counts twice
  const size_t half = (in.width + 1) / 2;
  Halves out{Matrix(half, in.height), Matrix(half, in.height)};
  const auto value = [&](size_t x, size_t y) { return in.at(std::min(x, in.width - 1), y); };
  for (size_t y = 0; y < in.height; ++y)
    for (size_t x = 0; x < half; ++x) out.low.at(x, y) = value(2 * x, y) + value(2 * x + 1, y);
  for (size_t y = 0; y < in.height; ++y)
    for (size_t x = 0; x < half; ++x)
      out.high.at(x, y) = 2 * value(2 * x, y) - foretold([&](size_t i) { return out.low.at(i, y); }, x, half);
  return out;
}
inline Matrix turned(const Matrix& in) {
  Matrix out(in.height, in.width);
  for (size_t y = 0; y < in.height; ++y)
    for (size_t x = 0; x < in.width; ++x) out.at(y, x) = in.at(x, y);
  return out;
}
inline Halves split_down(const Matrix& in) {
  const auto halves = split_across(turned(in));
  return {turned(halves.low), turned(halves.high)};
}

}  // namespace vc5
