// SPDX-License-Identifier: Apache-2.0
//
// A shorter clip in one file: every block but those of pictures and sound that are left out, in their order and untouched, and
// a header with the new numbers.
#pragma once
#include "chunks.hpp"

#include <filmgate/cpp/draft/trim.hpp>

namespace mlv {

void trim_clip(const Chunks& chunks, fg::FrameSpan frames, const fg::TrimSink& out);

}  // namespace mlv
