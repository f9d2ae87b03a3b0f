// SPDX-License-Identifier: Apache-2.0
//
// Writes MXF files (SMPTE ST 377-1, OP1a, frame wrapped) without a line of the reader's: header, body and footer partitions,
// header metadata, index tables, a picture and a data element a frame. ffprobe and MediaInfo read what it writes.
//   mxf::Clip clip;  clip.company = "Sony";  clip.data = …;  clip.write_to(path);
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace mxf {

using Bytes = std::vector<uint8_t>;
using Label = std::array<uint8_t, 16>;

inline void append(Bytes& out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}
inline void append(Bytes& out, const Bytes& more) { out.insert(out.end(), more.begin(), more.end()); }
inline void append(Bytes& out, const Label& label) { out.insert(out.end(), label.begin(), label.end()); }
inline Bytes number(uint64_t value, int bytes) { Bytes out; append(out, value, bytes); return out; }
inline Bytes pair_of(uint32_t a, uint32_t b) { Bytes out; append(out, a, 4), append(out, b, 4); return out; }
inline Bytes text(const std::string& ascii) { Bytes out; for (const char c : ascii) append(out, static_cast<uint8_t>(c), 2); return out; }
inline Bytes bytes_of(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }

// "060e2b34.04010101.0d010201.01010900"
inline Label label(const std::string& digits) {
  Label out{};
  size_t at = 0;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string plain;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(plain), [](char c) { return c != '.'; });
  for (size_t i = 0; i + 1 < plain.size() && at < 16; i += 2) out[at++] = static_cast<uint8_t>(digit(plain[i]) << 4 | digit(plain[i + 1]));
  return out;
}
inline Label instance(uint32_t serial) { Label out{0xAA}; for (size_t i = 0; i < 4; ++i) out[12 + i] = static_cast<uint8_t>(serial >> (24 - 8 * i)); return out; }
inline Bytes batch(const std::vector<Label>& labels) { Bytes out; append(out, labels.size(), 4), append(out, 16, 4); for (const auto& one : labels) append(out, one); return out; }

inline void klv(Bytes& out, const Label& key, const Bytes& value) { append(out, key), out.push_back(0x83), append(out, value.size(), 3), append(out, value); }

struct Item { uint16_t tag; Bytes value; };
inline Bytes local_set(const std::vector<Item>& items) {
  Bytes out;
  for (const auto& [tag, value] : items) append(out, tag, 2), append(out, value.size(), 2), append(out, value);
  return out;
}

// An item whose tag is of this file only: the primer explains it.
struct Named { std::string label; Bytes value; };
struct Set { std::string key; std::vector<Named> items; };

// Packets of ST 436 in one data element; payload: the 8-bit words from the data id on.
struct Ancillary { uint16_t line; Bytes payload; uint8_t coding = 4, wrapping = 1; };
inline Bytes ancillary(const std::vector<Ancillary>& packets) {
  Bytes out;
  append(out, packets.size(), 2);
  for (auto [line, payload, coding, wrapping] : packets) {
    const auto samples = payload.size();
    payload.resize((samples + 3) / 4 * 4);
    append(out, line, 2), append(out, wrapping, 1), append(out, coding, 1), append(out, samples, 2), append(out, payload.size(), 4), append(out, 1, 4), append(out, payload);
  }
  return out;
}

struct Clip {
  uint32_t frames = 7, width = 1920, height = 1080, rate_num = 25, rate_den = 1, stored_height = 0;
  uint32_t tc_base = 25, tc_start = 10 * 3600 * 25;
  bool tc_drop = false, has_timecode = true;
  std::string company = "Test", product = "Writer", version = "1.0";
  std::string container = "060e2b34.0401010d.0d010301.020c0100", coding = "060e2b34.04010107.04010202.03010101"; // JPEG 2000
  std::string picture_key = "060e2b34.01020101.0d010301.15010500", data_key = "060e2b34.01020101.0d010301.17010201";
  std::string picture_set = "060e2b34.02530101.0d010101.01012800", pattern = "060e2b34.04010101.0d010201.01010900";
  std::vector<Item> picture_items;             // with tags of ST 377-1
  std::vector<Named> picture_named;            // with tags of this file
  std::vector<Set> sub_descriptors, other_sets; // linked to the picture descriptor, and loose
  std::function<uint32_t(uint32_t)> picture_bytes = [](uint32_t) { return 1000u; };
  std::function<Bytes(uint32_t)> picture;      // else bytes of a pattern
  std::function<Bytes(uint32_t)> data = [](uint32_t) { return number(0, 2); };
  bool has_data = true, has_index = true, has_footer = true, index_repeats = false, closed = true;
  uint32_t grid = 0, partition_every = 0, run_in = 0, index_segment_units = 0;
  uint32_t unit_bytes = 0;                     // not 0: an index of units of one size

  Bytes write() const {
    Writer out{*this};
    return out.run();
  }
  void write_to(const std::string& path) const {
    const auto all = write();
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
  }

 private:
  struct Writer {
    const Clip& clip;
    Bytes out{};
    uint64_t start = 0, essence = 0; // bytes of essence so far
    std::vector<uint64_t> units{};
    std::vector<std::pair<uint32_t, uint64_t>> partitions{};
    std::vector<std::pair<uint16_t, Label>> primer{};
    uint32_t serial = 1;

    Bytes run() {
      out.assign(clip.run_in, 0x55), start = out.size();
      const bool in_header = clip.partition_every == 0;
      partition(0x02, metadata(), {}, in_header);
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
      const uint32_t each = clip.index_segment_units ? clip.index_segment_units : clip.frames;
      std::vector<Bytes> segments;
      for (uint32_t first = 0; first < clip.frames; first += each) segments.push_back(segment(first, std::min(each, clip.frames - first)));
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

    // Sets, and the primer that is written before them.
    Item named(const Named& item) {
      const Label wanted = label(item.label);
      auto known = std::find_if(primer.begin(), primer.end(), [&](const auto& one) { return one.second == wanted; });
      if (known == primer.end()) primer.push_back({static_cast<uint16_t>(0x8000 + primer.size()), wanted}), known = primer.end() - 1;
      return {known->first, item.value};
    }
    void set(Bytes& sets, const std::string& key, const Label& id, std::vector<Item> items) {
      items.insert(items.begin(), {0x3c0a, Bytes(id.begin(), id.end())});
      klv(sets, label(key), local_set(items));
    }
    void set(Bytes& sets, uint8_t kind, const Label& id, std::vector<Item> items) {
      auto key = label("060e2b34.02530101.0d010101.01010000");
      key[14] = kind;
      items.insert(items.begin(), {0x3c0a, Bytes(id.begin(), id.end())});
      klv(sets, key, local_set(items));
    }
    Label next() { return instance(serial++); }
    static Bytes raw(const Label& l) { return {l.begin(), l.end()}; }
    static Bytes umid(bool material) { Bytes out_umid = raw(label("060a2b34.01010105.01010d43.13000000")); append(out_umid, material ? 1 : 2, 16); return out_umid; }

    Label track(Bytes& sets, uint32_t id, uint32_t track_number, const std::string& kind, std::vector<Item> component, uint8_t component_kind) {
      const Label t = next(), s = next(), c = next();
      set(sets, 0x3b, t, {{0x4801, number(id, 4)}, {0x4804, number(track_number, 4)}, {0x4b01, pair_of(clip.rate_num, clip.rate_den)}, {0x4b02, number(0, 8)}, {0x4803, raw(s)}});
      set(sets, 0x0f, s, {{0x0201, raw(label(kind))}, {0x0202, number(clip.frames, 8)}, {0x1001, batch({c})}});
      component.insert(component.begin(), {{0x0201, raw(label(kind))}, {0x0202, number(clip.frames, 8)}});
      set(sets, component_kind, c, component);
      return t;
    }
    std::vector<Label> tracks(Bytes& sets, bool material) {
      static const std::string time = "060e2b34.04010101.01030201.01000000", picture = "060e2b34.04010101.01030202.01000000", data = "060e2b34.04010101.01030202.03000000";
      const auto clip_of = [&](uint32_t id) -> std::vector<Item> { return {{0x1201, number(0, 8)}, {0x1101, material ? umid(false) : Bytes(32)}, {0x1102, number(material ? id : 0, 4)}}; };
      const auto track_number = [&](const std::string& key) { const auto k = label(key); return material ? 0u : uint32_t{k[12]} << 24 | uint32_t{k[13]} << 16 | uint32_t{k[14]} << 8 | k[15]; };
      std::vector<Label> out_tracks;
      if (clip.has_timecode)
        out_tracks.push_back(track(sets, 1, 0, time, {{0x1502, number(clip.tc_base, 2)}, {0x1501, number(clip.tc_start, 8)}, {0x1503, number(clip.tc_drop, 1)}}, 0x14));
      out_tracks.push_back(track(sets, 2, track_number(clip.picture_key), picture, clip_of(2), 0x11));
      if (clip.has_data) out_tracks.push_back(track(sets, 3, track_number(clip.data_key), data, clip_of(3), 0x11));
      return out_tracks;
    }
    Label descriptors(Bytes& sets) {
      const Label all = next(), picture = next(), data = next();
      std::vector<Label> parts{picture};
      if (clip.has_data) parts.push_back(data);
      set(sets, 0x44, all, {{0x3001, pair_of(clip.rate_num, clip.rate_den)}, {0x3004, raw(label("060e2b34.04010103.0d010301.027f0100"))}, {0x3f01, batch(parts)}});
      std::vector<Item> items{{0x3006, number(2, 4)}, {0x3001, pair_of(clip.rate_num, clip.rate_den)}, {0x3002, number(clip.frames, 8)}, {0x3004, raw(label(clip.container))},
                              {0x3201, raw(label(clip.coding))}, {0x3203, number(clip.width, 4)}, {0x3202, number(clip.stored_height ? clip.stored_height : clip.height, 4)}, {0x320c, number(0, 1)},
                              {0x320e, pair_of(16, 9)}};
      items.insert(items.end(), clip.picture_items.begin(), clip.picture_items.end());
      for (const auto& item : clip.picture_named) items.push_back(named(item));
      std::vector<Label> subs;
      for (const auto& [key, contents] : clip.sub_descriptors) {
        subs.push_back(next());
        std::vector<Item> sub_items;
        for (const auto& item : contents) sub_items.push_back(named(item));
        set(sets, key, subs.back(), sub_items);
      }
      if (!subs.empty()) items.push_back(named({"060e2b34.01010109.06010104.06100000", batch(subs)}));
      set(sets, clip.picture_set, picture, items);
      if (clip.has_data) set(sets, 0x5c, data, {{0x3006, number(3, 4)}, {0x3001, pair_of(clip.rate_num, clip.rate_den)}, {0x3004, raw(label("060e2b34.04010109.0d010301.020e0000"))}});
      return all;
    }
    Bytes metadata() {
      Bytes sets;
      const Label preface = next(), identification = next(), storage = next(), essence_data = next(), material = next(), source = next();
      set(sets, 0x2f, preface, {{0x3b02, number(0x07e9010203040500, 8)}, {0x3b05, number(0x0103, 2)}, {0x3b06, batch({identification})}, {0x3b03, raw(storage)},
                                {0x3b09, raw(label(clip.pattern))}, {0x3b0a, batch({label(clip.container)})}, {0x3b0b, number(uint64_t{16}, 8)}});
      set(sets, 0x30, identification, {{0x3c09, raw(next())}, {0x3c01, text(clip.company)}, {0x3c02, text(clip.product)}, {0x3c04, text(clip.version)}, {0x3c06, number(0x07e9010203040500, 8)}});
      set(sets, 0x18, storage, {{0x1901, batch({material, source})}, {0x1902, batch({essence_data})}});
      set(sets, 0x23, essence_data, {{0x2701, umid(false)}, {0x3f06, number(1, 4)}, {0x3f07, number(2, 4)}});
      const auto material_tracks = tracks(sets, true);
      set(sets, 0x36, material, {{0x4401, umid(true)}, {0x4403, batch(material_tracks)}});
      const auto source_tracks = tracks(sets, false);
      const auto descriptor = descriptors(sets);
      set(sets, 0x37, source, {{0x4401, umid(false)}, {0x4403, batch(source_tracks)}, {0x4701, raw(descriptor)}});
      for (const auto& [key, contents] : clip.other_sets) {
        std::vector<Item> items;
        for (const auto& item : contents) items.push_back(named(item));
        set(sets, key, next(), items);
      }
      Bytes entries, all;
      append(entries, primer.size(), 4), append(entries, 18, 4);
      for (const auto& [tag, meaning] : primer) append(entries, tag, 2), append(entries, meaning);
      klv(all, label("060e2b34.02050101.0d010201.01050100"), entries);
      append(all, sets);
      return all;
    }
  };
};

}  // namespace mxf
