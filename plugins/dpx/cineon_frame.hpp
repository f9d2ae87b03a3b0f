// SPDX-License-Identifier: Apache-2.0
//
// One Cineon file, read but for its pixels. Kodak, "Cineon Image File Format" draft 2.1 (1993), as its public readers have
// it; big-endian.
//      0  u32 0x802A5FD7 · u32 offset of the pixels · u32 sizes of generic, industry and user header, of the file
//     24  char8 version · char100 file name · char12 date · char12 time
//    192  u8 orientation · u8 channels · from 196 8 channels of 28 bytes: u8 metric, u8 colour, u8 bits, then u32 pixels a
//         line, u32 lines, f32 lowest code and its quantity, f32 highest code and its quantity
//    420  f32 x, y of white, red, green, blue · char200 label
//    680  u8 interleave · u8 packing · u8 signed · u8 negative · u32 padding of lines, of channels
//    712  the source · 1024 film: edge code, format, position, rate, slate
#pragma once
#include "sample_rows.hpp"

#include <filmgate/cpp/draft/frame_file.hpp>

namespace dpx {

[[nodiscard]] bool is_cineon(const fg::ByteView& head);

class CineonFrame : public fg::draft::FrameFile {
 public:
  CineonFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out) { read_sample_rows(file_, rows_, out, scratch_); }

 private:
  void find_rows(const fg::ByteView& header);
  void name_encoding(const fg::ByteView& header);

  fg::File file_;
  SampleRows rows_;
  std::vector<uint8_t> scratch_;
};

}  // namespace dpx
