// SPDX-License-Identifier: Apache-2.0
//
// Two decodes side by side: of a trimmed clip and its original, or of one clip by two readers. Private to this folder.
#pragma once
#include "chain/source_rows.hpp"

#include <functional>

namespace filmgate {

class TwoDecodes {
 public:
  struct Side { // the clip must outlive it; every frame that is decoded has this shape
    ReaderClip& clip;
    Shape shape;
    ParameterValues parameters = {};
  };
  struct Both { FrameFacts a, b; };
  // Rows of both: those from `a` and `b` on are held, so many as `count`. An error stops.
  using Visit = std::function<Status(const RowsView& of_a, int32_t a, const RowsView& of_b, int32_t b, int32_t count)>;

  [[nodiscard]] static Result<TwoDecodes> open(const Side& a, const Side& b);
  [[nodiscard]] Result<FrameFacts> frame_of_a(int64_t index) { return a_.frame(index); }
  [[nodiscard]] Result<FrameFacts> frame_of_b(int64_t index) { return b_.frame(index); }
  struct Rows { // of the two rasters
    int32_t a = 0, b = 0, count = 0;
  };
  [[nodiscard]] Status visit(int64_t index_of_a, int64_t index_of_b, const Both& facts, Rows rows, const Visit& each);

 private:
  TwoDecodes(SourceRows a, SourceRows b) : a_(std::move(a)), b_(std::move(b)) {}
  SourceRows a_, b_;
};

}  // namespace filmgate
