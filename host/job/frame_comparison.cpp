// SPDX-License-Identifier: Apache-2.0
#include "frame_comparison.hpp"

#include <cstring>

namespace filmgate {
namespace {

bool lies_in_the_clip(const Error& error) {
  return error.trouble == Trouble::bad_data || error.trouble == Trouble::unavailable || error.trouble == Trouble::found_wrong;
}

Result<FrameFacts> first_facts(ReaderClip& clip, const ParameterValues& parameters, int64_t frame) {
  FILMGATE_TRY(lane, clip.lane());
  return lane->frame(frame, parameters);
}

}  // namespace

Result<FrameComparison> FrameComparison::open(ReaderClip& a, const ParameterValues& of_a, ReaderClip& b, const ParameterValues& of_b, int64_t first_frame) {
  FILMGATE_TRY(one, first_facts(a, of_a, first_frame));
  FILMGATE_TRY(other, first_facts(b, of_b, first_frame));
  FILMGATE_TRY(decodes, TwoDecodes::open({a, one.shape, of_a}, {b, other.shape, of_b}));
  return FrameComparison(std::move(decodes), {std::move(one), std::move(other)});
}

Status FrameComparison::compare_pictures(int64_t frame, const TwoDecodes::Both& facts, ComparedFrame& out) {
  if (!same_shape(facts.a.shape, first_.a.shape) || !same_shape(facts.b.shape, first_.b.shape))
    return failure(Trouble::bad_data, "the picture has another form than that of the first frame");
  FILMGATE_TRY(pair, PicturePair::of(facts.a, facts.b));
  if (pair_ && (std::strcmp(pair_->unit(), pair.unit()) != 0 || pair_->peak() != pair.peak()))
    return failure(Trouble::bad_data, "the samples are of another kind than those of the first frame");
  if (!pair_) pair_ = pair, map_.emplace(pair.width(), pair.rows().count);
  auto difference = pair.no_difference();
  FILMGATE_CHECK(decodes_.visit(frame, frame, facts, pair.rows(), [&](const RowsView& a, int32_t y_a, const RowsView& b, int32_t y_b, int32_t count) {
    for (int32_t y = 0; y < count; ++y) pair.compare_row(a, y_a + y, b, y_b + y, frame, difference, &*map_);
    return Status{};
  }));
  add(total_, difference);
  out.picture = std::move(difference);
  return {};
}

Result<ComparedFrame> FrameComparison::compare(int64_t frame) {
  ComparedFrame out;
  const auto told = [&](Error error) -> Result<ComparedFrame> {
    if (!lies_in_the_clip(error)) return tl::unexpected(std::move(error));
    out.why_not = std::move(error.message);
    return out;
  };
  auto a = decodes_.frame_of_a(frame);
  if (!a) return told(std::move(a.error()));
  auto b = decodes_.frame_of_b(frame);
  if (!b) return told(std::move(b.error()));
  out.disagreements = disagreements(*a, *b);
  if (a->state != b->state || a->state != FrameState::ok) return out;
  if (auto done = compare_pictures(frame, {std::move(*a), std::move(*b)}, out); !done) return told(std::move(done.error()));
  return out;
}

Json FrameComparison::effective(const FrameFacts& facts) {
  auto out = Json::object();
  for (const auto& [key, value] : facts.effective) out.set(key, value.value);
  return out;
}

Json FrameComparison::measure() const {
  if (!pair_) return {};
  return Json::object({{"unit", pair_->unit()}, {"peak", pair_->peak()}, {"area", pair_->of_what()}});
}

}  // namespace filmgate
