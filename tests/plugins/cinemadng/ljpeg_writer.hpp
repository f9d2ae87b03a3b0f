// SPDX-License-Identifier: Apache-2.0
//
// Writes lossless JPEG for the tests, straight from ITU-T T.81 (annexes B, C, F.1.2.1 and H) and sharing nothing with the
// reader: any number of components, sampling factors, predictors, restart intervals, point transforms and tables.
#pragma once
#include "huffman_writer.hpp"

#include <algorithm>
#include <functional>

namespace ljpeg {

struct Shape {
  uint32_t components = 2, precision = 12;
  uint32_t across = 1, down = 1;      // sampling factors of every component
  uint32_t predictor = 1, point_transform = 0, restart_lines = 0;
  std::vector<Lengths> tables{usual}; // component i uses the i-th, or the last
  bool bits_behind_16 = false;        // category 16 is followed by sixteen bits, as DNG 1.0 wrote it
  uint8_t frame_type = 3;
};

class Writer {
 public:
  // sample(x, y, component), for x < width and y < lines
  using Sample = std::function<uint16_t(uint32_t, uint32_t, uint32_t)>;
  Writer(const Shape& shape, uint32_t width, uint32_t lines, const Sample& sample) : shape_(shape), width_(width), lines_(lines) {
    for (const auto& lengths : shape.tables) codes_.push_back(codes_of(lengths));
    padded_width_ = (width + shape.across - 1) / shape.across * shape.across;
    padded_lines_ = (lines + shape.down - 1) / shape.down * shape.down;
    for (uint32_t c = 0; c < shape.components; ++c) {
      std::vector<int32_t> plane;
      for (uint32_t y = 0; y < padded_lines_; ++y)
        for (uint32_t x = 0; x < padded_width_; ++x) plane.push_back(sample(std::min(x, width - 1), std::min(y, lines - 1), c) >> shape.point_transform);
      planes_.push_back(plane);
    }
  }
  Bytes write() {
    word(0xFFD8);
    for (size_t t = 0; t < shape_.tables.size(); ++t) put_table(t);
    word(0xFF00u | 0xC0u | shape_.frame_type), word(8 + 3 * shape_.components), byte(shape_.precision), word(lines_), word(width_), byte(shape_.components);
    for (uint32_t c = 0; c < shape_.components; ++c) byte(c), byte(shape_.across << 4 | shape_.down), byte(0);
    const uint32_t units = shape_.components == 1 ? width_ : padded_width_ / shape_.across;
    if (shape_.restart_lines != 0) word(0xFFDD), word(4), word(units * shape_.restart_lines);
    word(0xFFDA), word(6 + 2 * shape_.components), byte(shape_.components);
    for (uint32_t c = 0; c < shape_.components; ++c) byte(c), byte(static_cast<uint32_t>(table_of(c)) << 4);
    byte(shape_.predictor), byte(0), byte(shape_.point_transform);
    put_scan();
    word(0xFFD9);
    return out_;
  }

 private:
  void byte(uint32_t value) { out_.push_back(static_cast<uint8_t>(value)); }
  void word(uint32_t value) { byte(value >> 8), byte(value & 255); }
  [[nodiscard]] size_t table_of(uint32_t component) const { return std::min<size_t>(component, shape_.tables.size() - 1); }
  void put_table(size_t t) {
    const auto& lengths = shape_.tables[t];
    word(0xFFC4), word(2 + 1 + 16 + 17), byte(static_cast<uint32_t>(t));
    for (int length = 1; length <= 16; ++length) byte(static_cast<uint32_t>(std::count(lengths.begin(), lengths.end(), length)));
    for (int length = 1; length <= 16; ++length)
      for (uint32_t category = 0; category < 17; ++category)
        if (lengths[category] == length) byte(category);
  }
  [[nodiscard]] int32_t at(uint32_t c, uint32_t x, uint32_t y) const { return planes_[c][size_t{y} * padded_width_ + x]; }
  [[nodiscard]] int32_t prediction(uint32_t c, uint32_t x, uint32_t y, uint32_t first_line) const {
    if (y == first_line) return x == 0 ? 1 << (shape_.precision - shape_.point_transform - 1) : at(c, x - 1, y);
    if (x == 0) return at(c, x, y - 1);
    const int32_t a = at(c, x - 1, y), b = at(c, x, y - 1), d = at(c, x - 1, y - 1);
    switch (shape_.predictor) {
      case 1: return a;
      case 2: return b;
      case 3: return d;
      case 4: return a + b - d;
      case 5: return a + ((b - d) >> 1);
      case 6: return b + ((a - d) >> 1);
      default: return (a + b) >> 1;
    }
  }
  void put_difference(BitWriter& bits, uint32_t c, int32_t difference) {
    const auto& codes = codes_[table_of(c)];
    difference = static_cast<int16_t>(static_cast<uint16_t>(difference)); // modulo 2^16; -32768 stands for 32768
    size_t category = 0;
    while (category < 16 && std::abs(difference) >> category) ++category;
    bits.put(codes[category].bits, codes[category].length);
    if (category == 16) { if (shape_.bits_behind_16) bits.put(0x8000, 16); }
    else if (category > 0) bits.put(static_cast<uint32_t>(difference < 0 ? difference + (1 << category) - 1 : difference), static_cast<int>(category));
  }
  void put_scan() {
    const bool units = shape_.components > 1;
    const uint32_t across = units ? shape_.across : 1, down = units ? shape_.down : 1;
    const uint32_t wide = units ? padded_width_ : width_, high = units ? padded_lines_ : lines_;
    BitWriter bits(out_);
    uint32_t first_line = 0, restarts = 0;
    for (uint32_t top = 0; top < high; top += down) {
      if (shape_.restart_lines != 0 && top != 0 && top / down % shape_.restart_lines == 0)
        bits.pad(), word(0xFFD0 + restarts++ % 8), first_line = top;
      for (uint32_t left = 0; left < wide; left += across)
        for (uint32_t c = 0; c < shape_.components; ++c)
          for (uint32_t y = top; y < top + down; ++y)
            for (uint32_t x = left; x < left + across; ++x) put_difference(bits, c, at(c, x, y) - prediction(c, x, y, first_line));
    }
    bits.pad();
  }

  Shape shape_;
  uint32_t width_, lines_, padded_width_ = 0, padded_lines_ = 0;
  std::vector<std::array<Code, 17>> codes_;
  std::vector<std::vector<int32_t>> planes_;
  Bytes out_;
};

}  // namespace ljpeg
