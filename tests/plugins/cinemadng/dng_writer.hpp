// SPDX-License-Identifier: Apache-2.0
//
// Writes small DNG files for the tests, from the TIFF 6.0 and DNG specifications and sharing nothing with the reader:
// directories of typed tags, and a picture packed bit by bit into strips or tiles.
#pragma once
#include "plugins/cinemadng/scratch_file.hpp"

#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dng {

enum class Order { little, big };

inline void put(Bytes& out, uint64_t value, int bytes, Order order) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> 8 * (order == Order::little ? i : bytes - 1 - i)));
}

struct Tag {
  uint16_t type = 0;
  uint32_t count = 0;
  Bytes value; // in the file's order
};

class Directory {
 public:
  explicit Directory(Order order) : order_(order) {}
  Directory& numbers(uint16_t tag, uint16_t type, const std::vector<int64_t>& values) {
    static constexpr int sizes[]{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    const bool rational = type == 5 || type == 10; // values are then num, den, num, den
    Tag made{type, static_cast<uint32_t>(rational ? values.size() / 2 : values.size()), {}};
    for (const int64_t value : values) put(made.value, static_cast<uint64_t>(value), rational ? 4 : sizes[type], order_);
    tags_[tag] = made;
    return *this;
  }
  Directory& bytes(uint16_t tag, std::vector<int64_t> v) { return numbers(tag, 1, v); }
  Directory& shorts(uint16_t tag, std::vector<int64_t> v) { return numbers(tag, 3, v); }
  Directory& longs(uint16_t tag, std::vector<int64_t> v) { return numbers(tag, 4, v); }
  Directory& rationals(uint16_t tag, std::vector<int64_t> v) { return numbers(tag, 5, v); }
  Directory& srationals(uint16_t tag, std::vector<int64_t> v) { return numbers(tag, 10, v); }
  Directory& text(uint16_t tag, const std::string& text) {
    Tag made{2, static_cast<uint32_t>(text.size() + 1), Bytes(text.begin(), text.end())};
    made.value.push_back(0);
    tags_[tag] = made;
    return *this;
  }
  Directory& remove(uint16_t tag) { tags_.erase(tag); return *this; }
  bool empty() const { return tags_.empty(); }
  // Appends the directory and its values; returns its offset.
  uint64_t write(Bytes& out) const {
    if (out.size() % 2) out.push_back(0);
    const uint64_t at = out.size();
    uint64_t values = at + 2 + tags_.size() * 12 + 4;
    Bytes behind;
    put(out, tags_.size(), 2, order_);
    for (const auto& [number, tag] : tags_) {
      put(out, number, 2, order_), put(out, tag.type, 2, order_), put(out, tag.count, 4, order_);
      Bytes inline_value = tag.value;
      if (tag.value.size() > 4) {
        inline_value.clear();
        put(inline_value, values + behind.size(), 4, order_);
        behind.insert(behind.end(), tag.value.begin(), tag.value.end());
        if (behind.size() % 2) behind.push_back(0);
      }
      inline_value.resize(4);
      out.insert(out.end(), inline_value.begin(), inline_value.end());
    }
    put(out, 0, 4, order_);
    out.insert(out.end(), behind.begin(), behind.end());
    return at;
  }

 private:
  Order order_;
  std::map<uint16_t, Tag> tags_;
};

struct Picture {
  uint32_t width = 96, height = 64, bits = 12, channels = 1;
  Order order = Order::little;
  uint32_t piece_width = 0, piece_height = 0; // 0 width: strips; 0 height: one strip
  [[nodiscard]] uint16_t sample(uint32_t x, uint32_t y) const { // x counts samples; no pattern that packing could hide
    const uint32_t mixed = (x * 2654435761u) ^ (y * 40503u + 12345u) * 2246822519u;
    return static_cast<uint16_t>((mixed >> 9) & ((1u << bits) - 1));
  }
};

// Rows [top, top + rows) and samples [left, left + count) of a picture, each row from a byte on; zeros outside it.
inline Bytes pack(const Picture& p, uint32_t left, uint32_t count, uint32_t top, uint32_t rows) {
  Bytes out;
  for (uint32_t y = top; y < top + rows; ++y) {
    uint64_t held = 0;
    int have = 0;
    for (uint32_t x = left; x < left + count; ++x) {
      const uint16_t value = y < p.height && x < p.width * p.channels ? p.sample(x, y) : 0;
      if (p.bits == 16) { put(out, value, 2, p.order); continue; }
      held = held << p.bits | value, have += static_cast<int>(p.bits);
      for (; have >= 8; have -= 8) out.push_back(static_cast<uint8_t>(held >> (have - 8)));
    }
    if (have > 0) out.push_back(static_cast<uint8_t>(held << (8 - have)));
  }
  return out;
}

// A whole DNG. raw: the raw directory, prepared by raw_directory() and changed as the test likes. preview: when not
// empty it becomes IFD0, and raw its SubIFD.
struct Document {
  Picture picture;
  // A strip or tile; packed as it is unless a test codes it otherwise.
  std::function<Bytes(const Picture&, uint32_t left, uint32_t count, uint32_t top, uint32_t rows)> code;
  Directory raw, preview, exif;
  explicit Document(const Picture& p) : picture(p), code(pack), raw(p.order), preview(p.order), exif(p.order) {
    raw.longs(254, {0}).longs(256, {p.width}).longs(257, {p.height}).shorts(259, {1}).shorts(262, {p.channels == 1 ? 32803 : 34892})
        .shorts(277, {p.channels}).shorts(258, std::vector<int64_t>(p.channels, p.bits)).shorts(284, {1}).bytes(50706, {1, 4, 0, 0})
        .text(50708, "Filmgate Test").shorts(274, {1});
    if (p.channels == 1) raw.shorts(33421, {2, 2}).bytes(33422, {0, 1, 1, 2});
  }
  [[nodiscard]] Bytes write() const {
    const auto& p = picture;
    Bytes out{p.order == Order::little ? uint8_t('I') : uint8_t('M'), p.order == Order::little ? uint8_t('I') : uint8_t('M')};
    put(out, 42, 2, p.order), put(out, 0, 4, p.order);
    Directory whole = raw, first = preview;
    if (!exif.empty()) (first.empty() ? whole : first).longs(34665, {static_cast<int64_t>(exif.write(out))});
    const uint32_t pw = p.piece_width ? p.piece_width : p.width, ph = p.piece_height ? p.piece_height : p.height;
    std::vector<int64_t> offsets, sizes;
    for (uint32_t top = 0; top < p.height; top += ph)
      for (uint32_t left = 0; left < p.width; left += pw) {
        const uint32_t rows = p.piece_width ? ph : std::min(ph, p.height - top);
        const auto piece = code(p, left * p.channels, pw * p.channels, top, rows);
        offsets.push_back(static_cast<int64_t>(out.size())), sizes.push_back(static_cast<int64_t>(piece.size()));
        out.insert(out.end(), piece.begin(), piece.end());
      }
    if (p.piece_width) whole.longs(322, {pw}).longs(323, {ph}).longs(324, offsets).longs(325, sizes);
    else whole.longs(273, offsets).longs(278, {ph}).longs(279, sizes);
    uint64_t at = whole.write(out);
    if (!first.empty()) at = first.longs(330, {static_cast<int64_t>(at)}).write(out);
    Bytes patched;
    put(patched, at, 4, p.order);
    std::copy(patched.begin(), patched.end(), out.begin() + 4);
    return out;
  }
};

}  // namespace dng
