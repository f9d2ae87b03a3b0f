// SPDX-License-Identifier: Apache-2.0
//
// A band asks backwards for rows, then is carried forwards through the stages.
#include "chain/chain_lane.hpp"

#include <algorithm>

namespace filmgate {
namespace {

using Clock = std::chrono::steady_clock;

uint64_t between_bytes(const ChainPlan& plan, size_t stage) {
  const auto& shape = plan.stage(stage).output();
  return static_cast<uint64_t>(plan.most_rows()[stage + 1]) * shape.row_bytes * shape.planes;
}

uint64_t largest_scratch(const ChainPlan& plan) {
  uint64_t most = 0;
  for (size_t i = 0; i < plan.length(); ++i) most = std::max(most, plan.stage(i).scratch_bytes());
  return most;
}

RowsView rows_in(AlignedBuffer& buffer, const Shape& shape, RowRange rows) { // planes one after another, no gaps
  RowsView out;
  out.rows = rows;
  out.stride = static_cast<int64_t>(shape.row_bytes);
  out.plane_bytes = static_cast<uint64_t>(rows.count) * shape.row_bytes;
  for (uint32_t i = 0; i < shape.planes; ++i) out.plane[i] = buffer.data() + i * out.plane_bytes;
  return out;
}

}  // namespace

ChainLane::ChainLane(const ChainPlan& plan, const ClipFacts& clip, std::unique_ptr<Lane> decoder,
                     ParameterValues decode_parameters, const JobHandle& job)
    : plan_(plan), source_(plan.source(), clip, std::move(decoder), std::move(decode_parameters), plan.most_rows()[0]), job_(job),
      scratch_(largest_scratch(plan)) {
  for (size_t i = 0; i + 1 < plan.length(); ++i) between_.emplace_back(between_bytes(plan, i));
  times_.spent.resize(plan.length() + 1);
}

RowsView ChainLane::stage_rows(size_t stage, RowRange rows) { return rows_in(between_[stage], plan_.stage(stage).output(), rows); }

Status ChainLane::run(const ChainFrame& frame, RowRange band, const RowsView& out) {
  if (job_.cancelled) return failure(Trouble::cancelled, "cancelled");
  const auto ranges = plan_.needs(band);
  auto before = Clock::now();
  const auto spend = [&](size_t place) {
    const auto now = Clock::now();
    times_.spent[place] += now - before;
    before = now;
  };
  FILMGATE_TRY(view, source_.rows(frame.index, frame.facts, ranges[0]));
  spend(0);
  Status done;
  for (size_t i = 0; i < plan_.length() && done; ++i) {
    const bool last = i + 1 == plan_.length();
    const RowsView target = last ? out : stage_rows(i, ranges[i + 1]);
    done = plan_.stage(i).process(frame.facts, view, target, scratch_.data(), job_);
    if (i == 0) source_.give_back();
    view = target;
    spend(i + 1);
  }
  return done;
}

}  // namespace filmgate
