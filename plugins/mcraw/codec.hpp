// SPDX-License-Identifier: Apache-2.0
//
// The two codecs of .mcraw files. Both hold small groups of samples as a reference and packed differences to it; an
// opened frame knows where its rows begin, so that a band reads no bytes but its own.
#pragma once
#include "container.hpp"

#include <filmgate/cpp/image.hpp>

#include <memory>

namespace mcraw {

class FrameCodec { // one frame; used by one lane
 public:
  virtual ~FrameCodec() = default;
  virtual void read_rows(const fg::File& file, const fg_image& out) = 0; // fills the window, which spans the raster
};

// compressionType 7, in bands of four rows, and 6, row by row. FG_E_CORRUPT, FG_E_TRUNCATED
[[nodiscard]] std::unique_ptr<FrameCodec> open_bands(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height);
[[nodiscard]] std::unique_ptr<FrameCodec> open_legacy_rows(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height);

}  // namespace mcraw
