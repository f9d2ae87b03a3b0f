// SPDX-License-Identifier: Apache-2.0
//
// Encoders of both codecs of .mcraw files, from their description and bit by bit, sharing nothing with the decoder.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mcraw_test {

using Bytes = std::vector<uint8_t>;
using Picture = std::function<uint16_t(uint32_t x, uint32_t y)>;

inline void add_little(Bytes& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

struct Spot { unsigned byte, bit; }; // of a lane

// Where bit b of a lane's value r lies, by the form that holds `form` bits.
inline Spot spot(unsigned form, unsigned r, unsigned b) {
  switch (form) {
    case 1: return {0, r};
    case 2: return {r / 4, 2 * (r % 4) + b};
    case 3:
      if (r == 2) return b < 2 ? Spot{0, 6 + b} : Spot{2, 6};
      if (r == 5) return b < 2 ? Spot{1, 6 + b} : Spot{2, 7};
      return {r < 2 ? 0u : r < 5 ? 1u : 2u, (r % 3 == 0 ? 0u : 3u) + b};
    case 4: return {r / 2, 4 * (r % 2) + b};
    case 5:
      if (r < 5) return {r, b};
      if (b < 3) return {r - 5, 5 + b};
      return r < 7 ? Spot{r - 2, 5 + b - 3} : Spot{b, 7};
    case 6:
      if (r < 6) return {r, b};
      return {(r - 6) * 3 + b / 2, 6 + b % 2};
    case 10: return b < 8 ? Spot{r / 4 * 5 + r % 4, b} : Spot{r / 4 * 5 + 4, 2 * (r % 4) + b - 8};
    default: return {r, b}; // 8
  }
}

inline unsigned form_of(unsigned bits) { return bits <= 6 ? bits : bits <= 8 ? 8 : bits <= 10 ? 10 : 16; }

inline void pack_64(Bytes& out, unsigned bits, const uint16_t* values) {
  const unsigned form = form_of(bits);
  if (form == 16) {
    for (int i = 0; i < 64; ++i) add_little(out, values[i], 2);
    return;
  }
  const size_t start = out.size();
  out.resize(start + 8 * form);
  for (unsigned i = 0; i < 64; ++i)
    for (unsigned b = 0; b < bits; ++b) {
      const auto [byte, bit] = spot(form, i / 8, b);
      if (values[i] >> b & 1) out[start + 8 * byte + i % 8] |= static_cast<uint8_t>(1u << bit);
    }
}

struct Group { uint16_t reference = 0; unsigned bits = 0; };
// The smallest value becomes the reference, if `most` allows; the values become differences.
inline Group relative(uint16_t* values, size_t count, uint16_t most = 0xFFFF) {
  Group out{std::min(*std::min_element(values, values + count), most), 0};
  for (size_t i = 0; i < count; ++i) values[i] = static_cast<uint16_t>(values[i] - out.reference);
  out.bits = static_cast<unsigned>(std::bit_width(*std::max_element(values, values + count)));
  return out;
}

inline Bytes list_of(std::vector<uint16_t> values) {
  Bytes out;
  add_little(out, values.size(), 4);
  values.resize((values.size() + 63) / 64 * 64);
  for (size_t i = 0; i < values.size(); i += 64) {
    auto head = relative(&values[i], 64, 0xFFF);
    head.bits = std::min(head.bits, 15u);
    out.push_back(static_cast<uint8_t>(head.bits << 4 | head.reference >> 8));
    out.push_back(static_cast<uint8_t>(head.reference));
    pack_64(out, head.bits, &values[i]);
  }
  return out;
}

// compressionType 7. bits: counts, how often a bit count was used.
inline Bytes encode_bands(uint32_t width, uint32_t height, const Picture& picture, std::vector<int>* used = nullptr) {
  const uint32_t wide = (width + 63) / 64 * 64, high = (height + 3) / 4 * 4;
  Bytes packed;
  std::vector<uint16_t> bits, references;
  for (uint32_t top = 0; top < high; top += 4)
    for (uint32_t left = 0; left < wide; left += 64)
      for (uint32_t part = 0; part < 4; ++part) {
        uint16_t values[64];
        for (uint32_t i = 0; i < 64; ++i) {
          const uint32_t y = top + part / 2 + (i < 32 ? 0 : 2), x = left + part % 2 + 2 * (i % 32);
          values[i] = picture(std::min(x, width - 1), std::min(y, height - 1));
        }
        const auto group = relative(values, 64);
        bits.push_back(static_cast<uint16_t>(group.bits)), references.push_back(group.reference);
        if (used) ++used->at(group.bits);
        pack_64(packed, group.bits, values);
      }
  const auto bit_list = list_of(bits), reference_list = list_of(references);
  Bytes out;
  add_little(out, wide, 4), add_little(out, high, 4), add_little(out, 16 + packed.size(), 4);
  add_little(out, 16 + packed.size() + bit_list.size(), 4);
  for (const Bytes& part : {packed, bit_list, reference_list}) out.insert(out.end(), part.begin(), part.end());
  return out;
}

// compressionType 6.
inline Bytes encode_rows(uint32_t width, uint32_t height, const Picture& picture, std::vector<int>* used = nullptr) {
  Bytes out;
  for (uint32_t y = 0; y < height; ++y)
    for (uint32_t left = 0; left < width; left += 32)
      for (uint32_t odd = 0; odd < 2; ++odd) {
        uint16_t values[16];
        for (uint32_t i = 0; i < 16; ++i) values[i] = picture(std::min(left + odd + 2 * i, width - 1), y);
        auto group = relative(values, 16, 0xFFF);
        group.bits = std::min(group.bits, 15u); // four bits say it, and from 11 on all are stored as 16
        if (used) ++used->at(group.bits);
        std::string binary;
        for (const uint16_t value : values)
          for (unsigned n = group.bits <= 10 ? group.bits : 16; n-- > 0;) binary += value >> n & 1 ? '1' : '0';
        out.push_back(static_cast<uint8_t>(group.bits << 4 | group.reference >> 8));
        out.push_back(static_cast<uint8_t>(group.reference));
        for (size_t i = 0; i < binary.size(); i += 8) out.push_back(static_cast<uint8_t>(std::stoul(binary.substr(i, 8), nullptr, 2)));
      }
  for (const uint8_t byte : {0x00, 0x00, 0x10, 0x00, 0xFF}) out.push_back(byte); // a place to begin at
  return out;
}

}  // namespace mcraw_test
