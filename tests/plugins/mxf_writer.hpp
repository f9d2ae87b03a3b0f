// SPDX-License-Identifier: Apache-2.0
//
// Writes MXF files (SMPTE ST 377-1, OP1a, frame wrapped) without a line of the reader's: header, body and footer partitions,
// header metadata, index tables, a picture and a data element a frame. ffprobe and MediaInfo read what it writes.
//   mxf::Clip clip;  clip.company = "Sony";  clip.data = …;  clip.write_to(path);
#pragma once
#include "plugins/mxf_header_sets.hpp"

namespace mxf {

struct Writer {
  const Clip& clip;
  Bytes out{};
  uint64_t start = 0, essence = 0; // bytes of essence so far
  std::vector<uint64_t> units{};
  std::vector<std::pair<uint32_t, uint64_t>> partitions{};

  Bytes run() {
    out.assign(clip.run_in, 0x55), start = out.size();
    const bool in_header = clip.partition_every == 0;
    partition(0x02, HeaderSets{clip}.metadata(), {}, in_header);
    for (uint32_t n = 0; n < clip.frames; ++n) {
      if (!in_header && n % clip.partition_every == 0) partition(0x03, {}, {}, true);
      const uint64_t before = out.size();
      units.push_back(essence);
      klv(out, label(clip.picture_key), picture(n)), fill();
      if (clip.has_data) klv(out, label(clip.data_key), clip.data(n)), fill();
      essence += out.size() - before;
    }
    if (!clip.has_footer) return std::move(out);
    partition(0x04, {}, clip.has_index ? index() : Bytes{}, false);
    for (const auto& [body, place] : partitions) poke(out, start + place + 20 + 24, partitions.back().second); // the footer's place
    random_index();
    return std::move(out);
  }
  Bytes picture(uint32_t n) const {
    if (clip.picture) return clip.picture(n);
    Bytes bytes(clip.picture_bytes(n));
    for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * 7 + n);
    return bytes;
  }
  static void poke(Bytes& bytes, uint64_t at, uint64_t value) { for (int i = 0; i < 8; ++i) bytes[at + static_cast<uint64_t>(i)] = static_cast<uint8_t>(value >> (56 - 8 * i)); }
  void fill() {
    if (clip.grid == 0) return;
    uint64_t gap = (clip.grid - (out.size() - start) % clip.grid) % clip.grid;
    if (gap == 0) return;
    if (gap < 20) gap += clip.grid;
    klv(out, label("060e2b34.01010102.03010210.01000000"), Bytes(gap - 20));
  }
  void partition(uint8_t kind, const Bytes& header, const Bytes& table, bool has_essence) {
    const uint64_t place = out.size() - start, previous = partitions.empty() ? 0 : partitions.back().second;
    const uint64_t header_bytes = header.size(), table_bytes = table.size();
    Bytes pack;
    append(pack, 1, 2), append(pack, 3, 2), append(pack, clip.grid ? clip.grid : 1, 4), append(pack, place, 8), append(pack, previous, 8), append(pack, 0, 8);
    append(pack, header_bytes, 8), append(pack, table_bytes, 8), append(pack, table.empty() ? 0 : 1, 4), append(pack, has_essence ? essence : 0, 8), append(pack, has_essence ? 2 : 0, 4);
    append(pack, label(clip.pattern)), append(pack, batch({label(clip.container)}));
    Label key = label("060e2b34.02050101.0d010201.01000000");
    key[13] = kind, key[14] = clip.closed ? 4 : 1;
    partitions.push_back({has_essence ? 2u : 0u, place});
    klv(out, key, pack), fill(), append(out, header), append(out, table);
  }
  void random_index() {
    Bytes pack;
    for (const auto& [body, place] : partitions) append(pack, body, 4), append(pack, place, 8);
    append(pack, pack.size() + 4 + 20, 4);
    klv(out, label("060e2b34.02050101.0d010201.01110100"), pack);
  }

  Bytes index() const {
    const uint32_t frames = clip.indexed_frames ? clip.indexed_frames : clip.frames, each = clip.index_segment_units ? clip.index_segment_units : frames;
    std::vector<Bytes> segments;
    for (uint32_t first = 0; first < frames; first += each) segments.push_back(segment(first, std::min(each, frames - first)));
    if (clip.index_repeats) std::reverse(segments.begin(), segments.end()), segments.push_back(segments.front());
    Bytes all;
    for (const auto& one : segments) append(all, one);
    return all;
  }
  Bytes segment(uint32_t first, uint32_t count) const {
    std::vector<Item> items{{0x3c0a, number(0x77, 16)}, {0x3f0b, pair_of(clip.rate_num, clip.rate_den)}, {0x3f0c, number(first, 8)}, {0x3f0d, number(count, 8)},
                            {0x3f05, number(clip.unit_bytes, 4)}, {0x3f06, number(1, 4)}, {0x3f07, number(2, 4)}, {0x3f08, number(0, 1)}};
    Bytes entries;
    append(entries, count, 4), append(entries, 11, 4);
    for (uint32_t n = first; n < first + count; ++n) append(entries, 0, 1), append(entries, 0, 1), append(entries, 0x80, 1), append(entries, units[n], 8);
    if (clip.unit_bytes == 0) items.push_back({0x3f0a, entries});
    Bytes out_segment;
    klv(out_segment, label("060e2b34.02530101.0d010201.01100100"), local_set(items));
    return out_segment;
  }
};

inline Bytes Clip::write() const { return Writer{*this}.run(); }

}  // namespace mxf
