// SPDX-License-Identifier: Apache-2.0
#include "picture_pair.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int32_t longest_repeat = 8; // of a mosaic, a side; two of them repeat together after less than its square

double peak_of(const Samples& samples) { return samples.whole() ? static_cast<double>((1u << samples.bits()) - 1u) : 1.0; }

}  // namespace

Result<PicturePair> PicturePair::of(const FrameFacts& a, const FrameFacts& b) {
  FILMGATE_TRY(samples_a, Samples::of(a));
  FILMGATE_TRY(samples_b, Samples::of(b));
  if (samples_a.per_pixel() != samples_b.per_pixel() || a.shape.developed != b.shape.developed || samples_a.channels() != samples_b.channels())
    return failure(Trouble::unavailable, "one is {} and the other {}, which have no samples in common", samples_a.layout(), samples_b.layout());
  PicturePair out(std::move(samples_a), std::move(samples_b));
  FILMGATE_CHECK(out.place(a.shape, b.shape));
  FILMGATE_CHECK(out.match_mosaics());
  out.choose_unit();
  return out;
}

// Whole rasters of one size, masked pixels too; else the active areas, when these are of one size.
Status PicturePair::place(const Shape& a, const Shape& b) {
  if (a.width == b.width && a.height == b.height && (a.active == b.active || a.active[2] != b.active[2] || a.active[3] != b.active[3])) {
    width_ = a.width, height_ = a.height;
    return {};
  }
  if (a.active[2] != b.active[2] || a.active[3] != b.active[3])
    return failure(Trouble::unavailable, "rasters of {} x {} and {} x {} pixels with active areas of {} x {} and {} x {} can not be laid on each other", a.width,
                   a.height, b.width, b.height, a.active[2], a.active[3], b.active[2], b.active[3]);
  area_ = "active area";
  x_a_ = a.active[0], y_a_ = a.active[1], x_b_ = b.active[0], y_b_ = b.active[1], width_ = a.active[2], height_ = a.active[3];
  return {};
}

Status PicturePair::match_mosaics() const {
  if (a_.per_pixel() != 1) return {};
  constexpr int32_t together = longest_repeat * (longest_repeat - 1);
  for (int32_t y = 0; y < std::min(height_, together); ++y)
    for (int32_t x = 0; x < std::min(width_, together); ++x)
      if (a_.channel(x_a_ + x, y_a_ + y, 0) != b_.channel(x_b_ + x, y_b_ + y, 0))
        return failure(Trouble::unavailable, "the mosaics {} and {} have other colours at pixel {},{} of the {}", a_.layout(), b_.layout(), x, y, area_);
  return {};
}

void PicturePair::choose_unit() {
  const bool alike = a_.whole() == b_.whole() && a_.bits() == b_.bits();
  unit_ = !alike ? "fractions" : a_.whole() ? "codes" : "values";
  peak_ = alike ? peak_of(a_) : 1;
  if (!alike) scale_a_ = 1 / peak_of(a_), scale_b_ = 1 / peak_of(b_);
}

PictureDifference PicturePair::no_difference() const {
  PictureDifference out;
  for (const auto& channel : a_.channels()) out.emplace_back(channel);
  return out;
}

void PicturePair::compare_row(const RowsView& a, int32_t y_a, const RowsView& b, int32_t y_b, int64_t frame, PictureDifference& out, HeatMap* map) {
  a_.row(a, y_a, row_a_);
  b_.row(b, y_b, row_b_);
  const auto per_pixel = a_.per_pixel();
  for (int32_t x = 0; x < width_; ++x)
    for (uint32_t k = 0; k < per_pixel; ++k) {
      const double one = static_cast<double>(row_a_[static_cast<size_t>(x_a_ + x) * per_pixel + k]) * scale_a_;
      const double other = static_cast<double>(row_b_[static_cast<size_t>(x_b_ + x) * per_pixel + k]) * scale_b_;
      const double distance = out[a_.channel(x_a_ + x, y_a, k)].add(one, other, frame, x_a_ + x, y_a);
      if (map && distance > 0) map->add(x, y_a - y_a_, distance / peak_);
    }
}

}  // namespace filmgate
