// SPDX-License-Identifier: Apache-2.0
//
// Draft. The partitions of an MXF file. The value of a partition pack (key 060e2b34.02050101.0d010201.01kkss00, kk 02
// header, 03 body, 04 footer; ss 1 .. 4: open or closed, complete or not), big-endian:
//   0 u16 major, minor · 4 u32 grid · 8 u64 this · 16 u64 previous · 24 u64 footer · 32 u64 header bytes · 40 u64 index bytes
//   48 u32 index id · 52 u64 offset in the essence · 60 u32 essence id · 64 u8[16] operational pattern · 80 batch of labels
// and of the random index pack at the end: (u32 essence id, u64 offset) again and again, u32 bytes of the whole packet.
// Offsets count from the header partition, which a run-in may precede. Source: SMPTE ST 377-1.
#pragma once
#include <filmgate/cpp/draft/mxf_keys.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct MxfPartition {
  uint8_t kind = 0;                      // 2 header, 3 body, 4 footer
  bool is_closed = false, is_complete = false;
  uint64_t offset = 0, pack_end = 0;     // of its key; behind its pack: places in the file, as those that follow are not
  uint64_t previous = 0, footer = 0;     // from the header partition on
  uint64_t header_bytes = 0, index_bytes = 0, body_offset = 0; // the last: of its first essence byte in the essence
  uint32_t index_id = 0, body_id = 0;    // 0: none of it here
  Label pattern{};
  std::vector<Label> containers;
};

// Nothing when no partition pack lies there whole.
inline std::optional<MxfPartition> mxf_partition_at(const File& file, uint64_t offset) {
  if (offset >= file.size()) return {};
  const auto head = file.read_up_to(offset, 4096);
  const auto packet = klv_at(head.view(), 0, file.size() - offset);
  if (!packet || !is_mxf_partition(packet->key) || !packet->whole || packet->bytes < 88 || !head.view().has(packet->header_bytes, 88)) return {};
  const auto pack = head.view().from(packet->header_bytes);
  MxfPartition out;
  out.kind = packet->key[13], out.is_closed = packet->key[14] == 2 || packet->key[14] == 4, out.is_complete = packet->key[14] >= 3;
  out.offset = offset, out.pack_end = packet->end();
  out.previous = pack.u64be(16), out.footer = pack.u64be(24), out.header_bytes = pack.u64be(32), out.index_bytes = pack.u64be(40);
  out.index_id = pack.u32be(48), out.body_offset = pack.u64be(52), out.body_id = pack.u32be(60);
  out.pattern = label_at(pack, 64);
  const uint64_t count = pack.u32be(80), fits = (std::min<uint64_t>(packet->bytes, pack.size()) - 88) / 16;
  for (uint64_t i = 0; i < std::min(count, fits) && pack.u32be(84) == 16; ++i) out.containers.push_back(label_at(pack, 88 + 16 * i));
  return out;
}

// All partitions of a file in their order: of the random index pack, else back from the footer, else walked to.
class MxfPartitions {
 public:
  static constexpr uint64_t most_partitions = 1 << 18, most_packets = 1 << 22;

  explicit MxfPartitions(const File& file) : file_(&file) {
    const auto head = file.read_up_to(0, 65536 + 16);
    const auto start = partition_start(head.view());
    require(start.has_value(), FG_E_NOT_THIS_FORMAT, file.uri(), ": offset 0: no MXF partition within the first 64 KiB");
    start_ = *start;
    const auto first = mxf_partition_at(file, start_);
    require(first && first->kind == 2, FG_E_CORRUPT, file.uri(), ": offset ", start_, ": the file does not begin with a whole header partition");
    all_ = {*first};
    if (by_random_index() || back_from_footer()) return;
    is_broken_off_ = true;
    walk();
  }
  const std::vector<MxfPartition>& all() const { return all_; }
  const MxfPartition& header() const { return all_.front(); }
  uint64_t start() const { return start_; } // of the header partition
  bool is_broken_off() const { return is_broken_off_; } // no footer was found
  // Where the next partition begins, or the file ends.
  uint64_t end_of(const MxfPartition& one) const {
    const auto next = std::upper_bound(all_.begin(), all_.end(), one.offset, [](uint64_t at, const MxfPartition& p) { return at < p.offset; });
    return next == all_.end() ? file_->size() : next->offset;
  }

 private:
  bool by_random_index() {
    static constexpr Label key{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01, 0x11, 0x01};
    const uint64_t size = file_->size();
    if (size < 64) return false;
    const auto tail = file_->read(size - 4, 4);
    const uint64_t bytes = tail.view().u32be(0);
    if (bytes < 20 || bytes > size || bytes > 64 + 12 * most_partitions) return false;
    const auto whole = file_->read(size - bytes, bytes);
    const auto packet = klv_at(whole.view(), 0, bytes);
    if (!packet || !same_label(packet->key, key) || packet->end() != size || packet->bytes % 12 != 4) return false;
    std::vector<uint64_t> places;
    for (uint64_t at = packet->header_bytes; at + 12 < bytes; at += 12) places.push_back(whole.view().u64be(at + 4));
    return take(places);
  }

  bool back_from_footer() {
    std::vector<uint64_t> places;
    uint64_t at = header().footer;
    while (at != 0 && places.size() < most_partitions) {
      places.push_back(at);
      const auto partition = at < file_->size() - start_ ? mxf_partition_at(*file_, start_ + at) : std::nullopt;
      if (!partition || partition->previous >= at) return false;
      at = partition->previous;
    }
    if (at != 0 || places.empty()) return false;
    places.push_back(0);
    std::reverse(places.begin(), places.end());
    return take(places);
  }

  bool take(const std::vector<uint64_t>& places) {
    std::vector<MxfPartition> found;
    for (const uint64_t at : places) {
      if (at >= file_->size() - start_ || (!found.empty() && start_ + at <= found.back().offset)) return false;
      auto partition = mxf_partition_at(*file_, start_ + at);
      if (!partition) return false;
      found.push_back(std::move(*partition));
    }
    if (found.empty() || found.front().offset != start_) return false;
    all_ = std::move(found);
    return true;
  }

  void walk() {
    KlvWalk packets(*file_, header().pack_end, file_->size());
    uint64_t seen = 0;
    for (auto packet = packets.next(); packet; packet = packets.next()) {
      require(++seen < most_packets, FG_E_UNSUPPORTED, file_->uri(), ": offset ", packet->offset, ": more than ", most_packets, " packets and no footer; repair the file first");
      if (!is_mxf_partition(packet->key)) continue;
      if (auto partition = mxf_partition_at(*file_, packet->offset)) {
        is_broken_off_ = is_broken_off_ && partition->kind != 4;
        all_.push_back(std::move(*partition));
      }
    }
  }

  const File* file_;
  std::vector<MxfPartition> all_;
  uint64_t start_ = 0;
  bool is_broken_off_ = false;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
