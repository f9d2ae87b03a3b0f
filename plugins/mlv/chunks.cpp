// SPDX-License-Identifier: Apache-2.0
#include "chunks.hpp"

#include "mlv.hpp"

#include <algorithm>

namespace mlv {
namespace {

constexpr uint64_t header_bytes = 52, block_header = 16, frame_header = 32, longest_value = 64 << 10;
constexpr size_t most_blocks = 20'000'000, most_values = 1'000'000;
constexpr int64_t longest_gap = 100'000; // a frame number further on is no frame of this clip

bool holds_values(const Block& block) {
  for (const char* type : {"VIDF", "AUDF", "NULL", "XREF", "BKUP", "MLVI"})
    if (block.type == type) return false;
  return block.size <= longest_value;
}

}  // namespace

Chunks::Chunks(const fg::Host& host, const std::vector<std::string>& uris) {
  files_.reserve(uris.size());
  for (const auto& uri : uris) files_.push_back(host.open(uri));
  for (uint32_t i = 0; i < files_.size(); ++i) read_file(i);
  order();
}

void Chunks::read_header(uint32_t index, fg::ByteView view) {
  const auto& uri = files_[index].uri();
  fg::require(view.starts_with("MLVI"), FG_E_NOT_THIS_FORMAT, uri, ": offset 0: no MLVI block");
  if (index == 0) {
    header_ = {view.u16le(32), rate_of(view.u32le(44), view.u32le(48))};
    id_ = view.u64le(16);
    return;
  }
  fg::require(view.u64le(16) == id_, FG_E_CORRUPT, uri, ": offset 16: is of another clip than ", this->uri());
}

void Chunks::read_file(uint32_t index) {
  const auto& file = files_[index];
  const auto& uri = file.uri();
  const auto head = file.read_up_to(0, header_bytes);
  fg::require(head.size() == header_bytes || index > 0, FG_E_TRUNCATED, uri, ": ends within its header");
  const uint64_t size = file.size();
  uint64_t at = 0;
  try {
    read_header(index, head.view());
    at = head.view().u32le(4);
    fg::require(at >= header_bytes, FG_E_CORRUPT, uri, ": offset 4: an MLVI block of ", at, " bytes");
    blocks_.push_back({"MLVI", 0, index, 0, at});
  } catch (const fg::Failure& failure) {
    if (index == 0) throw;
    problems_.push_back(failure.what());
    return;
  }
  while (at < size) {
    if (size - at < block_header) return problems_.push_back(fg::concat(uri, ": offset ", at, ": ends within a block"));
    const auto start = file.read(at, block_header);
    const auto view = start.view();
    const uint64_t length = view.u32le(4);
    Block block{view.text(0, 4), view.u64le(8), index, at, length};
    if (length < block_header || blocks_.size() >= most_blocks)
      return problems_.push_back(fg::concat(uri, ": offset ", at, ": a block of ", length, " bytes; what follows is not read"));
    if (length > size - at) return problems_.push_back(fg::concat(uri, ": offset ", at, ": block ", block.type, " of ", length, " bytes is cut off at ", size));
    blocks_.push_back(block);
    if (block.type == "VIDF") add_frame(block);
    else if (holds_values(block) && values_.size() < most_values) values_.push_back(blocks_.size() - 1);
    at += length;
  }
}

void Chunks::add_frame(const Block& block) {
  const auto& file = files_[block.file];
  if (block.size < frame_header) return problems_.push_back(fg::concat(file.uri(), ": offset ", block.offset, ": a VIDF block of ", block.size, " bytes"));
  const auto head = file.read(block.offset, frame_header);
  const uint64_t skip = head.view().u32le(28);
  if (skip > block.size - frame_header)
    return problems_.push_back(fg::concat(file.uri(), ": offset ", block.offset + 28, ": skips ", skip, " bytes, the block has ", block.size - frame_header));
  frames_.push_back({head.view().u32le(16), blocks_.size() - 1, block.offset + frame_header + skip, block.size - frame_header - skip});
}

void Chunks::order() {
  std::stable_sort(values_.begin(), values_.end(), [&](size_t a, size_t b) { return blocks_[a].time < blocks_[b].time; });
  std::stable_sort(frames_.begin(), frames_.end(), [](const Frame& a, const Frame& b) { return a.number < b.number; });
  const auto twice = std::unique(frames_.begin(), frames_.end(), [](const Frame& a, const Frame& b) { return a.number == b.number; });
  if (twice != frames_.end()) problems_.push_back(fg::concat(uri(), ": ", frames_.end() - twice, " frames have the number of another one and are not read"));
  frames_.erase(twice, frames_.end());
  for (size_t i = 1; i < frames_.size(); ++i)
    if (frames_[i].number - frames_[i - 1].number > longest_gap) {
      problems_.push_back(fg::concat(uri(), ": frame number ", frames_[i].number, " follows ", frames_[i - 1].number, "; it and those behind it are not read"));
      frames_.resize(i);
      break;
    }
  if (!frames_.empty()) first_number_ = frames_.front().number;
}

fg::Bytes Chunks::content(const Block& block) const {
  fg::require(block.size <= longest_value, FG_E_CORRUPT, files_[block.file].uri(), ": offset ", block.offset, ": a block of ", block.size, " bytes");
  return files_[block.file].read(block.offset, block.size);
}

const Frame* Chunks::frame(int64_t index) const {
  fg::require(index >= 0 && index < frame_count(), FG_E_OUT_OF_RANGE, uri(), ": frame ", index, " is not among its ", frame_count());
  const auto at = std::lower_bound(frames_.begin(), frames_.end(), first_number_ + index, [](const Frame& frame, int64_t number) { return frame.number < number; });
  return at != frames_.end() && at->number == first_number_ + index ? &*at : nullptr;
}

}  // namespace mlv
