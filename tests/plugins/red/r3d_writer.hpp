// SPDX-License-Identifier: Apache-2.0
//
// Writes .R3D files as README.md lays them out, without a line of the reader's: RED1 with JPEG 2000 frames, a table of
// frames and an end block; RED2 with frames whose pictures are noise.
#pragma once
#include "codestream_writer.hpp"
#include "scratch_folder.hpp"
#include "tag_writer.hpp"

namespace r3d {

// A code for each site of a plane; green planes are smooth and the others noisy about 2048, so that both ways of clipping occur.
inline uint16_t site(uint32_t plane, uint32_t x, uint32_t y, uint32_t frame) {
  const uint32_t noise = (x * 2654435761u ^ y * 40503u ^ frame * 97u ^ plane * 31u) >> 7;
  return plane == 0 || plane == 3 ? static_cast<uint16_t>((x * 97 + y * 61 + frame * 500 + plane * 11) % 4096) : static_cast<uint16_t>(noise % 4096);
}
inline std::vector<Plane> planes_of(uint32_t width, uint32_t height, uint32_t frame, uint32_t count = 4) {
  std::vector<Plane> out(count);
  for (uint32_t p = 0; p < count; ++p)
    for (uint32_t y = 0; y < height; ++y)
      for (uint32_t x = 0; x < width; ++x) out[p].push_back(site(p, x, y, frame));
  return out;
}

struct Red1 {
  static constexpr size_t header_bytes = 324; // FFmpeg goes on behind the file name, whatever the block's size says
  uint32_t width = 48, height = 32; // of the mosaic
  uint32_t frames = 3, first_number = 0;
  uint16_t num = 24, den = 1;
  bool end = true, audio = true, directory = true, scrambled = false;
  std::string timecode = "10:38:04:08";
  CodestreamOptions coding{};

  Bytes picture(uint32_t frame) const { return codestream(planes_of(width / 2, height / 2, first_number + frame, coding.components), width / 2, height / 2, coding); }
  Tags tags(uint32_t frame) const {
    Tags out;
    out.text(0x1000, "01:00:00:00").text(0x1001, timecode).text(0x1006, "100-000-001").f32(0x2008, 20833.33f).f32(0x200D, 5600).f32(0x200E, 24);
    out.text(0x1019, "A").text(0x101A, "007").text(0x1025, "30.2.1").number(0x403B, 320, 2).number(0x606C, 1500 + 10 * frame, 4);
    return out;
  }
  Bytes write() const {
    Bytes out;
    std::vector<uint64_t> places;
    header(out);
    for (uint32_t i = 0; i < frames; ++i) {
      places.push_back(out.size());
      frame(out, i);
      if (audio) append(out, 40, 4), append(out, std::string("REDA")), append(out, i, 4), append(out, 48000, 4), out.resize(out.size() + 24);
    }
    if (end) close(out, places);
    return out;
  }

 private:
  void header(Bytes& out) const {
    append(out, header_bytes, 4), append(out, std::string("RED1")), append(out, 1, 1), append(out, 2, 1), append(out, std::string("R1"));
    append(out, 24000, 4), append(out, 1, 4), out.resize(52, 0x77);
    append(out, width, 4), append(out, height, 4), append(out, 0, 2), append(out, num, 2), append(out, den, 2), append(out, audio ? 4 : 0, 1);
    append(out, std::string("A007_C001_0714XY_001.R3D")), out.resize(header_bytes);
  }
  void frame(Bytes& out, uint32_t index) const {
    const size_t at = out.size();
    append(out, 0, 4), append(out, std::string("REDV")), append(out, index * 1000, 4), append(out, first_number + index, 4), append(out, 1, 1), append(out, 0, 1);
    append(out, directory ? 9 : 4, 2);
    if (directory) {
      const auto all = tags(index).bytes();
      append(out, 0, 4), append(out, width, 4), append(out, height, 4), append(out, 0, 2), append(out, all);
    }
    auto bytes = picture(index);
    if (scrambled)
      for (auto& byte : bytes) byte ^= 0x5A;
    append(out, bytes), poke(out, at, out.size() - at, 4);
  }
  void close(Bytes& out, const std::vector<uint64_t>& places) const {
    const size_t table = out.size();
    append(out, 0, 4), append(out, std::string("RDVO"));
    for (const auto place : places) append(out, place, 4);
    append(out, 0, 4), pad(out, 512), poke(out, table, out.size() - table, 4);
    append(out, 56, 4), append(out, std::string("REOB")), append(out, table, 4);
    for (int i = 0; i < 3; ++i) append(out, 0, 4);
    append(out, frames, 4), append(out, frames, 4), out.resize(out.size() + 24);
  }
};

struct Red2 {
  uint32_t width = 5120, height = 2560, frames = 3, streams = 1, sounds = 0, extensions = 0;
  uint32_t num = 24000, den = 1001;
  std::string timecode = "21:36:16:18";
  Tags extra{};
  bool frame_tags = true;

  Bytes write() const {
    Bytes out;
    header(out);
    for (uint32_t i = 0; i < frames; ++i) frame(out, i);
    if (extensions > 0) extension(out, 1, "time,lens\n0,40mm\n"), extension(out, 2, std::string(20 * 3, 'x'));
    return out;
  }

 private:
  void header(Bytes& out) const {
    append(out, 0, 4), append(out, std::string("RED2\x05\x10R2\x0c\x01\x0c", 11)), out.resize(64, 0x33);
    append(out, streams, 1), append(out, sounds, 1), append(out, extensions, 1), append(out, 1, 1);
    for (uint32_t i = 0; i < streams; ++i) {
      append(out, std::string("rdi")), append(out, i + 1, 1), append(out, 0, 4), append(out, width, 4), append(out, height, 4);
      append(out, 0x1102, 2), append(out, den, 2), append(out, num, 4);
    }
    for (uint32_t i = 0; i < sounds; ++i) append(out, std::string("rda\x01", 4)), out.resize(out.size() + 16);
    for (uint32_t i = 0; i < extensions; ++i) append(out, std::string("rdx\x01", 4)), out.resize(out.size() + 12);
    Tags all = extra;
    all.text(0x1000, "01:49:54:11").text(0x1001, timecode).text(0x10A0, "RANGER MONSTRO 8K VV").text(0x1071, "RANGER");
    all.f32(0x2066, 47.952f).number(0x406A, 56, 2).number(0x406B, 40, 2).number(0x606C, 410, 4).text(0x1070, "").text(0x106E, "SIGMA          ");
    append(out, all.bytes()), poke(out, 0, out.size(), 4), pad(out, 4096);
  }
  void frame(Bytes& out, uint32_t index) const {
    const size_t at = out.size();
    append(out, 5000, 4), append(out, std::string("RDI\x01", 4)), out.resize(at + 64), append(out, 1000000 + index * 41708, 8), out.resize(at + 94);
    if (frame_tags) append(out, Tags().number(0x606C, 410 + 10 * index, 4).number(0x406A, 56, 2).text(0x103A, "dF").f32(0x207F, 0.031f).bytes());
    out.resize(at + 5000, 0xC3), pad(out, 4096);
  }
  static void extension(Bytes& out, uint8_t kind, const std::string& data) {
    const size_t at = out.size();
    append(out, 4096 + data.size(), 4), append(out, std::string("RDX")), append(out, kind, 1), out.resize(at + 4096), append(out, data), pad(out, 4096);
  }
};

}  // namespace r3d
