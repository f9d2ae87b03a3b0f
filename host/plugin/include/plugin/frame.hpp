// SPDX-License-Identifier: Apache-2.0
//
// What the host knows of frames: their shape, what frame() said, and rows of pixels in memory. The ABI's own structs
// stay behind FrameFacts::Raw.
#pragma once
#include "base/timecode.hpp"
#include "base/typed_value.hpp"

#include <array>
#include <memory>

namespace filmgate {

struct RowRange {
  int32_t first = 0, count = 0;
  [[nodiscard]] int32_t end() const { return first + count; }
  friend bool operator==(const RowRange&, const RowRange&) = default;
};

struct FrameRange { // of a clip, counted from 0
  int64_t first = 0, count = 0;
  [[nodiscard]] int64_t end() const { return first + count; }
  friend bool operator==(const FrameRange&, const FrameRange&) = default;
};

struct Shape { // of a raster
  int32_t width = 0, height = 0;
  std::array<int32_t, 4> active{}; // x, y, w, h
  Rational pixel_aspect{1, 1};
  std::string encoding; // "" when unknown
  bool developed = true; // RGB with nothing left to demosaic
  bool planar_half = false;
  uint32_t planes = 1;
  uint64_t row_bytes = 0; // of one plane, as recorded or as a stage writes it
  uint32_t bits = 0;
  int orientation = 1;    // TIFF's
};

enum class FrameState { ok, missing, dropped };

struct FrameFacts {
  struct Raw;
  FrameState state = FrameState::ok;
  Shape shape;
  Timecode timecode;
  bool has_sensor = false;
  std::vector<std::pair<std::string, TypedValue>> effective; // decode parameters as they take effect
  std::shared_ptr<const Raw> raw; // deep copies of what the plugin said
};

[[nodiscard]] bool same_shape(const Shape& a, const Shape& b);
[[nodiscard]] bool same_description(const FrameFacts& a, const FrameFacts& b); // levels, matrices, decode parameters

struct RowsView { // rows of a raster; the planes belong to whoever made the view
  RowRange rows;
  std::array<uint8_t*, 4> plane{};
  uint64_t plane_bytes = 0; // that may be touched from plane[i] on
  int64_t stride = 0;
};

}  // namespace filmgate
