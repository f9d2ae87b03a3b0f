// SPDX-License-Identifier: Apache-2.0
//
// Whether the chunks of an OpenEXR file's first part lie within the file. After the headers stands, a part, an u64 offset for each
// chunk; a chunk is [several parts: i32 part ·] rows: i32 first row, tiles: i32 x, y, level x, level y · i32 size · pixels.
#pragma once
#include "exr_values.hpp"

namespace images {

// "": they do, or their number is not stated (levels of tiles without chunkCount).
[[nodiscard]] std::string missing_chunks(const fg::File& file, const ExrHeader& header);

}  // namespace images
