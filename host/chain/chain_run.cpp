// SPDX-License-Identifier: Apache-2.0
//
// Threads over frames or bands. A lane is one thread's; the sink's order is kept by a turn counter.
#include "chain/chain_run.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>

namespace filmgate {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

// One scan line holds B, G, R; the planes of the view interleave in it.
RowsView packed_view(AlignedBuffer& buffer, int32_t width, RowRange rows) {
  const uint64_t channel = static_cast<uint64_t>(width) * 2, line = channel * 3;
  RowsView out;
  out.rows = rows;
  out.stride = static_cast<int64_t>(line);
  out.plane_bytes = line * static_cast<uint64_t>(rows.count) - 2 * channel;
  out.plane = {buffer.data() + 2 * channel, buffer.data() + channel, buffer.data(), nullptr};
  return out;
}

struct Spent {
  std::atomic<int64_t> encode{0}, write{0};
};

// A thread that throws would end the process, and one that is waited for would never come: memory that is not there
// fails the frame.
template <class Work>
auto guarded(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return failure(Trouble::try_again, "not enough memory; run it again with more, or with fewer threads");
  } catch (const std::exception& error) {
    return failure(Trouble::internal, "the host itself failed: {}", error.what());
  }
}

// Fewer threads than asked for are slower, not wrong.
template <class Work>
std::vector<std::jthread> start_threads(size_t lanes, const Work& work) {
  std::vector<std::jthread> out;
  try {
    for (size_t i = 1; i < lanes; ++i) out.emplace_back(work, i);
  } catch (const std::exception&) { // no memory, or no more threads
  }
  return out;
}

class Runner {
 public:
  Runner(const ChainPlan& plan, const RunHooks& hooks, const JobHandle& job) : plan_(plan), hooks_(hooks), job_(job) {}
  Spent spent;

  Result<std::unique_ptr<FrameSink>> begin(ChainLane& lane, ChainFrame& frame) {
    FILMGATE_TRY(facts, lane.frame(frame.index));
    const auto& planned = plan_.source();
    if (facts.state == FrameState::missing) return failure(Trouble::found_wrong, "frame {} is missing", frame.index);
    if (facts.state == FrameState::dropped) return failure(Trouble::found_wrong, "frame {} was dropped by the camera", frame.index);
    if (facts.shape.width != planned.width || facts.shape.height != planned.height ||
        facts.shape.row_bytes != planned.row_bytes || facts.shape.active != planned.active)
      return failure(Trouble::bad_data, "frame {} is {} x {}, the clip's first is {} x {}", frame.index, facts.shape.width,
                     facts.shape.height, planned.width, planned.height);
    if (facts.shape.encoding != planned.encoding)
      return failure(Trouble::bad_data, "frame {} is encoded as '{}', the clip's first as '{}'", frame.index, facts.shape.encoding, planned.encoding);
    frame.facts = std::move(facts);
    const std::lock_guard lock(hook_turn_);
    return hooks_.begin(frame);
  }
  void done(int64_t index, const Status& status) {
    const std::lock_guard lock(hook_turn_);
    const auto told = guarded([&]() -> Result<bool> { return hooks_.done(index, status); });
    if (!told && broken_) broken_ = tl::unexpected(told.error());
    if (!told || !*told) stopped_ = true;
  }
  Result<std::unique_ptr<FrameSink::Encoded>> make_band(ChainLane& lane, const ChainFrame& frame, int32_t band,
                                                        const FrameSink& sink, AlignedBuffer& buffer) {
    const auto rows = plan_.band(band);
    const auto view = packed_view(buffer, plan_.output().width, rows);
    FILMGATE_CHECK(lane.run(frame, rows, view));
    const auto start = Clock::now();
    const uint64_t line = static_cast<uint64_t>(plan_.output().width) * 6;
    auto encoded = sink.encode(rows, {buffer.data(), line * static_cast<uint64_t>(rows.count)});
    spent.encode += nanoseconds(Clock::now() - start).count();
    return encoded;
  }
  Status write(FrameSink& sink, std::unique_ptr<FrameSink::Encoded> encoded) {
    const auto start = Clock::now();
    auto status = sink.write(std::move(encoded));
    spent.write += nanoseconds(Clock::now() - start).count();
    return status;
  }
  [[nodiscard]] uint64_t band_bytes() const {
    return static_cast<uint64_t>(plan_.output().width) * 6 * static_cast<uint64_t>(plan_.band_rows());
  }
  [[nodiscard]] const ChainPlan& plan() const { return plan_; }
  [[nodiscard]] bool cancelled() const { return job_.cancelled; }
  [[nodiscard]] bool stopped() const { return stopped_ || job_.cancelled; }
  [[nodiscard]] const Status& broken() const { return broken_; } // when no thread runs any more

 private:
  const ChainPlan& plan_;
  const RunHooks& hooks_;
  const JobHandle& job_;
  std::mutex hook_turn_;
  std::atomic<bool> stopped_{false};
  Status broken_; // a hook threw
};

Status whole_frame(Runner& runner, ChainLane& lane, int64_t index, AlignedBuffer& buffer) {
  ChainFrame frame{index, {}};
  FILMGATE_TRY(sink, runner.begin(lane, frame));
  if (!sink) return {};
  for (int32_t band = 0; band < runner.plan().band_count(); ++band) {
    FILMGATE_TRY(encoded, runner.make_band(lane, frame, band, *sink, buffer));
    FILMGATE_CHECK(runner.write(*sink, std::move(encoded)));
  }
  return sink->finish();
}

// Bands of one frame on every lane. The first failure stops the others; writing waits for its turn.
Status frame_by_bands(Runner& runner, std::vector<std::unique_ptr<ChainLane>>& lanes, int64_t index,
                      std::vector<AlignedBuffer>& buffers) {
  ChainFrame frame{index, {}};
  FILMGATE_TRY(sink, runner.begin(*lanes[0], frame));
  if (!sink) return {};
  std::atomic<int32_t> next{0};
  std::mutex turn;
  std::condition_variable turn_changed;
  int32_t to_write = 0;
  Status first_failure;
  const auto work = [&](size_t which) {
    for (;;) {
      const int32_t band = next++;
      if (band >= runner.plan().band_count()) return;
      auto encoded = guarded([&] { return runner.make_band(*lanes[which], frame, band, *sink, buffers[which]); });
      std::unique_lock lock(turn);
      if (!encoded && first_failure) first_failure = tl::unexpected(std::move(encoded.error()));
      turn_changed.wait(lock, [&] { return to_write == band || !first_failure; });
      if (!first_failure) {
        turn_changed.notify_all();
        return;
      }
      first_failure = guarded([&] { return runner.write(*sink, std::move(*encoded)); });
      ++to_write;
      turn_changed.notify_all();
    }
  };
  {
    const auto threads = start_threads(lanes.size(), work);
    work(0);
  }
  if (!first_failure) return first_failure;
  return sink->finish();
}

void over_frames(Runner& runner, std::vector<std::unique_ptr<ChainLane>>& lanes, const std::vector<int64_t>& frames,
                 std::vector<AlignedBuffer>& buffers) {
  std::atomic<size_t> next{0};
  const auto work = [&](size_t which) {
    for (;;) {
      const size_t at = next++;
      if (at >= frames.size() || runner.stopped()) return;
      runner.done(frames[at], guarded([&] { return whole_frame(runner, *lanes[which], frames[at], buffers[which]); }));
    }
  };
  const auto threads = start_threads(lanes.size(), work);
  work(0);
}

double seconds(nanoseconds spent) { return static_cast<double>(spent.count()) * 1e-9; }

RunTimes times_of(const Runner& runner, const std::vector<std::unique_ptr<ChainLane>>& lanes) {
  RunTimes out;
  out.stages.resize(runner.plan().length());
  for (const auto& lane : lanes) {
    out.decode += seconds(lane->times().spent[0]);
    for (size_t i = 0; i < out.stages.size(); ++i) out.stages[i] += seconds(lane->times().spent[i + 1]);
  }
  out.encode = seconds(nanoseconds(runner.spent.encode.load()));
  out.write = seconds(nanoseconds(runner.spent.write.load()));
  return out;
}

}  // namespace

Result<RunTimes> run_chain(const ChainPlan& plan, std::vector<std::unique_ptr<ChainLane>>& lanes,
                           const std::vector<int64_t>& frames, const RunHooks& hooks, const JobHandle& job) {
  if (lanes.empty()) return failure(Trouble::internal, "a chain needs at least one lane");
  Runner runner(plan, hooks, job);
  std::vector<AlignedBuffer> buffers;
  for (size_t i = 0; i < lanes.size(); ++i) buffers.emplace_back(runner.band_bytes());
  const bool enough_frames = frames.size() >= 2 * lanes.size() || !lanes[0]->by_rows();
  if (lanes.size() > 1 && enough_frames) {
    over_frames(runner, lanes, frames, buffers);
  } else {
    for (const int64_t index : frames) {
      if (runner.stopped()) break;
      runner.done(index, guarded([&] {
        return lanes.size() == 1 ? whole_frame(runner, *lanes[0], index, buffers[0]) : frame_by_bands(runner, lanes, index, buffers);
      }));
    }
  }
  if (runner.cancelled()) return failure(Trouble::cancelled, "cancelled");
  FILMGATE_CHECK(Status(runner.broken()));
  return times_of(runner, lanes);
}

}  // namespace filmgate
