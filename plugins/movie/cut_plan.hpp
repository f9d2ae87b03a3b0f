// SPDX-License-Identifier: Apache-2.0
//
// What a shorter movie keeps of each track: the samples that are shown while the wanted frames are, and how its edit list
// places them. Nothing is written here.
#pragma once
#include "clip.hpp"

namespace movie {

struct CutTrack {
  uint64_t first = 0, count = 0; // samples
  int64_t media_time = 0;        // in the track's scale: where in the first samples the movie begins
  int64_t delay = 0;             // in the movie's scale: how long nothing is shown
  int64_t shown = 0;             // in the movie's scale, without the delay
  std::vector<uint8_t> first_sample; // instead of the recorded one: a timecode's number; empty: as recorded
  int64_t first_lasts = -1;      // in the track's scale, when it is cut too; -1: as recorded
};

struct CutPlan {
  std::vector<CutTrack> tracks; // as the movie's
  int64_t duration = 0;         // in the movie's scale
};

// FG_E_UNSUPPORTED: this movie can not be cut, or not there, and why.
[[nodiscard]] CutPlan plan_cut(const Clip& clip, int64_t first, int64_t count);

}  // namespace movie
