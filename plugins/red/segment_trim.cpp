// SPDX-License-Identifier: Apache-2.0
#include "segment_trim.hpp"

namespace red {

fg::FrameSpan whole_segments(const ClipParts& parts, fg::FrameSpan wanted) {
  const auto& early = parts.part_of(wanted.first);
  const auto& late = parts.part_of(wanted.first + wanted.count - 1);
  return {early.first, late.first + late.count - early.first};
}

void trim_segments(const ClipParts& parts, fg::FrameSpan frames, uint32_t first_sidecar, const std::vector<SidecarFile>& sidecars, const fg::TrimSink& out) {
  std::vector<const ClipPart*> kept;
  for (const auto& part : parts.parts()) {
    if (part.count == 0 || part.first + part.count <= frames.first || part.first >= frames.first + frames.count) continue;
    fg::require(part.file != nullptr, part.absent ? FG_E_MISSING_SEGMENT : FG_E_CORRUPT, part.why, "; only whole segments are cut, and this one lies among the frames");
    kept.push_back(&part);
  }
  int64_t number = 1;
  for (const auto* part : kept) {
    out.begin_as(with_number(part->uri, number++));
    out.copy(part->given, 0, part->file->bytes());
  }
  for (size_t i = 0; i < sidecars.size(); ++i) {
    out.begin_as(sidecars[i].uri);
    out.copy(first_sidecar + static_cast<uint32_t>(i), 0, sidecars[i].bytes);
  }
}

}  // namespace red
