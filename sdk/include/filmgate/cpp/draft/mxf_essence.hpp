// SPDX-License-Identifier: Apache-2.0
//
// Draft. The elements of each edit unit of an MXF file, by the index table, and by a walk over the essence that it does not cover.
// An element is a picture, a sound or data of one unit: bytes 12 .. 15 of its key are the number of its track (15 picture,
// 16 sound, 17 data, 18 mixed; 04 and 14 system items). Essence whose units have no keys of their own (clip wrapped, as in
// OP-Atom) gives one element a unit. Source: SMPTE ST 377-1, ST 379-1.
#pragma once
#include <filmgate/cpp/draft/mxf_index.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct MxfElement {
  Label key{};
  uint64_t offset = 0, bytes = 0; // of the value
  bool is_whole = true;           // false: the file ends within it
  uint32_t track_number() const { return uint32_t{key[12]} << 24 | uint32_t{key[13]} << 16 | uint32_t{key[14]} << 8 | key[15]; }
};

class MxfEssence { // of the first essence id with any essence
 public:
  static constexpr size_t most_elements = 256; // of a unit

  MxfEssence(const File& file, const MxfPartitions& partitions) : file_(&file) {
    for (const auto& partition : partitions.all()) read(partition, partitions.end_of(partition));
    if (stretches_.empty()) return;
    index_.settle(body_id_, essence_bytes_);
    std::stable_sort(stretches_.begin(), stretches_.end(), [](const Stretch& a, const Stretch& b) { return a.body_offset < b.body_offset; });
    if (index_.count() > 0) find_wrapping();
    if (!clip_key_) walk();
  }

  const MxfIndex& index() const { return index_; }
  bool is_indexed() const { return index_.count() > 0; }
  // Edit units: those that are indexed, and those that were found behind them, for a table may end before the essence does.
  int64_t unit_count() const { return index_.count() + found_count(); }
  int64_t found_count() const { return static_cast<int64_t>(found_.size()); }
  // Where in the file a unit begins; nothing when the file has not so much essence.
  std::optional<uint64_t> place_of(int64_t unit) const {
    if (unit >= index_.count()) return unit - index_.count() < found_count() ? std::optional(found_[static_cast<size_t>(unit - index_.count())]) : std::nullopt;
    const auto indexed = index_.at(unit);
    return indexed ? place_of_offset(indexed->offset) : std::nullopt;
  }
  // The elements of a unit in their order. A unit whose bytes the file has not gives none.
  std::vector<MxfElement> elements(int64_t unit) const {
    std::vector<MxfElement> out;
    const auto begin = place_of(unit);
    if (!begin) return out;
    if (clip_key_) {
      const uint64_t size = index_.unit_bytes() > 0 ? index_.unit_bytes() : place_of(unit + 1).value_or(clip_end_) - *begin;
      const uint64_t left = clip_end_ > *begin ? clip_end_ - *begin : 0;
      if (left > 0) out.push_back({*clip_key_, *begin, std::min(size, left), size <= left});
      return out;
    }
    const auto next = place_of(unit + 1);
    KlvWalk packets(*file_, *begin, next && *next > *begin ? *next : file_->size());
    size_t fills = 0;
    for (auto packet = packets.next(); packet; packet = packets.next()) {
      if (is_mxf_fill(packet->key) && ++fills < most_elements) continue;
      if (!is_mxf_essence(packet->key) || out.size() == most_elements || (!out.empty() && packet->key == out.front().key)) break;
      out.push_back({packet->key, packet->body(), packet->bytes, packet->whole});
    }
    return out;
  }

 private:
  struct Stretch { uint64_t body_offset, begin, end; }; // essence of one partition: in the essence, in the file

  // Index segments and the beginning of the essence lie behind the metadata.
  void read(const MxfPartition& partition, uint64_t end) {
    KlvWalk packets(*file_, behind_metadata(partition, end), end);
    for (auto packet = packets.next(); packet; packet = packets.next()) {
      count_packet(*packet);
      if (MxfIndex::is_segment(packet->key)) index_.add(*file_, *packet);
      if (is_mxf_partition(packet->key)) return;
      if (!is_mxf_essence(packet->key)) continue;
      if (partition.body_id == 0) return;
      if (stretches_.empty()) body_id_ = partition.body_id, first_ = *packet;
      if (partition.body_id == body_id_) stretches_.push_back({partition.body_offset, packet->offset, end}), essence_bytes_ += end - packet->offset;
      return;
    }
  }
  uint64_t behind_metadata(const MxfPartition& partition, uint64_t end) const {
    const uint64_t begin = behind_mxf_fill(*file_, partition.pack_end, end);
    if (begin >= end || partition.header_bytes >= end - begin) return begin;
    const auto there = file_->read_up_to(begin + partition.header_bytes, 4);
    return there.view().starts_with("\x06\x0e\x2b\x34") ? begin + partition.header_bytes : begin; // else the sets are walked over
  }
  void count_packet(const Klv& packet) {
    require(++packets_ < MxfPartitions::most_packets, FG_E_UNSUPPORTED, file_->uri(), ": offset ", packet.offset, ": more than ", MxfPartitions::most_packets,
            " packets before the essence, or without an index table");
  }

  void find_wrapping() {
    const auto first = index_.at(0), second = index_.at(1);
    const uint64_t size = index_.unit_bytes() > 0 ? index_.unit_bytes() : first && second && second->offset > first->offset ? second->offset - first->offset : UINT64_MAX;
    if (first_.header_bytes + first_.bytes <= size) return; // else more than one unit lies in the first packet
    clip_key_ = first_.key, clip_end_ = first_.end();
    stretches_ = {{stretches_.front().body_offset, first_.body(), first_.end()}};
  }
  std::optional<uint64_t> place_of_offset(uint64_t offset) const {
    auto stretch = std::upper_bound(stretches_.begin(), stretches_.end(), offset, [](uint64_t o, const Stretch& s) { return o < s.body_offset; });
    if (stretch == stretches_.begin()) return {};
    --stretch;
    const uint64_t within = offset - stretch->body_offset;
    return within < stretch->end - stretch->begin ? std::optional(stretch->begin + within) : std::nullopt;
  }
  // Behind what is indexed a unit begins wherever the first element's key comes again.
  void walk() {
    constexpr uint64_t none = UINT64_MAX;
    uint64_t last = is_indexed() ? place_of(index_.count() - 1).value_or(none) : none;
    if (is_indexed() && last == none) return; // the file ends before the table does
    auto stretch = stretches_.begin();
    while (last != none && stretch + 1 != stretches_.end() && (last < stretch->begin || last >= stretch->end)) ++stretch;
    for (; stretch != stretches_.end(); ++stretch, last = none) {
      KlvWalk packets(*file_, last != none ? last : stretch->begin, stretch->end);
      for (auto packet = packets.next(); packet; packet = packets.next()) {
        count_packet(*packet);
        if (packet->key == first_.key && packet->offset != last) found_.push_back(packet->offset);
      }
    }
  }

  const File* file_;
  MxfIndex index_;
  std::vector<Stretch> stretches_;
  std::vector<uint64_t> found_;
  Klv first_;
  std::optional<Label> clip_key_;
  uint64_t clip_end_ = 0, essence_bytes_ = 0, packets_ = 0;
  uint32_t body_id_ = 0;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
