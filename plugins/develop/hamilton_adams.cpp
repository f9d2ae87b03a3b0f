// SPDX-License-Identifier: Apache-2.0
//
// Half rows are indexed so that neighbours are loads at small offsets. In a row whose green columns have parity g:
//   left and right of chroma i   green[i - g], green[i + 1 - g]      above and below it   green[i] of the other rows
//   left and right of green i    chroma[i - 1 + g], chroma[i + g]    above and below it   chroma[i] of the other rows
//   diagonal to chroma i         chroma[i - g], chroma[i + 1 - g] of the rows above and below
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hamilton_adams.cpp"
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

HWY_INLINE V at(const float* from, int64_t i) {
  const Float d;
  return hn::LoadU(d, from + i);
}

// rows[0..4]: two above to two below. The difference is wanted at one chroma site more on either side.
void Difference(const MosaicRow* const* rows, int32_t half_width, float* HWY_RESTRICT out) {
  const Float d;
  const int g = rows[2]->green;
  const float* HWY_RESTRICT chroma = rows[2]->half[1 - g];
  const float* HWY_RESTRICT green = rows[2]->half[g];
  const float* HWY_RESTRICT up = rows[1]->half[1 - g];
  const float* HWY_RESTRICT down = rows[3]->half[1 - g];
  const float* HWY_RESTRICT up2 = rows[0]->half[1 - g];
  const float* HWY_RESTRICT down2 = rows[4]->half[1 - g];
  const V half = hn::Set(d, 0.5f), quarter = hn::Set(d, 0.25f);
  for (int64_t i = -2; i < half_width + 2; i += static_cast<int64_t>(hn::Lanes(d))) {
    const V c = at(chroma, i), twice = hn::Add(c, c);
    const V l = at(green, i - g), r = at(green, i + 1 - g), u = at(up, i), b = at(down, i);
    const V bend_h = hn::Sub(hn::Sub(twice, at(chroma, i - 1)), at(chroma, i + 1));
    const V bend_v = hn::Sub(hn::Sub(twice, at(up2, i)), at(down2, i));
    const V slope_h = hn::Add(hn::Abs(hn::Sub(l, r)), hn::Abs(bend_h));
    const V slope_v = hn::Add(hn::Abs(hn::Sub(u, b)), hn::Abs(bend_v));
    const V green_h = hn::MulAdd(quarter, bend_h, hn::Mul(half, hn::Add(l, r)));
    const V green_v = hn::MulAdd(quarter, bend_v, hn::Mul(half, hn::Add(u, b)));
    const V both = hn::Mul(half, hn::Add(green_h, green_v));
    const V estimate = hn::IfThenElse(hn::Lt(slope_h, slope_v), green_h, hn::IfThenElse(hn::Lt(slope_v, slope_h), green_v, both));
    hn::StoreU(hn::Sub(c, estimate), d, out + i);
  }
}

// differences: of the row above, of this one, of the one below. Recorded samples are not written.
void Colours(const MosaicRow& row, const float* const* differences, int32_t half_width, const ColourRows& out) {
  const float* HWY_RESTRICT above = differences[0];
  const float* HWY_RESTRICT here = differences[1];
  const float* HWY_RESTRICT below = differences[2];
  const Float d;
  const int g = row.green, c = 1 - g;
  const float* HWY_RESTRICT chroma = row.half[c];
  const float* HWY_RESTRICT green = row.half[g];
  float* const* own = row.red ? out.red : out.blue;
  float* const* other = row.red ? out.blue : out.red;
  const V half = hn::Set(d, 0.5f), quarter = hn::Set(d, 0.25f);
  for (int64_t i = 0; i < half_width; i += static_cast<int64_t>(hn::Lanes(d))) {
    const V value = at(chroma, i), estimate = hn::Sub(value, at(here, i));
    const V diagonal = hn::Add(hn::Add(at(above, i - g), at(above, i + 1 - g)), hn::Add(at(below, i - g), at(below, i + 1 - g)));
    hn::StoreU(estimate, d, out.green[c] + i);
    hn::StoreU(hn::MulAdd(quarter, diagonal, estimate), d, other[c] + i);
    const V known = at(green, i);
    hn::StoreU(hn::MulAdd(half, hn::Add(at(here, i - 1 + g), at(here, i + g)), known), d, own[g] + i);
    hn::StoreU(hn::MulAdd(half, hn::Add(at(above, i), at(below, i)), known), d, other[g] + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace develop
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace develop {

HWY_EXPORT(Difference);
HWY_EXPORT(Colours);

HamiltonAdams::HamiltonAdams(RowMemory& memory, const Band& band) : band_(band) {
  for (auto& row : difference_) row = memory.take();
}

bool HamiltonAdams::push(const MosaicRow* ring, int32_t newest, const ColourRows& room, ColourRows& out) {
  const auto row = [&](int32_t y) { return &ring[y & (mosaic_rows - 1)]; };
  const int32_t centre = newest - 2;
  if (band_.wants(centre, 1)) {
    const MosaicRow* five[5] = {row(centre - 2), row(centre - 1), row(centre), row(centre + 1), row(centre + 2)};
    HWY_DYNAMIC_DISPATCH(Difference)(five, band_.half_width, difference_[centre & 3]);
  }
  const int32_t y = newest - halo;
  if (!band_.wants(y, 0)) return false;
  const float* three[3] = {difference_[(y - 1) & 3], difference_[y & 3], difference_[(y + 1) & 3]};
  out = with_recorded(room, *row(y));
  HWY_DYNAMIC_DISPATCH(Colours)(*row(y), three, band_.half_width, out);
  return true;
}

}  // namespace develop
#endif
