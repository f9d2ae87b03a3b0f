// SPDX-License-Identifier: Apache-2.0
//
// Frames of two decodes compared one by one, and what came out of all of them. Private to this folder.
#pragma once
#include "clip_disagreements.hpp"
#include "picture_pair.hpp"

#include <optional>

namespace filmgate {

struct ComparedFrame {
  std::vector<Disagreement> disagreements;
  std::optional<PictureDifference> picture; // absent: its pixels were not compared
  std::string why_not;                      // then, unless both say that there is none
  [[nodiscard]] bool equal() const { return disagreements.empty() && why_not.empty() && (!picture || filmgate::equal(*picture)); }
};

class FrameComparison {
 public:
  // What the first frames are decides what the others are held against.
  [[nodiscard]] static Result<FrameComparison> open(ReaderClip& a, const ParameterValues& of_a, ReaderClip& b, const ParameterValues& of_b, int64_t first_frame);
  // Fails for what lies in the machine; what lies in the clip is in the frame.
  [[nodiscard]] Result<ComparedFrame> compare(int64_t frame);
  [[nodiscard]] Json effective_of_a() const { return effective(first_.a); }
  [[nodiscard]] Json effective_of_b() const { return effective(first_.b); }
  [[nodiscard]] const PictureDifference& total() const { return total_; }
  // What the numbers are: {"unit", "peak", "area"}; null when no pixel can be compared.
  [[nodiscard]] Json measure() const;
  [[nodiscard]] const std::optional<HeatMap>& map() const { return map_; }

 private:
  FrameComparison(TwoDecodes decodes, TwoDecodes::Both first) : decodes_(std::move(decodes)), first_(std::move(first)) {}
  [[nodiscard]] static Json effective(const FrameFacts& facts);
  [[nodiscard]] Status compare_pictures(int64_t frame, const TwoDecodes::Both& facts, ComparedFrame& out);
  TwoDecodes decodes_;
  TwoDecodes::Both first_;
  std::optional<PicturePair> pair_; // of the first frames that could be compared
  std::optional<HeatMap> map_;
  PictureDifference total_;
};

}  // namespace filmgate
