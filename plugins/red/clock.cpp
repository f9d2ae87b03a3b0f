// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <cmath>
#include <numeric>

namespace red {
namespace {

constexpr fg_timecode none{-1, {0, 0}, 0, 0};
constexpr int64_t fastest = 100000; // frames a second that are still believed

int digits(std::string_view two) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return digit(two[0]) && digit(two[1]) ? (two[0] - '0') * 10 + (two[1] - '0') : -1;
}

int64_t counted_rate(fg_rational rate) { return (rate.num + rate.den - 1) / rate.den; }

// Numbers that drop-frame counting leaves out before this minute.
int64_t dropped_before(int64_t minutes, int64_t fps) { return fps / 15 * (minutes - minutes / 10); }

}  // namespace

fg_rational lowest_terms(int64_t num, int64_t den) {
  if (num <= 0 || den <= 0 || num / den > fastest) return {0, 0};
  const int64_t common = std::gcd(num, den);
  return {num / common, den / common};
}

fg_rational rate_of(double per_second) {
  if (!std::isfinite(per_second) || per_second < 0.5 || per_second > static_cast<double>(fastest)) return {0, 0};
  const double whole = std::round(per_second), above = std::ceil(per_second);
  if (std::abs(per_second - whole) < 1e-4) return {static_cast<int64_t>(whole), 1};
  if (std::abs(per_second - above * 1000 / 1001) < 1e-3) return lowest_terms(static_cast<int64_t>(above) * 1000, 1001);
  return lowest_terms(std::llround(per_second * 1000), 1000);
}

fg_timecode timecode_of(std::string_view text, fg_rational rate) {
  if (text.size() != 11 || rate.num <= 0 || rate.den <= 0 || text[2] != ':' || text[5] != ':') return none;
  const char mark = text[8];
  if (mark != ':' && mark != ';' && mark != '.') return none;
  const int64_t fps = counted_rate(rate);
  const int hours = digits(text.substr(0)), minutes = digits(text.substr(3)), seconds = digits(text.substr(6)), frames = digits(text.substr(9));
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 || frames < 0 || frames >= fps) return none;
  const bool drop = mark != ':' && rate.den == 1001 && fps % 30 == 0;
  const int64_t whole_minutes = int64_t{hours} * 60 + minutes;
  if (drop && minutes % 10 != 0 && seconds == 0 && frames < fps / 15) return none; // a number that is never counted
  const int64_t skipped = drop ? dropped_before(whole_minutes, fps) : 0;
  return {(whole_minutes * 60 + seconds) * fps + frames - skipped, rate, drop ? uint32_t{FG_TC_DROP} : 0u, 0};
}

int64_t frames_a_day(const fg_timecode& timecode) {
  if (timecode.base.num <= 0 || timecode.base.den <= 0) return 0;
  const int64_t fps = counted_rate(timecode.base), minutes = 24 * 60;
  return minutes * 60 * fps - ((timecode.flags & FG_TC_DROP) != 0 ? dropped_before(minutes, fps) : 0);
}

fg_timecode later(fg_timecode start, int64_t frames) {
  const int64_t day = frames_a_day(start);
  if (start.frame >= 0 && day > 0) start.frame = (start.frame + frames) % day;
  return start;
}

}  // namespace red
