// SPDX-License-Identifier: Apache-2.0
//
// How a track's samples become RGB, and what that RGB means, by the movie's tags, its stream and the camera's own keys.
#pragma once
#include "movie_file.hpp"
#include "picture_entry.hpp"

#include <coded_video/taken_colour.hpp>

namespace movie {

[[nodiscard]] coded_video::TakenColour colour_of(const MovieFile& movie, const PictureEntry& entry, const std::optional<coded_video::StreamFacts>& facts);

}  // namespace movie
