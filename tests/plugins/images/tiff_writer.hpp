// SPDX-License-Identifier: Apache-2.0
//
// TIFF files written from TIFF 6.0, with nothing of the reader's code: uncompressed, two rows a strip.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tiff_test {

struct Tag {
  uint16_t type;
  std::vector<uint64_t> numbers; // of one or more elements
  std::string bytes{};           // instead, of types 2 and 7
};

class Tiff { // a structure alone: what Exif is too
 public:
  explicit Tiff(bool big) : big_(big) {}
  [[nodiscard]] std::string number(uint64_t value, int bytes) const {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * (big_ ? bytes - 1 - i : i) & 0xFF);
    return out;
  }
  // A directory at `at`, and its values behind it.
  [[nodiscard]] std::string directory(const std::map<uint16_t, Tag>& tags, uint32_t at, uint32_t next = 0) const {
    std::string table = number(tags.size(), 2), values;
    const uint32_t values_at = at + 2 + 12 * static_cast<uint32_t>(tags.size()) + 4;
    for (const auto& [tag, value] : tags) {
      std::string bytes = value.bytes;
      for (const auto one : value.numbers) bytes += number(one, width_of(value.type));
      const auto count = value.numbers.empty() ? bytes.size() : value.numbers.size() / (value.type == 5 || value.type == 10 ? 2 : 1);
      table += number(tag, 2) + number(value.type, 2) + number(count, 4);
      if (bytes.size() <= 4) table += bytes + std::string(4 - bytes.size(), '\0');
      else table += number(values_at + values.size(), 4), values += bytes + std::string(bytes.size() % 2, '\0');
    }
    return table + number(next, 4) + values;
  }
  [[nodiscard]] std::string head() const { return (big_ ? "MM" : "II") + number(42, 2) + number(8, 4); }

 private:
  static int width_of(uint16_t type) { return type == 3 ? 2 : type == 1 ? 1 : 4; } // rationals are given as pairs
  bool big_;
};

struct Picture {
  uint32_t width = 5, height = 3;
  bool big = false;
  uint32_t bits = 16, channels = 3, format = 1; // SampleFormat: 1 unsigned, 3 floating
  std::map<uint16_t, Tag> more{};               // replaces what stands here already

  // Bits of a sample: every one another, and a number where it is floating.
  [[nodiscard]] uint64_t sample(uint32_t x, uint32_t y, uint32_t channel) const {
    const uint32_t mixed = 17 + 7919 * x + 10473 * y + 5003 * channel;
    if (format == 3) return bits == 32 ? std::bit_cast<uint32_t>(static_cast<float>(mixed) / 7.0f) : mixed % 0x7C00;
    return bits == 16 ? mixed & 0xFFFF : mixed >> 3 & 0xFF;
  }
  [[nodiscard]] std::string write() const {
    const Tiff tiff(big);
    std::vector<uint64_t> offsets, sizes;
    std::string rows;
    for (uint32_t y = 0; y < height; ++y) {
      std::string row;
      for (uint32_t x = 0; x < width; ++x)
        for (uint32_t c = 0; c < channels; ++c) row += tiff.number(sample(x, y, c), static_cast<int>(bits / 8));
      if (y % 2 == 0) offsets.push_back(pixels_at + rows.size()), sizes.push_back(0);
      sizes.back() += row.size();
      rows += row;
    }
    std::map<uint16_t, Tag> tags = more;
    tags.insert({{256, {4, {width}}}, {257, {4, {height}}}, {258, {3, std::vector<uint64_t>(channels, bits)}}, {259, {3, {1}}},
                 {262, {3, {channels < 3 ? 1u : 2u}}}, {273, {4, offsets}}, {277, {3, {channels}}}, {278, {4, {2}}}, {279, {4, sizes}},
                 {339, {3, std::vector<uint64_t>(channels, format)}}});
    std::string out = tiff.head() + tiff.directory(tags, 8);
    out.resize(std::max<size_t>(pixels_at, out.size()));
    return out + rows;
  }
  static constexpr uint32_t pixels_at = 4096;
};

}  // namespace tiff_test
