// SPDX-License-Identifier: Apache-2.0
//
// What the descriptor of an MXF file's pictures says of them:
//   3205, 3204 u32 sampled size, else 3203, 3202 stored · 3209, 3208, 320a, 320b shown part · 320c u8 layout: 0 whole frames, 1 fields apart and
//   4 segmented (both state the height of a field), 3 fields woven · 320d lines of the fields · 3212 which dominates · 320e aspect ratio
//   3301 u32 depth · 3302, 3308 subsampling · 3304 u32 code of black · 3210, 3219, 321a labels of curve, primaries, equations (RP 224)
// Source: SMPTE ST 377-1.
#pragma once
#include <coded_video/taken_colour.hpp>
#include <filmgate/cpp/draft/mxf.hpp>
#include <filmgate/cpp/image.hpp>

namespace mxf_video {

// As recorded: YCbCr of its depth. Without a size when the descriptor states none that is possible.
[[nodiscard]] fg::ImageDesc described(const fg::draft::MxfSet& picture);
[[nodiscard]] coded_video::ContainerColour colour_tags(const fg::draft::MxfSet& picture);

}  // namespace mxf_video
