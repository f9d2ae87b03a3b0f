// SPDX-License-Identifier: Apache-2.0
//
// How two pictures differ, channel by channel, in numbers: of a frame, or of many. Private to this folder.
#pragma once
#include "base/json.hpp"

#include <string>
#include <vector>

namespace filmgate {

struct SampleSite { // the largest difference
  int64_t frame = -1;
  int32_t x = 0, y = 0; // of the first picture's raster
  double a = 0, b = 0;
};

class ChannelDifference {
 public:
  explicit ChannelDifference(std::string name) : name_(std::move(name)) {}
  // Two that are no number are equal; a number and none, or infinities that differ, have no distance and are counted apart.
  // Gives the distance: infinite when there is none.
  double add(double a, double b, int64_t frame, int32_t x, int32_t y);
  void add(const ChannelDifference& other);
  [[nodiscard]] uint64_t differing() const { return differing_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  // peak: what PSNR counts from. psnr is null where no sample differs, and where a difference is no number.
  [[nodiscard]] Json json(double peak) const;

 private:
  std::string name_;
  uint64_t samples_ = 0, differing_ = 0, without_distance_ = 0;
  double largest_ = 0, sum_ = 0, squares_ = 0; // of distances
  SampleSite at_;
};

using PictureDifference = std::vector<ChannelDifference>; // by channel
void add(PictureDifference& total, const PictureDifference& of_frame);
[[nodiscard]] Json json_of(const PictureDifference& picture, double peak);
[[nodiscard]] bool equal(const PictureDifference& picture);

}  // namespace filmgate
