// SPDX-License-Identifier: Apache-2.0
//
// One OpenEXR file, read but for its pixels: the attributes of every part, and the picture of the first. Its raster is the
// data window; the display window is told relative to that.
#pragma once
#include "exr_values.hpp"
#include "oiio_picture.hpp"

#include <filmgate/cpp/draft/frame_file.hpp>

namespace images {

class ExrFrame : public fg::draft::FrameFile {
 public:
  ExrFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out) { picture_.read_rows(desc, out); }

 private:
  void put_values(const ExrHeader& header);
  void describe(const ExrHeader& header);
  void choose_channels(const ExrHeader& header);
  void name_encoding(const ExrPart& part);
  void read_time(const ExrPart& part);

  fg::File file_;
  OiioPicture picture_;
};

}  // namespace images
