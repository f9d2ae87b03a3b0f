// SPDX-License-Identifier: Apache-2.0
#include "segment_file.hpp"

#include "clock.hpp"

#include <algorithm>
#include <array>

namespace red {
namespace {

constexpr uint64_t block_header = 8, most_header = 1 << 20, alignment = 4096, end_bytes = 56, frame_head_bytes = 36 + 65536;
constexpr uint64_t red1_header = 68, red2_header = 68, rdi_bytes = 24, rda_bytes = 20, rdx_bytes = 16;
constexpr uint64_t redv_header = 20, redv_long_header = 36, redv_directory = 34, rdi_directory = 94;
constexpr size_t most_blocks = 1 << 18, most_frames = 1 << 18;
constexpr uint16_t tag_absolute_timecode = 0x001, tag_edge_timecode = 0x000;
constexpr std::string_view start_of_codestream("\xFF\x4F\xFF\x51", 4);

uint64_t rounded_up(uint64_t bytes, uint64_t to) { return (bytes + to - 1) / to * to; }

bool ends_file(const fg::ByteView& block) {
  return block.starts_with("REOB", 4) || block.starts_with("REOF", 4) || block.starts_with("REOS", 4);
}

// Types are letters and digits, and a version in the last byte.
bool is_block(const fg::ByteView& head) {
  const auto type = head.bytes(4, 3);
  return head.u32be(0) >= block_header &&
         std::all_of(type.begin(), type.end(), [](uint8_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool all_zero(const fg::ByteView& bytes) {
  return std::all_of(bytes.bytes().begin(), bytes.bytes().end(), [](uint8_t b) { return b == 0; });
}

}  // namespace

SegmentFile::SegmentFile(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), header_({}, uri, 0) {
  const auto head = file_.read_up_to(0, block_header);
  const auto view = head.view();
  fg::require(view.size() == block_header && (view.starts_with("RED1", 4) || view.starts_with("RED2", 4)), FG_E_NOT_THIS_FORMAT, uri,
              ": offset 4: neither RED1 nor RED2");
  wavelet_ = view.starts_with("RED2", 4);
  const uint64_t bytes = view.u32be(0);
  fg::require(bytes >= (wavelet_ ? red2_header : red1_header) && bytes <= most_header, FG_E_CORRUPT, uri, ": offset 0: a header of ", bytes, " bytes");
  header_ = file_.read(0, bytes);
  wavelet_ ? read_header_2() : read_header_1();
  fg::require(width_ >= 1 && height_ >= 1 && width_ <= 65535 && height_ <= 65535, FG_E_CORRUPT, uri, ": pictures of ", width_, " x ", height_, " pixels");
  if (!directory_.problem.empty()) problems_.push_back(directory_.problem);
  if (wavelet_ || !read_index()) walk();
  if (frames_.empty()) problems_.push_back(uri + ": holds no frame; the file ends behind its header");
}

void SegmentFile::read_header_1() {
  const auto view = header();
  width_ = view.u32be(52), height_ = view.u32be(56);
  rate_ = lowest_terms(view.u16be(62), view.u16be(64));
  // Tags stand in the second block, which is the first frame, in those builds that write any.
  const auto second = file_.read_up_to(view.size(), frame_head_bytes);
  if (!second.view().has(0, redv_header)) return;
  const bool is_frame = second.view().starts_with("REDV", 4);
  if (is_frame && second.view().u16be(18) <= 4) return;
  if (auto found = directory_at(second.view(), redv_directory)) directory_ = std::move(*found);
}

void SegmentFile::read_header_2() {
  const auto view = header();
  const uint64_t streams = view.u8(64);
  const uint64_t tags = red2_header + streams * rdi_bytes + view.u8(65) * rda_bytes + view.u8(66) * rdx_bytes;
  fg::require(streams >= 1, FG_E_CORRUPT, uri(), ": offset 64: no picture is described");
  fg::require(view.starts_with("rdi", red2_header), FG_E_CORRUPT, uri(), ": offset ", red2_header, ": no rdi record");
  width_ = view.u32be(red2_header + 8), height_ = view.u32be(red2_header + 12);
  rate_ = lowest_terms(view.u32be(red2_header + 20), view.u16be(red2_header + 18));
  if (auto found = directory_at(view, tags)) directory_ = std::move(*found);
  else problems_.push_back(fg::concat(uri(), ": offset ", tags, ": no directory of tags"));
}

// The table of frames at the end of a RED1 file that was closed properly.
bool SegmentFile::read_index() {
  const uint64_t size = file_.size();
  if (size < header_.size() + end_bytes) return false;
  for (const uint64_t at : {size - end_bytes, size / 512 * 512}) {
    const auto end = file_.read_up_to(at, end_bytes);
    if (end.size() < 32 || !ends_file(end.view())) continue;
    const uint64_t table = end.view().u32be(8), claimed = end.view().u32be(24);
    const auto head = file_.read_up_to(table, block_header);
    if (table == 0 || head.size() < block_header || !head.view().starts_with("RDVO", 4) || head.view().u32be(0) < block_header) return false;
    const auto offsets = file_.read_up_to(table + block_header, std::min<uint64_t>(head.view().u32be(0) - block_header, most_frames * 4));
    for (uint64_t i = 0; i + 4 <= offsets.size(); i += 4) {
      const uint64_t offset = offsets.view().u32be(i);
      if (offset == 0) break;
      frames_.push_back(offset);
    }
    if (frames_.size() != claimed)
      problems_.push_back(fg::concat(uri(), ": offset ", at + 24, ": ", claimed, " frames are claimed, the table has ", frames_.size()));
    return true;
  }
  return false;
}

// Block by block, 8 bytes each, for RED2 files and for RED1 files without their end.
void SegmentFile::walk() {
  const uint64_t size = file_.size(), step = wavelet_ ? alignment : 1;
  uint64_t at = rounded_up(header_.size(), step);
  for (size_t blocks = 0; at < size; ++blocks) {
    if (blocks == most_blocks) {
      problems_.push_back(fg::concat(uri(), ": offset ", at, ": more than ", most_blocks, " blocks; those behind them are not read"));
      return;
    }
    const auto head = file_.read_up_to(at, block_header);
    const auto view = head.view();
    if (all_zero(view) && size - at <= alignment) return; // padding
    if (view.size() < block_header || !is_block(view)) {
      problems_.push_back(fg::concat(uri(), ": offset ", at, ": no block begins here; what lies behind it is not read"));
      return;
    }
    const BlockPlace place{at, view.u32be(0)};
    if (place.bytes > size - at)
      problems_.push_back(fg::concat(uri(), ": offset ", at, ": a block of ", place.bytes, " bytes, the file ends at ", size));
    add_block(view, place);
    at = rounded_up(at + place.bytes, step);
  }
}

void SegmentFile::add_block(const fg::ByteView& head, const BlockPlace& place) {
  if (head.starts_with(wavelet_ ? std::string_view("RDI\x01", 4) : std::string_view("REDV", 4), 4)) frames_.push_back(place.offset);
  else if (wavelet_ && head.starts_with("RDX", 4)) extensions_.push_back(place);
}

BlockPlace SegmentFile::frame(int64_t index) const {
  fg::require(index >= 0 && index < frame_count(), FG_E_OUT_OF_RANGE, uri(), ": frame ", index, " is not among its ", frame_count());
  const uint64_t at = frames_[static_cast<size_t>(index)], size = file_.size();
  const auto head = file_.read(at, block_header);
  const uint64_t bytes = head.view().u32be(0);
  fg::require(wavelet_ || head.view().starts_with("REDV", 4), FG_E_CORRUPT, uri(), ": offset ", at, ": frame ", index, " is no REDV block");
  fg::require(bytes >= block_header, FG_E_CORRUPT, uri(), ": offset ", at, ": frame ", index, " has ", bytes, " bytes");
  fg::require(bytes <= size - at, FG_E_TRUNCATED, uri(), ": offset ", at, ": frame ", index, " has ", bytes, " bytes, the file ends at ", size);
  return {at, bytes};
}

fg::Bytes SegmentFile::read(const BlockPlace& place, uint64_t from, uint64_t most) const {
  return file_.read_up_to(place.offset + std::min(from, place.bytes), std::min(most, place.bytes - std::min(from, place.bytes)));
}

fg::Bytes SegmentFile::frame_head(int64_t index) const { return read(frame(index), 0, wavelet_ ? alignment : frame_head_bytes); }

std::optional<Directory> SegmentFile::frame_directory(const fg::Bytes& head) const {
  const auto view = head.view();
  if (wavelet_) return directory_at(view, rdi_directory);
  return view.has(0, redv_header) && view.u16be(18) > 4 ? directory_at(view, redv_directory) : std::nullopt;
}

std::optional<int64_t> SegmentFile::frame_number(int64_t index) const {
  if (wavelet_) return {};
  const auto head = read(frame(index), 0, redv_header);
  return head.view().has(12, 4) ? std::optional<int64_t>(head.view().u32be(12)) : std::nullopt;
}

fg::Bytes SegmentFile::codestream(int64_t index) const {
  const auto place = frame(index);
  const auto head = read(place, 0, frame_head_bytes);
  const auto view = head.view();
  uint64_t starts[]{redv_header, redv_long_header, 0};
  if (view.has(32, 4)) starts[2] = redv_long_header + view.u32be(32);
  for (const uint64_t start : starts)
    if (start != 0 && view.starts_with(start_of_codestream, start)) return read(place, start, place.bytes - start);
  fg::fail(FG_E_UNSUPPORTED, uri(), ": offset ", place.offset, ": frame ", index,
           " holds no JPEG 2000 codestream (FF4F); builds of RED ONE that scramble their pictures need the RED SDK plugin");
}

fg_timecode SegmentFile::start() const {
  for (const uint16_t tag : {tag_absolute_timecode, tag_edge_timecode})
    if (const auto out = timecode_of(directory_.text(tag), rate_); out.frame >= 0) return out;
  return {-1, {0, 0}, 0, 0};
}

}  // namespace red
