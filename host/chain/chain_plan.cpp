// SPDX-License-Identifier: Apache-2.0
//
// Planning: stages made in order, then the height of a band. A band must be high enough that the rows it shares with
// its neighbours (the halo) cost little, and low enough that its buffers stay small.
#include "chain/chain_plan.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int32_t row_unit = 32;             // whole chunks of every compression
constexpr int32_t least_band = 32, most_band = 512;
constexpr int32_t halo_share = 8;            // the halo may be an eighth of a band
constexpr int64_t band_bytes_limit = 16 << 20;

int32_t round_up(int32_t value, int32_t unit) { return (value + unit - 1) / unit * unit; }

}  // namespace

Result<std::unique_ptr<ChainPlan>> ChainPlan::make(const FrameFacts& first, const std::vector<StageRequest>& requests) {
  auto plan = std::make_unique<ChainPlan>();
  plan->source_ = first.shape;
  const Stage* before = nullptr;
  for (const auto& request : requests) {
    FILMGATE_TRY(stage, Stage::create(*request.plugin, request.transform, first, before, request.parameters));
    before = stage.get();
    plan->stages_.push_back(std::move(stage));
    plan->names_.push_back(request.transform);
  }
  if (!before || !before->output().planar_half)
    return failure(Trouble::unavailable, "the chain does not end in planar half RGB; a development stage is missing");
  plan->choose_band();
  return plan;
}

std::vector<RowRange> ChainPlan::needs(RowRange out) const {
  std::vector<RowRange> ranges(stages_.size() + 1);
  ranges.back() = out;
  for (size_t i = stages_.size(); i-- > 0;) {
    const int32_t height = i == 0 ? source_.height : stages_[i - 1]->output().height;
    ranges[i] = stages_[i]->needs(ranges[i + 1], height);
  }
  return ranges;
}

void ChainPlan::choose_band() {
  const int32_t height = output().height;
  const bool whole = std::any_of(stages_.begin(), stages_.end(), [](const auto& s) { return s->whole_frame(); });
  // Two probes in the middle tell the rows a row costs and the rows shared whatever the height.
  const int32_t middle = std::max(0, height / 2 - row_unit);
  const int32_t one = needs({middle, std::min(row_unit, height)})[0].count;
  const int32_t two = needs({middle, std::min(2 * row_unit, height)})[0].count;
  const int32_t halo = std::max(0, 2 * one - two);
  const int64_t source_rows_a_unit = std::max(1, two - one);
  const int64_t wanted = int64_t{halo} * halo_share * row_unit / source_rows_a_unit;
  int32_t rows = round_up(static_cast<int32_t>(std::clamp<int64_t>(wanted, least_band, most_band)), row_unit);
  const int64_t row_bytes = std::max<int64_t>(1, int64_t{output().width} * 6);
  while (rows > least_band && rows * row_bytes > band_bytes_limit) rows -= row_unit;
  band_rows_ = whole ? height : std::min(rows, height);

  most_rows_.assign(stages_.size() + 1, 0);
  for (int32_t i = 0; i < band_count(); ++i) {
    const auto ranges = needs(band(i));
    for (size_t k = 0; k < ranges.size(); ++k) most_rows_[k] = std::max(most_rows_[k], ranges[k].count);
  }
}

int32_t ChainPlan::band_count() const { return (output().height + band_rows_ - 1) / band_rows_; }

RowRange ChainPlan::band(int32_t index) const {
  const int32_t first = index * band_rows_;
  return {first, std::min(band_rows_, output().height - first)};
}

}  // namespace filmgate
