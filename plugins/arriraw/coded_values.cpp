// SPDX-License-Identifier: Apache-2.0
#include "coded_values.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace arriraw {
namespace {

std::string readable(std::string text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c == '\xFF'; })) return {};
  if (fg::draft::is_utf8(text)) return text;
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x80)
      out += c;
    else
      out += static_cast<char>(0xC0 | byte >> 6), out += static_cast<char>(0x80 | (byte & 0x3F));
  }
  return out;
}

int two_digits(uint8_t bcd, uint8_t mask) {
  const int low = bcd & 0xF, high = (bcd & mask) >> 4;
  return low > 9 || high > 9 ? -1 : high * 10 + low;
}

fg::Value small_integer_or_float(const fg::ByteView& header, uint64_t offset) {
  constexpr uint32_t small = 0x00FFFFFF;  // as a float's bits, such a value is below 1e-37
  const uint32_t bits = header.u32le(offset);
  const float real = header.f32le(offset);
  if (bits <= small || bits == unset32 || !std::isfinite(real)) return int64_t{bits};
  return static_cast<double>(real);
}

fg::Value text_or_number(const fg::ByteView& header, const HeaderField& field) {
  const auto raw = header.bytes(field.offset, field.count);
  const auto end = std::find(raw.begin(), raw.end(), uint8_t{0});
  const bool printable =
      end != raw.begin() && std::all_of(raw.begin(), end, [](uint8_t c) { return c >= 0x20 && c < 0x7F; });
  if (printable) return text_at(header, field.offset, field.count);
  return std::to_string(header.u64le(field.offset));
}

template <class Element, class Read>
fg::Value one_or_many(const HeaderField& field, uint64_t size, Read read) {
  if (field.count == 1) return static_cast<Element>(read(field.offset));
  std::vector<Element> out;
  for (uint64_t i = 0; i < field.count; ++i) out.push_back(static_cast<Element>(read(field.offset + i * size)));
  return out;
}

fg::Value value_at(const fg::ByteView& header, const HeaderField& field) {
  const uint64_t offset = field.offset;
  switch (field.kind) {
    case Kind::u8:
      return int64_t{header.u8(offset)};
    case Kind::u16:
      return one_or_many<int64_t>(field, 2, [&](uint64_t o) { return header.u16le(o); });
    case Kind::u32:
      return one_or_many<int64_t>(field, 4, [&](uint64_t o) { return header.u32le(o); });
    case Kind::i32:
      return int64_t{header.i32le(offset)};
    case Kind::i64:
      return header.i64le(offset);
    case Kind::f32:
      return one_or_many<double>(field, 4, [&](uint64_t o) { return header.f32le(o); });
    case Kind::u32_or_f32:
      return small_integer_or_float(header, offset);
    case Kind::text:
      return text_at(header, offset, field.count);
    case Kind::reversed_text: {
      const auto raw = header.bytes(offset, field.count);
      std::string text(raw.rbegin(), raw.rend());
      text.erase(0, text.find_first_not_of('\0'));
      return readable(text.substr(0, text.find('\0')));
    }
    case Kind::text_or_u64:
      return text_or_number(header, field);
    case Kind::bit:
      return int64_t{header.u32le(offset) >> field.count & 1};
    case Kind::bcd: {
      const uint32_t value = header.u32le(offset);
      auto digits = bcd_digits(value);
      if (digits.empty()) return int64_t{value};
      return digits;
    }
    default: {
      const auto raw = header.bytes(offset, field.count);
      return std::vector<uint8_t>(raw.begin(), raw.end());
    }
  }
}

void put_timecode(const fg::ByteView& header, const HeaderField& field, const fg::Record& out) {
  const std::string key = std::string("arri.") + field.key;
  const auto timecode = timecode_at(header, field.offset);
  if (timecode.frame >= 0)
    out.put(key, fg::Value(timecode));
  else
    out.put(key, header.u32le(field.offset), "BCD FF SS MM HH");
  out.put(key + "FrameCount", header.u32le(field.offset + 4));
  out.put(key + "TimeBase", header.u32le(field.offset + 8), "0.001 1/s");
  out.put(key + "UserBits", header.u32le(field.offset + 12));
}

void put_frame_line(const fg::ByteView& header, const HeaderField& field, const fg::Record& out) {
  const std::string key = std::string("arri.") + field.key;
  out.put(key + "Type", header.u32le(field.offset));
  out.put(key + "Name", fg::Value(text_at(header, field.offset + 4, 32)));
  uint64_t offset = field.offset + 36;
  for (const char* side : {"Left", "Top", "Width", "Height"}) {
    out.put(key + side, header.u16le(offset), "px");
    offset += 2;
  }
}

}  // namespace

std::string text_at(const fg::ByteView& header, uint64_t offset, uint64_t count) {
  return readable(header.text(offset, count));
}

std::string bcd_digits(uint32_t value) {
  std::string out(8, '0');
  for (size_t i = 8; i-- > 0; value >>= 4) {
    if ((value & 0xF) > 9) return {};
    out[i] = static_cast<char>('0' + (value & 0xF));
  }
  return out;
}

fg_rational fraction_of_thousandths(int64_t value) {
  const int64_t common = std::gcd(value, int64_t{1000});
  return {value / common, 1000 / common};
}

fg_rational rate_of_thousandths(uint32_t value) {
  if (value == 0 || value == unset32) return {0, 0};
  const int64_t nearest = (int64_t{value} + 999) / 1000;
  // Written rounded or cut: 24000/1001 is 23976 or 23.976 cut.
  const int64_t away = int64_t{value} * 1001 - nearest * 1'000'000;
  if ((nearest % 24 == 0 || nearest % 30 == 0) && away > -1001 && away < 1001) return {nearest * 1000, 1001};
  return fraction_of_thousandths(value);
}

fg_timecode timecode_at(const fg::ByteView& header, uint64_t offset, fg_rational otherwise) {
  constexpr uint8_t drop_bit = 0x40;  // as in ST 12-1
  fg_timecode out{-1, rate_of_thousandths(header.u32le(offset + 8)), 0, 0};
  if (out.base.den == 0) out.base = otherwise;
  if (header.u32le(offset) == unset32 || out.base.den == 0) return out;
  const int64_t fps = (out.base.num + out.base.den - 1) / out.base.den;
  const bool wide = fps > 40;  // more than 40 frames need both high bits, which then are no flags
  const int64_t frames = two_digits(header.u8(offset), wide ? 0xF0 : 0x30);
  const int64_t seconds = two_digits(header.u8(offset + 1), 0x70), minutes = two_digits(header.u8(offset + 2), 0x70);
  const int64_t hours = two_digits(header.u8(offset + 3), 0x30);
  const bool exists = frames >= 0 && frames < fps && seconds >= 0 && seconds < 60 && minutes >= 0 && minutes < 60 &&
                      hours >= 0 && hours < 24;
  if (!exists) return out;
  int64_t dropped = 0;
  if (!wide && (header.u8(offset) & drop_bit) != 0 && out.base.den == 1001 && fps == 30) {
    const int64_t minute = hours * 60 + minutes;
    if (minutes % 10 != 0 && seconds == 0 && frames < 2) return out;  // a number that drop-frame counting leaves out
    dropped = 2 * (minute - minute / 10);
    out.flags = FG_TC_DROP;
  }
  out.frame = ((hours * 60 + minutes) * 60 + seconds) * fps + frames - dropped;
  return out;
}

void put_field(const fg::ByteView& header, const HeaderField& field, const fg::Record& out) {
  if (field.kind == Kind::timecode) return put_timecode(header, field, out);
  if (field.kind == Kind::frame_line) return put_frame_line(header, field, out);
  out.put(std::string("arri.") + field.key, value_at(header, field), field.unit);
}

}  // namespace arriraw
