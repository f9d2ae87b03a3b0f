// SPDX-License-Identifier: Apache-2.0
//
// Draft. A Huffman table of lossless JPEG, made for speed: a look-up gives how long code and difference are together, so that the
// next code is found while the difference is still worked out. A code gives a category SSSS; SSSS more bits give the
// difference (T.81 H.1.2.2, table H.2; 16 is 32768, without bits).
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace fg {
inline namespace v1 {
namespace draft {

class HuffmanTable {
 public:
  static constexpr int fast_bits = 10;
  struct Entry {
    uint8_t bits = 0;        // of code and difference together; 0: slow() knows
    uint8_t code_bits = 0, category = 0;
  };
  struct Symbol { int difference, bits; }; // bits 0: no code begins so

  // counts[i] codes of i + 1 bits; symbols in the order of their codes. FG_E_CORRUPT when they are no prefix code or name
  // a category above 16. bits_behind_16: as DNG before 1.1 wrote category 16, with sixteen more bits.
  HuffmanTable(std::span<const uint8_t, 16> counts, std::span<const uint8_t> symbols, bool bits_behind_16 = false);

  // window: the next 64 bits, the first on top.
  [[nodiscard]] const Entry& fast(uint64_t window) const { return fast_[window >> (64 - fast_bits)]; }
  [[nodiscard]] static int difference(const Entry& entry, uint64_t window) {
    const uint64_t behind = window << entry.code_bits;
    const auto extra = static_cast<int>(behind >> 1 >> (63 - entry.category)); // the category may be 0
    const int negative = (behind >> 63) == 0 ? -1 : 0;
    return extra + (negative & (1 - (1 << entry.category)));
  }
  [[nodiscard]] Symbol slow(uint64_t window) const;

 private:
  [[nodiscard]] Symbol symbol_of(uint64_t window, uint8_t category, size_t code_bits) const;
  std::array<Entry, size_t{1} << fast_bits> fast_{};
  std::array<uint32_t, 17> end_of_length_{}; // one past the last code of that length, left-justified in 16 bits
  std::array<uint32_t, 17> first_code_{}, first_index_{};
  std::vector<uint8_t> symbols_;
  bool bits_behind_16_;
};

inline HuffmanTable::HuffmanTable(std::span<const uint8_t, 16> counts, std::span<const uint8_t> symbols, bool bits_behind_16)
    : symbols_(symbols.begin(), symbols.end()), bits_behind_16_(bits_behind_16) {
  uint32_t code = 0, index = 0;
  for (uint32_t length = 1; length <= 16; ++length) {
    first_code_[length] = code, first_index_[length] = index;
    code += counts[length - 1], index += counts[length - 1];
    fg::require(code <= 1u << length, FG_E_CORRUPT, "a Huffman table with ", code, " codes of ", length, " bits");
    end_of_length_[length] = code << (16 - length);
    code <<= 1;
  }
  fg::require(index == symbols_.size() && index > 0, FG_E_CORRUPT, "a Huffman table of ", index, " codes and ", symbols_.size(), " symbols");
  fg::require(std::all_of(symbols_.begin(), symbols_.end(), [](uint8_t s) { return s <= 16; }), FG_E_CORRUPT,
              "a Huffman table names a category above 16");
  size_t length = 1; // codes grow longer as they grow
  for (size_t i = 0; i < fast_.size(); ++i) {
    const auto window = static_cast<uint64_t>(i) << (64 - fast_bits);
    const auto top = static_cast<uint32_t>(window >> 48);
    while (length <= fast_bits && top >= end_of_length_[length]) ++length;
    if (length > fast_bits) break;
    const uint8_t category = symbols_[first_index_[length] + (top >> (16 - length)) - first_code_[length]];
    if (category < 16) fast_[i] = {static_cast<uint8_t>(length + category), static_cast<uint8_t>(length), category};
  }
}

inline HuffmanTable::Symbol HuffmanTable::symbol_of(uint64_t window, uint8_t category, size_t code_bits) const {
  if (category == 16 && !bits_behind_16_) return {32768, static_cast<int>(code_bits)};
  const Entry entry{static_cast<uint8_t>(code_bits + category), static_cast<uint8_t>(code_bits), category};
  return {difference(entry, window), entry.bits};
}

inline HuffmanTable::Symbol HuffmanTable::slow(uint64_t window) const {
  const auto top = static_cast<uint32_t>(window >> 48);
  for (size_t length = 1; length <= 16; ++length)
    if (top < end_of_length_[length]) return symbol_of(window, symbols_[first_index_[length] + (top >> (16 - length)) - first_code_[length]], length);
  return {0, 0};
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
