// SPDX-License-Identifier: Apache-2.0
//
// GPR files around a VC-5 bitstream, written by the tests, and what the plugin makes of files.
#pragma once
#include "plugins/cinemadng/dng_writer.hpp"
#include "plugins/gopro/vc5_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <random>

namespace gpr {

using Bytes = vc5::Bytes;

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.gopro");
  return loaded;
}

inline dng::Document document(const Bytes& coded, uint32_t width, uint32_t height, int64_t white = 16383) {
  dng::Document out({.width = width, .height = height, .bits = 16, .piece_width = width, .piece_height = height});
  out.raw.shorts(259, {9}).longs(50717, {white}).text(271, "GoPro").text(272, "HERO6 Black").text(305, "HD6.01.01.49.08");
  out.code = [coded](const dng::Picture&, uint32_t, uint32_t, uint32_t, uint32_t) { return coded; };
  return out;
}
inline dng::Document document(const vc5::Writer& writer, int64_t white = 16383) {
  return document(writer.write(), static_cast<uint32_t>(writer.width), static_cast<uint32_t>(writer.height), white);
}

// Smooth enough for the writer: each component another level, with steps of one here and there.
inline vc5::Writer smooth(size_t width = 64, size_t height = 48) {
  vc5::Writer out;
  out.width = width, out.height = height;
  return out.fill([random = std::mt19937(5)](size_t c, size_t, size_t) mutable {
    return static_cast<int>(300 + 20 * c + (random() % 97 == 0 ? 1 : 0));
  });
}

inline Bytes bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline std::string data(const char* name) { return std::string(TEST_DATA_DIR) + "/gopro/" + name; }

// As recorded, without opcodes.
inline stranger::Image codes_of(const stranger::Clip& clip, int64_t frame = 0) {
  return stranger::Lane(clip, stranger::Settings{{"opcodes", "ignore"}}).rows(frame);
}
// FNV-1a of 64 bits over the rows' bytes, little-endian, as the SDK's tools write them to .RAW files.
inline uint64_t hash_of(const stranger::Image& image) {
  uint64_t hash = 0xcbf29ce484222325;
  for (uint32_t y = 0; y < image.desc().height; ++y)
    for (const uint16_t sample : image.samples(static_cast<int32_t>(y)))
      for (const uint64_t byte : {uint64_t{sample} & 255, uint64_t{sample} >> 8}) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

}  // namespace gpr
