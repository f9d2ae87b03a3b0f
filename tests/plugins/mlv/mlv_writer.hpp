// SPDX-License-Identifier: Apache-2.0
//
// Writes small .MLV clips for the tests from the published structure, sharing nothing with the reader.
#pragma once
#include "folder_of_its_own.hpp"
#include "plugins/cinemadng/ljpeg_writer.hpp"

#include <cstring>

namespace mlv_test {

using Bytes = std::vector<uint8_t>;

template <class T>
void poke(Bytes& out, size_t at, T value) { // the tests run little-endian
  if (out.size() < at + sizeof value) out.resize(at + sizeof value);
  std::memcpy(&out[at], &value, sizeof value);
}

struct Movie {
  uint32_t width = 64, height = 20, bits = 14;
  std::vector<uint32_t> numbers{0, 1, 2}; // of the frames, in the order they are written
  uint16_t video_class = 1;               // 0x21: lossless JPEG
  uint32_t components = 2;                // of the JPEG
  uint32_t space = 36;                    // bytes before each picture
  uint8_t step_x = 1, step_y = 1;

  [[nodiscard]] uint16_t sample(uint32_t x, uint32_t y, uint32_t number) const {
    const uint32_t mixed = (x * 2654435761u) ^ (y * 40503u + number * 977u + 12345u) * 2246822519u;
    return static_cast<uint16_t>((mixed >> 9) & ((1u << bits) - 1));
  }
  // The first bit is the top one of a little-endian word of 16.
  [[nodiscard]] Bytes picture(uint32_t number) const {
    if (video_class & 0x20) {
      const uint32_t across = width * 2 / components, lines = height / 2; // two rows a line
      return ljpeg::Writer({.components = components, .precision = bits}, across, lines, [&](uint32_t x, uint32_t y, uint32_t c) {
        const uint32_t at = (y * across + x) * components + c;
        return sample(at % width, at / width, number);
      }).write();
    }
    Bytes out;
    uint64_t held = 0;
    uint32_t have = 0;
    for (uint32_t y = 0; y < height; ++y)
      for (uint32_t x = 0; x < width; ++x) {
        held = held << bits | sample(x, y, number), have += bits;
        for (; have >= 16; have -= 16) {
          const auto word = static_cast<uint16_t>(held >> (have - 16));
          out.push_back(static_cast<uint8_t>(word)), out.push_back(static_cast<uint8_t>(word >> 8));
        }
      }
    return out;
  }
  [[nodiscard]] Bytes header(uint16_t file = 0, uint16_t files = 1, uint64_t guid = 0x0123456789abcdef) const {
    Bytes out(52);
    std::memcpy(out.data(), "MLVI", 4);
    poke<uint32_t>(out, 4, 52);
    std::memcpy(&out[8], "v2.0", 4);
    poke(out, 16, guid), poke(out, 24, file), poke(out, 26, files), poke(out, 32, video_class);
    poke(out, 36, static_cast<uint32_t>(numbers.size())), poke<uint32_t>(out, 44, 23976), poke<uint32_t>(out, 48, 1000);
    return out;
  }
  static void block(Bytes& out, const char* type, uint64_t time, const Bytes& content) {
    const size_t at = out.size();
    out.resize(at + 16);
    std::memcpy(&out[at], type, 4);
    poke(out, at + 4, static_cast<uint32_t>(16 + content.size())), poke(out, at + 8, time);
    out.insert(out.end(), content.begin(), content.end());
  }
  void values(Bytes& out) const {
    Bytes raw(164);
    poke(raw, 0, static_cast<uint16_t>(width)), poke(raw, 2, static_cast<uint16_t>(height)), poke<uint32_t>(raw, 4, 1);
    poke(raw, 28, bits), poke<uint32_t>(raw, 32, 128), poke<uint32_t>(raw, 36, (1u << bits) - 100), poke<uint32_t>(raw, 80, 0x02010100), poke<uint32_t>(raw, 84, 21);
    const int32_t matrix[9] = {6722, -635, -963, -4287, 12460, 2028, -908, 2162, 5668};
    for (size_t i = 0; i < 9; ++i) poke(raw, 88 + 8 * i, matrix[i]), poke<int32_t>(raw, 92 + 8 * i, 10000);
    block(out, "RAWI", 10, raw);
    Bytes binning(16);
    binning[8] = step_x, binning[10] = step_y;
    block(out, "RAWC", 11, binning);
    Bytes balance(28);
    poke<uint32_t>(balance, 4, 5600), poke<uint32_t>(balance, 8, 512), poke<uint32_t>(balance, 12, 1024), poke<uint32_t>(balance, 16, 640);
    block(out, "WBAL", 12, balance);
    Bytes lens(80);
    poke<uint16_t>(lens, 0, 50), poke<uint16_t>(lens, 2, 1500), poke<uint16_t>(lens, 4, 180);
    std::memcpy(&lens[16], "EF50mm", 6);
    block(out, "LENS", 13, lens);
    Bytes clock(28);
    const uint16_t parts[] = {36, 33, 3, 19, 9, 113};
    std::memcpy(clock.data(), parts, sizeof parts);
    block(out, "RTCI", 14, clock);
    Bytes camera(68);
    std::memcpy(camera.data(), "Canon EOS 5D Mark III", 21), std::memcpy(&camera[36], "110091F150", 10);
    block(out, "IDNT", 15, camera);
    exposure(out, 16, 800);
    block(out, "XTRA", 17, {1, 2, 3});
  }
  static void exposure(Bytes& out, uint64_t time, uint32_t iso) {
    Bytes expo(24);
    poke(expo, 4, iso), poke<uint64_t>(expo, 16, 20000);
    block(out, "EXPO", time, expo);
  }
  void frame(Bytes& out, uint32_t number) const {
    Bytes content(16 + space, 0xAB);
    poke(content, 0, number), poke<uint64_t>(content, 4, 0), poke(content, 12, space);
    const auto pixels = picture(number);
    content.insert(content.end(), pixels.begin(), pixels.end());
    block(out, "VIDF", 1000 + 1000 * number, content);
  }
  [[nodiscard]] Bytes write() const {
    auto out = header();
    values(out);
    for (const uint32_t number : numbers) frame(out, number);
    return out;
  }
};

inline std::string text(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace mlv_test
