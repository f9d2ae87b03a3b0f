// SPDX-License-Identifier: Apache-2.0
//
// What requests for a single clip begin with: which clip, and which of its frames. Private to this folder.
#pragma once
#include "clip/finder.hpp"
#include "job/request.hpp"
#include "plugin/frame.hpp"

namespace filmgate {

struct OneClip {
  FoundClip clip;
  std::vector<FoundExport> exports; // that lie there too
};

// The one clip at `path`; an error names what is there instead. Files that could not be looked at become problems.
[[nodiscard]] Result<OneClip> find_one_clip(const Path& path, const JobContext& context, std::vector<Problem>& problems);
[[nodiscard]] Json clip_event(const FoundClip& clip, int64_t item, int64_t count);
// `ends`: [first, last], both included; null: all of them.
[[nodiscard]] Result<FrameRange> frames_asked(const Json* ends, int64_t frame_count, const std::string& clip);

}  // namespace filmgate
