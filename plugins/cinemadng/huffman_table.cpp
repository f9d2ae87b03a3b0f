// SPDX-License-Identifier: Apache-2.0
#include "huffman_table.hpp"

#include <algorithm>

namespace cinemadng {

HuffmanTable::HuffmanTable(std::span<const uint8_t, 16> counts, std::span<const uint8_t> symbols, bool bits_behind_16)
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

HuffmanTable::Symbol HuffmanTable::symbol_of(uint64_t window, uint8_t category, size_t code_bits) const {
  if (category == 16 && !bits_behind_16_) return {32768, static_cast<int>(code_bits)};
  const Entry entry{static_cast<uint8_t>(code_bits + category), static_cast<uint8_t>(code_bits), category};
  return {difference(entry, window), entry.bits};
}

HuffmanTable::Symbol HuffmanTable::slow(uint64_t window) const {
  const auto top = static_cast<uint32_t>(window >> 48);
  for (size_t length = 1; length <= 16; ++length)
    if (top < end_of_length_[length]) return symbol_of(window, symbols_[first_index_[length] + (top >> (16 - length)) - first_code_[length]], length);
  return {0, 0};
}

}  // namespace cinemadng
