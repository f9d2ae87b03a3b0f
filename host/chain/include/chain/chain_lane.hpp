// SPDX-License-Identifier: Apache-2.0
//
// One thread's way through a chain: a decoder, and buffers for one band at each stage. Made once, used for every band.
#pragma once
#include "chain/chain_plan.hpp"
#include "chain/source_rows.hpp"

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
  [[nodiscard]] Result<FrameFacts> frame(int64_t index) { return source_.frame(index); }
  [[nodiscard]] bool by_rows() const { return source_.by_rows(); }
  // Fills `out` (planes R, G, B of half) with the rows of the band.
  [[nodiscard]] Status run(const ChainFrame& frame, RowRange band, const RowsView& out);
  [[nodiscard]] const LaneTimes& times() const { return times_; }

 private:
  [[nodiscard]] RowsView stage_rows(size_t stage, RowRange rows);
  const ChainPlan& plan_;
  SourceRows source_;
  const JobHandle& job_;
  std::vector<AlignedBuffer> between_; // the output of every stage but the last
  AlignedBuffer scratch_;
  LaneTimes times_;
};

}  // namespace filmgate
