// SPDX-License-Identifier: Apache-2.0
//
// Draft. What the header metadata of an MXF file say of its clip: packages, their tracks and timecodes, and descriptors.
//   36 material package, 37 source package: 4401 umid, 4403 tracks · 3b track: 4801 id, 4804 number, 4b01 rate, 4803 sequence
//   0f sequence: 0202 duration, 1001 components · 14 timecode: 1501 start, 1502 base, 1503 drop
//   descriptors: 3006 track id, 3001 rate, 3002 duration, 3004 container, 3f01 the descriptors of a multiple one
// Source: SMPTE ST 377-1.
#pragma once
#include <filmgate/cpp/draft/mxf_metadata.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct MxfTrack {
  uint32_t id = 0, number = 0;     // number: bytes 12 .. 15 of its essence elements' keys; 0 in material packages
  fg_rational rate{0, 0};
  int64_t duration = -1;           // in units of the rate; -1 unknown
  Label kind{};                    // data definition
  fg_timecode start{-1, {0, 0}, 0, 0}; // when it is a track of timecode
  const MxfSet* descriptor = nullptr;  // in source packages
};

struct MxfPackage {
  bool is_material = false;
  std::vector<uint8_t> umid;
  std::vector<MxfTrack> tracks;
};

// The timecode of a component, counted at the rate of its track when that is what the base stands for.
inline fg_timecode mxf_timecode(const MxfSet& component, fg_rational rate) {
  const auto start = component.number(0x1501), base = component.number(0x1502);
  fg_timecode out{-1, {0, 0}, 0, 0};
  if (!start || !base || *base == 0 || *base > 1000 || *start > uint64_t{1} << 40) return out;
  const auto whole = static_cast<int64_t>(*base);
  const bool is_of_rate = rate.num > 0 && rate.den > 0 && (rate.num + rate.den / 2) / rate.den == whole;
  out.frame = static_cast<int64_t>(*start), out.base = is_of_rate ? rate : fg_rational{whole, 1};
  if (component.number(0x1503).value_or(0) != 0) out.flags = FG_TC_DROP;
  return out;
}

inline MxfTrack mxf_track(const MxfMetadata& metadata, const MxfSet& set) {
  MxfTrack out;
  out.id = static_cast<uint32_t>(set.number(0x4801).value_or(0)), out.number = static_cast<uint32_t>(set.number(0x4804).value_or(0));
  const auto rate = set.rational(0x4b01);
  if (rate && rate->num > 0 && rate->den > 0) out.rate = *rate;
  const auto* sequence = metadata.of(set.label(0x4803));
  if (!sequence) return out;
  out.kind = sequence->label(0x0201).value_or(Label{});
  const auto duration = sequence->number(0x0202);
  if (duration && *duration <= static_cast<uint64_t>(mxf_most_units)) out.duration = static_cast<int64_t>(*duration);
  const auto components = sequence->labels(0x1001);
  const auto* component = sequence->kind() == 0x14 ? sequence : components.empty() ? nullptr : metadata.of(components.front());
  if (component && component->kind() == 0x14) out.start = mxf_timecode(*component, out.rate);
  return out;
}

// Packages in the order of the file. The sets must outlive what is returned.
inline std::vector<MxfPackage> mxf_packages(const MxfMetadata& metadata) {
  std::vector<MxfPackage> out;
  for (const auto& set : metadata.sets()) {
    if (set.kind() != 0x36 && set.kind() != 0x37) continue;
    MxfPackage package;
    package.is_material = set.kind() == 0x36;
    if (const auto* umid = set.find(uint16_t{0x4401})) package.umid.assign(umid->value.bytes().begin(), umid->value.bytes().end());
    std::vector<const MxfSet*> descriptors;
    if (const auto* descriptor = metadata.of(set.label(0x4701))) {
      descriptors.push_back(descriptor);
      for (const auto& one : descriptor->labels(0x3f01))
        if (const auto* part = metadata.of(one)) descriptors.push_back(part);
    }
    for (const auto& id : set.labels(0x4403)) {
      const auto* track = metadata.of(id);
      if (!track || (track->kind() != 0x3b && track->kind() != 0x3a)) continue; // 3a: static, of descriptive metadata
      package.tracks.push_back(mxf_track(metadata, *track));
      auto& made = package.tracks.back();
      for (const auto* one : descriptors)
        if (const auto linked = one->number(0x3006); linked && *linked == made.id && made.id != 0) made.descriptor = one;
    }
    out.push_back(std::move(package));
  }
  return out;
}

// The first descriptor that states the size of a picture, whatever its key: vendors have keys of their own.
inline const MxfSet* mxf_picture_descriptor(const MxfMetadata& metadata) {
  for (const auto& set : metadata.sets())
    if (set.number(0x3203).value_or(0) > 0 && set.number(0x3202).value_or(0) > 0 && set.find(uint16_t{0x3004})) return &set;
  return nullptr;
}

// Of the material package, which says what is played; else of a source package; frame -1 when no track counts timecode.
inline fg_timecode mxf_start(const std::vector<MxfPackage>& packages) {
  for (const bool material : {true, false})
    for (const auto& package : packages)
      for (const auto& track : package.tracks)
        if (package.is_material == material && track.start.frame >= 0) return track.start;
  return {-1, {0, 0}, 0, 0};
}

// The timecode `frames` pictures later.
inline fg_timecode mxf_later(fg_timecode start, int64_t frames, fg_rational rate) {
  if (start.frame < 0 || frames < 0 || frames > int64_t{1} << 40) return start;
  const bool same = rate.num == 0 || rate.num * start.base.den == rate.den * start.base.num;
  // Fifty pictures a second may be counted by a timecode of twenty-five.
  start.frame += same ? frames : static_cast<int64_t>(static_cast<long double>(frames) * rate.den * start.base.num / (static_cast<long double>(rate.num) * start.base.den));
  return start;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
