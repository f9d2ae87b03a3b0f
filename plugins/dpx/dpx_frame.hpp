// SPDX-License-Identifier: Apache-2.0
//
// One DPX file, read but for its pixels. SMPTE ST 268-1:2014; "SDPX": big-endian, "XPDS": little-endian, header and pixels.
//      0  generic header, 1664 bytes: the file, 8 image elements of 72 bytes from 780 on, the source of the picture
//   1664  industry header, 384 bytes: film, and from 1920 on television
//   2048  user data: a name of 32 bytes, then what the name's owner likes, up to the pixels
// dpx_fields.cpp is the whole table, a line a field. Sizes and offsets in the header may be undefined or wrong: the file's
// size decides.
#pragma once
#include "sample_rows.hpp"

#include <filmgate/cpp/draft/frame_file.hpp>

namespace dpx {

[[nodiscard]] bool is_dpx(const fg::ByteView& head);

class DpxFrame : public fg::draft::FrameFile {
 public:
  DpxFrame(const fg::Host& host, const std::string& uri);
  void read_rows(const fg_image& out) { read_sample_rows(file_, rows_, out, scratch_); }

 private:
  void read_element(const fg::ByteView& header);
  void refuse_element(const fg::ByteView& header);
  void find_rows(const fg::ByteView& header, const fg::ByteView& element);
  void name_encoding(const fg::ByteView& element);
  void read_time(const fg::ByteView& header);
  void read_user_data(const fg::ByteView& header);

  fg::File file_;
  fg::Order order_ = fg::Order::big;
  SampleRows rows_;
  std::vector<uint8_t> scratch_;
};

}  // namespace dpx
