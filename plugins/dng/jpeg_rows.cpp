// SPDX-License-Identifier: Apache-2.0
#include "jpeg_rows.hpp"

#include <algorithm>

namespace dng {
namespace {

constexpr uint64_t samples_between_polls = 1 << 20; // some milliseconds

}  // namespace

JpegPiece::JpegPiece(fg::draft::CodedPiece coded, const RawImage& raw, uint64_t rows)
    : coded_(std::move(coded)), row_samples_(raw.piece_width * raw.channels), highest_code_((uint64_t{1} << raw.file_bits) - 1),
      bits_behind_16_(raw.bits_behind_16), jpeg_(std::make_unique<fg::draft::LosslessJpeg>(coded_, bits_behind_16_)) {
  check_shape(raw, rows);
}

void JpegPiece::check_shape(const RawImage& raw, uint64_t rows) const {
  const auto& header = jpeg_->header();
  const uint64_t line = header.row_samples(), all = line * header.lines;
  const bool fits = (line == row_samples_ && header.lines >= rows) || all == row_samples_ * raw.piece_height || all == row_samples_ * rows;
  if (!fits)
    fg::fail(FG_E_CORRUPT, coded_.name, ": offset ", coded_.base, ": a lossless JPEG of ", header.width, " x ", header.lines, " x ",
             header.components, " samples does not fit its ", raw.piece_width, " x ", raw.piece_height, " pixels");
}

void JpegPiece::read_line() {
  const uint64_t count = jpeg_->header().row_samples();
  held_.resize(held_.size() + count);
  auto* line = held_.data() + held_.size() - count;
  jpeg_->next_line(line);
  uint32_t all = 0;
  for (uint64_t i = 0; i < count; ++i) all |= line[i];
  if (all > highest_code_)
    fg::fail(FG_E_CORRUPT, coded_.name, ": offset ", coded_.base, ": a lossless JPEG holds samples of more bits than the ", highest_code_,
             " that BitsPerSample allows");
  read_ += count;
}

std::span<const uint16_t> JpegPiece::rows(uint64_t first, uint64_t count, const fg::Host& host, const fg_job* job) {
  const uint64_t from = first * row_samples_, end = from + count * row_samples_;
  if (from < held_from_) {
    jpeg_ = std::make_unique<fg::draft::LosslessJpeg>(coded_, bits_behind_16_);
    held_.clear(), held_from_ = read_ = 0;
  }
  const uint64_t stale = std::min<uint64_t>(from - held_from_, held_.size());
  held_.erase(held_.begin(), held_.begin() + static_cast<ptrdiff_t>(stale));
  held_from_ += stale;
  uint64_t polled = read_;
  while (read_ < end) {
    if (read_ - polled >= samples_between_polls) {
      fg::require(!host.cancelled(job), FG_E_CANCELLED, "cancelled");
      polled = read_;
    }
    if (read_ <= from && !held_.empty()) held_.clear(), held_from_ = read_; // skipped over
    read_line();
  }
  return std::span<const uint16_t>(held_).subspan(from - held_from_, count * row_samples_);
}

JpegPiece& JpegRows::piece(uint64_t index) {
  const auto at = pieces_.find(index);
  if (at != pieces_.end()) return at->second;
  const uint64_t offset = raw_.offsets[index], size = raw_.sizes[index], total = file_.size();
  fg::require(offset <= total && size <= total - offset, FG_E_TRUNCATED, file_.uri(), ": offset ", offset, ": a piece of ", size,
              " bytes, the file has ", total);
  const uint64_t rows = std::min(raw_.piece_height, raw_.desc.height - index / raw_.across * raw_.piece_height);
  return pieces_.try_emplace(index, fg::draft::piece_of(file_, offset, size), raw_, rows).first->second;
}

void JpegRows::read(const fg::Host& host, const fg_job* job, const fg_image& out) {
  const auto top = static_cast<uint64_t>(out.window.y), end = top + static_cast<uint64_t>(out.window.h);
  std::erase_if(pieces_, [&](const auto& held) {
    const uint64_t first = held.first / raw_.across * raw_.piece_height;
    return first >= end || first + raw_.piece_height <= top;
  });
  for (uint64_t y = top; y < end;) {
    const uint64_t piece_row = y / raw_.piece_height, inside = y % raw_.piece_height;
    const uint64_t rows = std::min(end - y, raw_.piece_height - inside);
    for (uint64_t column = 0; column < raw_.across; ++column) {
      const uint64_t index = piece_row * raw_.across + column, left = column * raw_.piece_width;
      const uint64_t samples = raw_.piece_width * raw_.channels, wanted = std::min(raw_.piece_width, raw_.desc.width - left) * raw_.channels;
      std::span<const uint16_t> from;
      try {
        from = piece(index).rows(inside, rows, host, job);
      } catch (...) {
        pieces_.erase(index); // half read
        throw;
      }
      for (uint64_t i = 0; i < rows; ++i) {
        const auto row = fg::row_bytes(out, static_cast<int32_t>(y + i), fg::recorded_row_bytes(raw_.desc));
        std::memcpy(row.data() + left * raw_.channels * 2, from.data() + i * samples, wanted * 2);
      }
    }
    y += rows;
  }
}

}  // namespace dng
