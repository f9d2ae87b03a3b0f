// SPDX-License-Identifier: Apache-2.0
//
// MPEG-2 (ITU-T H.262, 6.2.2), behind start codes:
//   b3 sequence   12 bits width, 12 bits height, 4 bits shape, 4 bits rate …
//   b5 extension  4 bits 1: 8 bits profile and level, 1 bit progressive, 2 bits chroma (1 4:2:0, 2 4:2:2, 3 4:4:4), 2 bits width, 2 bits height
//                 4 bits 2: 3 bits format, 1 bit, and when it is set u8 primaries, u8 transfer, u8 matrix: the codes of H.273
#include "bit_reader.hpp"
#include "coded_video/sequence_header.hpp"
#include "start_codes.hpp"

namespace coded_video {
namespace {

void read_extension(BitReader in, StreamFacts& out) {
  const auto kind = in.bits(4);
  if (kind == 1) {
    in.skip(8);
    out.interlaced = !in.flag(); // it may be; pictures say for themselves
    const auto chroma = in.bits(2);
    out.log2_sub_w = chroma == 3 ? 0 : 1, out.log2_sub_h = chroma == 1 ? 1 : 0;
    const uint32_t across = in.bits(2), down = in.bits(2);
    out.width |= across << 12, out.height |= down << 12;
    out.profile = chroma == 2 ? "4:2:2" : "";
  } else if (kind == 2) {
    in.skip(3);
    if (!in.flag()) return;
    const auto primaries = in.bits(8), transfer = in.bits(8), matrix = in.bits(8);
    if (!in.over()) out.colour = {static_cast<uint8_t>(primaries), static_cast<uint8_t>(transfer), static_cast<uint8_t>(matrix)};
  }
}

}  // namespace

std::optional<StreamFacts> mpeg2_facts(const fg::ByteView& packet) {
  std::optional<StreamFacts> out;
  each_start_code(packet, [&](std::span<const uint8_t> unit) {
    const auto body = unit.subspan(1, std::min<size_t>(unit.size() - 1, 64));
    if (unit[0] == 0xb3 && body.size() >= 4) {
      BitReader in(body);
      out.emplace();
      out->width = in.bits(12), out->height = in.bits(12), out->bits = 8;
      out->log2_sub_w = out->log2_sub_h = 1;
    } else if (unit[0] == 0xb5 && out) {
      read_extension(BitReader(body), *out);
    }
    return out && (unit[0] == 0x00 || unit[0] == 0xb8); // a picture, a group
  });
  if (out && (out->width == 0 || out->height == 0)) out.reset();
  return out;
}

}  // namespace coded_video
