// SPDX-License-Identifier: Apache-2.0
//
// A shorter movie: samples copied as they are, the index written anew, everything else verbatim.
#pragma once
#include "clip.hpp"

#include <filmgate/cpp/draft/trim.hpp>

namespace movie {

// Frames that share a number of the timecode stay together.
[[nodiscard]] fg::FrameSpan widen_cut(const Clip& clip, fg::FrameSpan wanted);
// FG_E_UNSUPPORTED: it can not be cut, and why.
void trim_clip(const Clip& clip, fg::FrameSpan frames, const fg::TrimSink& out);

}  // namespace movie
