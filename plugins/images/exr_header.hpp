// SPDX-License-Identifier: Apache-2.0
//
// The headers of an OpenEXR file (openexr.com, "OpenEXR File Layout"), little-endian:
//   u32 20000630 · u32 version: low byte 2; 0x200 tiles, 0x400 long names, 0x800 deep data, 0x1000 several parts
//   a header a part: attributes of name NUL, type NUL, i32 size, value; a NUL ends it. Several parts: one more NUL ends them
//   then an u64 offset for each chunk of rows or tiles, and the chunks: i32 first row, i32 size, pixels
#pragma once
#include <filmgate/cpp/host.hpp>

#include <map>
#include <optional>

namespace images {

struct ExrAttribute {
  std::string name, type;
  fg::ByteView value;
};

struct ExrPart {
  std::vector<ExrAttribute> attributes; // in the file's order
  [[nodiscard]] const ExrAttribute* find(std::string_view name, std::string_view type) const;
};

struct ExrHeader {
  uint32_t version = 0; // the field, flags and all
  std::vector<ExrPart> parts;
  uint64_t end = 0;                                                        // of the headers, where the offsets begin
  [[nodiscard]] bool tiles_flag() const { return (version & 0x200) != 0; } // of a file of one part
  [[nodiscard]] bool deep_flag() const { return (version & 0x800) != 0; }  // of any part
  [[nodiscard]] bool multi_part() const { return (version & 0x1000) != 0; }
};

[[nodiscard]] bool is_exr(const fg::ByteView& head);
// bytes: of the file, from its beginning. FG_E_TRUNCATED when the headers go on behind them. Points into the bytes.
[[nodiscard]] ExrHeader parse_exr_header(const fg::ByteView& bytes);

}  // namespace images
