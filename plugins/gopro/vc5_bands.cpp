// SPDX-License-Identifier: Apache-2.0
#include "vc5_bands.hpp"

#include "vc5_codebook.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace gopro {
namespace {

class Bits { // the first bit of a byte is its highest; behind the end there are zeros
 public:
  explicit Bits(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  void fill() { // at least 56 bits
    if (bytes_.size() - at_ >= sizeof(uint64_t)) {
      uint64_t next = 0;
      std::memcpy(&next, &bytes_[at_], sizeof next);
      if constexpr (std::endian::native == std::endian::little) next = __builtin_bswap64(next);
      held_ |= next >> count_;
      at_ += (63 - count_) / 8;
      count_ |= 56;
      return;
    }
    for (; count_ <= 56; count_ += 8)
      if (at_ < bytes_.size()) held_ |= uint64_t{bytes_[at_++]} << (56 - count_);
  }
  [[nodiscard]] uint32_t peek(uint32_t bits) const { return static_cast<uint32_t>(held_ >> (64 - bits)); }
  void skip(uint32_t bits) { held_ <<= bits, count_ -= bits, taken_ += bits; }
  [[nodiscard]] bool overrun() const { return taken_ > bytes_.size() * 8; }

 private:
  std::span<const uint8_t> bytes_;
  uint64_t at_ = 0, taken_ = 0;
  uint64_t held_ = 0;
  uint32_t count_ = 0;
};

class Dequantised { // by signed magnitude
 public:
  explicit Dequantised(uint32_t quantiser) {
    for (int64_t m = 0; m <= vc5_largest_magnitude; ++m) {
      constexpr int64_t cube = int64_t{255} * 255 * 255;
      const int64_t value = (m + m * m * m * 768 / cube) * quantiser;
      table_[static_cast<size_t>(vc5_largest_magnitude + m)] = static_cast<int16_t>(std::min<int64_t>(value, INT16_MAX));
      table_[static_cast<size_t>(vc5_largest_magnitude - m)] = static_cast<int16_t>(std::max<int64_t>(-value, INT16_MIN));
    }
  }
  int16_t operator[](int16_t magnitude) const { return table_[static_cast<size_t>(vc5_largest_magnitude + magnitude)]; }

 private:
  std::array<int16_t, 2 * vc5_largest_magnitude + 1> table_{};
};

}  // namespace

void read_averages(const fg::ByteView& coded, uint32_t precision, std::span<int16_t> out) {
  const uint64_t needed = (out.size() * precision + 7) / 8;
  fg::require(needed <= coded.size(), FG_E_TRUNCATED, coded.name(), ": offset ", coded.base(), ": ", out.size(), " averages of ", precision,
              " bits need ", needed, " bytes, ", coded.size(), " are there");
  Bits bits(coded.bytes());
  for (auto& one : out) {
    bits.fill();
    one = static_cast<int16_t>(bits.peek(precision));
    bits.skip(precision);
  }
}

void read_details(const fg::ByteView& coded, uint32_t quantiser, std::span<int16_t> out) {
  const auto& book = Vc5Codebook::get();
  const Dequantised value_of(quantiser);
  std::fill(out.begin(), out.end(), int16_t{0});
  Bits bits(coded.bytes());
  const uint64_t count = out.size();
  for (uint64_t at = 0;;) {
    bits.fill();
    const auto step = book.step(bits.peek(Vc5Codebook::short_bits));
    Vc5Codebook::Symbol next{step.zeros, step.value, step.bits, false};
    if (step.bits == 0) next = book.symbol(bits.peek(32));
    bits.skip(next.bits);
    at += next.zeros;
    if (next.value != 0 && at < count) out[at++] = value_of[next.value];
    else if (next.value != 0) ++at;
    if (next.ends_band || at > count) {
      const auto where = [&] { return fg::concat(coded.name(), ": offset ", coded.base(), ": "); };
      fg::require(!bits.overrun(), FG_E_TRUNCATED, where(), "a band of ", count, " details ends after ", coded.size(), " bytes");
      fg::require(next.ends_band && at == count, FG_E_CORRUPT, where(), "a band of ", count, " details has ",
                  next.ends_band ? "" : "more than ", std::min(at, count));
      return;
    }
  }
}

}  // namespace gopro
