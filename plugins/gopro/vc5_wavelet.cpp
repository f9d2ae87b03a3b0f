// SPDX-License-Identifier: Apache-2.0
//
// Two output rows at a time: down into four rows of half the width, then across. Plain loops over int32, which compilers make
// vectors of.
#include "vc5_wavelet.hpp"

#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <array>

namespace gopro {
namespace {

constexpr size_t rows_between_looks = 64;

struct Pair { int32_t even, odd; };

// a, b, c are neighbours; h is the detail at the one that the pair belongs to. Neither is halved yet.
struct First { // at a
  static Pair of(int32_t a, int32_t b, int32_t c, int32_t h) {
    return {((11 * a - 4 * b + c + 4) >> 3) + h, ((5 * a + 4 * b - c + 4) >> 3) - h};
  }
};
struct Middle { // at b
  static Pair of(int32_t a, int32_t b, int32_t c, int32_t h) { return {((a - c + 4) >> 3) + b + h, ((c - a + 4) >> 3) + b - h}; }
};
struct Last { // at c
  static Pair of(int32_t a, int32_t b, int32_t c, int32_t h) {
    return {((5 * c + 4 * b - a + 4) >> 3) + h, ((11 * c - 4 * b + a + 4) >> 3) - h};
  }
};

int16_t saturated(int32_t value) { return static_cast<int16_t>(std::clamp<int32_t>(value, INT16_MIN, INT16_MAX)); }

struct Three { const int16_t *a, *b, *c; }; // rows above each other

template <class At>
void down(const Three& low, const int16_t* high, size_t width, int16_t* __restrict even, int16_t* __restrict odd) {
  for (size_t x = 0; x < width; ++x) {
    const auto pair = At::of(low.a[x], low.b[x], low.c[x], high[x]);
    even[x] = saturated(pair.even >> 1), odd[x] = saturated(pair.odd >> 1);
  }
}

struct Cut { // a sample between 0 and 16383
  static int16_t of(int32_t twice) { return static_cast<int16_t>(std::clamp<int32_t>(twice >> 1, 0, 16383)); }
};
struct Doubled {
  static int16_t of(int32_t twice) { return saturated(twice * 2); }
};

// width: of the output, 2 x bands or one less.
template <class Store>
void across(const int16_t* low, const int16_t* high, size_t bands, int16_t* __restrict out, size_t width) {
  const auto put = [&](size_t x, Pair pair) { out[2 * x] = Store::of(pair.even), out[2 * x + 1] = Store::of(pair.odd); };
  put(0, First::of(low[0], low[1], low[2], high[0]));
  for (size_t x = 1; x + 1 < bands; ++x) put(x, Middle::of(low[x - 1], low[x], low[x + 1], high[x]));
  const auto last = Last::of(low[bands - 3], low[bands - 2], low[bands - 1], high[bands - 1]);
  out[2 * bands - 2] = Store::of(last.even);
  if (2 * bands == width) out[2 * bands - 1] = Store::of(last.odd);
}

}  // namespace

void invert_wavelet(const WaveletBands& bands, Plane& out, const std::function<bool()>& keep_on) {
  const size_t width = bands.width, height = bands.height;
  std::array<std::vector<int16_t>, 4> rows; // even and odd averages, even and odd details
  for (auto& row : rows) row.resize(width);
  for (size_t y = 0; y < height; ++y) {
    if (y % rows_between_looks == 0) fg::require(keep_on(), FG_E_CANCELLED, "cancelled");
    const size_t first = std::min(y == 0 ? 0 : y - 1, height - 3);
    const auto three = [&](const std::vector<int16_t>& band) {
      const int16_t* at = &band[first * width];
      return Three{at, at + width, at + 2 * width};
    };
    const auto both_down = [&]<class At>(At) {
      down<At>(three(bands.averages), &bands.down[y * width], width, rows[0].data(), rows[1].data());
      down<At>(three(bands.across), &bands.both[y * width], width, rows[2].data(), rows[3].data());
    };
    if (y == 0) both_down(First{});
    else if (y + 1 < height) both_down(Middle{});
    else both_down(Last{});
    for (size_t odd = 0; odd < 2 && 2 * y + odd < out.height; ++odd) {
      int16_t* row = &out.samples[(2 * y + odd) * out.width];
      if (bands.prescaled) across<Doubled>(rows[odd].data(), rows[2 + odd].data(), width, row, out.width);
      else across<Cut>(rows[odd].data(), rows[2 + odd].data(), width, row, out.width);
    }
  }
}

}  // namespace gopro
