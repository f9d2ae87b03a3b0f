// SPDX-License-Identifier: Apache-2.0
//
// One read a piece and call. A strip whose rows need no change goes into the window without a copy.
#include "raw_rows.hpp"

#include <algorithm>

namespace dng {
namespace {

struct Part { // of one piece: raster rows first .. first + rows, raster columns left .. left + columns
  uint64_t first = 0, rows = 0, left = 0, columns = 0;
  uint64_t offset = 0; // of its first row in the file
};

uint16_t sample_at(const RawImage& raw, std::span<const uint8_t> row, uint64_t index) {
  if (raw.file_bits == 16) {
    const uint16_t high = row[index * 2], low = row[index * 2 + 1];
    return static_cast<uint16_t>(raw.order == fg::Order::big ? high << 8 | low : low << 8 | high);
  }
  const uint64_t bit = index * raw.file_bits, at = bit / 8;
  uint32_t window = 0; // 24 bits hold any sample of up to 16 that starts within the first byte
  for (uint64_t i = 0; i < 3; ++i) window = window << 8 | (at + i < row.size() ? row[at + i] : 0u);
  return static_cast<uint16_t>(window >> (24 - bit % 8 - raw.file_bits) & ((1u << raw.file_bits) - 1));
}

void place_row(const RawImage& raw, const Part& part, std::span<const uint8_t> from, std::span<uint8_t> row) {
  const uint64_t start = part.left * raw.channels, count = part.columns * raw.channels;
  if (!raw.unpack) {
    std::copy_n(from.begin(), (count * raw.file_bits + 7) / 8, row.begin() + static_cast<ptrdiff_t>(start * raw.file_bits / 8));
    return;
  }
  if (raw.desc.sample == FG_SAMPLE_U8) {
    std::copy_n(from.begin(), count, row.begin() + static_cast<ptrdiff_t>(start));
    return;
  }
  for (uint64_t i = 0; i < count; ++i) {
    const uint16_t sample = sample_at(raw, from, i);
    std::memcpy(&row[(start + i) * 2], &sample, sizeof sample);
  }
}

void read_part(const fg::File& file, const RawImage& raw, const Part& part, const fg_image& out, std::vector<uint8_t>& scratch) {
  const uint64_t row_bytes = fg::recorded_row_bytes(raw.desc), bytes = part.rows * raw.piece_row_bytes;
  fg::require(part.offset <= file.size() && bytes <= file.size() - part.offset, FG_E_TRUNCATED, file.uri(), ": offset ", part.offset,
              ": rows ", part.first, " to ", part.first + part.rows - 1, " need ", bytes, " bytes, the file has ", file.size());
  const auto first = static_cast<int32_t>(part.first);
  const bool as_recorded = !raw.unpack && raw.across == 1 && raw.piece_row_bytes == row_bytes;
  if (as_recorded && out.plane[0].row_stride == static_cast<int64_t>(row_bytes)) {
    file.read_into(part.offset, fg::row_bytes(out, first, bytes));
    return;
  }
  scratch.resize(std::max<uint64_t>(scratch.size(), bytes));
  file.read_into(part.offset, std::span(scratch).first(bytes));
  for (uint64_t i = 0; i < part.rows; ++i)
    place_row(raw, part, std::span<const uint8_t>(scratch).subspan(i * raw.piece_row_bytes, raw.piece_row_bytes),
              fg::row_bytes(out, first + static_cast<int32_t>(i), row_bytes));
}

}  // namespace

void read_raw_rows(const fg::File& file, const RawImage& raw, const fg_image& out, std::vector<uint8_t>& scratch) {
  const uint64_t width = raw.desc.width;
  const auto& window = out.window;
  const uint64_t end = static_cast<uint64_t>(window.y) + static_cast<uint64_t>(window.h);
  for (uint64_t y = static_cast<uint64_t>(window.y); y < end;) {
    const uint64_t piece_row = y / raw.piece_height, inside = y % raw.piece_height;
    const uint64_t rows = std::min(end - y, raw.piece_height - inside);
    for (uint64_t column = 0; column < raw.across; ++column) {
      const uint64_t left = column * raw.piece_width;
      read_part(file, raw,
                {y, rows, left, std::min(raw.piece_width, width - left),
                 raw.offsets[piece_row * raw.across + column] + inside * raw.piece_row_bytes},
                out, scratch);
    }
    y += rows;
  }
}

}  // namespace dng
