// SPDX-License-Identifier: Apache-2.0
//
// Draft. Index tables of an MXF file: where each edit unit begins in its essence. A segment is a local set
// (060e2b34.02530101.0d010201.01100100), big-endian:
//   3f0b rational rate · 3f0c i64 first unit · 3f0d i64 units (0: as many as there are) · 3f05 u32 bytes of each unit, 0: they differ
//   3f06 u32 index id · 3f07 u32 essence id · 3f0a u32 count, u32 size, { i8 temporal offset, i8 key offset, u8 flags, u64 offset, … }
// Segments are repeated at will; of those that begin alike the longest counts. Source: SMPTE ST 377-1.
#pragma once
#include <filmgate/cpp/draft/mxf_metadata.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct MxfUnit {
  uint64_t offset = 0;  // in the essence
  int8_t temporal = 0;  // what is shown as this unit is stored in the unit so many places on
  int8_t key = 0;       // from this unit to the one that decoding starts with, 0 or less
  uint8_t flags = 0;    // 0x80: decoding may start here
};

class MxfIndex {
 public:
  static constexpr uint64_t most_bytes = 512u << 20;
  static bool is_segment(const Label& key) {
    static constexpr Label segment{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x53, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01, 0x10, 0x01};
    return same_label(key, segment);
  }

  void add(const File& file, const Klv& packet) {
    read_ += packet.bytes;
    require(read_ <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": offset ", packet.offset, ": more than ", most_bytes, " bytes of index tables");
    if (!packet.whole) return void(is_cut_ = true);
    const auto bytes = file.read(packet.body(), packet.bytes);
    read_segment(bytes.view());
  }

  // After the last segment: keeps those of one essence, in order. essence_bytes: for units of one size without an end.
  void settle(uint32_t body_id, uint64_t essence_bytes) {
    std::erase_if(segments_, [&](const Segment& s) { return s.body_id != body_id; });
    std::stable_sort(segments_.begin(), segments_.end(), [](const Segment& a, const Segment& b) { return a.first != b.first ? a.first < b.first : a.count > b.count; });
    std::vector<Segment> kept;
    uint64_t offset = 0; // of units of one size
    for (auto& segment : segments_) {
      if (segment.first != (kept.empty() ? 0 : kept.back().first + kept.back().count)) continue;
      segment.offset = offset;
      if (segment.unit_bytes > 0) {
        if (segment.count == 0) segment.count = static_cast<int64_t>(std::min<uint64_t>((essence_bytes - std::min(offset, essence_bytes)) / segment.unit_bytes, mxf_most_units));
        if (static_cast<uint64_t>(segment.count) > essence_limit / segment.unit_bytes - offset / segment.unit_bytes) break;
        offset += static_cast<uint64_t>(segment.count) * segment.unit_bytes;
      }
      if (segment.count > 0) kept.push_back(std::move(segment));
    }
    segments_ = std::move(kept);
  }

  int64_t count() const { return segments_.empty() ? 0 : segments_.back().first + segments_.back().count; }
  bool is_cut() const { return is_cut_; }
  fg_rational rate() const { return segments_.empty() ? fg_rational{0, 0} : segments_.front().rate; }
  // Every unit takes so many bytes; 0: they differ.
  uint64_t unit_bytes() const { return segments_.empty() ? 0 : segments_.front().unit_bytes; }
  std::optional<MxfUnit> at(int64_t unit) const {
    auto segment = std::upper_bound(segments_.begin(), segments_.end(), unit, [](int64_t n, const Segment& s) { return n < s.first; });
    if (unit < 0 || segment == segments_.begin()) return {};
    --segment;
    const int64_t within = unit - segment->first;
    if (within >= segment->count) return {};
    if (segment->unit_bytes == 0) return segment->units[static_cast<size_t>(within)];
    MxfUnit out;
    out.offset = segment->offset + static_cast<uint64_t>(within) * segment->unit_bytes, out.flags = 0x80;
    return out;
  }

 private:
  static constexpr uint64_t essence_limit = uint64_t{1} << 62;
  struct Segment {
    fg_rational rate{0, 0};
    int64_t first = 0, count = 0;
    uint32_t unit_bytes = 0, body_id = 0;
    uint64_t offset = 0;
    std::vector<MxfUnit> units; // empty when all are of one size
  };

  void read_segment(const ByteView& value) {
    MxfSet set;
    set.is_whole = each_local_item(value, [&](uint16_t tag, const ByteView& item) { set.items.push_back({tag, {}, item}); });
    Segment out;
    out.rate = set.rational(0x3f0b).value_or(fg_rational{0, 0});
    const auto first = static_cast<int64_t>(set.number(0x3f0c).value_or(0)), count = static_cast<int64_t>(set.number(0x3f0d).value_or(0));
    out.unit_bytes = static_cast<uint32_t>(set.number(0x3f05).value_or(0)), out.body_id = static_cast<uint32_t>(set.number(0x3f07).value_or(0));
    if (first < 0 || count < 0 || first > mxf_most_units || count > mxf_most_units) return void(is_cut_ = true);
    out.first = first, out.count = count;
    if (out.unit_bytes == 0) {
      // Item lengths are 16 bits wide, so long tables come in many segments.
      for (const auto& entry : set.find(uint16_t{0x3f0a}) ? MxfSet::elements(set.find(uint16_t{0x3f0a})->value) : std::vector<ByteView>{})
        if (entry.size() >= 11) out.units.push_back({entry.u64be(3), entry.get<int8_t>(0, Order::big), entry.get<int8_t>(1, Order::big), entry.u8(2)});
      is_cut_ = is_cut_ || static_cast<int64_t>(out.units.size()) < count || !set.is_whole;
      out.count = std::min(count, static_cast<int64_t>(out.units.size()));
    }
    segments_.push_back(std::move(out));
  }

  std::vector<Segment> segments_;
  uint64_t read_ = 0;
  bool is_cut_ = false;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
