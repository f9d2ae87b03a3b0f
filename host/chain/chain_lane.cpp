// SPDX-License-Identifier: Apache-2.0
//
// A band asks backwards for rows, then is carried forwards through the stages.
#include "chain/chain_lane.hpp"

#include <algorithm>

namespace filmgate {
namespace {

using Clock = std::chrono::steady_clock;

uint64_t round_up(uint64_t bytes, uint64_t align) { return (bytes + align - 1) / align * align; }

// Planes one after another; between rows and planes only what a reader asked for.
struct PlaneLayout {
  uint64_t stride, plane_bytes;
  PlaneLayout(const Shape& shape, const ImageRoom& room, uint64_t rows)
      : stride(round_up(shape.row_bytes, room.row_align)),
        plane_bytes(round_up(rows * stride + room.tail_bytes, std::max(room.base_align, room.row_align))) {}
};

uint64_t source_bytes(const ChainPlan& plan, const ClipFacts& clip, bool by_rows) {
  const auto& shape = plan.source();
  const uint64_t granularity = clip.row_granularity;
  const uint64_t rows = by_rows ? std::min<uint64_t>(static_cast<uint64_t>(shape.height),
                                                     static_cast<uint64_t>(plan.most_rows()[0]) + 2 * granularity)
                                : static_cast<uint64_t>(shape.height);
  return PlaneLayout(shape, clip.room, rows).plane_bytes * shape.planes;
}

uint64_t between_bytes(const ChainPlan& plan, size_t stage) {
  const auto& shape = plan.stage(stage).output();
  return static_cast<uint64_t>(plan.most_rows()[stage + 1]) * shape.row_bytes * shape.planes;
}

uint64_t largest_scratch(const ChainPlan& plan) {
  uint64_t most = 0;
  for (size_t i = 0; i < plan.length(); ++i) most = std::max(most, plan.stage(i).scratch_bytes());
  return most;
}

RowsView rows_in(AlignedBuffer& buffer, const Shape& shape, RowRange rows, const ImageRoom& room = {}) {
  const PlaneLayout layout(shape, room, static_cast<uint64_t>(rows.count));
  RowsView out;
  out.rows = rows;
  out.stride = static_cast<int64_t>(layout.stride);
  out.plane_bytes = layout.plane_bytes;
  for (uint32_t i = 0; i < shape.planes; ++i) out.plane[i] = buffer.data() + i * out.plane_bytes;
  return out;
}

}  // namespace

ChainLane::ChainLane(const ChainPlan& plan, const ClipFacts& clip, std::unique_ptr<Lane> decoder,
                     ParameterValues decode_parameters, const JobHandle& job)
    : plan_(plan), clip_(clip), decoder_(std::move(decoder)), decode_parameters_(std::move(decode_parameters)), job_(job),
      source_(decoder_->lends_rows() ? 0 : source_bytes(plan, clip, decoder_->decodes_rows()), std::max(clip.room.base_align, clip.room.row_align)),
      scratch_(largest_scratch(plan)) {
  for (size_t i = 0; i + 1 < plan.length(); ++i) between_.emplace_back(between_bytes(plan, i));
  times_.spent.resize(plan.length() + 1);
}

Result<RowsView> ChainLane::source_rows(const ChainFrame& frame, RowRange rows) {
  const auto& shape = plan_.source();
  if (decoder_->lends_rows()) return decoder_->borrow(frame.index, decode_parameters_, rows);
  if (!decoder_->decodes_rows()) {
    auto whole = rows_in(source_, shape, {0, shape.height}, clip_.room);
    if (whole_frame_held_ != frame.index) {
      whole_frame_held_ = -1;
      FILMGATE_CHECK(decoder_->rows(frame.index, decode_parameters_, frame.facts, whole));
      whole_frame_held_ = frame.index;
    }
    return whole;
  }
  const auto unit = static_cast<int32_t>(clip_.row_granularity);
  const int32_t first = rows.first / unit * unit;
  const int32_t end = static_cast<int32_t>(std::min<int64_t>(shape.height, (int64_t{rows.end()} + unit - 1) / unit * unit));
  const auto view = rows_in(source_, shape, {first, end - first}, clip_.room);
  FILMGATE_CHECK(decoder_->rows(frame.index, decode_parameters_, frame.facts, view));
  return view;
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
  FILMGATE_TRY(view, source_rows(frame, ranges[0]));
  spend(0);
  Status done;
  for (size_t i = 0; i < plan_.length() && done; ++i) {
    const bool last = i + 1 == plan_.length();
    const RowsView target = last ? out : stage_rows(i, ranges[i + 1]);
    done = plan_.stage(i).process(frame.facts, view, target, scratch_.data(), job_);
    if (i == 0 && decoder_->lends_rows()) decoder_->give_back();
    view = target;
    spend(i + 1);
  }
  return done;
}

}  // namespace filmgate
