// SPDX-License-Identifier: Apache-2.0
//
// A Huffman table of lossless JPEG, made for speed: most codes and the difference behind them are found by one look-up.
// A code gives a category SSSS; SSSS more bits give the difference (T.81 H.1.2.2, table H.2; 16 is 32768, without bits).
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <array>
#include <vector>

namespace cinemadng {

class HuffmanTable {
 public:
  static constexpr int fast_bits = 12;
  struct Entry {
    int16_t value = 0;       // the difference when `bits` is not 0; else the category when `code_bits` is not 0
    uint8_t bits = 0;        // of code and difference together
    uint8_t code_bits = 0;
  };
  struct Symbol { int difference, bits; }; // bits 0: no code begins so

  // counts[i] codes of i + 1 bits; symbols in the order of their codes. FG_E_CORRUPT when they are no prefix code or name
  // a category above 16. bits_behind_16: as DNG before 1.1 wrote category 16, with sixteen more bits.
  HuffmanTable(std::span<const uint8_t, 16> counts, std::span<const uint8_t> symbols, bool bits_behind_16 = false);

  // window: the next 64 bits, the first on top.
  [[nodiscard]] const Entry& fast(uint64_t window) const { return fast_[window >> (64 - fast_bits)]; }
  [[nodiscard]] Symbol slow(uint64_t window) const;

 private:
  [[nodiscard]] Symbol difference_of(uint64_t behind_code, int category, int code_bits) const;
  std::array<Entry, size_t{1} << fast_bits> fast_{};
  std::array<uint32_t, 17> end_of_length_{}; // one past the last code of that length, left-justified in 16 bits
  std::array<uint32_t, 17> first_code_{}, first_index_{};
  std::vector<uint8_t> symbols_;
  bool bits_behind_16_;
};

}  // namespace cinemadng
