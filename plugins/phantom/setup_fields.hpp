// SPDX-License-Identifier: Apache-2.0
//
// The fields of the three headers by name: what the record holds verbatim, and what decoding asks for. A field counts only
// when SETUP is long enough to have it: older cameras write shorter ones.
#pragma once
#include "cine_file.hpp"

#include <filmgate/cpp/value.hpp>

namespace phantom {

enum class Kind { u16, i32, u32, f32, text };
struct HeaderField {
  const char* name;
  uint32_t offset;
  Kind kind;
  uint32_t count = 1; // bytes of a text
  const char* unit = nullptr;
};

struct NamedValue {
  std::string key; // "phantom.FrameRate"
  const char* unit;
  fg::Value value;
};
[[nodiscard]] std::vector<NamedValue> all_fields(const CineFile& cine);

// Of SETUP, by its name here; nothing when SETUP is too short.
[[nodiscard]] std::optional<int64_t> integer_field(fg::ByteView setup, std::string_view name);
[[nodiscard]] std::vector<int64_t> integers_field(fg::ByteView setup, std::string_view name);
[[nodiscard]] std::vector<double> reals_field(fg::ByteView setup, std::string_view name);

// SMPTE timecode in 8 bytes: BCD frames (0x40 drop), seconds, minutes, hours, user bits. Counted at `rate` a second.
[[nodiscard]] fg_timecode timecode_of(std::span<const uint8_t> recorded, fg_rational rate);
// 25.0 to 25/1, 29.97 to 30000/1001; 0/0 when it is no rate.
[[nodiscard]] fg_rational rate_of(double per_second);

}  // namespace phantom
