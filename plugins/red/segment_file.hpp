// SPDX-License-Identifier: Apache-2.0
//
// One file of a clip: its header, its directory of tags, and where its frames lie. Blocks are big-endian, u32 size (these 8
// bytes included), char[4] type. The first is RED1 or RED2; in RED2 files blocks begin on multiples of 4096.
//   RED1  8 u8 major, u8 minor, u16 · 12 u32 time scale, u32 file number, u8[32] · 52 u32 width, u32 height, u16, u16 rate num,
//         u16 rate den, u8 audio channels · 67 char[257] file name
//   REDV  8 u32 time, u32 frame number, u8, u8, u16 n · n > 4: 20 u16, u16, u32 width, u32 height, u32 length of a directory,
//         the directory · a JPEG 2000 codestream
//   REOB, REOF or REOS, the last 56 bytes: 8 u32 offsets of RDVO, RDVS, RDAO, RDAS, u32 video frames, u32 audio packets
//   RDVO  8 u32 offset of each REDV, 0 ends
//   RED2  8 u8[8] versions · 16 u8[32] id · 64 u8 counts of rdi (24 bytes), rda (20), rdx (16) · 68 these records; rdi: 8 u32
//         width, u32 height, u16, u16 rate den, u32 rate num · behind them u16 length of a directory, the directory
//   RDI 1 a frame: 64 u64 microseconds · 94 u16 length of a directory, the directory · later the picture
//   RDX 1, 2  from 4096 on: text; or samples of u64 microseconds, i16[3] acceleration, i16[3] rotation
// Source: see README.md.
#pragma once
#include "tag_directory.hpp"

#include <filmgate/cpp/host.hpp>

namespace red {

struct BlockPlace {
  uint64_t offset = 0, bytes = 0; // header included; as claimed
};

class SegmentFile {
 public:
  SegmentFile(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_CORRUPT, FG_E_TRUNCATED

  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] uint64_t bytes() const { return file_.size(); }
  [[nodiscard]] bool wavelet() const { return wavelet_; } // RED2, whose pictures are not JPEG 2000
  [[nodiscard]] uint32_t width() const { return width_; }
  [[nodiscard]] uint32_t height() const { return height_; }
  [[nodiscard]] fg_rational rate() const { return rate_; } // 0/0: unknown
  [[nodiscard]] fg::ByteView header() const { return header_.view(); }
  [[nodiscard]] const Directory& directory() const { return directory_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] const std::vector<BlockPlace>& extensions() const { return extensions_; } // RDX
  [[nodiscard]] fg_timecode start() const; // of its own first frame

  [[nodiscard]] int64_t frame_count() const { return static_cast<int64_t>(frames_.size()); }
  [[nodiscard]] BlockPlace frame(int64_t index) const;         // FG_E_OUT_OF_RANGE, FG_E_CORRUPT, FG_E_TRUNCATED
  [[nodiscard]] fg::Bytes frame_head(int64_t index) const;     // as much of the block as holds its directory
  [[nodiscard]] std::optional<Directory> frame_directory(const fg::Bytes& head) const;
  [[nodiscard]] std::optional<int64_t> frame_number(int64_t index) const; // RED1, as recorded
  [[nodiscard]] fg::Bytes codestream(int64_t index) const;     // FG_E_UNSUPPORTED: there is none
  [[nodiscard]] fg::Bytes read(const BlockPlace& place, uint64_t from, uint64_t most) const;

 private:
  void read_header_1();
  void read_header_2();
  bool read_index();
  void walk();
  void add_block(const fg::ByteView& head, const BlockPlace& place);

  fg::File file_;
  fg::Bytes header_;
  bool wavelet_ = false;
  uint32_t width_ = 0, height_ = 0;
  fg_rational rate_{0, 0};
  Directory directory_;
  std::vector<uint64_t> frames_;
  std::vector<BlockPlace> extensions_;
  std::vector<std::string> problems_;
};

}  // namespace red
