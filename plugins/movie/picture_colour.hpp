// SPDX-License-Identifier: Apache-2.0
//
// How a track's samples become RGB, and what that RGB means: each answer with where it comes from. The container's tags win
// over the stream's for primaries, transfer and matrix; of the range the one that says "full" wins, for recorders that write
// whole codes forget the container's flag and never the stream's. What nobody says is taken as stated here, and told.
#pragma once
#include "movie_file.hpp"
#include "picture_entry.hpp"

#include <coded_video/rgb_rows.hpp>

namespace movie {

struct PictureColour {
  coded_video::ColourCodes codes;
  coded_video::RgbChoice choice;
  bool rgb = false;                  // recorded as RGB or grey: no matrix
  std::string matrix_from, range_from, encoding_from; // "nclx", "stream", "default" …
  std::string encoding;              // empty: unknown
  std::vector<std::string> notes;    // what was taken for want of tags, and tags that contradict
};

[[nodiscard]] PictureColour colour_of(const MovieFile& movie, const PictureEntry& entry, const std::optional<coded_video::StreamFacts>& facts);

// Names of the parameter's choices: "bt709" for 1; empty when there is none.
[[nodiscard]] std::string_view matrix_name(uint8_t matrix);
[[nodiscard]] std::optional<uint8_t> matrix_named(std::string_view name);

}  // namespace movie
