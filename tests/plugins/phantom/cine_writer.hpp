// SPDX-License-Identifier: Apache-2.0
//
// Writes small .cine files for the tests from the format's description, sharing nothing with the reader.
#pragma once
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace cine {

using Bytes = std::vector<uint8_t>;
template <class T>
void poke(Bytes& out, uint64_t at, T value) { std::memcpy(&out.at(at), &value, sizeof value); } // the tests run little-endian

struct Movie {
  uint32_t width = 64, height = 24, images = 3;
  uint16_t stored_bits = 16;    // biBitCount
  uint32_t packing = 0;         // biCompression
  uint32_t bits = 12;           // of the codes, and RealBPP
  uint32_t mosaic = 3;
  bool flip_v = false, blocks = true;
  uint32_t annotation = 8;
  uint16_t compression = 2, setup_length = 10384;

  [[nodiscard]] uint16_t sample(uint32_t x, uint32_t y, uint32_t image) const { // (x, y) as the picture is seen
    const uint32_t mixed = (x * 2654435761u) ^ (y * 40503u + image * 977u + 12345u) * 2246822519u;
    return static_cast<uint16_t>((mixed >> 9) & ((1u << bits) - 1));
  }
  [[nodiscard]] Bytes pixels(uint32_t image) const {
    Bytes out;
    const bool bottom_up = packing == 0 && !flip_v;
    for (uint32_t row = 0; row < height; ++row) {
      const uint32_t y = bottom_up ? height - 1 - row : row;
      uint64_t held = 0;
      uint32_t have = 0;
      for (uint32_t x = 0; x < width; ++x) {
        const uint16_t value = sample(x, y, image);
        if (packing == 0) {
          out.push_back(static_cast<uint8_t>(value));
          if (stored_bits == 16) out.push_back(static_cast<uint8_t>(value >> 8));
          continue;
        }
        held = held << bits | value, have += bits;
        for (; have >= 8; have -= 8) out.push_back(static_cast<uint8_t>(held >> (have - 8)));
      }
    }
    return out;
  }
  [[nodiscard]] Bytes write() const {
    constexpr uint64_t setup = 84;
    Bytes out(setup + setup_length, 0);
    std::memcpy(out.data(), "CI", 2);
    poke<uint16_t>(out, 2, 44), poke<uint16_t>(out, 4, mosaic == 0 && compression == 2 ? 0 : compression), poke<uint16_t>(out, 6, 1), poke<uint32_t>(out, 12, images);
    poke<int32_t>(out, 16, -2), poke(out, 20, images), poke<uint32_t>(out, 24, 44), poke<uint32_t>(out, 28, setup);
    poke<uint32_t>(out, 40, 1405334289);
    poke<uint32_t>(out, 44, 40), poke(out, 48, width), poke(out, 52, height), poke<uint16_t>(out, 56, 1), poke(out, 58, stored_bits);
    poke(out, 60, packing), poke(out, 64, static_cast<uint32_t>(pixels(0).size()));
    std::memcpy(&out[setup + 140], "ST", 2);
    poke(out, setup + 142, setup_length);
    if (setup_length > 7300) fill_setup(out, setup);
    if (blocks) {
      block(out, 1002, 8, [&](Bytes& b, uint32_t i) { poke<uint32_t>(b, b.size() - 8, 0x80000000u), poke<uint32_t>(b, b.size() - 4, 1405334284 + i); });
      block(out, 1003, 4, [&](Bytes& b, uint32_t i) { poke<uint32_t>(b, b.size() - 4, (1u << 24) * (i + 1)); });
      block(out, 1007, 8, [&](Bytes& b, uint32_t i) { const uint8_t tc[8]{static_cast<uint8_t>(i), 4, 0x38, 0x10}; std::memcpy(&b[b.size() - 8], tc, 8); });
    }
    const uint64_t table = out.size();
    poke(out, 32, static_cast<uint32_t>(table));
    out.resize(table + images * 8);
    for (uint32_t i = 0; i < images; ++i) {
      poke(out, table + i * 8, static_cast<int64_t>(out.size()));
      const auto picture = pixels(i);
      const uint64_t at = out.size();
      out.resize(at + annotation);
      poke(out, at, annotation), poke(out, at + annotation - 4, static_cast<uint32_t>(picture.size()));
      out.insert(out.end(), picture.begin(), picture.end());
    }
    return out;
  }

 private:
  void fill_setup(Bytes& out, uint64_t s) const {
    poke<uint32_t>(out, s + 743, 16001), poke<int32_t>(out, s + 760, flip_v), poke<uint32_t>(out, s + 768, 1000);
    poke<uint32_t>(out, s + 796, 744), poke(out, s + 808, mosaic), poke(out, s + 852, 2.0f), poke(out, s + 856, 1.25f);
    poke(out, s + 896, bits), poke<uint32_t>(out, s + 1568, 500000), poke<int32_t>(out, s + 5732, 64);
    poke<int32_t>(out, s + 5736, bits == 8 ? 250 : bits == 10 ? 1014 : 4000), poke(out, s + 6976, 25.0f), poke(out, s + 6980, 25.0f);
    std::memcpy(&out[s + 6984], "A276", 5), std::memcpy(&out[s + 5740], "Prime 50", 9), poke(out, s + 5996, 2.8f), poke(out, s + 6004, 50.0f);
    poke(out, s + 7288, 5600.0f);
  }
  template <class Fill>
  void block(Bytes& out, uint16_t type, uint32_t bytes, Fill fill) const {
    const uint64_t at = out.size();
    out.resize(at + 8);
    poke(out, at, 8 + images * bytes), poke(out, at + 4, type);
    for (uint32_t i = 0; i < images; ++i) out.resize(out.size() + bytes), fill(out, i);
  }
};

class Scratch { // a file that lives as long as this
 public:
  explicit Scratch(const Bytes& bytes) {
    std::string pattern = (std::filesystem::temp_directory_path() / "filmgate-cine-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    path_ = (folder_ / "test.cine").string();
    std::ofstream(path_, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  ~Scratch() { std::error_code ignored; std::filesystem::remove_all(folder_, ignored); }
  Scratch(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::filesystem::path folder_;
  std::string path_;
};

}  // namespace cine
