// SPDX-License-Identifier: Apache-2.0
//
// Recorded rows of a clip's frames, however its reader gives them: lent, decoded by rows, or by whole frames. One
// thread's.
#pragma once
#include "image/buffer.hpp"
#include "plugin/reader.hpp"

namespace filmgate {

class SourceRows {
 public:
  // Every frame has this shape; `most_rows` are asked for at once.
  SourceRows(const Shape& shape, const ClipFacts& clip, std::unique_ptr<Lane> decoder, ParameterValues parameters, int32_t most_rows);
  [[nodiscard]] Result<FrameFacts> frame(int64_t index) { return decoder_->frame(index, parameters_); }
  [[nodiscard]] bool by_rows() const { return decoder_->decodes_rows() || decoder_->lends_rows(); }
  // At least these rows; valid until the next call, or give_back().
  [[nodiscard]] Result<RowsView> rows(int64_t index, const FrameFacts& facts, RowRange rows);
  void give_back();

 private:
  Shape shape_;
  const ClipFacts& clip_;
  std::unique_ptr<Lane> decoder_;
  ParameterValues parameters_;
  AlignedBuffer held_;
  int64_t whole_frame_held_ = -1; // index of the frame in held_, for readers that decode only whole frames
};

}  // namespace filmgate
