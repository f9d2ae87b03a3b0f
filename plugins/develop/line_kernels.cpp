// SPDX-License-Identifier: Apache-2.0
//
// Compiled once for each SIMD target; the processor's best is chosen at run time. Multiplications and additions are fused
// where it is written so, on every target that can.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "line_kernels.cpp"
#include "simd_targets.hpp"
#include <hwy/foreach_target.h>
// foreach_target comes first
#include "line_kernels.hpp"
#include "unpack.hpp"
#include <hwy/highway.h>

#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace develop {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Float = hn::ScalableTag<float>;
using Int = hn::RebindToSigned<Float>;
using Half = hn::Rebind<hwy::float16_t, Float>;
using HalfBits = hn::Rebind<uint16_t, Float>;
using V = hn::Vec<Float>;

constexpr float largest_half = 65504.0f; // beyond it lies infinity, which no plate may hold

HWY_INLINE V rooted(V value) {
  return hn::CopySign(hn::Sqrt(hn::Abs(value)), value);
}

struct Site {
  V black, scale;
  const float* table;
  hn::Vec<Int> last;
};

HWY_INLINE Site site_of(const SiteLevels& levels) {
  const Float d;
  const Int di;
  return {hn::Set(d, levels.black), hn::Set(d, levels.scale), levels.table.empty() ? nullptr : levels.table.data(),
          hn::Set(di, static_cast<int32_t>(levels.table.size()) - 1)};
}

template <bool kTable, bool kRoot>
HWY_INLINE V leveled(const Site& site, hn::Vec<HalfBits> codes) {
  const Float d;
  const Int di;
  const auto wide = hn::PromoteTo(di, codes);
  if constexpr (kTable) return hn::GatherIndex(d, site.table, hn::Min(wide, site.last));
  const V linear = hn::Mul(hn::Sub(hn::ConvertTo(d, wide), site.black), site.scale);
  if constexpr (kRoot) return rooted(linear);
  return linear;
}

// Writes whole vectors: the half rows' margins take what lies past the last pair.
template <bool kTable, bool kRoot>
void split(const uint16_t* HWY_RESTRICT codes, uint32_t pairs, const SiteLevels& even_site, const SiteLevels& odd_site,
           float* HWY_RESTRICT even, float* HWY_RESTRICT odd) {
  const Float d;
  const HalfBits du;
  const Site a = site_of(even_site), b = site_of(odd_site);
  for (uint32_t i = 0; i < pairs; i += static_cast<uint32_t>(hn::Lanes(d))) {
    hn::Vec<HalfBits> e, o;
    hn::LoadInterleaved2(du, codes + 2 * size_t{i}, e, o);
    hn::StoreU(leveled<kTable, kRoot>(a, e), d, even + i);
    hn::StoreU(leveled<kTable, kRoot>(b, o), d, odd + i);
  }
}

void SplitLevels(const uint16_t* codes, uint32_t pairs, const SiteLevels& even_site, const SiteLevels& odd_site, bool root,
                 float* even, float* odd) {
  if (!even_site.table.empty()) split<true, false>(codes, pairs, even_site, odd_site, even, odd);
  else if (root) split<false, true>(codes, pairs, even_site, odd_site, even, odd);
  else split<false, false>(codes, pairs, even_site, odd_site, even, odd);
}

struct Colours { V red, green, blue; };

// A colour that clipped is really at least as bright as it was recorded; it rises to the brightest colour of its pixel,
// from nothing at 95 % of its clipping level to all the way at 100 %. So a neutral highlight stays neutral up to where the
// last colour clips, and saturated lights keep their hue.
HWY_INLINE V raised(V value, V brightest, V clip) {
  const Float d;
  const V near = hn::Mul(hn::Sub(value, hn::Mul(clip, hn::Set(d, 0.95f))), hn::Div(hn::Set(d, 20.0f), clip));
  const V weight = hn::Min(hn::Max(near, hn::Zero(d)), hn::Set(d, 1.0f));
  return hn::MulAdd(weight, hn::Sub(brightest, value), value);
}

template <Highlights kHighlights>
HWY_INLINE Colours treated(Colours c, const V (&clip)[3], V least_clip) {
  if constexpr (kHighlights == Highlights::neutral) {
    const V brightest = hn::Max(c.red, hn::Max(c.green, c.blue));
    return {raised(c.red, brightest, clip[0]), raised(c.green, brightest, clip[1]), raised(c.blue, brightest, clip[2])};
  }
  if constexpr (kHighlights == Highlights::clip)
    return {hn::Min(c.red, least_clip), hn::Min(c.green, least_clip), hn::Min(c.blue, least_clip)};
  return c;
}

template <bool kRoot>
HWY_INLINE V opened(const float* from) {
  const Float d;
  const V v = hn::LoadU(d, from);
  if constexpr (kRoot) return hn::Mul(v, hn::Abs(v));
  return v;
}

HWY_INLINE hn::Vec<HalfBits> to_half(V v) {
  const Float d;
  const V inside = hn::Max(hn::Min(v, hn::Set(d, largest_half)), hn::Set(d, -largest_half));
  return hn::BitCast(HalfBits(), hn::DemoteTo(Half(), inside));
}

template <Highlights kHighlights, bool kRoot>
struct Finisher {
  V m[9], clip[3], least_clip;
  explicit HWY_INLINE Finisher(const SensorPlan& plan) {
    const Float d;
    for (int i = 0; i < 9; ++i) m[i] = hn::Set(d, plan.matrix[i]);
    float least = plan.clip[0];
    for (int i = 0; i < 3; ++i) {
      clip[i] = hn::Set(d, plan.clip[i]);
      least = plan.clip[i] < least ? plan.clip[i] : least;
    }
    least_clip = hn::Set(d, least);
  }
  HWY_INLINE Colours pixel(const ColourRows& rows, int parity, size_t i) const {
    const Colours in{opened<kRoot>(rows.red[parity] + i), opened<kRoot>(rows.green[parity] + i), opened<kRoot>(rows.blue[parity] + i)};
    const auto c = treated<kHighlights>(in, clip, least_clip);
    return {mix(c, 0), mix(c, 3), mix(c, 6)};
  }
  HWY_INLINE V mix(const Colours& c, int row) const {
    return hn::MulAdd(m[row], c.red, hn::MulAdd(m[row + 1], c.green, hn::Mul(m[row + 2], c.blue)));
  }
};

template <Highlights kHighlights, bool kRoot>
void finish(const ColourRows& rows, uint32_t width, const SensorPlan& plan, uint16_t* r, uint16_t* g, uint16_t* b) {
  const Float d;
  const HalfBits du;
  const Finisher<kHighlights, kRoot> finisher(plan);
  const size_t step = hn::Lanes(d), pairs = (size_t{width} + 1) / 2;
  for (size_t i = 0; i < pairs; i += step) {
    const auto even = finisher.pixel(rows, 0, i), odd = finisher.pixel(rows, 1, i);
    if (2 * (i + step) <= width) {
      hn::StoreInterleaved2(to_half(even.red), to_half(odd.red), du, r + 2 * i);
      hn::StoreInterleaved2(to_half(even.green), to_half(odd.green), du, g + 2 * i);
      hn::StoreInterleaved2(to_half(even.blue), to_half(odd.blue), du, b + 2 * i);
      continue;
    }
    HWY_ALIGN uint16_t last[2 * HWY_MAX_BYTES];
    const size_t bytes = (width - 2 * i) * sizeof(uint16_t);
    hn::StoreInterleaved2(to_half(even.red), to_half(odd.red), du, last);
    std::memcpy(r + 2 * i, last, bytes);
    hn::StoreInterleaved2(to_half(even.green), to_half(odd.green), du, last);
    std::memcpy(g + 2 * i, last, bytes);
    hn::StoreInterleaved2(to_half(even.blue), to_half(odd.blue), du, last);
    std::memcpy(b + 2 * i, last, bytes);
  }
}

template <bool kRoot>
void finish_with(Highlights highlights, const ColourRows& rows, uint32_t width, const SensorPlan& plan, uint16_t* r, uint16_t* g, uint16_t* b) {
  if (highlights == Highlights::neutral) finish<Highlights::neutral, kRoot>(rows, width, plan, r, g, b);
  else if (highlights == Highlights::clip) finish<Highlights::clip, kRoot>(rows, width, plan, r, g, b);
  else finish<Highlights::none, kRoot>(rows, width, plan, r, g, b);
}

void FinishRow(const ColourRows& rows, uint32_t width, const SensorPlan& plan, Highlights highlights, bool root, uint16_t* r,
               uint16_t* g, uint16_t* b) {
  if (root) finish_with<true>(highlights, rows, width, plan, r, g, b);
  else finish_with<false>(highlights, rows, width, plan, r, g, b);
}

// Lane j of the result holds the two bytes in which sample j lies, high byte first; the last index pair is unused.
//   stream of twelve bytes  b0 b1 b2 | b3 b4 b5 | …   even sample: b0 b1 >> 4   odd sample: b1 b2 & 0xfff
constexpr uint8_t high_first[16] = {1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10};
// From the low bits: even sample: b1 b0 & 0xfff, odd sample: b2 b1 >> 4.
constexpr uint8_t low_first[16] = {0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10, 10, 11};

#if HWY_TARGET == HWY_SCALAR
uint32_t UnpackTwelve(uint32_t, const uint8_t*, uint64_t, uint32_t, uint16_t*) { return 0; } // bit by bit, then
#else
uint32_t UnpackTwelve(uint32_t packing, const uint8_t* HWY_RESTRICT row, uint64_t row_bytes, uint32_t samples, uint16_t* HWY_RESTRICT codes) {
  const hn::FixedTag<uint8_t, 16> d8;
  const hn::FixedTag<uint16_t, 8> d16;
  const bool low = packing == FG_PACK_LSB, pairs = packing == FG_PACK_MSB32_PAIRS;
  const uint8_t within_word = packing == FG_PACK_MSB16 ? 1 : packing == FG_PACK_MSB32 || pairs ? 3 : 0;
  HWY_ALIGN uint8_t order[16];
  for (size_t i = 0; i < 16; ++i) order[i] = static_cast<uint8_t>((low ? low_first[i] : high_first[i]) ^ within_word);
  HWY_ALIGN uint16_t shifted[8];
  for (size_t i = 0; i < 8; ++i) shifted[i] = (i & 1) == (low ? 1u : 0u) ? 0xffff : 0;
  const auto shuffle = hn::Load(d8, order);
  const auto takes_high = hn::MaskFromVec(hn::Load(d16, shifted));
  const auto twelve_bits = hn::Set(d16, 0xfff);
  uint32_t done = 0;
  // An odd 16-bit word at the end of twelve bytes is whole: 12 is a multiple of 2 and 4.
  for (uint64_t at = 0; done + 8 <= samples && at + 16 <= row_bytes; at += 12, done += 8) {
    const auto two_bytes = hn::BitCast(d16, hn::TableLookupBytes(hn::LoadU(d8, row + at), shuffle));
    auto out = hn::IfThenElse(takes_high, hn::ShiftRight<4>(two_bytes), hn::And(two_bytes, twelve_bits));
    if (pairs) out = hn::BitCast(d16, hn::RotateRight<16>(hn::BitCast(hn::FixedTag<uint32_t, 4>(), out)));
    hn::StoreU(out, d16, codes + done);
  }
  return done;
}
#endif

}  // namespace HWY_NAMESPACE
}  // namespace develop
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace develop {

HWY_EXPORT(SplitLevels);
HWY_EXPORT(FinishRow);
HWY_EXPORT(UnpackTwelve);

void split_levels(const uint16_t* codes, uint32_t pairs, const SiteLevels& even_site, const SiteLevels& odd_site, bool root,
                  float* even, float* odd) {
  HWY_DYNAMIC_DISPATCH(SplitLevels)(codes, pairs, even_site, odd_site, root, even, odd);
}

void finish_row(const ColourRows& rows, uint32_t width, const SensorPlan& plan, Highlights highlights, bool root, uint16_t* r,
                uint16_t* g, uint16_t* b) {
  HWY_DYNAMIC_DISPATCH(FinishRow)(rows, width, plan, highlights, root, r, g, b);
}

uint32_t unpack_twelve(uint32_t packing, std::span<const uint8_t> row, uint32_t samples, uint16_t* codes) {
  return HWY_DYNAMIC_DISPATCH(UnpackTwelve)(packing, row.data(), row.size(), samples, codes);
}

}  // namespace develop
#endif
