// SPDX-License-Identifier: Apache-2.0
//
// PNG files written from ISO/IEC 15948 and RFC 1950, with nothing of the reader's code: pixels in stored blocks, unfiltered.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace png_test {

inline std::string big(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

inline uint32_t crc_of(const std::string& bytes) {
  uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int k = 0; k < 8; ++k) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
  }
  return ~crc;
}
inline std::string chunk(const std::string& name, const std::string& data) {
  return big(data.size(), 4) + name + data + big(crc_of(name + data), 4);
}

inline std::string stored(const std::string& bytes) { // zlib's stream of one stored block
  uint32_t a = 1, b = 0;
  for (const char c : bytes) a = (a + static_cast<unsigned char>(c)) % 65521, b = (b + a) % 65521;
  const auto size = static_cast<uint32_t>(bytes.size());
  const auto low_first = [](uint32_t value) { return std::string{static_cast<char>(value & 255), static_cast<char>(value >> 8 & 255)}; };
  return std::string("\x78\x01\x01", 3) + low_first(size) + low_first(~size) + bytes + big(b << 16 | a, 4);
}

struct Picture {
  uint32_t width = 5, height = 3;
  uint8_t bits = 8, colour = 2; // 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
  std::string before{}, after{}; // chunks before and behind the pixels
  bool ends = true;

  [[nodiscard]] uint32_t channels() const { return colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1; }
  [[nodiscard]] uint32_t code(uint32_t x, uint32_t y, uint32_t channel) const { // every one another
    const uint32_t mixed = 12345 + 7919 * x + 104729 * y + 31 * channel;
    return bits == 16 ? mixed & 0xFFFF : mixed >> 4 & ((1u << bits) - 1);
  }
  [[nodiscard]] std::string write() const {
    std::string rows;
    for (uint32_t y = 0; y < height; ++y) {
      rows += '\0'; // no filter
      uint32_t held = 0, count = 0;
      for (uint32_t x = 0; x < width; ++x)
        for (uint32_t c = 0; c < channels(); ++c) {
          if (bits >= 8) {
            rows += big(code(x, y, c), bits / 8);
            continue;
          }
          held = held << bits | code(x, y, c);
          if ((count += bits) == 8) rows += static_cast<char>(held), held = count = 0;
        }
      if (count > 0) rows += static_cast<char>(held << (8 - count));
    }
    return std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR", big(width, 4) + big(height, 4) + static_cast<char>(bits) + static_cast<char>(colour) + std::string(3, '\0')) +
           before + chunk("IDAT", stored(rows)) + after + (ends ? chunk("IEND", "") : "");
  }
};

}  // namespace png_test
