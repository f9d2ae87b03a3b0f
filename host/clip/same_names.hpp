// SPDX-License-Identifier: Apache-2.0
//
// Clips that an edit could not tell from each other: of one name, one format and one reel; of one card where the card tells
// no reel. Private to this folder.
#pragma once
#include "clip/finder.hpp"

namespace filmgate {

// Adds the problem "duplicate-name" to each of them.
void tell_same_names(std::vector<FoundClip>& clips);

}  // namespace filmgate
