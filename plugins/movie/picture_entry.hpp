// SPDX-License-Identifier: Apache-2.0
//
// The description of a track of pictures, from its size on:
//   0 u32 size, char[4] format · 20 char[4] vendor · 32 u16 width, u16 height · 50 u8 length and text of the encoder · 82 u16 depth · 86 boxes:
//   avcC, hvcC, av1C  the codec's header · esds  a descriptor that holds one
//   colr  "nclc": u16 primaries, u16 transfer, u16 matrix · "nclx": the same, and a byte whose top bit says full range
//   pasp  u32, u32 · clap  u32[8]: width, height, and how far its middle lies from the picture's, each over a denominator
//   fiel  u8 fields, u8 order (1, 9: upper first · 6, 14: lower first)
// Source: ISO/IEC 14496-12 and -15; Apple, QuickTime File Format, "Video Sample Description Extensions".
#pragma once
#include "named_value.hpp"
#include "track.hpp"

#include <coded_video/picture_decoder.hpp>
#include <coded_video/sequence_header.hpp>

namespace movie {

struct PictureEntry {
  std::string codec; // a name of coded_video's; empty: not known
  std::string words; // of the codec, for people: "Apple ProRes 422 HQ"
  std::string vendor, encoder;
  uint32_t width = 0, height = 0, depth = 0;
  std::vector<uint8_t> header;
  std::optional<coded_video::ColourCodes> colour; // of 'colr'
  std::string colour_box;                         // "nclc", "nclx"
  std::optional<bool> full;                       // of "nclx"
  fg_rational pixel_aspect{1, 1};
  std::optional<std::array<int64_t, 4>> clean;    // x, y, width, height of the clean aperture
  uint8_t fields = 1, field_order = 0;
  NamedValues others; // boxes of no known kind, as bytes
};

[[nodiscard]] PictureEntry read_picture_entry(const fg::Bytes& description);

// What the coded stream says of itself: of the codec's header, or of the first frame's beginning.
[[nodiscard]] std::optional<coded_video::StreamFacts> stream_facts(const PictureEntry& entry, const fg::ByteView& frame_start);

}  // namespace movie
