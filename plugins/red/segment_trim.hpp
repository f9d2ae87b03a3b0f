// SPDX-License-Identifier: Apache-2.0
//
// A shorter clip of whole segments: the fewest that hold the frames, each file as it is, its name numbered from _001 on,
// because a clip that begins with another number has lost its beginning.
#pragma once
#include "clip_parts.hpp"

#include <filmgate/cpp/draft/trim.hpp>

namespace red {

// To the segments' ends.
[[nodiscard]] fg::FrameSpan whole_segments(const ClipParts& parts, fg::FrameSpan wanted);
struct SidecarFile { std::string uri; uint64_t bytes = 0; };
// first_sidecar: how many files were given before them. frames: as whole_segments() gave them. FG_E_MISSING_SEGMENT, FG_E_CORRUPT: one of them is not there, or can not be read.
void trim_segments(const ClipParts& parts, fg::FrameSpan frames, uint32_t first_sidecar, const std::vector<SidecarFile>& sidecars, const fg::TrimSink& out);

}  // namespace red
