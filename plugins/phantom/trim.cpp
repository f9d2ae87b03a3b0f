// SPDX-License-Identifier: Apache-2.0
#include "trim.hpp"

namespace phantom {
namespace {

constexpr uint64_t header_bytes = 44, bitmap_bytes = 40;
constexpr uint16_t first_of_images = 1000, last_of_images = 1007; // types of blocks with entries for images

struct Extent { uint64_t offset = 0, size = 0; };

// What a block keeps: all of it, or the entries of the images.
Extent kept_of(const Block& block, const CineFile& cine, fg::FrameSpan frames) {
  const auto images = static_cast<uint64_t>(cine.image_count());
  const bool per_image = block.type >= first_of_images && block.type <= last_of_images && images > 0 && block.size % images == 0;
  if (!per_image) return {block.offset, block.size};
  const uint64_t entry = block.size / images;
  return {block.offset + static_cast<uint64_t>(frames.first) * entry, static_cast<uint64_t>(frames.count) * entry};
}

std::vector<Extent> images_of(const CineFile& cine, fg::FrameSpan frames) {
  std::vector<Extent> out;
  for (int64_t i = frames.first; i < frames.first + frames.count; ++i) {
    const auto pixels = cine.image(i);
    const uint64_t start = cine.image_start(i);
    out.push_back({start, pixels.offset + pixels.size - start});
  }
  return out;
}

std::vector<uint8_t> header_for(const CineFile& cine, fg::FrameSpan frames, uint64_t table) {
  const auto recorded = cine.header().bytes();
  std::vector<uint8_t> out(recorded.begin(), recorded.end());
  fg::put_le(out, 16, static_cast<uint32_t>(cine.first_image() + frames.first)); // counted from the trigger, may be negative
  fg::put_le(out, 20, static_cast<uint32_t>(frames.count));
  fg::put_le(out, 24, static_cast<uint32_t>(header_bytes));
  fg::put_le(out, 28, static_cast<uint32_t>(header_bytes + bitmap_bytes));
  fg::put_le(out, 32, static_cast<uint32_t>(table));
  return out;
}

void put_block(const Block& block, const Extent& kept, const CineFile& cine, const fg::TrimSink& out) {
  const auto recorded = cine.file().read(block.offset - 8, 8);
  const auto bytes = recorded.view().bytes();
  std::vector<uint8_t> head(bytes.begin(), bytes.end());
  fg::put_le(head, 0, static_cast<uint32_t>(kept.size + 8));
  out.put(head);
  out.copy(0, kept.offset, kept.size);
}

// Neighbours in the file are copied at once.
void put_images(const std::vector<Extent>& images, const fg::TrimSink& out) {
  for (size_t i = 0; i < images.size();) {
    auto run = images[i++];
    while (i < images.size() && images[i].offset == run.offset + run.size) run.size += images[i++].size;
    out.copy(0, run.offset, run.size);
  }
}

}  // namespace

void trim_cine(const CineFile& cine, fg::FrameSpan frames, const fg::TrimSink& out) {
  const auto images = images_of(cine, frames);
  uint64_t table = header_bytes + bitmap_bytes + cine.setup().size();
  std::vector<Extent> kept;
  for (const auto& block : cine.blocks()) {
    kept.push_back(kept_of(block, cine, frames));
    table += 8 + kept.back().size;
  }
  fg::require(table <= UINT32_MAX, FG_E_UNSUPPORTED, cine.uri(), ": its tagged blocks take ", table, " bytes, more than a shorter cine can hold");
  out.begin_as(cine.uri());
  out.put(header_for(cine, frames, table));
  out.put(cine.bitmap().bytes());
  out.put(cine.setup().bytes());
  for (size_t i = 0; i < kept.size(); ++i) put_block(cine.blocks()[i], kept[i], cine, out);
  std::vector<uint8_t> offsets(images.size() * 8);
  uint64_t at = table + offsets.size();
  for (size_t i = 0; i < images.size(); at += images[i++].size) fg::put_le(offsets, i * 8, at);
  out.put(offsets);
  put_images(images, out);
}

}  // namespace phantom
