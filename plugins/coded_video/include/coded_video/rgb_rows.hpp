// SPDX-License-Identifier: Apache-2.0
//
// Rows of a decoded picture as planar floats R, G, B and alpha: 0 and 1 are black and white of the stream's range, what
// lies outside is kept. Chroma is interpolated linearly from where its samples lie; in woven fields within its own field.
#pragma once
#include "coded_video/picture.hpp"

#include <filmgate/cpp/image.hpp>

#include <vector>

namespace coded_video {

enum class Siting : uint8_t { left, centre, top_left }; // of chroma samples; H.273 types 0, 1, 2

struct RgbChoice {
  uint8_t matrix = 1; // H.273; 1 BT.709, 5 and 6 BT.601, 9 BT.2020, 4 FCC, 7 SMPTE 240M
  Range range = Range::legal; // never unknown
  Siting siting = Siting::left;
};
[[nodiscard]] bool is_known_matrix(uint8_t matrix);

class RgbRows { // keeps room for its rows: one for each lane
 public:
  // out: FG_LAYOUT_RGB or FG_LAYOUT_RGBA, planar FG_SAMPLE_F32; its window spans the raster's width.
  void write(const Picture& picture, const RgbChoice& choice, const fg_image& out);

 private:
  std::vector<float> luma_, cb_, cr_, half_, other_;
};

}  // namespace coded_video
