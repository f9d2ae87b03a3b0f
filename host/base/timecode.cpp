// SPDX-License-Identifier: Apache-2.0
//
// Counting with and without dropped numbers (ST 12-1: two or four numbers a minute, but not each tenth minute).
#include "base/timecode.hpp"

#include <array>
#include <charconv>

namespace filmgate {
namespace {

constexpr int64_t most_fps = 1'000'000; // no camera counts faster; keeps every product below far from overflow

int64_t dropped_a_minute(const Timecode& t) { return t.drop ? t.fps() / 15 : 0; }

int64_t frames_a_day(const Timecode& t) {
  return t.fps() * 86400 - dropped_a_minute(t) * 9 * 6 * 24;
}

uint32_t bcd(int value) { return static_cast<uint32_t>(value % 10 | (value / 10 % 10) << 4); }

}  // namespace

int64_t Timecode::fps() const {
  const int64_t counted = base.known() && base.num > 0 ? (base.num - 1) / base.den + 1 : 0;
  return counted <= most_fps ? counted : 0;
}

Timecode Timecode::plus(int64_t frames) const {
  if (!known()) return *this;
  const int64_t day = frames_a_day(*this);
  Timecode out = *this;
  out.frame = ((frame % day + frames % day) % day + day) % day;
  return out;
}

TimecodeParts parts_of(const Timecode& t) {
  if (!t.known()) return {};
  const int64_t fps = t.fps(), dropped = dropped_a_minute(t);
  int64_t number = t.frame % frames_a_day(t);
  if (dropped > 0) {
    const int64_t ten_minutes = fps * 600 - dropped * 9, minute = fps * 60 - dropped;
    const int64_t tens = number / ten_minutes, rest = number % ten_minutes;
    number += dropped * 9 * tens;
    if (rest >= fps * 60) number += dropped * (1 + (rest - fps * 60) / minute);
  }
  return {static_cast<int>(number / (fps * 3600)), static_cast<int>(number / (fps * 60) % 60),
          static_cast<int>(number / fps % 60), static_cast<int>(number % fps)};
}

std::string Timecode::text() const {
  if (!known()) return {};
  const auto p = parts_of(*this);
  return fmt::format("{:02}:{:02}:{:02}{}{:02}", p.hours, p.minutes, p.seconds, drop ? ';' : ':', p.frames);
}

Result<Timecode> parse_timecode(std::string_view text, Rational base) {
  std::array<int, 4> field{};
  size_t at = 0, index = 0;
  char last_separator = ':';
  const auto bad = [&] { return failure(Trouble::usage, "'{}' is no timecode; write HH:MM:SS:FF", text); };
  for (; index < 4; ++index) {
    const auto* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), field[index]);
    if (error != std::errc{} || end == begin || *begin == '-') return bad();
    at = static_cast<size_t>(end - text.data());
    if (index < 3) {
      if (at >= text.size()) return bad();
      last_separator = text[at++];
      if (last_separator != ':' && last_separator != ';' && last_separator != '.') return bad();
    }
  }
  Timecode out{0, base, false};
  const int64_t fps = out.fps();
  if (at != text.size() || fps <= 0 || field[0] > 23 || field[1] > 59 || field[2] > 59 || field[3] >= fps) return bad();
  out.drop = last_separator != ':' && base.den == 1001 && fps % 30 == 0;
  const int64_t minutes = field[0] * 60 + field[1], dropped = dropped_a_minute(out);
  if (dropped > 0 && field[1] % 10 != 0 && field[2] == 0 && field[3] < dropped)
    return failure(Trouble::bad_data, "timecode '{}' does not exist in drop-frame counting", text);
  out.frame = (minutes * 60 + field[2]) * fps + field[3] - dropped * (minutes - minutes / 10);
  return out;
}

uint32_t packed_time_and_flags(const Timecode& timecode) {
  const auto p = parts_of(timecode);
  // OpenEXR's TV60 packing: frames at bit 0, drop flag at 6, seconds at 8, minutes at 16, hours at 24. The frames have
  // room for 0 .. 39: above 30 frames a second ST 12-1 counts pairs and marks the second of each with the field flag
  // (bit 15), so that no two frames share a timecode; above 60 larger groups are counted, and the flag tells nothing.
  const auto group = static_cast<int>((timecode.fps() + 29) / 30);
  const int frames = group > 1 ? p.frames / group : p.frames;
  const bool second_of_pair = group == 2 && p.frames % 2 != 0;
  return bcd(frames) | (second_of_pair ? 1u << 15 : 0u) | (timecode.drop ? 1u << 6 : 0u) | bcd(p.seconds) << 8 | bcd(p.minutes) << 16 | bcd(p.hours) << 24;
}

}  // namespace filmgate
