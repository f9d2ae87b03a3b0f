// SPDX-License-Identifier: Apache-2.0
//
// Uncompressed OpenEXR files written from "OpenEXR File Layout", with nothing of the reader's code.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace exr_test {

inline std::string little(uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}
inline std::string real(float value) { return little(std::bit_cast<uint32_t>(value), 4); }
inline std::string attribute(const std::string& name, const std::string& type, const std::string& value) {
  return name + '\0' + type + '\0' + little(value.size(), 4) + value;
}
inline std::string box(const std::array<int32_t, 4>& corners) {
  std::string out;
  for (const auto one : corners) out += little(static_cast<uint32_t>(one), 4);
  return out;
}
inline std::string xy(const std::vector<float>& numbers) {
  std::string out;
  for (const auto one : numbers) out += real(one);
  return out;
}
inline const std::vector<float> ap0{0.7347f, 0.2653f, 0, 1, 0.0001f, -0.077f, 0.32168f, 0.33767f};
inline const std::vector<float> ap1{0.713f, 0.293f, 0.165f, 0.83f, 0.128f, 0.044f, 0.32168f, 0.33767f};
inline const std::vector<float> bt709{0.64f, 0.33f, 0.3f, 0.6f, 0.15f, 0.06f, 0.3127f, 0.329f};

struct Channel { std::string name; uint32_t type = 1, step = 1; }; // 0 whole, 1 half, 2 float

struct Frame {
  std::array<int32_t, 4> data{0, 0, 4, 2}, display{0, 0, 4, 2}; // first and last column and row: x, y, x, y
  std::vector<Channel> channels{{"B"}, {"G"}, {"R"}};           // sorted by name
  std::vector<float> chromaticities{};
  std::string more{};  // attributes
  uint32_t flags = 0;
  uint8_t compression = 0;

  [[nodiscard]] uint32_t width() const { return static_cast<uint32_t>(data[2] - data[0] + 1); }
  [[nodiscard]] uint32_t height() const { return static_cast<uint32_t>(data[3] - data[1] + 1); }
  // The bits of a sample: every one is another, and all are numbers.
  [[nodiscard]] uint32_t bits(size_t channel, uint32_t x, uint32_t y) const {
    const uint32_t mixed = static_cast<uint32_t>(channel * 7001 + x * 97 + y * 389 + 17);
    return channels[channel].type == 1 ? (mixed * 31u) % 0x7C00u : std::bit_cast<uint32_t>(static_cast<float>(mixed) / 7.0f);
  }
  [[nodiscard]] size_t place(const std::string& name) const {
    for (size_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == name) return i;
    return channels.size();
  }
  [[nodiscard]] std::string header() const {
    std::string list;
    for (const auto& [name, type, step] : channels) list += name + '\0' + little(type, 4) + little(0, 4) + little(step, 4) + little(step, 4);
    std::string out = little(20000630, 4) + little(2 | flags, 4) + attribute("channels", "chlist", list + '\0') +
                      attribute("compression", "compression", little(compression, 1)) + attribute("dataWindow", "box2i", box(data)) +
                      attribute("displayWindow", "box2i", box(display)) + attribute("lineOrder", "lineOrder", little(0, 1)) +
                      attribute("pixelAspectRatio", "float", real(1)) + attribute("screenWindowCenter", "v2f", real(0) + real(0)) +
                      attribute("screenWindowWidth", "float", real(1));
    if (!chromaticities.empty()) out += attribute("chromaticities", "chromaticities", xy(chromaticities));
    return out + more + '\0';
  }
  [[nodiscard]] std::string write() const {
    std::string out = header(), rows;
    const uint64_t table = out.size() + 8 * uint64_t{height()};
    for (uint32_t y = 0; y < height(); ++y) {
      out += little(table + rows.size(), 8);
      std::string line;
      for (size_t c = 0; c < channels.size(); ++c)
        for (uint32_t x = 0; x < width(); ++x) line += little(bits(c, x, y), channels[c].type == 1 ? 2 : 4);
      rows += little(static_cast<uint32_t>(data[1] + static_cast<int32_t>(y)), 4) + little(line.size(), 4) + line;
    }
    return out + rows;
  }
};

}  // namespace exr_test
