// SPDX-License-Identifier: Apache-2.0
//
// A chain of transform stages, planned once for a clip: what each stage needs, and how high a band is. Band edges
// follow from the plan alone, never from threads or load, so that a result is the same bytes on any machine.
#pragma once
#include "plugin/transform.hpp"

#include <vector>

namespace filmgate {

struct StageRequest {
  LoadedPlugin* plugin = nullptr;
  std::string transform;
  ParameterValues parameters;
};

class ChainPlan {
 public:
  // The last stage must give planar half RGB: that is what plates are made of.
  [[nodiscard]] static Result<std::unique_ptr<ChainPlan>> make(const FrameFacts& first,
                                                               const std::vector<StageRequest>& stages);
  [[nodiscard]] const Shape& source() const { return source_; }
  [[nodiscard]] const Shape& output() const { return stages_.back()->output(); }
  [[nodiscard]] size_t length() const { return stages_.size(); }
  [[nodiscard]] const Stage& stage(size_t i) const { return *stages_[i]; }
  [[nodiscard]] const std::string& name(size_t i) const { return names_[i]; }
  [[nodiscard]] int32_t band_rows() const { return band_rows_; } // a multiple of 32, but for the last band
  [[nodiscard]] int32_t band_count() const;
  [[nodiscard]] RowRange band(int32_t index) const;
  // ranges[0] of the source, ranges[i] into stage i, ranges[length()] = out.
  [[nodiscard]] std::vector<RowRange> needs(RowRange out) const;
  // The most rows that any band asks of each place in `needs`.
  [[nodiscard]] const std::vector<int32_t>& most_rows() const { return most_rows_; }

 private:
  void choose_band();
  Shape source_;
  std::vector<std::unique_ptr<Stage>> stages_;
  std::vector<std::string> names_;
  std::vector<int32_t> most_rows_;
  int32_t band_rows_ = 0;
};

}  // namespace filmgate
