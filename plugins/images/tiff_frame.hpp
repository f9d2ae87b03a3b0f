// SPDX-License-Identifier: Apache-2.0
//
// One TIFF file (TIFF 6.0; layout: filmgate/cpp/draft/tiff.hpp). Its directories are read here, with every tag; the pixels of the first
// one, in strips or tiles, come through OpenImageIO.
#pragma once
#include "oiio_picture.hpp"

#include <filmgate/cpp/draft/frame_file.hpp>
#include <filmgate/cpp/draft/tiff.hpp>

namespace images {

[[nodiscard]] bool is_tiff(const fg::ByteView& head);
[[nodiscard]] bool is_big_tiff(const fg::ByteView& head); // offsets of 64 bits

class TiffFrame : public fg::draft::FrameFile {
 public:
  TiffFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out);

 private:
  void describe(const fg::draft::Tiff& tiff);
  void name_encoding(const fg::draft::Tiff& tiff);
  void find_cut(const fg::draft::Tiff& tiff);
  void require_plausible() const;
  [[nodiscard]] std::string cut_text() const;

  fg::File file_;
  OiioPicture picture_;
  uint64_t whole_rows_ = 0; // before the first block that the file does not hold
};

}  // namespace images
