// SPDX-License-Identifier: Apache-2.0
//
// Rows scaled across by zimg. One graph of a few rows serves every band: zimg filters each row by itself, so where a
// band begins can not be seen in the pixels. (A graph for the whole frame runs in columns over all rows; a graph a band
// costs more than the filtering and rounds differently.) It is given floats: from halves, it would round what it
// filters to halves as well.
#pragma once
#include "framing.hpp"

#include <memory>

extern "C" {
struct zimg_filter_graph;
}

namespace reframe {

class Horizontal {
 public:
  static constexpr int32_t block_rows = 16;
  explicit Horizontal(const Axis& axis);

  uint64_t in_stride() const { return in_stride_; }  // bytes of a row in the block, a multiple of 64
  uint64_t out_stride() const { return out_stride_; }
  uint64_t block_bytes() const { return block_rows * in_stride_; }
  uint64_t temporary_bytes() const { return temporary_bytes_; }
  // block_rows rows of floats from `in` to `out`, both aligned to 64; `temporary` has temporary_bytes(), aligned to 64.
  // Any thread.
  void run(const uint8_t* in, uint8_t* out, void* temporary) const;

 private:
  struct Free {
    void operator()(zimg_filter_graph* graph) const;
  };
  Axis axis_;
  uint64_t in_stride_, out_stride_, temporary_bytes_ = 0;
  std::unique_ptr<zimg_filter_graph, Free> graph_;  // null when pixels are copied
};

}  // namespace reframe
