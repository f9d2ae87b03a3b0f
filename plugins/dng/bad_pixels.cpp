// SPDX-License-Identifier: Apache-2.0
#include "bad_pixels.hpp"

#include <algorithm>
#include <cmath>

namespace dng {
namespace {

struct Step { int32_t dy, dx, distance; };

const std::vector<Step>& steps_by_distance() {
  static const std::vector<Step> steps = [] {
    std::vector<Step> out;
    for (int32_t dy = -bad_pixel_reach; dy <= bad_pixel_reach; ++dy)
      for (int32_t dx = -bad_pixel_reach; dx <= bad_pixel_reach; ++dx)
        if (dy != 0 || dx != 0) out.push_back({dy, dx, dy * dy + dx * dx});
    std::stable_sort(out.begin(), out.end(), [](const Step& a, const Step& b) { return a.distance < b.distance; });
    return out;
  }();
  return steps;
}

int colour_at(const fg_image_desc& desc, int32_t y, int32_t x) {
  if (desc.layout != FG_LAYOUT_CFA || desc.cfa_w == 0) return 0;
  return desc.cfa[y % desc.cfa_h * desc.cfa_w + x % desc.cfa_w];
}

template <class Sample>
void mark_list(const FixBadList& fix, const RowBlock<Sample>& block, std::vector<uint8_t>& bad) {
  const auto width = static_cast<int32_t>(block.desc.width), end = block.first + block.count;
  const auto mark = [&](int32_t y, int32_t left, int32_t right) {
    const int64_t row = (y - block.first) * block.row_samples();
    std::fill(bad.begin() + row + int64_t{left} * block.channels, bad.begin() + row + int64_t{right} * block.channels, uint8_t{1});
  };
  auto at = std::lower_bound(fix.pixels.begin(), fix.pixels.end(), block.first, [](const BadPixel& p, int32_t y) { return p.y < y; });
  for (; at != fix.pixels.end() && at->y < end; ++at)
    if (at->x < width) mark(at->y, at->x, at->x + 1);
  for (const auto& r : fix.rectangles)
    for (int32_t y = std::max(r.top, block.first); y < std::min(r.bottom, end); ++y)
      if (r.left < width) mark(y, r.left, std::min(r.right, width));
}

template <class Sample>
void replace_one(const RowBlock<Sample>& block, const std::vector<uint8_t>& bad, int32_t y, int32_t x, int32_t channel) {
  const int colour = colour_at(block.desc, y, x);
  double sum = 0;
  int count = 0, distance = 0;
  for (const auto& step : steps_by_distance()) {
    if (count > 0 && step.distance != distance) break;
    const int32_t ny = y + step.dy, nx = x + step.dx;
    if (ny < block.first || ny >= block.first + block.count || nx < 0 || nx >= static_cast<int32_t>(block.desc.width)) continue;
    const int64_t at = (ny - block.first) * block.row_samples() + int64_t{nx} * block.channels + channel;
    if (bad[static_cast<size_t>(at)] || colour_at(block.desc, ny, nx) != colour) continue;
    sum += static_cast<double>(block.samples[at]), distance = step.distance, ++count;
  }
  if (count == 0) return;
  auto& sample = block.row(y)[int64_t{x} * block.channels + channel];
  if constexpr (std::is_integral_v<Sample>) sample = static_cast<Sample>(std::lround(sum / count));
  else sample = static_cast<Sample>(sum / count);
}

template <class Sample>
void replace_all(const RowBlock<Sample>& block, const std::vector<uint8_t>& bad) {
  for (int64_t at = 0; at < static_cast<int64_t>(bad.size()); ++at) {
    if (!bad[static_cast<size_t>(at)]) continue;
    const auto y = static_cast<int32_t>(at / block.row_samples()), in_row = static_cast<int32_t>(at % block.row_samples());
    replace_one(block, bad, block.first + y, in_row / block.channels, in_row % block.channels);
  }
}

}  // namespace

void mark_bad(const FixBadConstant& fix, const RowBlock<uint16_t>& codes, std::vector<uint8_t>& bad) {
  for (size_t i = 0; i < bad.size(); ++i)
    if (codes.samples[i] == fix.code) bad[i] = 1;
}
void mark_bad(const FixBadList& fix, const RowBlock<uint16_t>& codes, std::vector<uint8_t>& bad) { mark_list(fix, codes, bad); }
void mark_bad(const FixBadList& fix, const RowBlock<float>& linear, std::vector<uint8_t>& bad) { mark_list(fix, linear, bad); }
void replace_bad(const RowBlock<uint16_t>& codes, const std::vector<uint8_t>& bad) { replace_all(codes, bad); }
void replace_bad(const RowBlock<float>& linear, const std::vector<uint8_t>& bad) { replace_all(linear, bad); }

}  // namespace dng
