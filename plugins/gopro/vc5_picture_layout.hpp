// SPDX-License-Identifier: Apache-2.0
//
// Where the bands of a VC-5 picture lie. Big-endian; segments of 4 bytes, a tag and its value:
//   "VC-5", then i16 tag, u16 value. A negative tag is that of its absolute value and may be skipped by who does not know it
//   12 channels · 14 bands a channel · 20 width · 21 height · 35 bits of an average · 48 band · 53 quantiser · 62 channel
//   84 image format, 4 a mosaic · 101 bits a component · 102 at most · 106, 107 pattern of 2 x 2 · 108 components a sample
//   109 prescale: two bits a wavelet, from the high end, the largest wavelet first
//   0x20nn to 0x27nn a section's head, its content follows and is read on · 0x40nn a small chunk of `value` segments
//   0x60nn the coded bits of a band · 0x61nn and above another large chunk, both of nn x 65536 + value segments
// Bands follow each other: behind band 9 of a channel comes band 0 of the next one, and a quantiser holds until it is set anew.
// Band 0 are the averages of the smallest wavelet; 1 to 3 its details across, down and both, 4 to 6 and 7 to 9 those of the larger ones.
// Sources: SMPTE ST 2073-1 and -3 as GoPro's GPR SDK has them (gopro/gpr, vc5_common/codec.h, vc5_decoder/decoder.c), cameras' files.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <array>

namespace gopro {

constexpr size_t vc5_channels = 4, vc5_bands = 10, vc5_wavelets = 3;

struct CodedBand {
  fg::ByteView coded;
  uint32_t setting = 0; // bits of an average in band 0, else the quantiser
  bool present = false;
};
struct Extent { uint32_t width = 0, height = 0; };

struct PictureLayout {
  Extent picture;
  std::array<Extent, vc5_wavelets> wavelets;                          // of each band in them, the largest first
  std::array<bool, vc5_wavelets> prescaled{};                         // its averages were halved twice before they were transformed
  std::array<std::array<CodedBand, vc5_bands>, vc5_channels> channels; // GS, RG, BG, GD
};

// What stands before the first band, as far as `head` shows it. FG_E_UNSUPPORTED, FG_E_CORRUPT as below.
void check_head(const fg::ByteView& head);
// The views point into `coded`. FG_E_CORRUPT, FG_E_TRUNCATED; FG_E_UNSUPPORTED when it is another VC-5 than cameras' mosaics.
[[nodiscard]] PictureLayout read_layout(const fg::ByteView& coded);

}  // namespace gopro
