// SPDX-License-Identifier: Apache-2.0
//
// A movie's track of GPMF ('gpmd'): a payload about every second, whose samples spread evenly over its time.
#pragma once
#include "movie_file.hpp"

#include <gpmf/payload.hpp>

#include <memory>

namespace movie {

class GpmfTrack {
 public:
  GpmfTrack(const fg::File& file, const Track& track) : file_(file), track_(track) {} // both outlive it
  // What was measured from `from` to `to`, in seconds of the movie; of a slower series its last sample before `to`.
  [[nodiscard]] NamedValues between(double from, double to) const;
  // Name and units of each series of the first payload.
  [[nodiscard]] NamedValues description() const;

 private:
  [[nodiscard]] std::vector<gpmf::Series> payload(uint64_t index) const;
  const fg::File& file_;
  const Track& track_;
};

// Values of a payload that stand for the clip: the camera's name, firmware, number.
[[nodiscard]] NamedValues gpmf_values(const fg::ByteView& payload);

}  // namespace movie
