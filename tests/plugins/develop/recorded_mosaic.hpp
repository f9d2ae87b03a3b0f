// SPDX-License-Identifier: Apache-2.0
//
// Recorded frames made for tests of raw development: codes put into any packing bit by bit, sensors with plain levels,
// and noise that is the same on every machine.
#pragma once
#include "plugins/stranger_transform.hpp"

#include <filmgate/cpp/image.hpp>

#include <functional>

namespace recorded {

inline const char* const develop_id = "org.filmgate.develop";

inline void put_sample(const fg_image_desc& d, uint8_t* row, uint64_t index, uint16_t code) {
  if (d.sample == FG_SAMPLE_U8) {
    row[index] = static_cast<uint8_t>(code);
    return;
  }
  if (d.sample == FG_SAMPLE_U16) {
    row[2 * index] = static_cast<uint8_t>(code), row[2 * index + 1] = static_cast<uint8_t>(code >> 8);
    return;
  }
  if (d.packing == FG_PACK_MSB32_PAIRS) index ^= 1;
  const uint64_t word = d.packing == FG_PACK_MSB16 ? 16 : d.packing >= FG_PACK_MSB32 ? 32 : 8;
  for (uint32_t k = 0; k < d.bits; ++k) {
    const uint64_t p = index * d.bits + k;
    const uint32_t bit = d.packing == FG_PACK_LSB ? code >> k & 1u : code >> (d.bits - 1 - k) & 1u;
    const uint64_t in_word = d.packing == FG_PACK_LSB ? p % word : word - 1 - p % word;
    auto& byte = row[p / word * (word / 8) + in_word / 8];
    byte = static_cast<uint8_t>((byte & ~(1u << in_word % 8)) | bit << in_word % 8);
  }
}

using CodeAt = std::function<uint16_t(int32_t x, int32_t y)>;  // x counts samples, interleaved ones too

inline stranger::Image frame_of(const fg_image_desc& desc, const CodeAt& code) {
  stranger::Image out(desc, {0, 0, static_cast<int32_t>(desc.width), static_cast<int32_t>(desc.height)});
  const auto samples = static_cast<int32_t>(desc.width * stranger::channels_of(desc));
  for (int32_t y = 0; y < static_cast<int32_t>(desc.height); ++y)
    for (int32_t x = 0; x < samples; ++x) put_sample(desc, out.row(y), static_cast<uint64_t>(x), code(x, y));
  return out;
}

inline fg::ImageDesc mosaic(uint32_t width, uint32_t height, std::string_view phase = "RGGB", uint32_t bits = 12) {
  fg::ImageDesc out;
  out.size(width, height).samples(FG_SAMPLE_U16, bits).bayer(phase);
  out.encoding = "linear.camera";
  return out;
}

inline fg::Sensor sensor(double black = 0, double white = 4095) {
  fg::Sensor out;
  out.black_level(black).white_level(white);
  return out;
}

inline fg_frame_info frame_info(const fg_image_desc& desc, const fg_sensor* sensor) {
  auto out = stranger::plain_frame(desc);
  out.sensor = sensor;
  return out;
}

class Noise {  // SplitMix64
 public:
  explicit Noise(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  uint64_t state_;
};

inline CodeAt random_codes(uint32_t width, uint32_t height, uint32_t bits, uint64_t seed = 1) {
  std::vector<uint16_t> codes(size_t{width} * height);
  Noise noise(seed);
  for (auto& code : codes) code = static_cast<uint16_t>(noise.next() & ((1u << bits) - 1));
  return
      [codes, width](int32_t x, int32_t y) { return codes[static_cast<size_t>(y) * width + static_cast<size_t>(x)]; };
}

// Colour of a site of the raster: 0 red, 1 green, 2 blue.
inline int colour_at(const fg_image_desc& d, int32_t x, int32_t y) { return d.cfa[(y & 1) * 2 + (x & 1)]; }

inline bool same_pixels(const stranger::Image& a, const stranger::Image& b, const fg_rect& where) {
  for (uint32_t plane = 0; plane < 3; ++plane)
    for (int32_t y = where.y; y < where.y + where.h; ++y)
      for (int32_t x = where.x; x < where.x + where.w; ++x)
        if (a.half(x, y, plane) != b.half(x, y, plane)) return false;
  return true;
}

}  // namespace recorded
