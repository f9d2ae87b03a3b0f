// SPDX-License-Identifier: Apache-2.0
//
// One plane of the tests' CRX encoder: adaptive Golomb-Rice codes of what is left of each sample by its neighbours.
#pragma once
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace canon_test {

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
    while (count-- > 0) bit(count < 32 ? value >> count & 1 : 0);
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

}  // namespace canon_test
