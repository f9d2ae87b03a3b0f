// SPDX-License-Identifier: Apache-2.0
//
// The structure of a .cine file, all little-endian. CINEFILEHEADER at 0: "CI", u16 44, u16 compression, u16 version, i32 first
// movie image, u32 total images, i32 first image number, u32 image count, u32 offsets of BITMAPINFOHEADER, SETUP and the table of
// image offsets (i64 each), TIME64 of the trigger. Between SETUP and the table lie tagged blocks: u32 size, u16 type, u16.
// An image is u32 annotation size N, N - 8 bytes, u32 pixel bytes, the pixels.
// Source: Vision Research, "Cine File Format"; FFmpeg's and pycine's published readings of it.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>

#include <optional>

namespace phantom {

enum : uint32_t { raw_samples = 0, packed_10 = 0x100, packed_12 = 0x400 }; // biCompression

struct Block { // a tagged block with one entry an image
  uint16_t type = 0;
  uint64_t offset = 0, size = 0; // of its content
};
enum : uint16_t { block_times = 1002, block_exposures = 1003, block_timecodes = 1007 };

struct ImagePlace { uint64_t offset = 0, size = 0; }; // of the pixels

class CineFile {
 public:
  CineFile(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_CORRUPT, FG_E_TRUNCATED

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] fg::ByteView header() const { return header_.view(); }
  [[nodiscard]] fg::ByteView bitmap() const { return bitmap_.view(); }
  [[nodiscard]] fg::ByteView setup() const { return setup_.view(); } // as long as it says it is
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  [[nodiscard]] int64_t image_count() const { return image_count_; } // those the table has room for
  [[nodiscard]] int64_t first_image() const { return header().i32le(16); } // counted from the trigger
  [[nodiscard]] uint64_t image_start(int64_t index) const; // of its annotation
  [[nodiscard]] ImagePlace image(int64_t index) const;
  // The index-th entry of a block, `bytes` long; nothing when there is no such block or entry.
  [[nodiscard]] std::optional<fg::Bytes> entry(uint16_t type, int64_t index, uint64_t bytes) const;

 private:
  void read_setup();
  void find_blocks();

  fg::File file_;
  fg::Bytes header_, bitmap_, setup_;
  std::vector<Block> blocks_;
  std::vector<std::string> problems_;
  int64_t image_count_ = 0;
};

struct Picture { // what the pixels are
  fg::ImageDesc desc;
  uint64_t row_bytes = 0, stride = 0;
  bool bottom_up = false, packed_10 = false;
  std::string refusal; // why they can not be decoded; empty: they can
};
[[nodiscard]] Picture describe_picture(const CineFile& cine);

}  // namespace phantom
