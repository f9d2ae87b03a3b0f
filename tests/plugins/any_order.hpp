// SPDX-License-Identifier: Apache-2.0
//
// Every frame of a clip forwards, at random, backwards and by itself, against a decode from the first frame on.
#pragma once
#include "plugins/movie/witness.hpp"

#include <numeric>
#include <random>

namespace movie_test {

inline constexpr double float_rounding = 2e-6;

inline void check_any_order(const stranger::Plugin& with, const std::string& path, const Raw& raw, const Reading& how, int step = 7, std::string_view reader = {}) {
  const stranger::Clip clip(with, {path}, {}, {}, reader);
  REQUIRE(clip.info().frame_count == raw.frames());
  std::vector<int64_t> frames(static_cast<size_t>(raw.frames()));
  std::iota(frames.begin(), frames.end(), 0);
  const auto check = [&](const stranger::Lane& lane, int64_t frame, const char* order) {
    INFO(path << ": frame " << frame << " " << order);
    CHECK(difference(lane.rows(frame), raw, frame, how, step) < float_rounding);
  };
  const stranger::Lane lane(clip);
  for (const auto frame : frames) check(lane, frame, "forwards");
  auto shuffled = frames;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(11));
  for (const auto frame : shuffled) check(lane, frame, "at random");
  for (auto at = frames.rbegin(); at != frames.rend(); ++at) check(lane, *at, "backwards");
  for (size_t i = 0; i < shuffled.size() && i < 8; ++i) {
    const stranger::Clip alone(with, {path}, {}, {}, reader);
    check(stranger::Lane(alone), shuffled[i], "by itself");
  }
}

}  // namespace movie_test
