// SPDX-License-Identifier: Apache-2.0
//
// One thread's way through a chain: a decoder, and buffers for one band at each stage. Made once, used for every band.
#pragma once
#include "chain/chain_plan.hpp"
#include "image/buffer.hpp"

#include <chrono>

namespace filmgate {

struct LaneTimes { // what this lane spent, by stage: [0] decoding, then one a transform
  std::vector<std::chrono::nanoseconds> spent;
};

struct ChainFrame { // one frame on its way
  int64_t index = 0; // in the clip
  FrameFacts facts;
};

class ChainLane {
 public:
  ChainLane(const ChainPlan& plan, const ClipFacts& clip, std::unique_ptr<Lane> decoder, ParameterValues decode_parameters,
            const JobHandle& job);
  [[nodiscard]] Result<FrameFacts> frame(int64_t index) { return decoder_->frame(index, decode_parameters_); }
  [[nodiscard]] bool by_rows() const { return decoder_->decodes_rows() || decoder_->lends_rows(); }
  // Fills `out` (planes R, G, B of half) with the rows of the band.
  [[nodiscard]] Status run(const ChainFrame& frame, RowRange band, const RowsView& out);
  [[nodiscard]] const LaneTimes& times() const { return times_; }

 private:
  [[nodiscard]] Result<RowsView> source_rows(const ChainFrame& frame, RowRange rows);
  [[nodiscard]] RowsView stage_rows(size_t stage, RowRange rows);
  const ChainPlan& plan_;
  const ClipFacts& clip_;
  std::unique_ptr<Lane> decoder_;
  ParameterValues decode_parameters_;
  const JobHandle& job_;
  AlignedBuffer source_;
  std::vector<AlignedBuffer> between_; // the output of every stage but the last
  AlignedBuffer scratch_;
  int64_t whole_frame_held_ = -1; // index of the frame in source_, for readers that decode only whole frames
  LaneTimes times_;
};

}  // namespace filmgate
