// SPDX-License-Identifier: Apache-2.0
//
// Writes the camera files that the benchmarks read: numbered .ari frames and a DNG of the same mosaic, a synthetic scene
// with gradients, edges and shot noise. Test media: the making of .ari files is reserved to ARRI's partners, so this is
// never part of the product.   usage: make_media FOLDER WIDTH HEIGHT FRAMES
#include "plugins/arriraw/ari_fixture.hpp"
#include "plugins/cinemadng/dng_writer.hpp"

#include <cmath>
#include <cstdio>

namespace {

uint16_t scene(uint32_t x, uint32_t y, uint32_t width, uint32_t height) {
  const double u = double(x) / width - 0.5, v = double(y) / height - 0.5;
  const double rings = 0.5 + 0.5 * std::cos(900 * (u * u + v * v));
  const double bars = (x / 97 + y / 61) % 2 ? 0.15 : 0.0;
  const bool green = (x + y) % 2 == 0;
  return static_cast<uint16_t>(400 + 2600 * (0.6 * rings + bars + 0.2 * (u + 0.5)) * (green ? 1.0 : 0.75));
}

std::vector<uint16_t> noisy(const std::vector<uint16_t>& clean, uint32_t seed) {
  std::minstd_rand random(seed + 1);
  auto out = clean;
  for (auto& code : out) code = static_cast<uint16_t>(std::clamp<int>(code + static_cast<int>(random() % 41) - 20, 256, 4095));
  return out;
}

dng::Bytes dng_of(const std::vector<uint16_t>& codes, uint32_t width, uint32_t height) {
  using namespace dng;
  Bytes out;
  put(out, 0x2A4949, 4, Order::little), put(out, 0, 4, Order::little);
  const size_t pixels = out.size();
  for (size_t i = 0; i + 1 < codes.size(); i += 2) {
    out.push_back(static_cast<uint8_t>(codes[i] >> 4));
    out.push_back(static_cast<uint8_t>(codes[i] << 4 | codes[i + 1] >> 8));
    out.push_back(static_cast<uint8_t>(codes[i + 1]));
  }
  Directory tags(Order::little);
  tags.longs(254, {0}).longs(256, {width}).longs(257, {height}).shorts(258, {12}).shorts(259, {1}).shorts(262, {32803});
  tags.text(271, "Bench").text(272, "Bench").longs(273, {int64_t(pixels)}).shorts(274, {1}).shorts(277, {1}).longs(278, {height});
  tags.longs(279, {int64_t(out.size() - pixels)}).shorts(284, {1}).shorts(33421, {2, 2}).bytes(33422, {1, 0, 2, 1});
  tags.bytes(50706, {1, 4, 0, 0}).bytes(50707, {1, 1, 0, 0}).text(50708, "Bench").shorts(50714, {256}).shorts(50717, {4095});
  tags.srationals(50721, {6461, 10000, -1164, 10000, -857, 10000, -3825, 10000, 11597, 10000, 2534, 10000, -416, 10000, 1540, 10000, 6039, 10000});
  tags.rationals(50728, {5, 10, 1, 1, 7, 10}).shorts(50778, {21});
  const uint64_t at = tags.write(out);
  for (int i = 0; i < 4; ++i) out[4 + static_cast<size_t>(i)] = static_cast<uint8_t>(at >> (8 * i));
  return out;
}

void write(const std::string& path, const std::vector<uint8_t>& bytes) {
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) return std::fputs("usage: make_media FOLDER WIDTH HEIGHT FRAMES\n", stderr), 64;
  const std::string folder = words[1];
  const auto width = static_cast<uint32_t>(std::stoul(words[2])), height = static_cast<uint32_t>(std::stoul(words[3]));
  std::filesystem::create_directories(folder);
  std::vector<uint16_t> clean(size_t{width} * height);
  for (uint32_t y = 0; y < height; ++y)
    for (uint32_t x = 0; x < width; ++x) clean[size_t{y} * width + x] = scene(x, y, width, height);
  for (uint32_t i = 0; i < std::stoul(words[4]); ++i) {
    ari::Frame frame(width, height);
    const auto codes = noisy(clean, i);
    char name[64];
    std::snprintf(name, sizeof name, "/A001C001_230101_R1AB.%07u.ari", 1000 + i);
    // A matrix of the file's own, so that any raster has a way to ACES: rows of four.
    const float matrix[12] = {0.68f, 0.15f, 0.17f, 0, 0.08f, 1.0f, -0.08f, 0, 0.02f, -0.14f, 1.12f, 0};
    for (size_t k = 0; k < 12; ++k) frame.f32(0x080 + 4 * k, matrix[k]);
    frame.u32(0x0BC, 2); // the matrix leads to the wide gamut
    write(folder + name, frame.codes(codes).bytes());
    if (i == 0) write(folder + "/frame.dng", dng_of(codes, width, height));
  }
  return 0;
}
