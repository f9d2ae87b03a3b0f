// SPDX-License-Identifier: Apache-2.0
//
// What a reframing asks for, and the geometry it means: which rectangle of the input becomes which size of output.
#pragma once
#include <filmgate/cpp/image.hpp>
#include <filmgate/cpp/value.hpp>

namespace reframe {

// One direction of the mapping: the span [begin, begin + length) of `input` pixels becomes `output` pixels.
struct Axis {
  double begin = 0, length = 1;
  uint32_t input = 1, output = 1;

  double scale() const { return output / length; }  // above 1: pixels are made up
  // True when output pixels are input pixels.
  bool is_copy() const { return length == output && begin == static_cast<double>(static_cast<int64_t>(begin)); }
};

struct Framing {
  Axis across, down;
  fg_rational pixel_aspect{1, 1};  // of the output
};

// FG_E_INVALID_ARGUMENT for what can not be read, FG_E_OUT_OF_RANGE for what the picture does not hold.
Framing framing_of(const fg_image_desc& in, const fg::Values& parameters);

}  // namespace reframe
