// SPDX-License-Identifier: Apache-2.0
//
// At every site stands a directional difference green minus chroma, noisy with what the other colour hides. Low-passed it
// is the prior; the local variances of prior and remainder say how far to trust the measured one. Indices of half rows
// are those of hamilton_adams.cpp.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "dlmmse.cpp"
#include "simd_targets.hpp"
#include <hwy/foreach_target.h>
// foreach_target comes first
#include "demosaic.hpp"
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace develop {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Float = hn::ScalableTag<float>;
using V = hn::Vec<Float>;

// The nine taps of the low-pass: centre, then outwards; their sum over both sides is 1.
constexpr float taps[5] = {26 / 128.f, 23 / 128.f, 15 / 128.f, 9 / 128.f, 4 / 128.f};
constexpr float least_variance = 1e-12f; // so that a flat patch divides by something

HWY_INLINE V at(const float* from, int64_t i) {
  const Float d;
  return hn::LoadU(d, from + i);
}
HWY_INLINE int64_t step() { return static_cast<int64_t>(hn::Lanes(Float())); }

// (2 (near sum) - 2 centre - far sum) / 4: chroma's own slope removed from green's.
HWY_INLINE V difference(V centre, V near_sum, V far_sum) {
  const Float d;
  return hn::Mul(hn::Set(d, 0.25f), hn::Sub(hn::Mul(hn::Set(d, 2.0f), hn::Sub(near_sum, centre)), far_sum));
}

struct Estimate { V value, variance; };

struct Moments { // of nine low-passed differences and of what the low-pass took away
  V sum, squares, remainder;
  HWY_INLINE Moments() : sum(hn::Zero(Float())), squares(hn::Zero(Float())), remainder(hn::Zero(Float())) {}
  HWY_INLINE void add(V smooth, V measured) {
    const V away = hn::Sub(smooth, measured);
    sum = hn::Add(sum, smooth);
    squares = hn::MulAdd(smooth, smooth, squares);
    remainder = hn::MulAdd(away, away, remainder);
  }
  HWY_INLINE Estimate estimate(V measured) const {
    const Float d;
    const V ninth = hn::Set(d, 1 / 9.f), floor = hn::Set(d, least_variance);
    const V mean = hn::Mul(sum, ninth);
    const V variance = hn::Max(hn::NegMulAdd(mean, mean, hn::Mul(squares, ninth)), hn::Zero(d));
    const V noise = hn::Mul(remainder, ninth);
    const V trust = hn::Div(variance, hn::Add(hn::Add(variance, noise), floor));
    return {hn::MulAdd(trust, hn::Sub(measured, mean), mean), hn::NegMulAdd(variance, trust, hn::Add(variance, floor))};
  }
};

void DifferencesAlongRow(const MosaicRow& row, int32_t half_width, float* const* out) {
  const Float d;
  for (int q = 0; q < 2; ++q) {
    const float* HWY_RESTRICT here = row.half[q];
    const float* HWY_RESTRICT beside = row.half[1 - q];
    float* HWY_RESTRICT to = out[q];
    const bool negate = q == row.green;
    for (int64_t i = -14; i < half_width + 14; i += step()) {
      const V v = difference(at(here, i), hn::Add(at(beside, i - 1 + q), at(beside, i + q)), hn::Add(at(here, i - 1), at(here, i + 1)));
      hn::StoreU(negate ? hn::Neg(v) : v, d, to + i);
    }
  }
}

void SmoothAlongRow(float* const* measured, int32_t half_width, float* const* out) {
  const Float d;
  for (int q = 0; q < 2; ++q) {
    const float* HWY_RESTRICT a = measured[q];
    const float* HWY_RESTRICT b = measured[1 - q];
    float* HWY_RESTRICT to = out[q];
    for (int64_t i = -12; i < half_width + 12; i += step()) {
      V v = hn::Mul(hn::Set(d, taps[0]), at(a, i));
      v = hn::MulAdd(hn::Set(d, taps[1]), hn::Add(at(b, i - 1 + q), at(b, i + q)), v);
      v = hn::MulAdd(hn::Set(d, taps[2]), hn::Add(at(a, i - 1), at(a, i + 1)), v);
      v = hn::MulAdd(hn::Set(d, taps[3]), hn::Add(at(b, i - 2 + q), at(b, i + 1 + q)), v);
      v = hn::MulAdd(hn::Set(d, taps[4]), hn::Add(at(a, i - 2), at(a, i + 2)), v);
      hn::StoreU(v, d, to + i);
    }
  }
}

void EstimateAlongRow(float* const* measured, float* const* smooth, int green, int32_t half_width, float* HWY_RESTRICT across,
                      float* HWY_RESTRICT error) {
  const Float d;
  const int q = 1 - green;
  for (int64_t i = -4; i < half_width + 4; i += step()) {
    Moments moments;
    for (int64_t k = -2; k <= 2; ++k) moments.add(at(smooth[q], i + k), at(measured[q], i + k));
    for (int64_t k = -2; k <= 1; ++k) moments.add(at(smooth[green], i + k + q), at(measured[green], i + k + q));
    const auto estimate = moments.estimate(at(measured[q], i));
    hn::StoreU(estimate.value, d, across + i);
    hn::StoreU(estimate.variance, d, error + i);
  }
}

// rows[0..4]: two above to two below.
void DifferencesAlongColumns(const MosaicRow* const* rows, int32_t half_width, float* const* out) {
  const Float d;
  for (int q = 0; q < 2; ++q) {
    const float* r[5];
    for (int k = 0; k < 5; ++k) r[k] = rows[k]->half[q];
    float* HWY_RESTRICT to = out[q];
    const bool negate = q == rows[2]->green;
    for (int64_t i = -4; i < half_width + 4; i += step()) {
      const V v = difference(at(r[2], i), hn::Add(at(r[1], i), at(r[3], i)), hn::Add(at(r[0], i), at(r[4], i)));
      hn::StoreU(negate ? hn::Neg(v) : v, d, to + i);
    }
  }
}

// nine[k]: the row k - 4 away.
void SmoothAlongColumns(const float* const* nine, int32_t half_width, float* HWY_RESTRICT out) {
  const Float d;
  for (int64_t i = -4; i < half_width + 4; i += step()) {
    V v = hn::Mul(hn::Set(d, taps[0]), at(nine[4], i));
    for (int k = 1; k <= 4; ++k) v = hn::MulAdd(hn::Set(d, taps[k]), hn::Add(at(nine[4 - k], i), at(nine[4 + k], i)), v);
    hn::StoreU(v, d, out + i);
  }
}

// Weighs both directions by each other's variance, and gives chroma minus green.
void Combine(const float* const* smooth, const float* const* measured, const float* HWY_RESTRICT across,
             const float* HWY_RESTRICT error, int32_t half_width, float* HWY_RESTRICT own) {
  const Float d;
  for (int64_t i = -2; i < half_width + 2; i += step()) {
    Moments moments;
    for (int k = 0; k < 9; ++k) moments.add(at(smooth[k], i), at(measured[k], i));
    const auto along = moments.estimate(at(measured[4], i));
    const V variance = at(error, i);
    const V weighed = hn::MulAdd(along.variance, at(across, i), hn::Mul(variance, along.value));
    hn::StoreU(hn::Neg(hn::Div(weighed, hn::Add(along.variance, variance))), d, own + i);
  }
}

void OtherChroma(const float* HWY_RESTRICT above, const float* HWY_RESTRICT below, int green, int32_t half_width, float* HWY_RESTRICT other) {
  const Float d;
  for (int64_t i = -1; i < half_width + 1; i += step()) {
    const V sum = hn::Add(hn::Add(at(above, i - green), at(above, i + 1 - green)), hn::Add(at(below, i - green), at(below, i + 1 - green)));
    hn::StoreU(hn::Mul(hn::Set(d, 0.25f), sum), d, other + i);
  }
}

// own[0..2], other[0..2]: the rows above, here and below.
void AllColours(const MosaicRow& row, const float* const* own, const float* const* other, int32_t half_width, const ColourRows& out) {
  const Float d;
  const int g = row.green, c = 1 - g;
  float* const* mine = row.red ? out.red : out.blue;
  float* const* theirs = row.red ? out.blue : out.red;
  const V quarter = hn::Set(d, 0.25f);
  for (int64_t i = 0; i < half_width; i += step()) {
    const V value = at(row.half[c], i), estimate = hn::Sub(value, at(own[1], i));
    hn::StoreU(value, d, mine[c] + i);
    hn::StoreU(estimate, d, out.green[c] + i);
    hn::StoreU(hn::Add(estimate, at(other[1], i)), d, theirs[c] + i);
    const V known = at(row.half[g], i);
    const V own_sides = hn::Add(at(own[1], i - 1 + g), at(own[1], i + g)), other_sides = hn::Add(at(other[1], i - 1 + g), at(other[1], i + g));
    hn::StoreU(known, d, out.green[g] + i);
    hn::StoreU(hn::MulAdd(quarter, hn::Add(own_sides, hn::Add(at(other[0], i), at(other[2], i))), known), d, mine[g] + i);
    hn::StoreU(hn::MulAdd(quarter, hn::Add(other_sides, hn::Add(at(own[0], i), at(own[2], i))), known), d, theirs[g] + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace develop
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace develop {

HWY_EXPORT(DifferencesAlongRow);
HWY_EXPORT(SmoothAlongRow);
HWY_EXPORT(EstimateAlongRow);
HWY_EXPORT(DifferencesAlongColumns);
HWY_EXPORT(SmoothAlongColumns);
HWY_EXPORT(Combine);
HWY_EXPORT(OtherChroma);
HWY_EXPORT(AllColours);

DirectionalLmmse::DirectionalLmmse(RowMemory& memory, int32_t half_width) : half_width_(half_width) {
  for (auto& row : vertical_) for (auto& half : row) half = memory.take();
  for (auto& row : smooth_) for (auto& half : row) half = memory.take();
  for (auto& row : across_) row = memory.take();
  for (auto& row : error_) row = memory.take();
  for (auto& row : own_) row = memory.take();
  for (auto& row : other_) row = memory.take();
  for (auto& row : line_) row = memory.take();
}

void DirectionalLmmse::push(const MosaicRow* ring, int32_t newest, bool wanted, const ColourRows& out) {
  const auto row = [&](int32_t y) -> const MosaicRow& { return ring[y & 15]; };
  HWY_DYNAMIC_DISPATCH(DifferencesAlongRow)(row(newest), half_width_, line_);
  HWY_DYNAMIC_DISPATCH(SmoothAlongRow)(line_, half_width_, line_ + 2);
  HWY_DYNAMIC_DISPATCH(EstimateAlongRow)(line_, line_ + 2, row(newest).green, half_width_, across_[newest & 15], error_[newest & 15]);

  int32_t y = newest - 2;
  const MosaicRow* five[5] = {&row(y - 2), &row(y - 1), &row(y), &row(y + 1), &row(y + 2)};
  HWY_DYNAMIC_DISPATCH(DifferencesAlongColumns)(five, half_width_, vertical_[y & 15]);

  y = newest - 6;
  for (int q = 0; q < 2; ++q) {
    const float* nine[9];
    for (int k = 0; k < 9; ++k) nine[k] = vertical_[(y - 4 + k) & 15][q];
    HWY_DYNAMIC_DISPATCH(SmoothAlongColumns)(nine, half_width_, smooth_[y & 15][q]);
  }

  y = newest - 10;
  const int chroma = 1 - row(y).green;
  const float *smooth[9], *measured[9];
  for (int k = 0; k < 9; ++k) smooth[k] = smooth_[(y - 4 + k) & 15][chroma], measured[k] = vertical_[(y - 4 + k) & 15][chroma];
  HWY_DYNAMIC_DISPATCH(Combine)(smooth, measured, across_[y & 15], error_[y & 15], half_width_, own_[y & 3]);

  y = newest - 11;
  HWY_DYNAMIC_DISPATCH(OtherChroma)(own_[(y - 1) & 3], own_[(y + 1) & 3], row(y).green, half_width_, other_[y & 3]);
  if (!wanted) return;

  y = newest - halo;
  const float* own[3] = {own_[(y - 1) & 3], own_[y & 3], own_[(y + 1) & 3]};
  const float* other[3] = {other_[(y - 1) & 3], other_[y & 3], other_[(y + 1) & 3]};
  HWY_DYNAMIC_DISPATCH(AllColours)(row(y), own, other, half_width_, out);
}

}  // namespace develop
#endif
