// SPDX-License-Identifier: Apache-2.0
//
// Small GPRs that between them reach every part of the reader, and bare VC-5 bitstreams.
#pragma once
#include "fuzz/seeds/dng_seeds.hpp"
#include "plugins/gopro/vc5_writer.hpp"

#include <random>

namespace fuzz {

inline vc5::Writer vc5_picture(size_t width, size_t height, bool sections = true, uint32_t prescale = 0) {
  vc5::Writer out;
  out.width = width, out.height = height, out.sections = sections, out.prescale = prescale;
  if (sections) out.more = {{-0x4004, 0}};
  return out.fill([random = std::mt19937(3)](size_t c, size_t, size_t) mutable { return static_cast<int>(300 + 40 * c + (random() % 97 == 0 ? 1 : 0)); });
}

inline std::vector<uint8_t> telling_gpr(const vc5::Writer& picture = vc5_picture(34, 34)) {
  const auto width = static_cast<uint32_t>(picture.width), height = static_cast<uint32_t>(picture.height);
  auto document = telling_document({.width = width, .height = height, .bits = 16, .piece_width = width, .piece_height = height});
  const std::string payload("GoPro\nDEVC\0\1\0\x2c" "DVNMc\1\0\4Mine" "STRM\0\1\0\x18" "STNMc\1\0\4Axis" "ACCLs\2\0\2\0\1\0\2", 58);
  document.raw.shorts(259, {9}).longs(50717, {16383}).remove(50829).text(305, "HD6").bytes(50740, std::vector<int64_t>(payload.begin(), payload.end()));
  document.code = [coded = picture.write()](const dng::Picture&, uint32_t, uint32_t, uint32_t, uint32_t) { return coded; };
  return document.write();
}

}  // namespace fuzz
