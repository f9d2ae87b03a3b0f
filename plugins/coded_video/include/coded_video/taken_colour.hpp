// SPDX-License-Identifier: Apache-2.0
//
// How a stream's samples become RGB, and what that RGB means: each answer with where it comes from. The container's tags win
// over the stream's for primaries, transfer and matrix; of the range the one that says "full" wins, for recorders that write
// whole codes forget the container's flag and never the stream's. What nobody says is taken as stated here, and told.
#pragma once
#include "coded_video/rgb_rows.hpp"
#include "coded_video/sequence_header.hpp"

namespace coded_video {

struct ContainerColour { // what a container's tags say; 2 and nothing: not said
  ColourCodes codes;
  std::optional<bool> full;
  std::string name, words; // of the tags: "nclc"; for people: "'colr'"
};

struct TakenColour {
  ColourCodes codes;
  RgbChoice choice;
  bool rgb = false;                  // recorded as RGB or grey: no matrix
  std::string matrix_from, range_from, encoding_from; // "nclx", "stream", "default" …
  std::string encoding;              // empty: unknown
  std::vector<std::string> notes;    // what was taken for want of tags, and tags that contradict
};

// width, height: of the picture, for the matrix that is taken when nobody says one.
[[nodiscard]] TakenColour taken_colour(const ContainerColour& container, const std::optional<StreamFacts>& stream, uint32_t width, uint32_t height);

// Names of the parameter's choices: "bt709" for 1; empty when there is none.
[[nodiscard]] std::string_view matrix_name(uint8_t matrix);
[[nodiscard]] std::optional<uint8_t> matrix_named(std::string_view name);
[[nodiscard]] const char* range_word(Range range); // "full", "legal", ""

}  // namespace coded_video
