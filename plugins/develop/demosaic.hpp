// SPDX-License-Identifier: Apache-2.0
//
// The demosaic methods as row pipelines. Rows are pushed in order, mirrored ones before the first and behind the last; a
// row of colours comes out `halo` pushes later. What comes out depends on the 2 * halo + 1 rows around it alone.
#pragma once
#include "line_kernels.hpp"

namespace develop {

struct MosaicRow { // one row of a 2x2 mosaic, in the root domain
  float* half[2];  // even and odd columns
  int green = 0;   // which of the two is green
  bool red = false; // the other is red, else blue
};

struct RowMemory { // what a pipeline works in, cut from the caller's scratch
  float* next = nullptr;
  int64_t stride = 0; // floats of a half row, both margins included
  float* take() {
    float* out = next + margin;
    next += stride;
    return out;
  }
};

constexpr int64_t half_row_stride(uint32_t width) { return (int64_t{width} + 1) / 2 / 16 * 16 + 16 + 2 * margin; }

// Hamilton and Adams 1997 (US patents 5,506,619 and 5,629,734, both lapsed): green along the flatter direction with a
// second-derivative correction, red and blue by bilinear colour differences.
class HamiltonAdams {
 public:
  static constexpr int32_t halo = 3;
  static constexpr int32_t mosaic_rows = 8; // ring of pushed rows that the caller keeps
  static constexpr int32_t half_rows = 4;   // of memory beside that ring
  HamiltonAdams(RowMemory& memory, int32_t half_width);
  // ring[y & (mosaic_rows - 1)] is row y. Row `newest` was just pushed; gives row newest - halo when `wanted`.
  void push(const MosaicRow* ring, int32_t newest, bool wanted, const ColourRows& out);

 private:
  float* difference_[4]; // chroma minus green at chroma sites, by row
  int32_t half_width_;
};

// Zhang and Wu 2005, "Color demosaicking via directional linear minimum mean square-error estimation": directional green
// estimates, each weighed by its own error; red and blue by bilinear colour differences, at green sites from all four sides.
class DirectionalLmmse {
 public:
  static constexpr int32_t halo = 12;
  static constexpr int32_t mosaic_rows = 16;
  static constexpr int32_t half_rows = 16 * 2 * 2 + 16 * 2 + 4 + 4 + 4;
  DirectionalLmmse(RowMemory& memory, int32_t half_width);
  void push(const MosaicRow* ring, int32_t newest, bool wanted, const ColourRows& out);

 private:
  float* vertical_[16][2]; // green minus chroma along columns, at every site
  float* smooth_[16][2];   // the same, low-passed along columns
  float* across_[16];      // estimate along the row, at chroma sites
  float* error_[16];       // its variance
  float* own_[4];          // chroma minus green at chroma sites
  float* other_[4];        // the other chroma minus green there
  float* line_[4];         // of one row: differences and their low-pass, even and odd columns
  int32_t half_width_;
};

}  // namespace develop
