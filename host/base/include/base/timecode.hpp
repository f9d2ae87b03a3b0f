// SPDX-License-Identifier: Apache-2.0
//
// SMPTE ST 12-1 timecode as a frame count with its base; text and BCD forms are made from it.
#pragma once
#include "base/rational.hpp"

namespace filmgate {

struct Timecode {
  int64_t frame = -1; // since 00:00:00:00, skipped numbers not counted; -1: none
  Rational base;      // what it counts, e.g. 24000/1001
  bool drop = false;

  [[nodiscard]] bool known() const { return frame >= 0 && fps() > 0; }
  [[nodiscard]] int64_t fps() const; // the counting base: 24 for 24000/1001; 0: none, or absurd
  [[nodiscard]] Timecode plus(int64_t frames) const; // wraps at 24 hours
  [[nodiscard]] std::string text() const; // "13:36:49:07"; ';' before the frames of drop-frame; "" when unknown
  friend bool operator==(const Timecode&, const Timecode&) = default;
};

struct TimecodeParts { int hours = 0, minutes = 0, seconds = 0, frames = 0; };
[[nodiscard]] TimecodeParts parts_of(const Timecode& timecode);
// Separator ';' or '.' before the frames means drop-frame for 29.97 and 59.94.
[[nodiscard]] Result<Timecode> parse_timecode(std::string_view text, Rational base);
// ST 12-1 bits of an OpenEXR timeCode attribute: BCD time and flags.
[[nodiscard]] uint32_t packed_time_and_flags(const Timecode& timecode);

}  // namespace filmgate
