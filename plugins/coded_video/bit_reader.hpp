// SPDX-License-Identifier: Apache-2.0
//
// Bits of a parameter set, highest first, without the bytes that keep start codes out of it (00 00 03 becomes 00 00).
// Past the end come zeros, and over() says so. Private to this folder.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <vector>

namespace coded_video {

class BitReader {
 public:
  explicit BitReader(std::span<const uint8_t> unit) {
    size_t zeros = 0;
    for (const uint8_t byte : unit.first(std::min<size_t>(unit.size(), most_bytes))) {
      const bool guard = zeros >= 2 && byte == 3;
      zeros = byte == 0 ? zeros + 1 : 0;
      if (!guard) bytes_.push_back(byte);
    }
  }
  uint32_t bits(uint32_t count) { // at most 32
    uint64_t out = 0;
    for (uint32_t i = 0; i < count; ++i, ++at_) {
      const uint8_t byte = at_ / 8 < bytes_.size() ? bytes_[at_ / 8] : uint8_t{0};
      out = out << 1 | (byte >> (7 - at_ % 8) & 1u);
    }
    return static_cast<uint32_t>(out);
  }
  bool flag() { return bits(1) != 0; }
  void skip(uint32_t count) { at_ += count; }
  uint32_t unsigned_golomb() {
    uint32_t zeros = 0;
    while (zeros < 32 && !over() && bits(1) == 0) ++zeros;
    return zeros >= 32 ? UINT32_MAX : (uint32_t{1} << zeros) - 1 + bits(zeros);
  }
  int32_t signed_golomb() {
    const uint32_t code = unsigned_golomb();
    return static_cast<int32_t>(code / 2 + code % 2) * (code % 2 ? 1 : -1);
  }
  [[nodiscard]] bool over() const { return at_ > bytes_.size() * 8; }

 private:
  static constexpr size_t most_bytes = 4096;
  std::vector<uint8_t> bytes_;
  uint64_t at_ = 0;
};

}  // namespace coded_video
