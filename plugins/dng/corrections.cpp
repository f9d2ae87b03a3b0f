// SPDX-License-Identifier: Apache-2.0
//
// Values are pinned after each step as Adobe's reference does: codes to 0 .. 65535, linear ones to -1 .. 1.
#include "corrections.hpp"

#include "bad_pixels.hpp"

#include <algorithm>
#include <cmath>

namespace dng {
namespace {

struct Canvas { // what positions and planes mean in one list
  fg_rect bounds;
  bool planes_are_colours = false;
};

template <class Sample>
constexpr double unit = std::is_integral_v<Sample> ? 65535.0 : 1.0; // the sample that 1 is

template <class Sample>
Sample pinned(double value) { // value: 1 is `unit`
  constexpr double least = std::is_integral_v<Sample> ? 0 : -1;
  value = value > 1 ? 1 : value > least ? value : least; // what is no number becomes the least
  if constexpr (std::is_integral_v<Sample>) return static_cast<Sample>(std::lround(value * 65535));
  else return static_cast<Sample>(value);
}

// change(x, plane, value) for every sample of a row that the area holds.
template <class Sample, class Change>
void for_area(const RowBlock<Sample>& block, const Canvas& canvas, const Area& area, int32_t y, Change change) {
  if (!area.has_row(y)) return;
  auto* row = block.row(y);
  const auto& desc = block.desc;
  const auto end = std::min<int64_t>(area.right, desc.width);
  for (int64_t x = area.left; x < end; x += area.column_pitch)
    for (int32_t c = 0; c < block.channels; ++c) {
      const auto plane = static_cast<uint32_t>(canvas.planes_are_colours ? desc.cfa[y % desc.cfa_h * desc.cfa_w + x % desc.cfa_w] : c);
      if (!area.has_plane(plane)) continue;
      auto& sample = row[x * block.channels + c];
      sample = pinned<Sample>(change(x, plane, static_cast<double>(sample) / unit<Sample>));
    }
}

Area all_of(const fg_rect& bounds) {
  const auto top = static_cast<uint32_t>(bounds.y), left = static_cast<uint32_t>(bounds.x);
  return {top, left, top + static_cast<uint32_t>(bounds.h), left + static_cast<uint32_t>(bounds.w), 0, 64, 1, 1};
}

template <class Sample>
void apply(const MapTable& map, const RowBlock<Sample>& block, const Canvas& canvas, int32_t y) {
  for_area(block, canvas, map.area, y, [&](int64_t, uint32_t, double value) {
    const auto index = static_cast<size_t>(std::lround(std::clamp(value, 0.0, 1.0) * 65535));
    return map.table[std::min(index, map.table.size() - 1)] / 65535.0;
  });
}

template <class Sample>
void apply(const MapPolynomial& map, const RowBlock<Sample>& block, const Canvas& canvas, int32_t y) {
  for_area(block, canvas, map.area, y, [&](int64_t, uint32_t, double value) {
    double out = 0;
    const size_t terms = value < 0 ? std::min<size_t>(2, map.coefficients.size()) : map.coefficients.size(); // below black: its tangent
    for (size_t i = terms; i-- > 0;) out = out * value + map.coefficients[i];
    return out;
  });
}

template <class Sample>
void apply(const PerLine& lines, const RowBlock<Sample>& block, const Canvas& canvas, int32_t y) {
  for_area(block, canvas, lines.area, y, [&](int64_t x, uint32_t, double value) {
    const auto index = lines.rows ? (static_cast<uint32_t>(y) - lines.area.top) / lines.area.row_pitch
                                  : (static_cast<uint32_t>(x) - lines.area.left) / lines.area.column_pitch;
    const double one = static_cast<double>(lines.values[index]);
    return lines.scale ? value * one : value + one / 65535; // deltas are in 1/65535 of a whole-number picture
  });
}

struct Between { size_t first, second; double share; }; // of two points of a map

Between between(double position, uint32_t points) {
  if (!(position > 0)) return {0, 0, 0};
  if (position >= points - 1) return {points - 1, points - 1, 0};
  const auto first = static_cast<size_t>(position);
  return {first, first + 1, position - static_cast<double>(first)};
}

template <class Sample>
void apply(const GainMap& map, const RowBlock<Sample>& block, const Canvas& canvas, int32_t y) {
  const auto down = between(((y - canvas.bounds.y + 0.5) / canvas.bounds.h - map.origin_v) / map.spacing_v, map.points_v);
  const auto at = [&](size_t v, size_t h, size_t plane) { return static_cast<double>(map.gains[(v * map.points_h + h) * map.planes + plane]); };
  for_area(block, canvas, map.area, y, [&](int64_t x, uint32_t plane, double value) {
    const auto across = between(((static_cast<double>(x - canvas.bounds.x) + 0.5) / canvas.bounds.w - map.origin_h) / map.spacing_h, map.points_h);
    const size_t p = std::min(plane - map.area.plane, map.planes - 1);
    const double left = at(down.first, across.first, p) * (1 - down.share) + at(down.second, across.first, p) * down.share;
    const double right = at(down.first, across.second, p) * (1 - down.share) + at(down.second, across.second, p) * down.share;
    return value * (left * (1 - across.share) + right * across.share);
  });
}

template <class Sample>
void apply(const FixVignette& fix, const RowBlock<Sample>& block, const Canvas& canvas, int32_t y) {
  const auto& b = canvas.bounds;
  const double aspect = static_cast<double>(block.desc.pixel_aspect.num) / static_cast<double>(block.desc.pixel_aspect.den);
  const double far_x = std::max(fix.x, 1 - fix.x) * b.w * aspect, far_y = std::max(fix.y, 1 - fix.y) * b.h;
  const double farthest = far_x * far_x + far_y * far_y, dy = y - b.y + 0.5 - fix.y * b.h;
  for_area(block, canvas, all_of(b), y, [&](int64_t x, uint32_t, double value) {
    const double dx = (static_cast<double>(x - b.x) + 0.5 - fix.x * b.w) * aspect, r2 = (dx * dx + dy * dy) / farthest;
    return value * (1 + r2 * (fix.k[0] + r2 * (fix.k[1] + r2 * (fix.k[2] + r2 * (fix.k[3] + r2 * fix.k[4])))));
  });
}

template <class Sample, class Fix>
void fix_bad(const Fix& fix, const RowBlock<Sample>& block) {
  std::vector<uint8_t> bad(static_cast<size_t>(block.count * block.row_samples()));
  mark_bad(fix, block, bad);
  const auto count = static_cast<uint64_t>(std::count(bad.begin(), bad.end(), 1));
  fg::require(count <= bad.size() / 2, FG_E_CORRUPT, "an opcode names more bad pixels than good ones in rows ", block.first, " to ",
              block.first + block.count - 1, "; set the decode parameter opcodes to ignore");
  if (count > 0) replace_bad(block, bad);
}

template <class Sample>
void correct(const std::vector<Correction>& corrections, const RowBlock<Sample>& block, const Canvas& canvas) {
  for (const auto& correction : corrections)
    std::visit([&](const auto& one) {
      using One = std::decay_t<decltype(one)>;
      if constexpr (std::is_same_v<One, FixBadList> || (std::is_same_v<One, FixBadConstant> && std::is_integral_v<Sample>)) fix_bad(one, block);
      else if constexpr (!std::is_same_v<One, FixBadConstant> && !std::is_same_v<One, std::monostate>)
        for (int32_t y = block.first; y < block.first + block.count; ++y) apply(one, block, canvas, y);
    }, correction);
}

}  // namespace

int32_t Corrections::halo() const {
  int32_t out = 0;
  for (const auto* list : {&on_codes, &on_linear})
    for (const auto& correction : *list)
      if (std::holds_alternative<FixBadConstant>(correction) || std::holds_alternative<FixBadList>(correction)) out += bad_pixel_reach;
  return out;
}

void correct_codes(const Corrections& corrections, const RowBlock<uint16_t>& codes) {
  correct(corrections.on_codes, codes, {{0, 0, static_cast<int32_t>(codes.desc.width), static_cast<int32_t>(codes.desc.height)}});
}

void correct_linear(const Corrections& corrections, const RowBlock<float>& linear) {
  correct(corrections.on_linear, linear, {linear.desc.active});
  correct(corrections.on_picture, linear, {linear.desc.active, linear.desc.layout == FG_LAYOUT_CFA});
}

}  // namespace dng
