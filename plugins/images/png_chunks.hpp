// SPDX-License-Identifier: Apache-2.0
//
// The chunks of a PNG file but for its pixels (ISO/IEC 15948; PNG, third edition, for cICP and eXIf), big-endian:
//   89 'PNG' 0D 0A 1A 0A, then chunks of u32 size · char4 name · data · u32 CRC of name and data
//   IHDR u32 width · u32 height · u8 bits · u8 colour type · u8 0 · u8 0 · u8 interlaced · … · IDAT pixels … · IEND
#pragma once
#include <filmgate/cpp/draft/frame_file.hpp>
#include <filmgate/cpp/host.hpp>

namespace images {

struct PngChunk {
  std::string name;
  uint64_t offset = 0, size = 0; // of its data
};

struct PngHeader {
  uint32_t width = 0, height = 0;
  uint8_t bits = 0, colour = 0, interlaced = 0; // colour: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
  std::vector<PngChunk> chunks;                 // all but pixels, in the file's order
  std::string missing;                          // why the file is not whole; "": it is
  [[nodiscard]] bool has(std::string_view name) const;
};

[[nodiscard]] bool is_png(const fg::ByteView& head);
[[nodiscard]] PngHeader read_png_header(const fg::File& file);
// Puts every chunk's values, damaged ones as notes, and names the encoding that cICP, iCCP, sRGB or Exif states, in this order.
void put_png_values(const fg::File& file, const PngHeader& header, fg::draft::FrameFile& out);

}  // namespace images
