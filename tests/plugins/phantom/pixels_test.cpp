// SPDX-License-Identifier: Apache-2.0
#include "cine_writer.hpp"
#include "ffmpeg_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.phantom");
  return loaded;
}

void check_rows(const cine::Movie& movie, uint32_t frame, const stranger::Image& image) {
  for (int32_t y = image.window().y; y < image.window().y + image.window().h; ++y) {
    const auto samples = image.samples(y);
    for (uint32_t x = 0; x < movie.width; ++x)
      if (samples[x] != movie.sample(x, static_cast<uint32_t>(y), frame)) FAIL("frame " << frame << " row " << y << " column " << x << ": " << samples[x]);
  }
}

void check_movie(const cine::Movie& movie) {
  INFO(movie.bits << " bits, packing " << movie.packing << ", flipV " << movie.flip_v);
  const cine::Scratch file(movie.write());
  CHECK(stranger::probe(plugin(), file.path()) == 100);
  const stranger::Clip clip(plugin(), {file.path()});
  REQUIRE(clip.info().frame_count == movie.images);
  REQUIRE((clip.info().capabilities & FG_CAN_DECODE) != 0u);
  const stranger::Lane lane(clip);
  CHECK(lane.frame().desc.bits == movie.bits);
  for (uint32_t i = 0; i < movie.images; ++i) check_rows(movie, i, lane.rows(i));
  for (const auto& [first, count] : {std::pair{0, 1}, {7, 9}, {static_cast<int32_t>(movie.height) - 2, 2}}) check_rows(movie, 1, lane.band(1, first, count));
}

}  // namespace

TEST_CASE("8, 12, 14 and 16 bit pictures decode whichever way their rows lie") {
  for (const bool flip : {false, true}) {
    check_movie({.stored_bits = 8, .bits = 8, .flip_v = flip});
    for (const uint32_t bits : {12u, 14u, 16u}) check_movie({.bits = bits, .flip_v = flip});
  }
}

TEST_CASE("packed 10 and 12 bit pictures keep their rows packed, top down") {
  check_movie({.packing = 0x100, .bits = 10});
  check_movie({.packing = 0x400, .bits = 12});
  const cine::Scratch file(cine::Movie{.packing = 0x100, .bits = 10}.write());
  const auto desc = stranger::Lane(stranger::Clip(plugin(), {file.path()})).frame().desc;
  CHECK(desc.sample == FG_SAMPLE_PACKED);
  CHECK(desc.packing == FG_PACK_MSB);
}

TEST_CASE("annotations of any length are passed over") { check_movie({.annotation = 136}); }

TEST_CASE("FFmpeg sees the same codes in the same rows") {
  for (const cine::Movie& movie : {cine::Movie{.bits = 16}, {.bits = 16, .mosaic = 0}, {.packing = 0x100, .bits = 10}, {.bits = 16, .flip_v = true}}) {
    const cine::Scratch file(movie.write());
    const auto theirs = cine::ffmpeg_first_frame(file.path(), movie.mosaic == 0 ? "gray16le" : "bayer_gbrg16le");
    if (!cine::has_ffmpeg()) {
      WARN("skipped: ffmpeg is not installed");
      return;
    }
    REQUIRE(theirs.size() == size_t{movie.width} * movie.height);
    const auto image = stranger::Lane(stranger::Clip(plugin(), {file.path()})).rows();
    const uint32_t up = 16 - movie.bits, down = 2 * movie.bits - 16;
    size_t differing = 0;
    for (uint32_t y = 0; y < movie.height; ++y) {
      const auto samples = image.samples(static_cast<int32_t>(y));
      for (uint32_t x = 0; x < movie.width; ++x) differing += static_cast<uint16_t>(movie.bits == 16 ? samples[x] : samples[x] << up | samples[x] >> down) != theirs[y * movie.width + x];
    }
    INFO(movie.bits << " bits, packing " << movie.packing << ", mosaic " << movie.mosaic << ", flipV " << movie.flip_v);
    CHECK(differing == 0);
  }
}

TEST_CASE("mosaics, levels and white balance become sensor data") {
  const auto frame_of = [](const cine::Movie& movie) {
    const cine::Scratch file(movie.write());
    return stranger::Lane(stranger::Clip(plugin(), {file.path()})).frame();
  };
  const auto bayer = frame_of({.bits = 12});
  CHECK(bayer.desc.layout == FG_LAYOUT_CFA);
  CHECK(std::vector<int>(bayer.desc.cfa, bayer.desc.cfa + 4) == std::vector<int>{1, 2, 0, 1}); // GB RG
  CHECK(bayer.sensor->black[0] == 64);
  CHECK(bayer.sensor->white[1] == 4000);
  CHECK(bayer.sensor->neutral[0] / bayer.sensor->neutral[1] == Approx(0.5));
  CHECK(bayer.sensor->neutral[2] / bayer.sensor->neutral[1] == Approx(0.8));
  CHECK((bayer.sensor->has & (FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_CAMERA_TO_AP0)) == 0u);
  const auto turned = frame_of({.mosaic = 4});
  CHECK(std::vector<int>(turned.desc.cfa, turned.desc.cfa + 4) == std::vector<int>{0, 1, 1, 2});
  const auto mono = frame_of({.mosaic = 0});
  CHECK(mono.desc.layout == FG_LAYOUT_MONO);
  CHECK((mono.sensor->has & FG_SENSOR_NEUTRAL) == 0u);
  const auto packed = frame_of({.packing = 0x100, .bits = 10});
  REQUIRE(packed.linear.size() == 1024);
  CHECK(packed.linear[64] == 64); // the header's black and white codes lead to the table's
  CHECK(packed.linear[1014] == 4064);
  CHECK(packed.sensor->white[0] == 4064);
}

TEST_CASE("what is not decoded is inspected and refused by name") {
  struct Case { cine::Movie movie; const char* word; };
  for (const auto& [movie, word] : {Case{{.compression = 1}, "LEAD JPEG"}, {{.packing = 0x200}, "biCompression"}, {{.stored_bits = 24, .bits = 8}, "24 bits"}, {{.mosaic = 1}, "mosaic"}}) {
    const cine::Scratch file(movie.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0u);
    CHECK(clip.info().native->width == movie.width);
    const stranger::Lane lane(clip);
    try {
      (void)lane.rows();
      FAIL(word << " was decoded");
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_UNSUPPORTED);
      CHECK(std::string(error.what()).find(word) != std::string::npos);
    }
  }
}
