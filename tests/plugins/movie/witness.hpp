// SPDX-License-Identifier: Apache-2.0
//
// What FFmpeg's command line decodes, in order and from the first frame on, as raw samples; and an independent reading of
// H.273 in double precision that makes RGB of them.
#pragma once
#include "opened.hpp"

#include <cmath>

namespace movie_test {

struct Raw { // planes Y, Cb, Cr (or G, B, R) and alpha of all frames, little-endian
  std::string format, bytes;
  int width = 0, height = 0, bits = 8, sub_w = 0, sub_h = 0;
  bool rgb = false, alpha = false;
  [[nodiscard]] size_t sample_bytes() const { return bits > 8 ? 2 : 1; }
  [[nodiscard]] size_t plane_samples(int plane) const {
    return plane == 1 || plane == 2 ? static_cast<size_t>(((width + (1 << sub_w) - 1) >> sub_w) * ((height + (1 << sub_h) - 1) >> sub_h)) : static_cast<size_t>(width * height);
  }
  [[nodiscard]] size_t frame_samples() const { return plane_samples(0) + plane_samples(1) + plane_samples(2) + (alpha ? plane_samples(3) : 0); }
  [[nodiscard]] int64_t frames() const { return static_cast<int64_t>(bytes.size() / (frame_samples() * sample_bytes())); }
  [[nodiscard]] double code(int64_t frame, int plane, int x, int y) const {
    size_t at = static_cast<size_t>(frame) * frame_samples();
    for (int i = 0; i < plane; ++i) at += plane_samples(i);
    const int across = plane == 1 || plane == 2 ? (width + (1 << sub_w) - 1) >> sub_w : width;
    at += static_cast<size_t>(y) * static_cast<size_t>(across) + static_cast<size_t>(x);
    const auto* byte = reinterpret_cast<const unsigned char*>(bytes.data()) + at * sample_bytes();
    return sample_bytes() == 1 ? byte[0] : byte[0] | byte[1] << 8;
  }
};

// format: a planar one of FFmpeg's that holds the stream's samples as they are. before: words before the input.
inline Raw decoded(const std::string& path, const std::string& format, int width, int height, const std::vector<std::string>& before = {}) {
  const FolderOfItsOwn folder;
  std::vector<std::string> line{"ffmpeg", "-v", "error"};
  line.insert(line.end(), before.begin(), before.end());
  for (const char* word : {"-i", path.c_str(), "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", format.c_str()}) line.emplace_back(word);
  line.push_back(folder / "out.raw");
  const auto said = run(line);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  std::ostringstream text;
  text << std::ifstream(folder / "out.raw", std::ios::binary).rdbuf();
  Raw out;
  out.format = format, out.bytes = text.str(), out.width = width, out.height = height;
  out.rgb = format.starts_with("gbr"), out.alpha = format.starts_with("gbrap") || format.starts_with("yuva");
  for (const int bits : {10, 12, 14, 16})
    if (format.find("p" + std::to_string(bits) + "le") != format.npos) out.bits = bits;
  if (!out.rgb) out.sub_w = format.find("444") == format.npos ? 1 : 0, out.sub_h = format.find("420") != format.npos ? 1 : 0;
  return out;
}

struct Reading { double red = 0.2126, blue = 0.0722; bool full = false; bool interlaced = false; bool centre = false; };
inline constexpr Reading bt709{}, bt601{0.299, 0.114}, bt2020{0.2627, 0.0593};

// Chroma at a place of luma's raster: between the two or four samples round it, by distance.
inline double chroma_at(const Raw& raw, int64_t frame, int plane, int x, int y, const Reading& how) {
  const int across = (raw.width + (1 << raw.sub_w) - 1) >> raw.sub_w, down = (raw.height + (1 << raw.sub_h) - 1) >> raw.sub_h;
  const double cx = raw.sub_w ? (x - (how.centre ? 0.5 : 0.0)) / 2 : x;
  const auto row = [&](int r) {
    const int left = static_cast<int>(std::floor(cx));
    const double share = cx - left;
    const auto held = [&](int c) { return raw.code(frame, plane, std::clamp(c, 0, across - 1), r); };
    return held(left) * (1 - share) + held(left + 1) * share;
  };
  if (!raw.sub_h) return row(y);
  if (!how.interlaced) {
    const double cy = (y - 0.5) / 2;
    const int upper = static_cast<int>(std::floor(cy));
    return row(std::clamp(upper, 0, down - 1)) * (1 - (cy - upper)) + row(std::clamp(upper + 1, 0, down - 1)) * (cy - upper);
  }
  const int parity = y & 1, lines = (down - parity + 1) / 2;
  const double cy = ((y >> 1) - (parity ? 0.75 : 0.25)) / 2;
  const int upper = static_cast<int>(std::floor(cy));
  const auto line = [&](int k) { return row(2 * std::clamp(k, 0, lines - 1) + parity); };
  return line(upper) * (1 - (cy - upper)) + line(upper + 1) * (cy - upper);
}

inline std::array<double, 4> rgb_at(const Raw& raw, int64_t frame, int x, int y, const Reading& how) {
  const double most = (1 << raw.bits) - 1, unit = 1 << (raw.bits - 8);
  const auto luma = [&](double code) { return how.full ? code / most : (code - 16 * unit) / (219 * unit); };
  const double alpha = raw.alpha ? raw.code(frame, 3, x, y) / most : 1;
  if (raw.rgb) return {luma(raw.code(frame, 2, x, y)), luma(raw.code(frame, 0, x, y)), luma(raw.code(frame, 1, x, y)), alpha};
  const auto chroma = [&](int plane) { return (chroma_at(raw, frame, plane, x, y, how) - 128 * unit) / (how.full ? most : 224 * unit); };
  const double l = luma(raw.code(frame, 0, x, y)), cb = chroma(1), cr = chroma(2), green = 1 - how.red - how.blue;
  const double r = l + 2 * (1 - how.red) * cr, b = l + 2 * (1 - how.blue) * cb;
  return {r, (l - how.red * r - how.blue * b) / green, b, alpha};
}

// The largest difference of a frame from the reading, over a grid of places.
inline double difference(const stranger::Image& image, const Raw& raw, int64_t frame, const Reading& how, int step = 3) {
  double most = 0;
  const uint32_t planes = stranger::channels_of(image.desc());
  for (int y = 0; y < raw.height; y += step)
    for (int x = 0; x < raw.width; x += step) {
      const auto wanted = rgb_at(raw, frame, x, y, how);
      for (uint32_t plane = 0; plane < planes; ++plane) {
        const double off = std::abs(static_cast<double>(image.real(x, y, plane)) - wanted[plane]);
        most = off > most || off != off ? off : most;
      }
    }
  return most;
}

}  // namespace movie_test
