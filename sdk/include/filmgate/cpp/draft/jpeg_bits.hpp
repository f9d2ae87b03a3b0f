// SPDX-License-Identifier: Apache-2.0
//
// Draft. The entropy-coded bits of a lossless JPEG, some at a time in a register, and the differences that they code. Without
// checks: enough bytes must lie behind.
#pragma once
#include <filmgate/cpp/draft/huffman_table.hpp>

#include <cstring>

namespace fg {
inline namespace v1 {
namespace draft {
namespace ljpeg {

class Bits { // the next ones on top of `window`
 public:
  Bits(const uint8_t* at, int used) : at_(at) {
    refill();
    skip(used);
  }
  void refill() { // to at least 56
    uint64_t more;
    std::memcpy(&more, at_, sizeof more);
    window_ |= __builtin_bswap64(more) >> have_;
    at_ += (63 - have_) >> 3;
    have_ |= 56;
  }
  void skip(int count) { window_ <<= count, have_ -= count; }
  [[nodiscard]] uint64_t window() const { return window_; }
  // The byte that the next bit is in, and how many of its bits are used.
  [[nodiscard]] const uint8_t* byte() const { return at_ - (have_ + 7) / 8; }
  [[nodiscard]] int used() const { return (8 - have_ % 8) % 8; }

 private:
  const uint8_t* at_;
  uint64_t window_ = 0;
  int have_ = 0;
};

// False when no code begins so. Two may follow a refill: a look-up and the difference behind it take 25 bits at most.
inline bool read_symbol(Bits& bits, const HuffmanTable& table, uint16_t& out) {
  const auto entry = table.fast(bits.window());
  if (entry.bits != 0) [[likely]] {
    out = static_cast<uint16_t>(HuffmanTable::difference(entry, bits.window()));
    bits.skip(entry.bits);
    return true;
  }
  bits.refill();
  const auto symbol = table.slow(bits.window());
  bits.skip(symbol.bits);
  bits.refill();
  out = static_cast<uint16_t>(symbol.difference);
  return symbol.bits != 0;
}

}  // namespace ljpeg
}  // namespace draft
}  // namespace v1
}  // namespace fg
