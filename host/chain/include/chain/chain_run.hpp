// SPDX-License-Identifier: Apache-2.0
//
// Runs frames through a chain on threads: over frames when there are enough of them, else over the bands of a frame.
// Bands are handed to the sink in order whatever the threads do, so that the output is the same bytes.
#pragma once
#include "chain/chain_lane.hpp"

#include <functional>
#include <span>

namespace filmgate {

// Where one frame's bands go. encode() from any thread at once; write() and finish() in order, one at a time.
class FrameSink {
 public:
  struct Encoded {
    virtual ~Encoded() = default;
  };
  virtual ~FrameSink() = default;
  // rows of a scan line each: B, then G, then R, as half floats.
  [[nodiscard]] virtual Result<std::unique_ptr<Encoded>> encode(RowRange rows, std::span<uint8_t> packed) const = 0;
  [[nodiscard]] virtual Status write(std::unique_ptr<Encoded> encoded) = 0;
  [[nodiscard]] virtual Status finish() = 0;
};

struct RunHooks { // called from any thread, one at a time
  // A frame's output; NULL means: leave this frame out.
  std::function<Result<std::unique_ptr<FrameSink>>(const ChainFrame&)> begin;
  // false: no more frames are begun.
  std::function<bool(int64_t index, const Status&)> done;
};

struct RunTimes { // CPU seconds summed over threads
  double decode = 0, encode = 0, write = 0;
  std::vector<double> stages;
};

// Frames that fail are told to `done` and do not stop the others; cancelling does.
[[nodiscard]] Result<RunTimes> run_chain(const ChainPlan& plan, std::vector<std::unique_ptr<ChainLane>>& lanes,
                                         const std::vector<int64_t>& frames, const RunHooks& hooks, const JobHandle& job);

}  // namespace filmgate
