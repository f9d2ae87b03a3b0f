// SPDX-License-Identifier: Apache-2.0
//
// Frames that an independent encoder wrote, sample by sample.
#include "mcraw_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

using mcraw_test::Movie;
using mcraw_test::Scratch;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.mcraw");
  return loaded;
}

size_t differing(const stranger::Image& rows, const Movie& movie, size_t number) {
  size_t out = 0;
  for (int32_t y = rows.window().y; y < rows.window().y + rows.window().h; ++y) {
    const auto samples = rows.samples(y);
    for (uint32_t x = 0; x < movie.width; ++x) out += samples[x] != movie.sample(x, static_cast<uint32_t>(y), number);
  }
  return out;
}

}  // namespace

TEST_CASE("both codecs give back every sample, at every count of bits") {
  for (const int codec : {7, 6})
    for (const uint32_t width : {1088u, 200u, 64u, 33u, 2u}) {
      INFO("type " << codec << ", " << width << " pixels wide");
      const Movie movie{.width = width, .height = 70, .codec = codec};
      const Scratch file(movie.write());
      CHECK(stranger::probe(plugin(), file.path()) == 100);
      const stranger::Clip clip(plugin(), {file.path()});
      REQUIRE(clip.info().frame_count == 3);
      const stranger::Lane lane(clip);
      for (int frame = 0; frame < 3; ++frame) CHECK(differing(lane.rows(frame), movie, static_cast<size_t>(frame)) == 0);
      CHECK(differing(lane.rows(1), movie, 1) == 0); // and back again
    }
}

TEST_CASE("the pictures of these tests use every count of bits that a codec has") {
  const Movie movie{.width = 1088, .height = 70};
  const auto picture = [&](uint32_t x, uint32_t y) { return movie.sample(x, y, 0); };
  std::vector<int> bands(17), rows(17);
  (void)mcraw_test::encode_bands(movie.width, movie.height, picture, &bands);
  (void)mcraw_test::encode_rows(movie.width, movie.height, picture, &rows);
  for (size_t bits = 0; bits <= 16; ++bits) {
    INFO(bits << " bits");
    CHECK(bands[bits] > 0);
    CHECK((rows[bits] > 0 || bits == 16)); // four bits can not say 16
  }
}

TEST_CASE("a band of rows is the same as these rows of the whole frame, wherever it begins") {
  for (const int codec : {7, 6}) {
    const Movie movie{.height = 30, .codec = codec};
    const Scratch file(movie.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK(clip.mode().row_granularity == (codec == 7 ? 4u : 1u));
    const stranger::Lane lane(clip);
    for (const auto& [first, count] : {std::pair{0, 4}, {4, 8}, {28, 2}, {3, 1}, {5, 6}, {29, 1}, {0, 30}}) {
      INFO("type " << codec << ", " << count << " rows from " << first);
      CHECK(differing(lane.band(2, first, count), movie, 2) == 0);
    }
  }
}

TEST_CASE("a band reads its own groups and no others") {
  const Movie movie{.width = 1024, .height = 512, .times = {1, 2}};
  const Scratch file(movie.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  (void)lane.band(0, 0, 4); // opens the frame
  const auto before = plugin().host().bytes_read;
  (void)lane.band(0, 256, 4);
  const auto read = plugin().host().bytes_read - before;
  CHECK(read > 0);
  CHECK(read <= 1024 * 4 * 2);
}

TEST_CASE("samples are 16-bit words as recorded, and the depth is what white needs") {
  for (const auto& [white, bits] : {std::pair{"1023.0", "10"}, {"4095", "12"}, {"16383", "14"}, {"65535", "16"}}) {
    Movie movie;
    movie.camera.replace(movie.camera.find("1023.0"), 6, white);
    const Scratch file(movie.write());
    const stranger::Clip clip(plugin(), {file.path()});
    const auto desc = stranger::Lane(clip).frame().desc;
    CHECK(clip.fields()["bitDepth"].text == bits);
    CHECK(desc.bits == 16);
    CHECK(desc.sample == FG_SAMPLE_U16);
    CHECK(desc.layout == FG_LAYOUT_CFA);
    CHECK(std::vector<int>(desc.cfa, desc.cfa + 4) == std::vector<int>{1, 2, 0, 1});
  }
}

TEST_CASE("codecs and mosaics that are not published are refused by name") {
  Movie codec{.codec = 8}, mosaic, quad, version;
  mosaic.camera.replace(mosaic.camera.find("gbrg"), 4, "mono");
  quad.frame.replace(quad.frame.find("\"needRemosaic\":false"), 20, "\"needRemosaic\":true");
  for (const auto& [movie, word] : {std::pair{codec, "compressionType 8"}, {mosaic, "MONO"}, {quad, "needRemosaic"}}) {
    const Scratch file(movie.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0u);
    CHECK(clip.info().native->width == movie.width);
    try {
      (void)stranger::Lane(clip).rows();
      FAIL(word << " was decoded");
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_UNSUPPORTED);
      CHECK(std::string(error.what()).find(word) != std::string::npos);
    }
  }
  auto bytes = version.write();
  bytes[7] = 4;
  const Scratch file(bytes);
  CHECK_THROWS_WITH(stranger::Clip(plugin(), {file.path()}), Catch::Contains("container version 4"));
}
