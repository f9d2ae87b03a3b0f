// SPDX-License-Identifier: Apache-2.0
//
// DPX and Cineon files written from SMPTE ST 268 and Kodak's draft, sample by sample, with nothing of the reader's code.
#pragma once
#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dpx_test {

using Bytes = std::vector<uint8_t>;

class Header { // all ones where nothing was put, which is what "undefined" is
 public:
  Header(size_t size, bool big) : bytes(size, 0xFF), big_(big) {}
  void u8(size_t at, unsigned value) { bytes[at] = static_cast<uint8_t>(value); }
  void u16(size_t at, unsigned value) { put(at, value, 2); }
  void u32(size_t at, uint32_t value) { put(at, value, 4); }
  void f32(size_t at, float value) { put(at, std::bit_cast<uint32_t>(value), 4); }
  void text(size_t at, size_t size, const std::string& value) {
    for (size_t i = 0; i < size; ++i) bytes[at + i] = i < value.size() ? static_cast<uint8_t>(value[i]) : uint8_t{0};
  }
  Bytes bytes;

 private:
  void put(size_t at, uint32_t value, int count) {
    for (int i = 0; i < count; ++i) bytes[at + static_cast<size_t>(big_ ? count - 1 - i : i)] = static_cast<uint8_t>(value >> (8 * i));
  }
  bool big_;
};

struct Picture {
  uint32_t width = 7, height = 4;
  bool big = true;
  unsigned descriptor = 50, bits = 10, packing = 1, transfer = 0, colorimetric = 0;
  bool padded = false;        // rows of 8 and 16 bits end on a word
  uint32_t line_padding = 0;
  uint32_t image_offset = 2048;
  bool cineon = false;
  std::function<void(Header&)> more = {}; // the last word on the header

  [[nodiscard]] uint32_t channels() const { return descriptor == 6 ? 1u : descriptor == 50 ? 3u : 4u; }
  // What sample i of row y is; any bits.
  [[nodiscard]] uint32_t code(uint32_t y, uint64_t i) const {
    const auto mixed = static_cast<uint32_t>((y * 7919u + i * 104729u + 12345u) * 2654435761u);
    return bits == 32 ? std::bit_cast<uint32_t>(static_cast<float>(mixed >> 8) / 1000.0f) : mixed >> (32 - bits);
  }
  [[nodiscard]] Bytes row(uint32_t y) const {
    std::vector<uint32_t> words; // of 32 bits, before they are ordered
    Bytes out;
    const uint64_t count = uint64_t{width} * channels();
    const auto store = [&](uint64_t value, int bytes) {
      for (int i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> 8 * (big ? bytes - 1 - i : i)));
    };
    if (bits == 8 || bits == 16 || bits == 32) {
      for (uint64_t i = 0; i < count; ++i) store(code(y, i), static_cast<int>(bits / 8));
      while (padded && out.size() % 4 != 0) out.push_back(0xEE);
    } else if (packing == 0) {
      words.resize((count * bits + 31) / 32);
      for (uint64_t bit = 0; bit < count * bits; ++bit) words[bit / 32] |= (code(y, bit / bits) >> bit % bits & 1u) << bit % 32;
    } else if (bits == 10) {
      words.resize((count + 2) / 3);
      for (uint64_t i = 0; i < count; ++i) words[i / 3] |= code(y, i) << ((packing == 1 ? 22 : 20) - 10 * (i % 3));
    } else {
      for (uint64_t i = 0; i < count; ++i) store(code(y, i) << (packing == 1 ? 4 : 0), 2);
    }
    for (const auto word : words) store(word, 4);
    out.resize(out.size() + line_padding, 0xEE);
    return out;
  }
  [[nodiscard]] Header dpx_header() const {
    Header h(image_offset, big);
    h.u32(0, 0x53445058), h.u32(4, image_offset), h.text(8, 8, "V2.0");
    h.u32(24, 1664), h.u32(28, 384), h.u32(32, 0);
    h.u16(768, 0), h.u16(770, 1), h.u32(772, width), h.u32(776, height);
    h.u32(780, 0), h.u8(800, descriptor), h.u8(801, transfer), h.u8(802, colorimetric), h.u8(803, bits);
    h.u16(804, packing), h.u16(806, 0), h.u32(808, image_offset), h.u32(812, line_padding), h.u32(816, 0);
    return h;
  }
  [[nodiscard]] Header cineon_header() const { // always big-endian
    Header h(image_offset, true);
    h.u32(0, 0x802A5FD7), h.u32(4, image_offset), h.u32(8, 1024), h.u32(12, 1024), h.u32(16, 0), h.text(24, 8, "V4.5");
    h.u8(192, 0), h.u8(193, channels());
    for (uint32_t c = 0; c < channels(); ++c) {
      const size_t at = 196 + 28 * size_t{c};
      h.u8(at, 0), h.u8(at + 1, c + 1), h.u8(at + 2, bits), h.u32(at + 4, width), h.u32(at + 8, height);
    }
    h.u8(680, 0), h.u8(681, packing == 1 ? 5 : 6), h.u8(682, 0), h.u8(683, 0), h.u32(684, line_padding);
    return h;
  }
  [[nodiscard]] Bytes write() const {
    auto header = cineon ? cineon_header() : dpx_header();
    if (more) more(header);
    Bytes out = std::move(header.bytes);
    for (uint32_t y = 0; y < height; ++y) {
      const auto one = row(y);
      out.insert(out.end(), one.begin(), one.end());
    }
    return out;
  }
};

}  // namespace dpx_test
