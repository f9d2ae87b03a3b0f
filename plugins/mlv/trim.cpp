// SPDX-License-Identifier: Apache-2.0
#include "trim.hpp"

#include <algorithm>
#include <set>

namespace mlv {
namespace {

struct Kept {
  std::set<size_t> pictures; // places among the blocks
  uint64_t first_time = UINT64_MAX, last_time = 0;
};

Kept kept_of(const Chunks& chunks, fg::FrameSpan frames) {
  Kept out;
  for (int64_t i = frames.first; i < frames.first + frames.count; ++i) {
    const auto* frame = chunks.frame(i);
    if (!frame) continue; // dropped by the camera, and so in the shorter clip
    out.pictures.insert(frame->block);
    const auto time = chunks.blocks()[frame->block].time;
    out.first_time = std::min(out.first_time, time), out.last_time = std::max(out.last_time, time);
  }
  return out;
}

bool is_kept(const Block& block, size_t place, const Kept& kept) {
  if (block.type == "VIDF") return kept.pictures.contains(place);
  if (block.type == "AUDF") return block.time >= kept.first_time && block.time <= kept.last_time;
  return block.type != "MLVI" && block.type != "XREF"; // one header is written anew; an index would be wrong
}

}  // namespace

void trim_clip(const Chunks& chunks, fg::FrameSpan frames, const fg::TrimSink& out) {
  fg::require(chunks.frame(frames.first) && chunks.frame(frames.first + frames.count - 1), FG_E_UNSUPPORTED, chunks.uri(),
              ": the first or the last of the frames was dropped by the camera; begin and end at frames that are there");
  const auto kept = kept_of(chunks, frames);
  const auto& blocks = chunks.blocks();
  uint32_t sounds = 0;
  for (size_t i = 0; i < blocks.size(); ++i) sounds += blocks[i].type == "AUDF" && is_kept(blocks[i], i, kept);
  const auto recorded = chunks.file(0).read(0, blocks.front().size);
  std::vector<uint8_t> header(recorded.view().bytes().begin(), recorded.view().bytes().end());
  fg::put_le(header, 24, uint16_t{0}), fg::put_le(header, 26, uint16_t{1});
  fg::put_le(header, 36, static_cast<uint32_t>(kept.pictures.size())), fg::put_le(header, 40, sounds);
  out.begin_as(chunks.uri());
  out.put(header);
  for (size_t i = 0; i < blocks.size();) {
    if (!is_kept(blocks[i], i, kept)) {
      ++i;
      continue;
    }
    const auto& first = blocks[i];
    uint64_t bytes = 0;
    for (; i < blocks.size() && is_kept(blocks[i], i, kept) && blocks[i].file == first.file && blocks[i].offset == first.offset + bytes; ++i) bytes += blocks[i].size;
    out.copy(first.file, first.offset, bytes);
  }
}

}  // namespace mlv
