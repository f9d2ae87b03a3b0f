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

// Recorded samples need no copy: the row itself stands for them.
inline ColourRows with_recorded(ColourRows rows, const MosaicRow& row) {
  const int chroma = 1 - row.green;
  rows.green[row.green] = row.half[row.green];
  (row.red ? rows.red : rows.blue)[chroma] = row.half[chroma];
  return rows;
}

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

struct Band { // the rows of colours that are wanted, and how wide they are
  int32_t first, end;
  int32_t half_width; // pairs of columns, an odd last column counted
  [[nodiscard]] bool wants(int32_t row, int32_t around) const { return row >= first - around && row < end + around; }
};

// Hamilton and Adams 1997 (US patents 5,506,619 and 5,629,734, both lapsed): green along the flatter direction with a
// second-derivative correction, red and blue by bilinear colour differences.
class HamiltonAdams {
 public:
  static constexpr int32_t halo = 3;
  static constexpr int32_t mosaic_rows = 8; // ring of pushed rows that the caller keeps
  static constexpr int32_t half_rows = 4;   // of memory beside that ring
  HamiltonAdams(RowMemory& memory, const Band& band);
  // ring[y & (mosaic_rows - 1)] is row y. Row `newest` was just pushed; true when row newest - halo is wanted, and then
  // `out` holds it, partly in `room`, partly in the ring.
  bool push(const MosaicRow* ring, int32_t newest, const ColourRows& room, ColourRows& out);

 private:
  float* difference_[4]; // chroma minus green at chroma sites, by row
  Band band_;
};

// Zhang and Wu 2005, "Color demosaicking via directional linear minimum mean square-error estimation": directional green
// estimates, each weighed by its own error; red and blue by bilinear colour differences, at green sites from all four sides.
class DirectionalLmmse {
 public:
  static constexpr int32_t halo = 12;
  static constexpr int32_t mosaic_rows = 16;
  static constexpr int32_t half_rows = 16 * 2 * 2 + 4 + 4 + 8;
  DirectionalLmmse(RowMemory& memory, const Band& band);
  bool push(const MosaicRow* ring, int32_t newest, const ColourRows& room, ColourRows& out);

 private:
  void green(const MosaicRow& row, int32_t y);
  float* vertical_[16][2]; // green minus chroma along columns, at every site
  float* smooth_[16][2];   // the same, low-passed along columns
  float* own_[4];          // chroma minus green at chroma sites
  float* other_[4];        // the other chroma minus green there
  float* line_[8];         // of one row, along it: see Along in dlmmse.cpp
  Band band_;
};

}  // namespace develop
