// SPDX-License-Identifier: Apache-2.0
//
// The frames of a track in the order of showing: its samples by their composition times, as the edit list picks them. A
// sample is part of an edit when the middle of its time is, so that edits whose times are rounded cut between frames.
#pragma once
#include "track.hpp"

namespace movie {

struct Timeline {
  std::vector<uint32_t> samples;   // of each frame
  std::vector<int64_t> ranks;      // of each sample, in the order of showing; empty: as they lie
  uint32_t reorder = 0;            // how many samples may be shown before one that lies earlier
  fg_rational rate{0, 0};
  bool variable = false;           // frames do not last equally long
  std::vector<std::string> notes;  // what an edit list does that deserves a word
  std::vector<std::string> problems;
  [[nodiscard]] int64_t rank(uint64_t sample) const { return ranks.empty() ? static_cast<int64_t>(sample) : ranks[sample]; }
};

[[nodiscard]] Timeline make_timeline(const Track& track, int64_t movie_scale, const std::string& uri);

// The rate that a scale and a duration mean: 23976/1000 is 24000/1001; 0/0 when it is none.
[[nodiscard]] fg_rational rate_of(int64_t scale, int64_t duration);

}  // namespace movie
