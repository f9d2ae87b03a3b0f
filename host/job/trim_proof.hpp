// SPDX-License-Identifier: Apache-2.0
//
// Whether a trimmed clip is what it was cut from: both are inspected and, where their reader decodes, every frame of both
// is decoded. Private to this folder.
#pragma once
#include "clip_session.hpp"

namespace filmgate {

struct TrimEvidence {
  int64_t decoded = 0;  // frames whose pixels are equal; 0 when the reader does not decode
  int64_t described = 0; // frames whose own values are equal
};

struct TrimSides {
  ClipSession &original, &trimmed;
  const ClipRecord &original_record, &trimmed_record;
  FrameRange frames; // of the original
};

// An error says what differs. `each` is told the frames done; false stops.
[[nodiscard]] Result<TrimEvidence> prove_trim(const TrimSides& sides, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job,
                                              const std::function<bool(int64_t)>& each);

}  // namespace filmgate
