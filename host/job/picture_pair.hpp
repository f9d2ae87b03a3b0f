// SPDX-License-Identifier: Apache-2.0
//
// How the pixels of two frames are laid beside each other, when they can be at all. Private to this folder.
#pragma once
#include "heat_map.hpp"
#include "picture_difference.hpp"
#include "plugin/samples.hpp"
#include "two_decodes.hpp"

namespace filmgate {

class PicturePair {
 public:
  // Fails when the pixels have nothing in common: one a mosaic and one developed, say. The message says what.
  [[nodiscard]] static Result<PicturePair> of(const FrameFacts& a, const FrameFacts& b);
  [[nodiscard]] double peak() const { return peak_; }
  [[nodiscard]] const char* unit() const { return unit_; }     // "codes", "values" of floats, "fractions" of the whole range
  [[nodiscard]] const char* of_what() const { return area_; }  // "raster" or "active area"
  [[nodiscard]] int32_t width() const { return width_; }
  [[nodiscard]] TwoDecodes::Rows rows() const { return {y_a_, y_b_, height_}; }
  [[nodiscard]] PictureDifference no_difference() const;
  void compare_row(const RowsView& a, int32_t y_a, const RowsView& b, int32_t y_b, int64_t frame, PictureDifference& out, HeatMap* map);

 private:
  PicturePair(Samples a, Samples b) : a_(std::move(a)), b_(std::move(b)) {}
  [[nodiscard]] Status place(const Shape& a, const Shape& b);
  [[nodiscard]] Status match_mosaics() const;
  void choose_unit();
  Samples a_, b_;
  int32_t x_a_ = 0, y_a_ = 0, x_b_ = 0, y_b_ = 0, width_ = 0, height_ = 0;
  double peak_ = 1, scale_a_ = 1, scale_b_ = 1;
  const char *unit_ = "codes", *area_ = "raster";
  std::vector<float> row_a_, row_b_;
};

}  // namespace filmgate
