// SPDX-License-Identifier: Apache-2.0
//
// A clip record as samples of OpenTrackIO (SMPTE's camdkit, schema opentrackio.org/schema.json, protocol 1.0.1): what its
// schema names, in its units. Where the sample comes from stands under "filmgate", which the schema leaves open. Private to
// this folder.
#pragma once
#include "base/json.hpp"

#include <functional>

namespace filmgate {

// Of the clip, as its first frame has it.
[[nodiscard]] Json opentrackio_clip(const Json& record);
// Of each frame, in order: what the frame says, and what the clip says where the frame says nothing. The frames' values must
// be in the record.
void opentrackio_frames(const Json& record, const std::function<void(const Json&)>& each);

}  // namespace filmgate
