// SPDX-License-Identifier: Apache-2.0
//
// Every code value: those that an independent writer put in, and those that FFmpeg, OpenImageIO and ImageMagick see.
#include "command_line.hpp"
#include "plugins/dpx/opened.hpp"

#include <catch2/catch.hpp>

using dpx_test::Opened;
using dpx_test::Picture;

namespace {

std::string read(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// A row's codes in the order R G B A, as the picture has them.
std::vector<uint32_t> expected(const Picture& picture, uint32_t y) {
  const uint32_t channels = picture.channels(), shown = channels == 1 ? 3 : channels;
  std::vector<uint32_t> out;
  for (uint64_t x = 0; x < picture.width; ++x)
    for (uint32_t c = 0; c < shown; ++c) {
      const uint32_t recorded = channels == 1 ? 0 : picture.descriptor == 52 ? 3 - c : c;
      out.push_back(picture.code(y, x * channels + recorded));
    }
  return out;
}

std::vector<uint32_t> codes(const stranger::Image& image, int32_t y) {
  if (image.desc().sample == FG_SAMPLE_F32) {
    std::vector<uint32_t> out(image.row_bytes() / 4);
    std::memcpy(out.data(), image.row(y), image.row_bytes());
    return out;
  }
  const auto samples = image.samples(y);
  return {samples.begin(), samples.end()};
}

void check(const Picture& picture) {
  CAPTURE(picture.bits, picture.packing, picture.descriptor, picture.big, picture.padded, picture.width, picture.line_padding);
  const Opened opened(picture);
  const auto desc = *opened.clip.info().native;
  CHECK(desc.width == picture.width);
  CHECK(desc.bits == picture.bits);
  const stranger::Lane lane(opened.clip);
  const auto whole = lane.rows();
  for (int32_t y = 0; y < static_cast<int32_t>(picture.height); ++y) {
    const auto want = expected(picture, static_cast<uint32_t>(y));
    CHECK(codes(whole, y) == want);
    CHECK(codes(lane.band(0, y, 1), y) == want);
  }
}

// The picture's 16-bit codes by OpenImageIO, interleaved RGB; it moves fewer bits to the top of the word. It writes PNM with
// 8 bits alone, so they come by way of a PNG.
std::vector<uint16_t> by_oiiotool(const std::string& file) {
  const FolderOfItsOwn folder;
  for (const auto& line : std::vector<std::vector<std::string>>{
           {"oiiotool", file, "--ch", "0,1,2", "-d", "uint16", "-o", folder / "a.png"},
           {"ffmpeg", "-v", "error", "-i", folder / "a.png", "-f", "rawvideo", "-pix_fmt", "rgb48be", folder / "raw"}}) {
    const auto said = run(line);
    INFO(said.err);
    REQUIRE(said.exit == 0);
  }
  const auto raw = read(folder / "raw");
  std::vector<uint16_t> out;
  for (size_t at = 0; at + 1 < raw.size(); at += 2)
    out.push_back(static_cast<uint16_t>(static_cast<uint8_t>(raw[at]) << 8 | static_cast<uint8_t>(raw[at + 1])));
  return out;
}

void agree_with_oiiotool(const std::string& file, bool cineon = false) {
  CAPTURE(file);
  const Opened opened(file, cineon);
  const auto image = stranger::Lane(opened.clip).rows();
  const uint32_t channels = image.desc().layout == FG_LAYOUT_RGBA ? 4 : 3, bits = image.desc().bits;
  const auto theirs = by_oiiotool(file);
  std::vector<uint16_t> ours;
  for (int32_t y = 0; y < static_cast<int32_t>(image.desc().height); ++y) {
    const auto row = codes(image, y);
    for (size_t i = 0; i < row.size(); ++i)
      if (i % channels < 3) ours.push_back(static_cast<uint16_t>(row[i]));
  }
  REQUIRE(ours.size() == theirs.size());
  size_t differing = 0;
  for (size_t i = 0; i < ours.size(); ++i) differing += ours[i] != theirs[i] >> (16 - bits);
  CHECK(differing == 0);
}

// FFmpeg's planes G, B, R of 16-bit words hold the recorded codes.
void agree_with_ffmpeg(const std::string& file, uint32_t bits) {
  CAPTURE(file);
  const FolderOfItsOwn folder;
  const auto said = run({"ffmpeg", "-v", "error", "-i", file, "-f", "rawvideo", "-pix_fmt", "gbrp" + std::to_string(bits) + "le", folder / "raw"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const auto raw = read(folder / "raw");
  const Opened opened(file);
  const auto image = stranger::Lane(opened.clip).rows();
  const size_t width = image.desc().width, height = image.desc().height;
  REQUIRE(raw.size() == width * height * 6);
  size_t differing = 0;
  for (size_t y = 0; y < height; ++y) {
    const auto row = codes(image, static_cast<int32_t>(y));
    for (size_t x = 0; x < width; ++x)
      for (size_t c = 0; c < 3; ++c) {
        const size_t plane = c == 0 ? 2 : c - 1, at = (plane * width * height + y * width + x) * 2;
        differing += row[x * 3 + c] != static_cast<uint32_t>(static_cast<uint8_t>(raw[at]) | static_cast<uint8_t>(raw[at + 1]) << 8);
      }
  }
  CHECK(differing == 0);
}

bool have(const char* program) {
  if (is_installed(program)) return true;
  WARN("skipped: " << program << ", the witness, is not installed");
  return false;
}

}  // namespace

TEST_CASE("every code that was written is read, whatever the packing, the byte order, the channels and the width") {
  for (const bool big : {true, false})
    for (const auto& [bits, packing] : {std::pair(8u, 0u), {10u, 0u}, {10u, 1u}, {10u, 2u}, {12u, 0u}, {12u, 1u}, {12u, 2u}, {16u, 0u}, {32u, 0u}})
      for (const unsigned descriptor : {6u, 50u, 51u, 52u})
        for (const uint32_t width : {1u, 7u, 8u}) {
          if (bits == 10 && descriptor == 6) continue; // refused
          check({.width = width, .big = big, .descriptor = descriptor, .bits = bits, .packing = packing});
        }
}

TEST_CASE("rows that end on a word, and padding that the header tells, are passed over") {
  for (const unsigned bits : {8u, 16u}) check({.width = 5, .descriptor = 50, .bits = bits, .packing = 0, .padded = true});
  check({.width = 5, .bits = 10, .line_padding = 12});
  check({.width = 5, .bits = 8, .packing = 0, .line_padding = 3});
}

TEST_CASE("Cineon's words are read in both packings, grey as three equal channels") {
  for (const unsigned packing : {1u, 2u}) {
    const Picture picture{.bits = 10, .packing = packing, .cineon = true};
    const Opened opened(picture);
    const auto image = stranger::Lane(opened.clip).rows();
    for (int32_t y = 0; y < 4; ++y) CHECK(codes(image, y) == expected(picture, static_cast<uint32_t>(y)));
  }
  const Picture grey{.descriptor = 6, .bits = 8, .packing = 0, .cineon = true};
  const Opened opened(grey);
  CHECK(codes(stranger::Lane(opened.clip).rows(), 2) == expected(grey, 2));
}

TEST_CASE("real 10-bit and 12-bit frames have the codes that FFmpeg and OpenImageIO see") {
  const std::string data = std::string(TEST_DATA_DIR) + "/dpx/", media = std::string(TEST_MEDIA_DIR) + "/samples/dpx/";
  if (have("ffmpeg")) {
    agree_with_ffmpeg(data + "bars_10_be.dpx", 10);
    agree_with_ffmpeg(data + "bars_12_le.dpx", 12);
  }
  if (have("oiiotool") && have("ffmpeg")) {
    agree_with_oiiotool(data + "bars_10_be.dpx");
    agree_with_oiiotool(data + "bars_12_le.dpx");
  }
  for (const char* name : {"oiio_dpx_nuke_10bits_rgb.dpx", "ctl_marci-512.dpx"}) {
    if (!std::filesystem::exists(media + name)) {
      WARN("skipped: " << media + name << " is not there; FILMGATE_TEST_MEDIA names the folder with samples/");
      continue;
    }
    if (is_installed("ffmpeg")) agree_with_ffmpeg(media + name, 10);
    if (is_installed("oiiotool") && is_installed("ffmpeg")) agree_with_oiiotool(media + name);
  }
}

TEST_CASE("what OpenImageIO writes is read as OpenImageIO reads it") {
  if (!have("oiiotool") || !have("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto source = folder / "source.png";
  REQUIRE(run({"oiiotool", "--pattern", "fill:topleft=0.1,0.2,0.3:topright=0.9,0.1,0.4:bottomleft=0,1,0.5:bottomright=1,0.5,0", "37x11", "3", "-d", "uint16", "-o", source}).exit == 0);
  const std::vector<std::vector<std::string>> kinds{{"-d", "uint8"}, {"-d", "uint10"}, {"-d", "uint12"}, {"-d", "uint16"},
                                                    {"-d", "uint10", "--attrib", "oiio:Endian", "little"},
                                                    {"-d", "uint10", "--attrib", "dpx:Packing", "Packed"},
                                                    {"-d", "uint10", "--attrib", "dpx:Packing", "Filled, method B"},
                                                    {"--ch", "R,G,B,A=0.5", "-d", "uint10"}, {"--ch", "R,G,B,A=0.5", "-d", "uint8"}};
  for (size_t i = 0; i < kinds.size(); ++i) {
    const auto file = folder / (std::to_string(i) + ".dpx");
    std::vector<std::string> line{"oiiotool", source};
    line.insert(line.end(), kinds[i].begin(), kinds[i].end());
    line.insert(line.end(), {"-o", file});
    REQUIRE(run(line).exit == 0);
    agree_with_oiiotool(file);
  }
}

TEST_CASE("a Cineon frame that ImageMagick wrote is read as OpenImageIO reads it") {
  if (!have("convert") || !have("oiiotool") || !have("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto file = folder / "a.cin";
  REQUIRE(run({"convert", "-size", "37x11", "gradient:red-blue", "-depth", "10", file}).exit == 0);
  agree_with_oiiotool(file, true);
}
