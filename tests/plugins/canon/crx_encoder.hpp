// SPDX-License-Identifier: Apache-2.0
//
// A lossless CRX encoder for the tests, written from the codec's public description: each plane is predicted by the median of its
// neighbours, differences are adaptive Golomb-Rice codes, and runs of equal samples are counted. What it writes is right when
// LibRaw, which had no part in it, reads the samples that went in.
#pragma once
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace canon_test {

inline std::string big(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

class PlaneEncoder {
 public:
  explicit PlaneEncoder(uint32_t width) : above_(width + 2), line_(width + 2), width_(width) {}

  void add(const std::vector<int32_t>& samples) {
    if (first_)
      top(samples);
    else
      next(samples);
    line_[width_ + 1] = line_[width_] + 1;
    above_ = line_, first_ = false;
  }
  std::string finish() {
    while (filled_ != 0) bit(0);
    return bytes_;
  }

 private:
  static constexpr std::array<uint32_t, 32> run_bits{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,  2,  3,  3,  3,  3,
                                                     4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15};

  void bit(uint32_t one) {
    byte_ = static_cast<uint8_t>(byte_ << 1 | one);
    if (++filled_ == 8) bytes_ += static_cast<char>(byte_), filled_ = 0;
  }
  void bits(uint32_t value, uint32_t count) {
    while (count-- > 0) bit(value >> count & 1);
  }
  uint32_t difference(int32_t value, int32_t predicted) {
    const int32_t off = value - predicted;
    const uint32_t code = off < 0 ? static_cast<uint32_t>(-off) * 2 - 1 : static_cast<uint32_t>(off) * 2;
    const uint32_t zeros = code >> k_;
    if (zeros < 41)
      bits(0, zeros), bit(1), bits(code & ((1u << k_) - 1), k_);
    else
      bits(0, 41), bit(1), bits(code, 21);
    return code;
  }
  void adapt(uint32_t code) {
    const uint32_t now = k_ - (code < (1u << k_ >> 1)) + ((code >> k_) > 2) + ((code >> k_) > 5);
    k_ = now < 15 ? now : 15;
  }
  // `count` samples are equal, of `left` in the line.
  void run(uint32_t count, uint32_t left) {
    if (count == 0) return bit(0);
    bit(1);
    uint32_t told = 1;
    for (;;) {
      const uint32_t step = 1u << run_bits[s_];
      if (told + step > left && count == left && told < left) return bit(1); // to the end of the line
      if (told + step > count) break;
      bit(1), told += step;
      if (s_ < 31) ++s_;
      if (told == left) return;
    }
    if (told == left) return;
    bit(0), bits(count - told, run_bits[s_]);
    if (s_ > 0) --s_;
  }
  uint32_t equal_from(const std::vector<int32_t>& samples, uint32_t x) const {
    uint32_t count = 0;
    while (x + count < width_ && samples[x + count] == line_[x]) ++count;
    return count;
  }
  void repeat(uint32_t& x, uint32_t count) {
    for (; count > 0; --count, ++x) line_[x + 1] = line_[x];
  }

  void top(const std::vector<int32_t>& samples) {
    line_[0] = 0;
    uint32_t x = 0;
    while (width_ - x > 1) {
      int32_t predicted = line_[x];
      if (line_[x] == 0) {
        const uint32_t count = equal_from(samples, x);
        run(count, width_ - x), repeat(x, count);
        if (x == width_) return;
        predicted = 0;
      }
      adapt(difference(samples[x], predicted));
      line_[x + 1] = samples[x], ++x;
    }
    if (x < width_) adapt(difference(samples[x], line_[x])), line_[x + 1] = samples[x];
  }

  int32_t median(uint32_t x) const {
    const int32_t slope = above_[x + 1] - above_[x];
    const int32_t choices[]{slope + line_[x], slope + line_[x], line_[x], above_[x + 1]};
    const bool falls = slope < 0;
    return choices[((above_[x] < line_[x]) != falls) * 2 + ((line_[x] < above_[x + 1]) != falls)];
  }
  void symbol(const std::vector<int32_t>& samples, uint32_t& x, bool by_median, bool looks_ahead) {
    uint32_t code = difference(samples[x], by_median ? median(x) : above_[x + 1]);
    if (looks_ahead) code = (code + static_cast<uint32_t>(std::abs((above_[x + 2] - above_[x + 1]) * 2))) >> 1;
    adapt(code);
    line_[x + 1] = samples[x], ++x;
  }
  void next(const std::vector<int32_t>& samples) {
    line_[0] = above_[1];
    uint32_t x = 0;
    while (width_ - x > 1) {
      if (line_[x] != above_[x + 1] || line_[x] != above_[x + 2]) {
        symbol(samples, x, true, true);
        continue;
      }
      const uint32_t count = equal_from(samples, x);
      run(count, width_ - x), repeat(x, count);
      if (x < width_) symbol(samples, x, false, width_ - x > 1);
    }
    if (x < width_) symbol(samples, x, true, false);
  }

  std::vector<int32_t> above_, line_; // a sample's left neighbour at its own index, itself at the next
  uint32_t width_, k_ = 0, s_ = 0, filled_ = 0;
  uint8_t byte_ = 0;
  bool first_ = true;
  std::string bytes_;
};

struct Mosaic {
  uint32_t width, height, bits;
  std::vector<uint16_t> samples;
  uint32_t cfa = 0; // 0 RGGB, 1 GRBG, 2 GBRG, 3 BGGR
};

// Headers and coded bits of one picture in tiles of tile_width x the whole height.
inline std::string encode(const Mosaic& picture, uint32_t tile_width) {
  constexpr uint32_t sites[4][4]{{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}}; // of red, green, green, blue in their square
  std::string headers, coded;
  const uint32_t tiles = (picture.width + tile_width - 1) / tile_width;
  for (uint32_t tile = 0; tile < tiles; ++tile) {
    const uint32_t from = tile * tile_width, to = std::min(picture.width, from + tile_width);
    std::string planes, of_tile;
    for (uint32_t plane = 0; plane < 4; ++plane) {
      const uint32_t site = sites[picture.cfa][plane];
      PlaneEncoder encoder((to - from) / 2);
      for (uint32_t y = site / 2; y < picture.height; y += 2) {
        std::vector<int32_t> line;
        for (uint32_t x = from + site % 2; x < to; x += 2)
          line.push_back(static_cast<int32_t>(picture.samples[size_t{y} * picture.width + x]) - (1 << (picture.bits - 1)));
        encoder.add(line);
      }
      auto bits = encoder.finish();
      const auto padding = (8 - bits.size() % 8) % 8;
      bits.append(padding, '\0');
      planes += big(0xFF02, 2) + big(8, 2) + big(bits.size(), 4) + big(plane << 28 | 0x08000000, 4);
      planes += big(0xFF03, 2) + big(8, 2) + big(bits.size(), 4) + big(0x00200000 | padding, 4);
      of_tile += bits;
    }
    headers += big(0xFF01, 2) + big(8, 2) + big(of_tile.size(), 4) + big(tile << 16, 4) + planes;
    coded += of_tile;
  }
  return headers + coded;
}
inline uint32_t header_bytes(uint32_t tiles) { return tiles * 12 * (1 + 4 * 2); }

}  // namespace canon_test
