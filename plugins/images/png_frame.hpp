// SPDX-License-Identifier: Apache-2.0
//
// One PNG file: its chunks are read in png_chunks, its pixels by libpng. Not through OpenImageIO, whose reader leaves what
// libpng says of damaged files to libpng, which prints it.
#pragma once
#include "png_chunks.hpp"
#include "png_rows.hpp"

namespace images {

class PngFrame : public fg::draft::FrameFile {
 public:
  PngFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out) { rows_.read(desc, out); }

 private:
  void describe(const PngHeader& header);

  fg::File file_;
  PngRows rows_;
};

}  // namespace images
