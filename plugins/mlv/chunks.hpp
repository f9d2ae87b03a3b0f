// SPDX-License-Identifier: Apache-2.0
//
// The blocks of one clip in all its files, <clip>.MLV, .M00 and on. All is little-endian and packed:
//   block: char[4] type · u32 size of the whole block · u64 time in microseconds · content
//   MLVI, the first of each file, has no time: 8 char[8] version · 16 u64 clip's id · 24 u16 file, u16 files · 28 u32 flags ·
//     32 u16 video class (1 raw; 0x20 lossless JPEG, 0x40 delta, 0x80 LZMA, 0x10 CineForm) · 34 u16 audio class ·
//     36 u32 video frames, u32 audio frames · 44 u32 frames a second, its denominator
//   VIDF: 16 u32 frame · 20 u16 crop x, y, pan x, y · 28 u32 bytes to skip · 32 these, then the picture
//   RAWI: 16 u16 width, height · 20 raw_info, see sensor.cpp
// Frames lie in any order and in any file; a number that is missing was dropped by the camera.
// Source: the published headers mlv.h and raw.h of Magic Lantern and MLV App (structure only), FFmpeg's reading, a real clip.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/value.h>

#include <memory>
#include <optional>

namespace mlv {

struct Block {
  std::string type; // four characters
  uint64_t time = 0;
  uint32_t file = 0;
  uint64_t offset = 0, size = 0; // in that file; the whole block
};

struct Frame {
  int64_t number = 0; // as recorded
  size_t block = 0;   // among Chunks::blocks()
  uint64_t offset = 0, size = 0; // of the picture
};

struct ClipHeader { // of the first file
  uint16_t video_class = 0;
  fg_rational rate{0, 0};
};

class Chunks {
 public:
  Chunks(const fg::Host& host, const std::vector<std::string>& uris); // FG_E_NOT_THIS_FORMAT, FG_E_CORRUPT, FG_E_TRUNCATED

  [[nodiscard]] const std::string& uri() const { return files_.front().uri(); }
  [[nodiscard]] const fg::File& file(uint32_t index) const { return files_[index]; }
  [[nodiscard]] const ClipHeader& header() const { return header_; }
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; } // in the order of the files
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] fg::Bytes content(const Block& block) const; // header included, no more than the limit of a value's block

  [[nodiscard]] int64_t frame_count() const { return frames_.empty() ? 0 : frames_.back().number - first_number_ + 1; }
  [[nodiscard]] int64_t dropped_count() const { return frame_count() - static_cast<int64_t>(frames_.size()); }
  [[nodiscard]] int64_t first_number() const { return first_number_; }
  [[nodiscard]] const Frame* frame(int64_t index) const; // NULL: dropped; FG_E_OUT_OF_RANGE
  // Places in blocks() of what holds values, ordered by time: what came last holds.
  [[nodiscard]] const std::vector<size_t>& values() const { return values_; }

 private:
  void read_file(uint32_t index);
  void read_header(uint32_t index, fg::ByteView view);
  void add_frame(const Block& block);
  void order();

  std::vector<fg::File> files_;
  ClipHeader header_;
  uint64_t id_ = 0;
  std::vector<Block> blocks_;
  std::vector<Frame> frames_; // by number
  std::vector<size_t> values_;
  std::vector<std::string> problems_;
  int64_t first_number_ = 0;
};

}  // namespace mlv
