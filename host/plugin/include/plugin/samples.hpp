// SPDX-License-Identifier: Apache-2.0
//
// The numbers in a frame's rows, however its reader laid them out, and what two frames say of themselves: what two decodes
// are compared by. Nothing is developed here.
#pragma once
#include "plugin/frame.hpp"

namespace filmgate {

class Samples { // of frames with this description
 public:
  [[nodiscard]] static Result<Samples> of(const FrameFacts& frame);
  [[nodiscard]] const std::string& layout() const { return layout_; } // "mosaic RGGB", "grey", "RGB", "RGBA"
  [[nodiscard]] const std::vector<std::string>& channels() const { return channels_; } // of a mosaic: its colours
  [[nodiscard]] bool whole() const { return bits_ > 0; } // codes of so many bits; else floats
  [[nodiscard]] uint32_t bits() const { return bits_; }
  [[nodiscard]] std::string kind() const; // "codes of 12 bits", "half floats"
  [[nodiscard]] uint32_t per_pixel() const { return per_pixel_; }
  // Index into channels().
  [[nodiscard]] uint32_t channel(int32_t x, int32_t y, uint32_t of_pixel) const;
  // All numbers of raster row y, pixel by pixel, which is among the view's rows.
  void row(const RowsView& view, int32_t y, std::vector<float>& out) const;

 private:
  explicit Samples(const FrameFacts& frame);
  std::shared_ptr<const FrameFacts::Raw> raw_;
  Shape shape_;
  std::string layout_;
  std::vector<std::string> channels_;
  std::vector<uint8_t> site_channel_; // of a mosaic, row by row
  uint32_t bits_ = 0, per_pixel_ = 1;
};

struct Disagreement { std::string what, a, b; };
// State, timecode, geometry, samples, encoding, and all that raw development is told. Not the decode parameters.
[[nodiscard]] std::vector<Disagreement> disagreements(const FrameFacts& a, const FrameFacts& b);

}  // namespace filmgate
