// SPDX-License-Identifier: Apache-2.0
//
// A VC-5 picture of a camera's mosaic. Each 2 x 2 sites are four components of 12 bits on a logarithmic scale:
//   GS mean of both greens, RG and BG half of red and blue minus it, GD half of the difference of the greens; all but GS 2048 higher
//   red 2 RG + GS, blue 2 BG + GS, the green beside red GS + GD, the other one GS - GD, cut at 12 bits
//   linear, of 16 bits: floor(65535 (113^(v / 4095) - 1) / 112), of which the white level's bits are kept, from the high end
// Sources: SMPTE ST 2073-3; curve and offsets as GoPro's GPR SDK has them (gopro/gpr, vc5_decoder/raw.c, vc5_common/logcurve.c).
#pragma once
#include "vc5_picture_layout.hpp"
#include "vc5_wavelet.hpp"

#include <functional>

namespace gopro {

class Vc5Picture {
 public:
  // FG_E_CORRUPT when it is of another size than wanted. keep_on() between bands: false gives up with FG_E_CANCELLED.
  Vc5Picture(const fg::ByteView& coded, Extent wanted, const std::function<bool()>& keep_on);
  [[nodiscard]] Extent size() const { return size_; }
  // One row of the mosaic, linear and `bits` wide. red_first: RGGB, else GBRG.
  void row(uint32_t y, uint32_t bits, bool red_first, std::span<uint16_t> out) const;

 private:
  Extent size_;
  std::array<Plane, vc5_channels> components_; // GS, RG, BG, GD
};

}  // namespace gopro
