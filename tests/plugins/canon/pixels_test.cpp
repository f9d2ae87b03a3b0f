// SPDX-License-Identifier: Apache-2.0
//
// Codes of written pictures against the samples that went in, and against LibRaw reading the same files by itself.
#include "opened.hpp"
#include "plugins/cinemadng/libraw_oracle.hpp"

using namespace canon_test;

TEST_CASE("lossless CRX gives the samples that went in, which LibRaw's own reading of the file gives too") {
  for (const uint32_t cfa : {0u, 1u, 2u, 3u})
    for (const uint32_t width : {64u, 200u}) { // one tile, and four with a narrow last one
      INFO(cfa << ", " << width);
      const File written{.pictures = {picture(width, 66, 14, cfa, 7 + width)}, .tile_width = width == 64 ? 64u : 52u};
      const Opened clip(written);
      const auto got = codes(stranger::Lane(*clip));
      CHECK(got == written.pictures[0].samples);
      const auto witness = dng::libraw_codes(clip.path());
      REQUIRE(witness);
      CHECK(witness->width == static_cast<int>(width));
      CHECK(witness->codes == got);
    }
}

TEST_CASE("every frame of Cinema RAW Light is its own picture, in any order, at 10 and 12 bits") {
  for (const uint32_t bits : {10u, 12u}) {
    File file{.cinema = true, .frames = 13};
    for (uint32_t i = 0; i < file.frames; ++i) file.pictures.push_back(picture(64, 48, bits, 0, 100 + i));
    const Opened clip(file);
    CHECK(clip->info().frame_count == 13);
    const stranger::Lane lane(*clip);
    for (const int64_t frame : {12, 0, 5, 5, 10}) {
      INFO(bits << ", " << frame);
      CHECK(codes(lane, frame) == file.pictures[static_cast<size_t>(frame)].samples);
    }
    CHECK(lane.frame(0).desc.bits == bits);
  }
}

TEST_CASE("bands of one picture are the picture's, in any order and in two lanes") {
  const File file{.pictures = {picture(64, 64)}};
  const Opened clip(file);
  const stranger::Lane one(*clip), other(*clip);
  for (const int32_t first : {32, 0, 48, 16}) {
    const auto& lane = first % 32 == 0 ? one : other;
    const auto band = lane.band(0, first, 16);
    for (int32_t y = first; y < first + 16; ++y) {
      const auto* row = &file.pictures[0].samples[static_cast<size_t>(y) * 64];
      CHECK(band.samples(y) == std::vector<uint16_t>(row, row + 64));
    }
  }
}

TEST_CASE("a picture that LibRaw 0.20 would get wrong is refused by name, and inspected") {
  struct Case {
    uint32_t version, encoding, median_bits;
    const char* why;
  };
  for (const auto& [version, encoding, median, why] :
       {Case{0x200, 0, 0, "CRX version 2"}, Case{0x300, 0, 0, "CRX version 768"}, Case{0x100, 3, 12, "median of 12 bits"}}) {
    const File file{.pictures = {picture(64, 48)}, .version = version, .encoding = encoding, .median_bits = median};
    const Opened clip(file);
    CHECK_THAT(Opened::report("undecodable"), Catch::Matchers::Contains(why));
    CHECK((clip->info().capabilities & FG_CAN_DECODE) == 0);
    CHECK(clip.entries().at("canon.codec.Version").text == std::to_string(version));
    try {
      (void)stranger::Lane(*clip).rows();
      FAIL("it was decoded");
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_UNSUPPORTED);
      CHECK_THAT(error.what(), Catch::Matchers::Contains(why));
    }
  }
}
