// SPDX-License-Identifier: Apache-2.0
//
// Half rows are indexed as in hamilton_adams.cpp. In one direction the paper takes y, a noisy difference of green and
// chroma, and s, its low-pass: s has the mean m and variance p of the true difference, and s - y the variance r of the
// noise, all over nine sites. The estimate is m + (y - m) p / (p + r), with variance p r / (p + r).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "dlmmse.cpp"
#include "simd_targets.hpp"
#include <hwy/foreach_target.h>
// foreach_target comes first
#include "demosaic.hpp"
#include <hwy/highway.h>

#ifndef DEVELOP_DLMMSE_CONSTANTS
#define DEVELOP_DLMMSE_CONSTANTS
namespace develop::dlmmse {
constexpr float weights[5] = {26 / 128.0f, 23 / 128.0f, 15 / 128.0f, 9 / 128.0f, 4 / 128.0f}; // the paper's low-pass
constexpr float least_variance = 1e-12f;
constexpr int64_t reach = 2; // half columns past the picture's edges at which differences are wanted
struct Along { // lines of one row; [0] at green sites, [1] at chroma sites
  float* noisy[2];
  float* smooth; // at chroma sites
  float *sum, *square, *error;                     // of a chroma site and the green site to its right
  float *chroma_square, *chroma_error; // of the chroma site alone
};
struct Down { // nine rows at the chroma sites of the middle one
  const float *noisy[9], *smooth[9];
};
} // namespace develop::dlmmse
#endif

HWY_BEFORE_NAMESPACE();
namespace develop {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Float = hn::ScalableTag<float>;
using V = hn::Vec<Float>;

HWY_INLINE V of(const float* from, int64_t i) {
  const Float d;
  return hn::LoadU(d, from + i);
}
HWY_INLINE int64_t lanes() { return static_cast<int64_t>(hn::Lanes(Float())); }

struct Estimate { V value, variance; };

// From sums over nine sites.
HWY_INLINE Estimate estimated(V noisy, V sum, V squares, V errors) {
  const Float d;
  const V ninth = hn::Set(d, 1 / 9.0f), least = hn::Set(d, dlmmse::least_variance);
  const V mean = hn::Mul(sum, ninth);
  const V power = hn::Max(hn::NegMulAdd(mean, mean, hn::Mul(squares, ninth)), hn::Zero(d));
  const V noise = hn::Mul(errors, ninth);
  const V trust = hn::Div(power, hn::Add(hn::Add(power, noise), least));
  return {hn::MulAdd(trust, hn::Sub(noisy, mean), mean), hn::Add(hn::NegMulAdd(power, trust, power), least)};
}

// Green minus chroma between two neighbours on either side: near and far ones, and the site itself.
HWY_INLINE V directional(V site, V near, V far, V sign) {
  const Float d;
  const V halves = hn::Mul(hn::Sub(near, site), hn::Set(d, 0.5f));
  return hn::Mul(hn::NegMulAdd(far, hn::Set(d, 0.25f), halves), sign);
}

HWY_INLINE V low_passed(V centre, V one, V two, V three, V four) {
  const Float d;
  const V outer = hn::MulAdd(hn::Set(d, dlmmse::weights[3]), three, hn::Mul(hn::Set(d, dlmmse::weights[4]), four));
  const V inner = hn::MulAdd(hn::Set(d, dlmmse::weights[2]), two, outer);
  return hn::MulAdd(hn::Set(d, dlmmse::weights[0]), centre, hn::MulAdd(hn::Set(d, dlmmse::weights[1]), one, inner));
}

// rows[0..4]: two above to two below.
void VerticalDifferences(const MosaicRow* const* rows, int32_t half_width, float* const* out) {
  const Float d;
  for (int half = 0; half < 2; ++half) {
    const V sign = hn::Set(d, half == rows[2]->green ? -1.0f : 1.0f);
    const float* HWY_RESTRICT c = rows[2]->half[half];
    const float* HWY_RESTRICT up = rows[1]->half[half];
    const float* HWY_RESTRICT down = rows[3]->half[half];
    const float* HWY_RESTRICT up2 = rows[0]->half[half];
    const float* HWY_RESTRICT down2 = rows[4]->half[half];
    float* HWY_RESTRICT to = out[half];
    for (int64_t i = -dlmmse::reach; i < half_width + dlmmse::reach; i += lanes())
      hn::StoreU(directional(of(c, i), hn::Add(of(up, i), of(down, i)), hn::Add(of(up2, i), of(down2, i)), sign), d, to + i);
  }
}

// rows[0..8]: four above to four below.
void VerticalSmooth(const float* const* rows, int32_t half_width, float* HWY_RESTRICT out) {
  const Float d;
  for (int64_t i = -dlmmse::reach; i < half_width + dlmmse::reach; i += lanes()) {
    const auto pair = [&](int k) { return hn::Add(of(rows[4 - k], i), of(rows[4 + k], i)); };
    hn::StoreU(low_passed(of(rows[4], i), pair(1), pair(2), pair(3), pair(4)), d, out + i);
  }
}

// Differences along the row, at green and at chroma sites.
void AlongDifferences(const MosaicRow& row, int32_t half_width, const dlmmse::Along& line) {
  const Float d;
  const int g = row.green;
  const float* HWY_RESTRICT green = row.half[g];
  const float* HWY_RESTRICT chroma = row.half[1 - g];
  float* HWY_RESTRICT at_green = line.noisy[0];
  float* HWY_RESTRICT at_chroma = line.noisy[1];
  const V plus = hn::Set(d, 1.0f), minus = hn::Set(d, -1.0f);
  for (int64_t i = -8; i < half_width + 8; i += lanes()) {
    const V sides_of_green = hn::Add(of(chroma, i - 1 + g), of(chroma, i + g));
    const V sides_of_chroma = hn::Add(of(green, i - g), of(green, i + 1 - g));
    hn::StoreU(directional(of(green, i), sides_of_green, hn::Add(of(green, i - 1), of(green, i + 1)), minus), d, at_green + i);
    hn::StoreU(directional(of(chroma, i), sides_of_chroma, hn::Add(of(chroma, i - 1), of(chroma, i + 1)), plus), d, at_chroma + i);
  }
}

// The low-pass at both kinds of site, and what nine-site sums are made of.
void AlongSmooth(int g, int32_t half_width, const dlmmse::Along& line) {
  const Float d;
  const float* HWY_RESTRICT at_green = line.noisy[0];
  const float* HWY_RESTRICT at_chroma = line.noisy[1];
  for (int64_t i = -6; i < half_width + 6; i += lanes()) {
    const int64_t left = i - g; // the green site left of chroma i; left + 1 is to its right
    const auto by_chroma = [&](int64_t l, int64_t r) { return hn::Add(of(at_chroma, l), of(at_chroma, r)); };
    const auto by_green = [&](int64_t l, int64_t r) { return hn::Add(of(at_green, l), of(at_green, r)); };
    const V y = of(at_chroma, i), y_right = of(at_green, left + 1);
    const V s = low_passed(y, by_green(left, left + 1), by_chroma(i - 1, i + 1), by_green(left - 1, left + 2), by_chroma(i - 2, i + 2));
    const V s_right = low_passed(y_right, by_chroma(i, i + 1), by_green(left, left + 2), by_chroma(i - 1, i + 2), by_green(left - 1, left + 3));
    const V e = hn::Sub(s, y), e_right = hn::Sub(s_right, y_right);
    const V squared = hn::Mul(s, s), e_squared = hn::Mul(e, e);
    hn::StoreU(s, d, line.smooth + i);
    hn::StoreU(squared, d, line.chroma_square + i);
    hn::StoreU(e_squared, d, line.chroma_error + i);
    hn::StoreU(hn::Add(s, s_right), d, line.sum + i);
    hn::StoreU(hn::MulAdd(s_right, s_right, squared), d, line.square + i);
    hn::StoreU(hn::MulAdd(e_right, e_right, e_squared), d, line.error + i);
  }
}

// Chroma minus green at chroma sites: both estimates, each weighed by the other's variance.
void Fuse(const dlmmse::Along& line, const dlmmse::Down& down, int32_t half_width, float* HWY_RESTRICT own) {
  const Float d;
  const auto nine = [](const float* pairs, const float* single, int64_t i) {
    const V first = hn::Add(of(pairs, i - 2), of(pairs, i - 1)), second = hn::Add(of(pairs, i), of(pairs, i + 1));
    return hn::Add(hn::Add(first, second), of(single, i + 2));
  };
  for (int64_t i = -dlmmse::reach; i < half_width + dlmmse::reach; i += lanes()) {
    const auto across = estimated(of(line.noisy[1], i), nine(line.sum, line.smooth, i), nine(line.square, line.chroma_square, i),
                                  nine(line.error, line.chroma_error, i));
    V sum = hn::Zero(d), squares = hn::Zero(d), errors = hn::Zero(d);
    for (int k = 0; k < 9; ++k) {
      const V s = of(down.smooth[k], i), e = hn::Sub(s, of(down.noisy[k], i));
      sum = hn::Add(sum, s);
      squares = hn::MulAdd(s, s, squares);
      errors = hn::MulAdd(e, e, errors);
    }
    const auto along = estimated(of(down.noisy[4], i), sum, squares, errors);
    const V weighed = hn::MulAdd(along.variance, across.value, hn::Mul(across.variance, along.value));
    hn::StoreU(hn::Neg(hn::Div(weighed, hn::Add(along.variance, across.variance))), d, own + i);
  }
}

// The other chroma minus green at chroma sites, from the diagonals.
void OtherDifference(int g, const float* HWY_RESTRICT above, const float* HWY_RESTRICT below, int32_t half_width, float* HWY_RESTRICT out) {
  const Float d;
  const V quarter = hn::Set(d, 0.25f);
  for (int64_t i = -1; i < half_width + 1; i += lanes()) {
    const V sum = hn::Add(hn::Add(of(above, i - g), of(above, i + 1 - g)), hn::Add(of(below, i - g), of(below, i + 1 - g)));
    hn::StoreU(hn::Mul(sum, quarter), d, out + i);
  }
}

// own, other: the differences of the row above, of this one, of the one below. A colour that is `own` here is `other`
// in the rows beside. Recorded samples are not written.
void DirectionalColours(const MosaicRow& row, const float* const* own, const float* const* other, int32_t half_width,
                        const ColourRows& out) {
  const Float d;
  const int g = row.green, c = 1 - g;
  const float* HWY_RESTRICT green = row.half[g];
  const float* HWY_RESTRICT chroma = row.half[c];
  float* const* own_out = row.red ? out.red : out.blue;
  float* const* other_out = row.red ? out.blue : out.red;
  const V quarter = hn::Set(d, 0.25f);
  for (int64_t i = 0; i < half_width; i += lanes()) {
    const V estimate = hn::Sub(of(chroma, i), of(own[1], i)), known = of(green, i);
    hn::StoreU(estimate, d, out.green[c] + i);
    hn::StoreU(hn::Add(estimate, of(other[1], i)), d, other_out[c] + i);
    const auto around = [&](const float* here, const float* above, const float* below) {
      return hn::Add(hn::Add(of(here, i - 1 + g), of(here, i + g)), hn::Add(of(above, i), of(below, i)));
    };
    hn::StoreU(hn::MulAdd(quarter, around(own[1], other[0], other[2]), known), d, own_out[g] + i);
    hn::StoreU(hn::MulAdd(quarter, around(other[1], own[0], own[2]), known), d, other_out[g] + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace develop
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace develop {

HWY_EXPORT(VerticalDifferences);
HWY_EXPORT(VerticalSmooth);
HWY_EXPORT(AlongDifferences);
HWY_EXPORT(AlongSmooth);
HWY_EXPORT(Fuse);
HWY_EXPORT(OtherDifference);
HWY_EXPORT(DirectionalColours);

DirectionalLmmse::DirectionalLmmse(RowMemory& memory, const Band& band) : band_(band) {
  for (auto& row : vertical_)
    for (auto& half : row) half = memory.take();
  for (auto& row : smooth_)
    for (auto& half : row) half = memory.take();
  for (auto& row : own_) row = memory.take();
  for (auto& row : other_) row = memory.take();
  for (auto& row : line_) row = memory.take();
}

bool DirectionalLmmse::push(const MosaicRow* ring, int32_t newest, const ColourRows& room, ColourRows& out) {
  const auto row = [&](int32_t y) -> const MosaicRow& { return ring[y & (mosaic_rows - 1)]; };
  const int32_t width = band_.half_width;
  if (const int32_t y = newest - 2; band_.wants(y, 10)) {
    const MosaicRow* five[5] = {&row(y - 2), &row(y - 1), &row(y), &row(y + 1), &row(y + 2)};
    HWY_DYNAMIC_DISPATCH(VerticalDifferences)(five, width, vertical_[y & 15]);
  }
  if (const int32_t y = newest - 6; band_.wants(y, 6)) {
    for (size_t half = 0; half < 2; ++half) {
      const float* nine[9];
      for (int32_t k = 0; k < 9; ++k) nine[k] = vertical_[(y - 4 + k) & 15][half];
      HWY_DYNAMIC_DISPATCH(VerticalSmooth)(nine, width, smooth_[y & 15][half]);
    }
  }
  if (const int32_t y = newest - 10; band_.wants(y, 2)) green(row(y), y);
  if (const int32_t y = newest - 11; band_.wants(y, 1))
    HWY_DYNAMIC_DISPATCH(OtherDifference)(row(y).green, own_[(y - 1) & 3], own_[(y + 1) & 3], width, other_[y & 3]);
  const int32_t y = newest - halo;
  if (!band_.wants(y, 0)) return false;
  const float* own[3] = {own_[(y - 1) & 3], own_[y & 3], own_[(y + 1) & 3]};
  const float* other[3] = {other_[(y - 1) & 3], other_[y & 3], other_[(y + 1) & 3]};
  out = with_recorded(room, row(y));
  HWY_DYNAMIC_DISPATCH(DirectionalColours)(row(y), own, other, width, out);
  return true;
}

void DirectionalLmmse::green(const MosaicRow& row, int32_t y) {
  const dlmmse::Along line{{line_[0], line_[1]}, line_[2], line_[3], line_[4], line_[5], line_[6], line_[7]};
  HWY_DYNAMIC_DISPATCH(AlongDifferences)(row, band_.half_width, line);
  HWY_DYNAMIC_DISPATCH(AlongSmooth)(row.green, band_.half_width, line);
  dlmmse::Down down{};
  const auto chroma = static_cast<size_t>(1 - row.green);
  for (int32_t k = 0; k < 9; ++k) {
    down.noisy[k] = vertical_[(y - 4 + k) & 15][chroma];
    down.smooth[k] = smooth_[(y - 4 + k) & 15][chroma];
  }
  HWY_DYNAMIC_DISPATCH(Fuse)(line, down, band_.half_width, own_[y & 3]);
}

}  // namespace develop
#endif
