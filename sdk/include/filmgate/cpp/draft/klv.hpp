// SPDX-License-Identifier: Apache-2.0
//
// Draft. Keys, lengths and values of MXF files, and the local sets inside of them:
//   KLV        0 u8[16] key · 16 length: one byte below 80h, or 8nh and n bytes, big-endian · the value
//   local set  u16 tag · u16 length · the value, again and again, big-endian
// Source: SMPTE ST 336, ST 377-1, ST 379. Only headers are read, so that a file of any size costs a few reads a packet.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

using Label = std::array<uint8_t, 16>; // SMPTE universal label

struct Klv {
  Label key{};
  uint64_t offset = 0;                  // of the key
  uint64_t header_bytes = 0, bytes = 0; // key and length; the value, cut to the end of what holds it
  bool whole = true;                    // false: the value claims more than there is
  uint64_t body() const { return offset + header_bytes; }
  uint64_t end() const { return body() + bytes; }
};

// Byte 7 of a label is its version and is not compared, as SMPTE ST 298 asks. `count` leading bytes are.
inline bool same_label(const Label& a, const Label& b, size_t count = 16) {
  for (size_t i = 0; i < count && i < 16; ++i)
    if (i != 7 && a[i] != b[i]) return false;
  return true;
}
// Whether a label has these bytes from byte 8 on: the item, whatever the registry's version says before.
inline bool names_item(const Label& label, std::initializer_list<uint8_t> item) {
  require(item.size() <= 8, FG_E_INTERNAL, "an item of a label has 8 bytes at most");
  return std::equal(item.begin(), item.end(), label.begin() + 8);
}
inline Label label_at(const ByteView& view, uint64_t offset) {
  Label out;
  for (size_t i = 0; i < 16; ++i) out[i] = view.u8(offset + i);
  return out;
}
inline std::string label_text(const Label& label) { // "060e2b34.01020101.0d010301.15010500"
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) out += '.';
    out += digits[label[i] >> 4];
    out += digits[label[i] & 15];
  }
  return out;
}

// The packet at `offset` of a view; nothing at its end, or when the length is no length.
inline std::optional<Klv> klv_at(const ByteView& view, uint64_t offset, uint64_t available) {
  if (!view.has(offset, 17)) return {};
  Klv out;
  out.key = label_at(view, offset);
  out.offset = view.base() + offset;
  const uint8_t first = view.u8(offset + 16);
  const uint64_t count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 8 || (first >= 0x80 && count == 0) || !view.has(offset + 17, count)) return {};
  uint64_t length = first;
  if (count > 0) {
    length = 0;
    for (uint64_t i = 0; i < count; ++i) length = length << 8 | view.u8(offset + 17 + i);
  }
  out.header_bytes = 17 + count;
  if (out.header_bytes > available) return {};
  out.whole = length <= available - out.header_bytes;
  out.bytes = out.whole ? length : available - out.header_bytes;
  return out;
}

// Walks the packets of a file, one a call.
class KlvWalk {
 public:
  KlvWalk(const File& file, uint64_t from, uint64_t end) : file_(&file), at_(from), end_(std::min(end, file.size())) {}
  uint64_t offset() const { return at_; } // of the next packet
  std::optional<Klv> next() {
    if (at_ >= end_ || end_ - at_ < 17) return {};
    const auto bytes = file_->read_up_to(at_, 25);
    auto packet = klv_at(bytes.view(), 0, end_ - at_);
    if (packet) at_ = packet->end();
    return packet;
  }

 private:
  const File* file_;
  uint64_t at_, end_;
};

// Packets that lie in memory.
template <class Each> // void(const Klv&, ByteView value)
void each_klv(const ByteView& view, Each&& each) {
  for (uint64_t at = 0; at < view.size();) {
    const auto packet = klv_at(view, at, view.size() - at);
    if (!packet) return;
    at += packet->header_bytes;
    each(*packet, view.sub(at, packet->bytes));
    at += packet->bytes;
  }
}

// The items of a local set; false when the last one is cut off.
template <class Each> // void(uint16_t tag, ByteView value)
bool each_local_item(const ByteView& set, Each&& each) {
  uint64_t at = 0;
  while (set.has(at, 4)) {
    const uint16_t tag = set.u16be(at), length = set.u16be(at + 2);
    if (!set.has(at + 4, length)) return false;
    each(tag, set.sub(at + 4, length));
    at += 4u + length;
  }
  return at == set.size();
}

// Where the first partition begins: at 0, or behind a run-in of at most 64 KiB; nothing when there is none.
inline std::optional<uint64_t> partition_start(const ByteView& head) {
  static constexpr Label partition{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01};
  for (uint64_t at = 0; at <= 65536 && head.has(at, 16); ++at)
    if (head.u8(at) == partition[0] && same_label(label_at(head, at), partition, 13)) return at;
  return {};
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
