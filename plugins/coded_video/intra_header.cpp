// SPDX-License-Identifier: Apache-2.0
//
// Headers of frames that are coded by themselves, all big-endian:
//   ProRes    0 u32 size, "icpf" · 8 u16 header bytes, u16 version, char[4] encoder, u16 width, u16 height · 20 2 bits chroma (2: 4:2:2,
//             3: 4:4:4), 2 bits 0, 2 bits interlacing (0 none, 1 upper first, 2 lower first) · 22 u8 primaries, u8 transfer, u8 matrix,
//             4 bits source, 4 bits alpha (0 none, 1 8 bit, 2 16 bit)
//   VC-3      0 00 00 02 80 and a version · 5 bits, bit 0x02 of byte 5: interlaced · 24 u16 lines of a field or frame, u16 columns
//             · 33 depth in the top 3 bits (1: 8, 2: 10, 3: 12) · 40 u32 compression id · 44 u8, bit 0x40: 4:4:4, and then bit 0x01: YCbCr, not RGB
//   CineForm  words of u16 tag (negative: optional), u16 value: 12 channels, 20 width, 21 height, 84 format (1 4:2:2, 2 mosaic, 3 RGB,
//             4 RGBA), 70 bits
#include "coded_video/sequence_header.hpp"

namespace coded_video {

std::optional<StreamFacts> prores_facts(const fg::ByteView& frame) {
  if (!frame.starts_with("icpf", 4) || !frame.has(8, 20)) return {};
  StreamFacts out;
  out.profile = frame.text(12, 4);
  out.width = frame.u16be(16), out.height = frame.u16be(18);
  const uint8_t flags = frame.u8(20), alpha = frame.u8(25) & 15;
  out.log2_sub_w = flags >> 6 == 3 ? 0 : 1;
  const uint8_t scan = flags >> 2 & 3;
  out.interlaced = scan == 1 || scan == 2, out.upper_first = scan != 2;
  out.colour = {frame.u8(22), frame.u8(23), frame.u8(24)};
  out.alpha = alpha == 1 || alpha == 2;
  out.bits = out.log2_sub_w == 0 ? 12 : 10;
  out.range = Range::legal; // RDD 36 knows no other
  return out;
}

std::optional<StreamFacts> vc3_facts(const fg::ByteView& frame) {
  if (!frame.has(0, 45) || frame.u8(0) != 0 || frame.u8(1) != 0 || frame.u8(2) != 2 || frame.u8(3) != 0x80) return {};
  StreamFacts out;
  out.interlaced = (frame.u8(5) & 2) != 0;
  out.height = frame.u16be(24) * (out.interlaced ? 2u : 1u), out.width = frame.u16be(26);
  const uint8_t depth = frame.u8(33) >> 5;
  out.bits = depth == 1 ? 8 : depth == 2 ? 10 : depth == 3 ? 12 : 0;
  out.log2_sub_w = (frame.u8(44) & 0x40) != 0 ? 0 : 1;
  out.rgb = out.log2_sub_w == 0 && (frame.u8(44) & 1) == 0;
  out.profile = fg::concat("VC-3 ", frame.u32be(40));
  return out;
}

std::optional<StreamFacts> cineform_facts(const fg::ByteView& frame) {
  StreamFacts out;
  uint32_t channels = 0, format = 0;
  for (uint64_t at = 0; frame.has(at, 4) && at < 512; at += 4) {
    const auto tag = frame.get<int16_t>(at, fg::Order::big);
    const uint16_t value = frame.u16be(at + 2);
    if (tag == 2) at += uint64_t{4} * value; // a table of so many places
    switch (tag < 0 ? -tag : tag) {
      case 12: channels = value; break;
      case 20: out.width = value; break;
      case 21: out.height = value; break;
      case 84: format = value; break;
      case 70: out.bits = value; break;
      default: break;
    }
  }
  if (out.width == 0 || out.height == 0 || format == 0) return {};
  out.alpha = format == 4 || channels == 4;
  out.rgb = format == 3 || format == 4;
  out.log2_sub_w = format == 1 ? 1 : 0;
  out.profile = format == 2 ? "mosaic" : "";
  return out;
}

}  // namespace coded_video
