// SPDX-License-Identifier: Apache-2.0
//
// The fields of an ARRIRAW header (version 3, little-endian), where they lie and how they are coded. The layout is that
// of public readers of the format; README.md names them and says which fields they confirm.
#pragma once
#include <cstdint>
#include <span>

namespace arriraw {

enum class Kind : uint8_t {
  u8,
  u16,
  u32,
  i32,
  i64,
  f32,
  u32_or_f32,     // public readers disagree: an integer when it is a small one, else the float
  text,           // count bytes
  reversed_text,  // count bytes, last character first
  bytes,          // count bytes
  text_or_u64,    // count bytes of text; some cameras write a number into the first eight
  bcd,            // a u32 whose hexadecimal digits are the decimal ones
  bit,            // bit `count` of a u32
  timecode,       // 16 bytes, four keys: BCD FF SS MM HH, u32 frame count, u32 time base x 1000, u32 user bits
  frame_line      // 48 bytes, six keys: u32 type, char[32] name, u16 left, top, width, height (and 4 bytes unknown)
};

struct HeaderField {
  uint16_t offset;
  Kind kind;
  uint16_t count;    // elements, or as the kind says
  const char* key;   // after "arri."
  const char* unit;  // of the number as recorded; nullptr: none
};

std::span<const HeaderField> header_fields();

// Where a clip is decided by a field, the code names its place here, once.
namespace at {
inline constexpr uint64_t byte_order = 0x004, header_version = 0x00C;
inline constexpr uint64_t width = 0x014, height = 0x018, active_area = 0x024, full_area = 0x034;
inline constexpr uint64_t data_offset = 0x044, data_size = 0x048;
inline constexpr uint64_t processing_version = 0x058, white_balance = 0x05C, balance_factors = 0x064;
inline constexpr uint64_t balance_applied = 0x070, exposure_index = 0x074, colour_matrix = 0x080;
inline constexpr uint64_t target_colour_space = 0x0BC, squeeze = 0x0C4, orientation = 0x0C8, colour_order = 0x13C;
inline constexpr uint64_t sensor_rate = 0x1A0, project_rate = 0x1A4, master_timecode = 0x1A8;
inline constexpr uint64_t camera_family = 0x29C, nd_density = 0x38A;
}  // namespace at

inline constexpr uint64_t header_bytes = 4096;  // of every known camera
inline constexpr uint64_t last_field_end = 0x9E4;
inline constexpr uint32_t known_version = 3;

}  // namespace arriraw
