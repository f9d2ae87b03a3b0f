// SPDX-License-Identifier: Apache-2.0
//
// Writes small VC-5 pictures for the tests, from the description of the transform and sharing nothing with the reader. Details are
// written with the shortest codes only, so pictures must be smooth.
#pragma once
#include "plugins/gopro/forward_wavelet.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace vc5 {

using Bytes = std::vector<uint8_t>;

class BitWriter {
 public:
  void put(uint32_t value, int bits) {
    for (int i = bits - 1; i >= 0; --i) {
      if (have_ % 8 == 0) out_.push_back(0);
      out_.back() = static_cast<uint8_t>(out_.back() | (value >> i & 1) << (7 - have_++ % 8));
    }
  }
  [[nodiscard]] Bytes segments() const { // filled up to 4 bytes
    Bytes out = out_;
    out.resize((out.size() + 3) / 4 * 4);
    return out;
  }

 private:
  Bytes out_;
  uint64_t have_ = 0;
};

class Writer {
 public:
  size_t width = 64, height = 48;
  uint32_t prescale = 0, average_bits = 16;
  bool sections = true;
  std::vector<std::pair<int, uint32_t>> more; // tags behind the header's
  std::array<Matrix, 4> components;            // GS, RG, BG, GD, each half as wide and high

  Writer& fill(const std::function<int(size_t component, size_t x, size_t y)>& value) {
    for (size_t c = 0; c < 4; ++c) {
      components[c] = Matrix(width / 2, height / 2);
      for (size_t y = 0; y < height / 2; ++y)
        for (size_t x = 0; x < width / 2; ++x) components[c].at(x, y) = value(c, x, y);
    }
    return *this;
  }

  [[nodiscard]] Bytes write() const {
    Bytes out{'V', 'C', '-', '5'};
    const std::pair<int, uint32_t> header[]{{12, 4}, {20, static_cast<uint32_t>(width)}, {21, static_cast<uint32_t>(height)}, {84, 4},
                                            {106, 2}, {107, 2}, {108, 1}, {102, 12}, {109, prescale}};
    for (const auto& [tag, value] : header) put_tag(out, tag, value);
    for (const auto& [tag, value] : more) put_tag(out, tag, value);
    for (size_t c = 0; c < 4; ++c) {
      put_tag(out, 62, static_cast<uint32_t>(c));
      const auto bands = bands_of(components[c]);
      for (size_t b = 0; b < bands.size(); ++b) put_band(out, b, bands[b]);
    }
    return out;
  }

  static void put_tag(Bytes& out, int tag, uint32_t value) {
    const auto word = static_cast<uint16_t>(tag);
    for (const uint32_t byte : {uint32_t{word} >> 8, uint32_t{word} & 255, value >> 8 & 255, value & 255})
      out.push_back(static_cast<uint8_t>(byte));
  }

 private:
  [[nodiscard]] std::vector<Matrix> bands_of(const Matrix& component) const { // band 0 first
    std::vector<Matrix> out;
    Matrix averages = component;
    for (int level = 0; level < 3; ++level) {
      for (auto& value : averages.values) value >>= prescale >> (14 - 2 * level) & 3;
      const auto across = split_across(averages);
      const auto low = split_down(across.low), high = split_down(across.high);
      out.insert(out.begin(), {high.low, low.high, high.high}); // across, down, both
      averages = low.low;
    }
    out.insert(out.begin(), averages);
    return out;
  }

  void put_band(Bytes& out, size_t number, const Matrix& band) const {
    put_tag(out, 48, static_cast<uint32_t>(number));
    put_tag(out, number == 0 ? 35 : 53, number == 0 ? average_bits : 1);
    BitWriter bits;
    if (number == 0)
      for (const int value : band.values) bits.put(static_cast<uint32_t>(value), static_cast<int>(average_bits));
    else put_details(bits, band);
    const auto coded = bits.segments();
    const auto size = static_cast<uint32_t>(coded.size() / 4);
    if (sections) put_tag(out, -(0x2000 + static_cast<int>((size + 1) >> 16)), (size + 1) & 0xFFFF);
    put_tag(out, -(0x6000 + static_cast<int>(size >> 16)), size & 0xFFFF);
    out.insert(out.end(), coded.begin(), coded.end());
  }

  // Codes of 0, of twelve zeros, of 1 to 10 and of the end; source: SMPTE ST 2073-1, as GoPro's SDK publishes it.
  static void put_details(BitWriter& bits, const Matrix& band) {
    constexpr std::pair<uint32_t, int> codes[]{{0b0, 1}, {0b10, 2}, {0b111, 3}, {0b11001, 5}, {0b110000, 6}, {0b110110, 6},
                                                 {0b1100011, 7}, {0b1101011, 7}, {0b1101111, 7}, {0b11010100, 8}, {0b11011100, 8}};
    const auto& values = band.values;
    for (size_t i = 0; i < values.size();) {
      const auto zeros = std::find_if(values.begin() + static_cast<ptrdiff_t>(i), values.end(), [](int v) { return v != 0; });
      if (zeros - values.begin() >= static_cast<ptrdiff_t>(i + 12)) {
        bits.put(0b1101001, 7), i += 12;
        continue;
      }
      const int value = values[i++], size = std::abs(value);
      if (size > 10) throw std::runtime_error("not smooth enough: a detail of " + std::to_string(value));
      bits.put(codes[size].first, codes[size].second);
      if (size > 0) bits.put(value < 0 ? 1 : 0, 1);
    }
    bits.put(band_end, 26);
  }
  static constexpr uint32_t band_end = 0x3114BA3;
};

}  // namespace vc5
