// SPDX-License-Identifier: Apache-2.0
#include "picture_difference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace filmgate {

double ChannelDifference::add(double a, double b, int64_t frame, int32_t x, int32_t y) {
  ++samples_;
  if (a == b || (std::isnan(a) && std::isnan(b))) return 0;
  const double distance = std::isfinite(a) && std::isfinite(b) ? std::abs(a - b) : std::numeric_limits<double>::infinity();
  if (std::isinf(distance)) ++without_distance_;
  else sum_ += distance, squares_ += distance * distance;
  if (++differing_ == 1 || distance > largest_) largest_ = distance, at_ = {frame, x, y, a, b};
  return distance;
}

void ChannelDifference::add(const ChannelDifference& other) {
  samples_ += other.samples_, without_distance_ += other.without_distance_;
  sum_ += other.sum_, squares_ += other.squares_;
  if (other.differing_ > 0 && (differing_ == 0 || other.largest_ > largest_)) largest_ = other.largest_, at_ = other.at_;
  differing_ += other.differing_;
}

Json ChannelDifference::json(double peak) const {
  const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(); }; // JSON has no other numbers
  auto out = Json::object({{"channel", name_}, {"samples", samples_}, {"differing", differing_}});
  const auto measured = static_cast<double>(samples_ - without_distance_);
  const double mean_square = measured > 0 ? squares_ / measured : 0;
  out.set("max", number(largest_)).set("mean", measured > 0 ? sum_ / measured : 0.0).set("rms", std::sqrt(mean_square));
  out.set("psnr", mean_square > 0 && without_distance_ == 0 ? number(10 * std::log10(peak * peak / mean_square)) : Json());
  if (without_distance_ > 0) out.set("withoutDistance", without_distance_);
  if (differing_ > 0)
    out.set("largest", Json::object({{"frame", at_.frame}, {"x", at_.x}, {"y", at_.y}, {"a", number(at_.a)}, {"b", number(at_.b)}}));
  return out;
}

void add(PictureDifference& total, const PictureDifference& of_frame) {
  for (const auto& channel : of_frame) {
    const auto at = std::find_if(total.begin(), total.end(), [&](const ChannelDifference& one) { return one.name() == channel.name(); });
    if (at == total.end()) total.push_back(channel);
    else at->add(channel);
  }
}

Json json_of(const PictureDifference& picture, double peak) {
  auto out = Json::array();
  for (const auto& channel : picture) out.push(channel.json(peak));
  return out;
}

bool equal(const PictureDifference& picture) {
  return std::all_of(picture.begin(), picture.end(), [](const ChannelDifference& channel) { return channel.differing() == 0; });
}

}  // namespace filmgate
