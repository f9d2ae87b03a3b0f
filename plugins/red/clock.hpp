// SPDX-License-Identifier: Apache-2.0
//
// Rates and timecodes as the tags write them.
#pragma once
#include <filmgate/value.h>

#include <string_view>

namespace red {

[[nodiscard]] fg_rational lowest_terms(int64_t num, int64_t den); // 0/0 when it is no rate
[[nodiscard]] fg_rational rate_of(double per_second);             // 23.976 to 24000/1001; 0/0 when it is no rate
// "21:36:16:18" counted at `rate`; ';' or '.' before the frames: drop frame. Frame -1 when it is no timecode.
[[nodiscard]] fg_timecode timecode_of(std::string_view text, fg_rational rate);
// Frames a day; 0 when the rate is unknown.
[[nodiscard]] int64_t frames_a_day(const fg_timecode& timecode);
[[nodiscard]] fg_timecode later(fg_timecode start, int64_t frames); // wraps at midnight

}  // namespace red
