// SPDX-License-Identifier: Apache-2.0
//
// Rows scaled down the picture: each output row is a weighted sum of neighbouring input rows, with weights fixed
// beforehand. The weights are those of zimg across: Lanczos of three lobes, the picture mirrored at its edges.
#pragma once
#include "framing.hpp"

namespace reframe {

class Vertical {
 public:
  explicit Vertical(const Axis& axis);

  struct Taps {
    int32_t first;  // the first input row that is weighted
    std::span<const float> weights;
  };
  Taps taps(int32_t output_row) const {
    const auto& place = places_[static_cast<size_t>(output_row)];
    return {place.first, {weights_.data() + place.offset, place.count}};
  }
  int32_t most_taps() const { return most_taps_; }

 private:
  struct Place {
    int32_t first;
    uint32_t count;
    uint64_t offset;
  };
  std::vector<Place> places_;
  std::vector<float> weights_;
  int32_t most_taps_ = 1;
};

// out = the sum of weight times row, in the rows' order.
void add_weighted(std::span<const float* const> rows, std::span<const float> weights, std::span<float> out);

}  // namespace reframe
