// SPDX-License-Identifier: Apache-2.0
//
// The header metadata of the tests' MXF files: preface, packages, tracks, timecode and descriptors (SMPTE ST 377-1), and the
// primer that explains tags of the file's own.
#pragma once
#include "plugins/mxf_clip.hpp"

namespace mxf {

struct HeaderSets {
  const Clip& clip;
  std::vector<std::pair<uint16_t, Label>> primer{};
  uint32_t serial = 1;

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

}  // namespace mxf
