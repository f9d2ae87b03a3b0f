// SPDX-License-Identifier: Apache-2.0
//
// One JPEG file (ITU-T T.81; JFIF 1.02, Exif 3.0, ICC.1 annex B.4): FF D8, then markers of FF, u8, and u16 length with their data:
//   E0 "JFIF" · E1 "Exif" and a TIFF · E1 XMP · E2 "ICC_PROFILE" 0 u8 number u8 of how many · EE "Adobe" · FE comment
//   C0 .. CF the frame · DA the scan, its coded bytes · D9 the end. Markers and pixels are read by libjpeg, not through OpenImageIO,
// whose reader takes what libjpeg warns of, spoilt pixels among it, for well.
#pragma once
#include "jpeg_rows.hpp"

#include <filmgate/cpp/draft/frame_file.hpp>

namespace images {

[[nodiscard]] bool is_jpeg(const fg::ByteView& head);

class JpegFrame : public fg::draft::FrameFile {
 public:
  JpegFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out) { rows_.read(out); }

 private:
  void describe(const JpegHeader& header);
  void put_markers(const JpegHeader& header);
  void put_jfif(const fg::ByteView& data);
  void put_exif(const fg::ByteView& data);
  void find_end(const JpegHeader& header);

  fg::File file_;
  JpegRows rows_;
  std::vector<uint8_t> profile_; // of all its markers
  bool exif_srgb_ = false;
};

}  // namespace images
