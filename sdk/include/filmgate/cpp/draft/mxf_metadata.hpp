// SPDX-License-Identifier: Apache-2.0
//
// Draft. The header metadata of an MXF file: sets of items, which name one another by their instance ids.
//   primer (060e2b34.02050101.0d010201.01050100): u32 count, u32 18, { u16 tag, u8[16] label }
//   a set (060e2b34.0253 …): a local set whose tags the primer explains; tag 3c0a is its instance id
// Tags below 8000h mean the same in every file; those above are asked for by label. Source: SMPTE ST 377-1, ST 336.
#pragma once
#include <filmgate/cpp/draft/mxf_partition.hpp>
#include <filmgate/cpp/draft/unicode.hpp>
#include <filmgate/value.h>

#include <memory>

namespace fg {
inline namespace v1 {
namespace draft {

// Two i32; 0/0 when the second is 0, as the ABI writes what is unknown.
inline fg_rational mxf_rational(const ByteView& view, uint64_t at) {
  const int64_t num = view.i32be(at), den = view.i32be(at + 4);
  return den > 0 ? fg_rational{num, den} : den < 0 ? fg_rational{-num, -den} : fg_rational{0, 0};
}

struct MxfItem {
  uint16_t tag = 0;
  Label label{}; // of the primer; zeros when it names none
  ByteView value;
};

// One set. Reading an item that is absent, or of another size, gives nothing.
struct MxfSet {
  Label key{}, id{};
  std::vector<MxfItem> items;
  bool is_whole = true; // its items end where it does

  bool is_standard() const { // of ST 377-1: kind() tells which
    static constexpr Label standard{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x53, 0x01, 0x01, 0x0d, 0x01, 0x01, 0x01, 0x01, 0x01};
    return same_label(key, standard, 14);
  }
  uint8_t kind() const { return is_standard() ? key[14] : uint8_t{0}; } // 0x36 material package, 0x14 timecode component …
  const MxfItem* find(uint16_t tag) const {
    for (const auto& item : items) if (item.tag == tag) return &item;
    return nullptr;
  }
  const MxfItem* find(const Label& label) const {
    for (const auto& item : items) if (same_label(item.label, label)) return &item;
    return nullptr;
  }
  static std::optional<uint64_t> whole_number(const MxfItem* item) {
    if (!item || item->value.size() == 0 || item->value.size() > 8) return {};
    uint64_t out = 0;
    for (const uint8_t byte : item->value.bytes()) out = out << 8 | byte;
    return out;
  }
  std::optional<uint64_t> number(uint16_t tag) const { return whole_number(find(tag)); }
  std::optional<fg_rational> rational(uint16_t tag) const {
    const auto* item = find(tag);
    if (!item || item->value.size() != 8) return {};
    return mxf_rational(item->value, 0);
  }
  std::optional<Label> label(uint16_t tag) const {
    const auto* item = find(tag);
    if (!item || item->value.size() != 16) return {};
    return label_at(item->value, 0);
  }
  std::string text(uint16_t tag) const { const auto* item = find(tag); return item ? utf8_of_utf16be(item->value) : std::string(); }
  // u32 count, u32 size, elements; those that are there.
  static std::vector<ByteView> elements(const ByteView& batch) {
    std::vector<ByteView> out;
    if (!batch.has(0, 8)) return out;
    const uint64_t count = batch.u32be(0), size = batch.u32be(4);
    for (uint64_t i = 0; size > 0 && i < count && batch.has(8 + i * size, size); ++i) out.push_back(batch.sub(8 + i * size, size));
    return out;
  }
  std::vector<Label> labels(uint16_t tag) const {
    std::vector<Label> out;
    if (const auto* item = find(tag))
      for (const auto& element : elements(item->value)) if (element.size() == 16) out.push_back(label_at(element, 0));
    return out;
  }
};

class MxfMetadata {
 public:
  static constexpr uint64_t most_bytes = 64u << 20;
  static constexpr size_t most_sets = 1 << 16;

  MxfMetadata() = default;
  // Of one partition; without a set when there is none.
  MxfMetadata(const File& file, const MxfPartition& partition) {
    static constexpr Label primer{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01, 0x05, 0x01};
    if (partition.header_bytes == 0) return;
    const uint64_t begin = behind_mxf_fill(file, partition.pack_end, file.size()), left = file.size() - begin, wanted = std::min(partition.header_bytes, left);
    require(wanted <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": offset ", begin, ": ", wanted, " bytes of header metadata; at most ", most_bytes, " are read");
    is_cut_ = left < partition.header_bytes;
    bytes_ = std::make_shared<const Bytes>(file.read(begin, wanted));
    each_klv(bytes_->view(), [&](const Klv& packet, const ByteView& value) {
      is_cut_ = is_cut_ || !packet.whole;
      if (same_label(packet.key, primer)) read_primer(value);
      else if (packet.key[4] == 0x02 && packet.key[5] == 0x53) read_set(packet.key, value);
    });
  }

  bool is_cut() const { return is_cut_; } // a packet ends behind the metadata, or the metadata behind the file
  const std::vector<MxfSet>& sets() const { return sets_; }
  const MxfSet* of(const Label& id) const {
    for (const auto& set : sets_) if (set.id == id) return &set;
    return nullptr;
  }
  std::string tag_name(uint16_t tag) const { // the label that the primer gives it, else "0x8123"
    static constexpr char digits[] = "0123456789abcdef";
    for (const auto& [known, label] : primer_) if (known == tag) return label_text(label);
    return std::string("0x") + digits[tag >> 12] + digits[tag >> 8 & 15] + digits[tag >> 4 & 15] + digits[tag & 15];
  }
  const MxfSet* of(const std::optional<Label>& id) const { return id ? of(*id) : nullptr; }

 private:
  void read_primer(const ByteView& value) {
    for (const auto& entry : MxfSet::elements(value)) if (entry.size() == 18) primer_.push_back({entry.u16be(0), label_at(entry, 2)});
  }
  void read_set(const Label& key, const ByteView& value) {
    require(sets_.size() < most_sets, FG_E_UNSUPPORTED, value.name(), ": offset ", value.base(), ": more than ", most_sets, " sets of header metadata");
    MxfSet set;
    set.key = key;
    set.is_whole = each_local_item(value, [&](uint16_t tag, const ByteView& item) {
      const auto named = std::find_if(primer_.begin(), primer_.end(), [&](const auto& entry) { return entry.first == tag; });
      set.items.push_back({tag, named == primer_.end() ? Label{} : named->second, item});
    });
    if (const auto id = set.label(0x3c0a)) set.id = *id;
    sets_.push_back(std::move(set));
  }

  std::shared_ptr<const Bytes> bytes_; // what the items point into, wherever this is moved to
  std::vector<std::pair<uint16_t, Label>> primer_;
  std::vector<MxfSet> sets_;
  bool is_cut_ = false;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
