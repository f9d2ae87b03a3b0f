// SPDX-License-Identifier: Apache-2.0
//
// What an ICC profile says of a picture's colours (ICC.1:2022), big-endian:
//   0 u32 size · 12 char4 class · 16 char4 colour space · 36 char4 "acsp" · 128 u32 tags of {char4 name, u32 offset, u32 size}
//   "XYZ " u32 0, 3 numbers · "curv" u32 0, u32 count, u16 each · "para" u32 0, u16 form, u16 0, numbers · numbers are i32 / 65536
//   "desc" u32 0, u32 count, ASCII (version 2) · "mluc" u32 0, u32 records, u32 12, {char2 language, char2 country, u32 size, u32 offset}
// A profile is known by its numbers, never by its name alone.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

namespace images {

struct IccProfile {
  std::string description; // "": none that can be read
  std::string encoding;    // "iec.61966-2-1" where matrix and curves are sRGB's; "": another
};

[[nodiscard]] IccProfile read_icc_profile(const fg::ByteView& bytes);

}  // namespace images
