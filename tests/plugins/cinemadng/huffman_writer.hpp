// SPDX-License-Identifier: Apache-2.0
//
// The Huffman codes that the tests' lossless JPEGs are written with, and their bits with stuffing (ITU-T T.81 annexes B, C).
#pragma once
#include "plugins/cinemadng/scratch_file.hpp"

#include <array>

namespace ljpeg {

using dng::Bytes;

// Codes by category 0 .. 16: how long each is. They are given in order of length, then of category.
using Lengths = std::array<int, 17>;
inline constexpr Lengths flat{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
// Short codes for what is rare, and codes of 16 bits for what is common: the worst that a file may do.
inline constexpr Lengths steep{14, 13, 12, 11, 10, 9, 16, 16, 16, 8, 7, 6, 5, 4, 3, 2, 1};
inline constexpr Lengths usual{4, 4, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

struct Code { uint32_t bits = 0; int length = 0; };

inline std::array<Code, 17> codes_of(const Lengths& lengths) {
  std::array<Code, 17> out;
  uint32_t next = 0;
  for (int length = 1; length <= 16; ++length, next <<= 1)
    for (size_t category = 0; category < 17; ++category)
      if (lengths[category] == length) out[category] = {next++, length};
  return out;
}

class BitWriter {
 public:
  explicit BitWriter(Bytes& out) : out_(out) {}
  void put(uint32_t bits, int count) {
    for (int i = count - 1; i >= 0; --i) {
      held_ = held_ << 1 | (bits >> i & 1);
      if (++have_ == 8) flush_byte();
    }
  }
  void pad() { while (have_ != 0) put(1, 1); }

 private:
  void flush_byte() {
    out_.push_back(static_cast<uint8_t>(held_));
    if ((held_ & 0xFF) == 0xFF) out_.push_back(0);
    held_ = 0, have_ = 0;
  }
  Bytes& out_;
  uint32_t held_ = 0;
  int have_ = 0;
};

}  // namespace ljpeg
