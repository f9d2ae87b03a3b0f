// SPDX-License-Identifier: Apache-2.0
//
// The first part of the usability information, up to the places of chroma samples: the same bits in H.264 and H.265
// (annex E of both). Private to this folder.
#pragma once
#include "bit_reader.hpp"
#include "coded_video/sequence_header.hpp"

namespace coded_video {

inline void read_usability(BitReader& in, StreamFacts& out) {
  if (in.flag() && in.bits(8) == 255) in.skip(32); // shape of a pixel
  if (in.flag()) in.skip(1);                       // overscan
  if (in.flag()) {
    in.skip(3);
    out.range = in.flag() ? Range::full : Range::legal;
    if (in.flag()) {
      const auto primaries = in.bits(8), transfer = in.bits(8), matrix = in.bits(8);
      if (!in.over()) out.colour = {static_cast<uint8_t>(primaries), static_cast<uint8_t>(transfer), static_cast<uint8_t>(matrix)};
    }
  }
  if (!in.flag()) return;
  const auto upper = in.unsigned_golomb();
  (void)in.unsigned_golomb();
  if (upper <= 5 && !in.over()) out.siting = static_cast<uint8_t>(upper);
}

}  // namespace coded_video
