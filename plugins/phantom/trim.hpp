// SPDX-License-Identifier: Apache-2.0
//
// A shorter .cine: header, BITMAPINFOHEADER and SETUP, the tagged blocks with the entries of the images that are kept, a new
// table of offsets, and the images with their annotations as they lie in the original.
#pragma once
#include "cine_file.hpp"

#include <filmgate/cpp/draft/trim.hpp>

namespace phantom {

void trim_cine(const CineFile& cine, fg::FrameSpan frames, const fg::TrimSink& out);

}  // namespace phantom
