// SPDX-License-Identifier: Apache-2.0
//
// How a CRX picture is coded, from the box CMP1 (all big-endian, offsets in its body):
//   0 u16 · 2 u16 bytes of the header behind · 4 u16 version, 0x100 or 0x200 · 8 u32 width · 12 u32 height · 16 u32 width of a tile
//   20 u32 height of a tile · 24 u8 bits of a sample · 25 high nibble planes, low nibble mosaic 0 RGGB 1 GRBG 2 GBRG 3 BGGR
//   26 high nibble encoding (0 planes as they are, 1 and 3 combined), low nibble wavelet levels (0: lossless)
//   28 u32 bytes of headers before the coded bits · 32 bit 7: more follows · 52 u32 bytes of that · 56 bit 6: own median bits · 84 u8 those
// and from the headers that a picture begins with, of 12 bytes each:
//   u16 0xFF01 tile · 0xFF02 plane · 0xFF03 band · u16 8 · u32 bytes of what it heads · u32 number in the high bits, and flags
//   plane: bit 27 partial, bits 26 and 25 rounded bits · band: bits 19 to 26 quantiser, bits 0 to 10 bytes of padding at its end
// Source: lclevy/canon_cr3, readme.md. Everything LibRaw relies on is checked here, before LibRaw sees a byte.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <array>

namespace canon {

struct CodedPicture {
  uint32_t width = 0, height = 0, tile_width = 0, tile_height = 0;
  uint32_t version = 0, bits = 0, planes = 0, mosaic = 0, encoding = 0, levels = 0, header_bytes = 0;
  uint32_t median_bits = 0;       // 0: none of its own
  std::array<uint8_t, 36> head{}; // the first bytes of CMP1's body

  [[nodiscard]] uint32_t tiles_across() const { return (width + tile_width - 1) / tile_width; }
  [[nodiscard]] uint32_t tiles_down() const { return (height + tile_height - 1) / tile_height; }
};

[[nodiscard]] CodedPicture read_coded_picture(const fg::ByteView& cmp1); // FG_E_CORRUPT, FG_E_TRUNCATED
// Why it can not be decoded here; empty: it can.
[[nodiscard]] std::string reason_to_refuse(const CodedPicture& picture);
// coded: one picture from its first header on. FG_E_CORRUPT or FG_E_TRUNCATED when a header does not fit what it heads.
void check_coded(const CodedPicture& picture, const fg::ByteView& coded);

}  // namespace canon
