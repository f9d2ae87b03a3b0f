// SPDX-License-Identifier: Apache-2.0
#include "exr_chunks.hpp"

#include <algorithm>

namespace images {
namespace {

using fg::concat;

constexpr uint64_t most_chunks = 1 << 20;
// Rows of a chunk by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB.
constexpr std::array<uint32_t, 10> chunk_rows{1, 1, 1, 16, 32, 16, 32, 32, 32, 256};

uint64_t parts_of(uint64_t whole, uint64_t step) { return (whole + step - 1) / step; }

// 0: not known.
uint64_t count_chunks(const ExrHeader& header) {
  const auto& part = header.parts.front();
  if (const auto stated = exr_whole(part, "chunkCount"); stated && *stated > 0) return static_cast<uint64_t>(*stated);
  const auto window = exr_box(part, "dataWindow");
  if (!window || (*window)[2] < (*window)[0] || (*window)[3] < (*window)[1]) return 0;
  const auto width = static_cast<uint64_t>(int64_t{(*window)[2]} - (*window)[0] + 1);
  const auto height = static_cast<uint64_t>(int64_t{(*window)[3]} - (*window)[1] + 1);
  if (is_tiled(header)) {
    constexpr uint8_t level_mode = 15; // 0: one level
    const auto* tiles = part.find("tiles", "tiledesc");
    if (!tiles || tiles->value.size() != 9 || (tiles->value.u8(8) & level_mode) != 0) return 0;
    const uint64_t across = tiles->value.u32le(0), down = tiles->value.u32le(4);
    return across == 0 || down == 0 ? 0 : parts_of(width, across) * parts_of(height, down);
  }
  const auto* compression = part.find("compression", "compression");
  const uint8_t kind = compression && compression->value.size() == 1 ? compression->value.u8(0) : uint8_t{255};
  return kind < chunk_rows.size() ? parts_of(height, chunk_rows[kind]) : 0;
}

}  // namespace

std::string missing_chunks(const fg::File& file, const ExrHeader& header) {
  const uint64_t count = count_chunks(header), size = file.size();
  if (count == 0) return "";
  if (count > most_chunks || header.end > size || count * 8 > size - header.end)
    return concat("the file of ", size, " bytes ends within the table of its ", count, " chunks");
  const auto table = file.read(header.end, count * 8);
  uint64_t last = 0, unwritten = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t offset = table.view().u64le(i * 8);
    last = std::max(last, offset), unwritten += offset == 0;
  }
  if (unwritten > 0) return concat(unwritten, " of its ", count, " chunks were never written");
  const uint64_t before_size = (header.multi_part() ? 4u : 0u) + (is_tiled(header) ? 16u : 4u), head = before_size + 4;
  if (last > size || size - last < head) return concat("its last chunk begins at offset ", last, ", the file has ", size, " bytes");
  const uint64_t end = last + head + file.read(last, head).view().u32le(before_size);
  return end > size ? concat("its last chunk ends at offset ", end, ", the file has ", size, " bytes") : "";
}

}  // namespace images
