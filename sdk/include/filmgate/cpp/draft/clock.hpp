// SPDX-License-Identifier: Apache-2.0
//
// Draft. Rates and timecodes as people and tools write them: "23.976" and "23.98" mean 24000/1001; "01:00:00;02" drops.
#pragma once
#include <filmgate/value.h>

#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>

namespace fg {
inline namespace v1 {
namespace draft {

inline constexpr int64_t fastest_rate = 100'000; // frames a second that are still believed

// 0/0 when it is no rate. A number written with two or three decimals that is 1000/1001 of a whole one, rounded, is that.
inline fg_rational rate_of(double per_second) {
  if (!std::isfinite(per_second) || per_second < 0.5 || per_second > static_cast<double>(fastest_rate)) return {0, 0};
  const double whole = std::round(per_second), above = std::ceil(per_second);
  if (std::abs(per_second - whole) < 1e-4) return {static_cast<int64_t>(whole), 1};
  if (std::abs(per_second - above * 1000 / 1001) < 0.0051 && above >= 20) {
    const auto common = std::gcd(static_cast<int64_t>(above) * 1000, int64_t{1001});
    return {static_cast<int64_t>(above) * 1000 / common, 1001 / common};
  }
  const int64_t thousandths = std::llround(per_second * 1000), common = std::gcd(thousandths, int64_t{1000});
  return {thousandths / common, 1000 / common};
}

inline int64_t counted_rate(fg_rational rate) { return rate.den > 0 ? (rate.num + rate.den - 1) / rate.den : 0; }

struct TimecodeParts { int64_t hours, minutes, seconds, frames; };

// None when such a number is never counted. drop: asks for drop-frame counting, which exists at multiples of 30000/1001 only.
inline std::optional<fg_timecode> timecode_of(const TimecodeParts& parts, fg_rational rate, bool drop) {
  if (rate.num <= 0 || rate.den <= 0 || rate.num / rate.den > fastest_rate) return std::nullopt;
  const int64_t fps = counted_rate(rate), dropped = fps / 15;
  const auto within = [](int64_t value, int64_t end) { return value >= 0 && value < end; };
  if (!within(parts.hours, 24) || !within(parts.minutes, 60) || !within(parts.seconds, 60) || !within(parts.frames, fps)) return std::nullopt;
  if (drop && (rate.den != 1001 || fps % 30 != 0)) return std::nullopt;
  if (drop && parts.minutes % 10 != 0 && parts.seconds == 0 && parts.frames < dropped) return std::nullopt;
  const int64_t minutes = parts.hours * 60 + parts.minutes;
  const int64_t skipped = drop ? dropped * (minutes - minutes / 10) : 0;
  return fg_timecode{(minutes * 60 + parts.seconds) * fps + parts.frames - skipped, rate, drop ? uint32_t{FG_TC_DROP} : 0u, 0};
}

// "13:36:49:07", with ';' or '.' before the frames for drop-frame.
inline std::optional<TimecodeParts> timecode_parts(std::string_view text, bool& drop) {
  int64_t numbers[4] = {};
  size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    const size_t start = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start < 3; ++at) numbers[part] = numbers[part] * 10 + (text[at] - '0');
    if (at == start) return std::nullopt;
    if (part == 3) break;
    const char mark = at < text.size() ? text[at++] : ' ';
    if (mark != ':' && (part != 2 || (mark != ';' && mark != '.'))) return std::nullopt;
    if (part == 2) drop = mark != ':';
  }
  if (at != text.size()) return std::nullopt;
  return TimecodeParts{numbers[0], numbers[1], numbers[2], numbers[3]};
}

// drop: what the file says elsewhere; else the mark tells, at rates where numbers can be dropped.
inline std::optional<fg_timecode> timecode_of(std::string_view text, fg_rational rate, std::optional<bool> drop = {}) {
  bool marked = false;
  const auto parts = timecode_parts(text, marked);
  if (!parts || rate.den <= 0) return std::nullopt;
  const bool can_drop = rate.den == 1001 && counted_rate(rate) % 30 == 0;
  return timecode_of(*parts, rate, drop.value_or(marked && can_drop));
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
