// SPDX-License-Identifier: Apache-2.0
//
// Lossless JPEG in every shape it comes in. The codes that the writer was given are the judge; LibRaw, dcraw and FFmpeg confirm
// that the writer's files are what others take for lossless JPEG.
#include "coded_picture.hpp"
#include "libraw_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

enum Peers : int { nobody = 0, libraw = 1, ffmpeg = 2, both = 3 }; // dcraw goes with LibRaw

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

std::vector<uint16_t> source(const dng::Picture& picture, uint32_t point_transform = 0) {
  std::vector<uint16_t> out;
  for (uint32_t y = 0; y < picture.height; ++y)
    for (uint32_t x = 0; x < picture.width * picture.channels; ++x)
      out.push_back(static_cast<uint16_t>(picture.sample(x, y) >> point_transform << point_transform));
  return out;
}

std::vector<uint16_t> codes_of(const stranger::Image& image) {
  std::vector<uint16_t> out;
  for (int32_t y = image.window().y; y < image.window().y + image.window().h; ++y) {
    const auto row = image.samples(y);
    out.insert(out.end(), row.begin(), row.end());
  }
  return out;
}

void check(const dng::Picture& picture, const ljpeg::Shape& shape, uint32_t fold = 1, Peers peers = nobody) {
  INFO(shape.components << " components, " << shape.precision << " bits, predictor " << shape.predictor << ", sampling " << shape.across << " x "
                        << shape.down << ", restart " << shape.restart_lines << ", fold " << fold << ", pieces " << picture.piece_width << " x "
                        << picture.piece_height << ", channels " << picture.channels);
  auto document = dng::jpeg_document(picture, shape, fold);
  if (shape.bits_behind_16) document.raw.bytes(50706, {1, 0, 0, 0});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  REQUIRE((clip.info().capabilities & FG_CAN_DECODE) != 0);
  const auto wanted = source(picture, shape.point_transform);
  CHECK((codes_of(stranger::Lane(clip).rows()) == wanted));
  if (peers & libraw) {
    const auto peer = dng::libraw_codes(file.path());
    REQUIRE(peer);
    CHECK((peer->codes == wanted));
    if (dng::has_dcraw()) CHECK((dng::dcraw_codes(file.path()) == wanted));
  }
  if ((peers & ffmpeg) && dng::has_ffmpeg()) CHECK((dng::ffmpeg_codes(file.path()) == dng::as_ffmpeg_scales(wanted)));
}

}  // namespace

TEST_CASE("one, two and four components decode to the codes written, and LibRaw and FFmpeg agree") {
  for (const uint32_t bits : {8u, 10u, 12u, 14u, 16u}) {
    const dng::Picture picture{.width = 96, .height = 64, .bits = bits};
    check(picture, {.components = 1, .precision = bits}, 1, bits == 12 ? both : libraw);
    check(picture, {.components = 2, .precision = bits}, 1, bits == 8 ? libraw : both);
    check(picture, {.components = 4, .precision = bits}, 1, nobody);
  }
}

TEST_CASE("samples of 2 to 16 bits decode") {
  for (uint32_t bits = 2; bits <= 16; ++bits) check({.width = 33, .height = 17, .bits = bits}, {.components = 1, .precision = bits});
}

TEST_CASE("a JPEG of more precision than BitsPerSample is read as long as its samples fit") {
  check({.width = 32, .height = 16, .bits = 12}, {.components = 2, .precision = 16}, 1, ffmpeg); // LibRaw refuses it
  auto document = dng::jpeg_document({.width = 32, .height = 16, .bits = 14}, {.components = 2, .precision = 14});
  document.raw.shorts(258, {12});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains("more bits than"));
}

TEST_CASE("every predictor decodes, in strips and in tiles, and LibRaw and FFmpeg agree") {
  for (uint32_t predictor = 1; predictor <= 7; ++predictor) {
    const ljpeg::Shape shape{.components = 2, .precision = 14, .predictor = predictor};
    check({.width = 80, .height = 40, .bits = 14}, shape, 1, both);
    check({.width = 80, .height = 40, .bits = 14, .piece_width = 32, .piece_height = 16}, shape, 1, ffmpeg);
    for (const uint32_t components : {1u, 3u, 4u}) check({.width = 24, .height = 8, .bits = 14, .piece_height = 4}, {.components = components, .precision = 14, .predictor = predictor});
  }
}

TEST_CASE("two by two tiles of two components decode rightly where LibRaw 0.20 does not; FFmpeg and dcraw are the judges") {
  const dng::Picture picture{.width = 128, .height = 64, .bits = 12, .piece_width = 64, .piece_height = 32};
  const dng::Scratch file(dng::jpeg_document(picture, {.components = 2, .precision = 12}).write());
  const stranger::Clip clip(plugin(), {file.path()});
  const auto wanted = source(picture);
  CHECK((codes_of(stranger::Lane(clip).rows()) == wanted));
  if (dng::has_ffmpeg()) CHECK((dng::ffmpeg_codes(file.path()) == dng::as_ffmpeg_scales(wanted)));
  if (dng::has_dcraw()) CHECK((dng::dcraw_codes(file.path()) == wanted));
  const auto peer = dng::libraw_codes(file.path());
  REQUIRE(peer);
  if (peer->codes == wanted) WARN("this LibRaw decodes two by two tiles of two components; it can be a witness here again");
}

TEST_CASE("a JPEG twice as wide and half as high as its tile is wrapped again, as some recorders write it") {
  for (const uint32_t components : {1u, 2u}) {
    check({.width = 64, .height = 48, .bits = 12}, {.components = components, .precision = 12}, 2, components == 1 ? both : nobody);
    check({.width = 126, .height = 46, .bits = 12, .piece_width = 63, .piece_height = 46}, {.components = components, .precision = 12}, 2,
          components == 1 ? ffmpeg : nobody);
  }
}

TEST_CASE("any other shape whose samples are as many decodes too") {
  check({.width = 60, .height = 24, .bits = 12}, {.components = 1, .precision = 12}, 4);
  check({.width = 60, .height = 24, .bits = 12}, {.components = 3, .precision = 12}, 3);
  check({.width = 60, .height = 24, .bits = 12, .piece_width = 20, .piece_height = 12}, {.components = 4, .precision = 12}, 6);
}

TEST_CASE("tiles that reach past the raster are cut at its edge") {
  for (const uint32_t fold : {1u, 2u})
    check({.width = 100, .height = 70, .bits = 12, .piece_width = 32, .piece_height = 16}, {.components = 2, .precision = 12}, fold);
}

TEST_CASE("restart intervals of whole lines begin anew, past the eighth as well") {
  for (const uint32_t lines : {1u, 3u, 5u})
    for (const uint32_t predictor : {1u, 4u, 7u})
      check({.width = 48, .height = 40, .bits = 12}, {.components = 2, .precision = 12, .predictor = predictor, .restart_lines = lines}, 1,
            predictor == 1 ? libraw : nobody);
}

TEST_CASE("units of several samples a component are taken apart") {
  for (const auto& [across, down] : {std::pair{2u, 2u}, {2u, 1u}, {1u, 2u}, {4u, 3u}})
    for (const uint32_t predictor : {1u, 6u})
      for (const uint32_t restart : {0u, 2u})
        check({.width = 46, .height = 25, .bits = 12},
              {.components = 2, .precision = 12, .across = across, .down = down, .predictor = predictor, .restart_lines = restart});
}

TEST_CASE("a point transform is undone; LibRaw gives the samples before that, and FFmpeg 5.1 loses them behind the first line") {
  const dng::Picture picture{.width = 48, .height = 24, .bits = 14};
  const ljpeg::Shape shape{.components = 2, .precision = 14, .predictor = 1, .point_transform = 2};
  check(picture, shape);
  const dng::Scratch file(dng::jpeg_document(picture, shape).write());
  auto peer = dng::libraw_codes(file.path());
  REQUIRE(peer);
  for (auto& code : peer->codes) code = static_cast<uint16_t>(code << 2);
  CHECK((peer->codes == source(picture, 2)));
  check({.width = 48, .height = 24, .bits = 14}, {.components = 1, .precision = 14, .predictor = 5, .point_transform = 3});
}

TEST_CASE("codes longer than the look-up, tables of each component's own, and category 16 decode") {
  for (const uint32_t bits : {8u, 12u, 16u})
    for (const auto& tables : {std::vector{ljpeg::steep}, {ljpeg::flat}, {ljpeg::flat, ljpeg::steep}, {ljpeg::steep, ljpeg::usual}})
      check({.width = 96, .height = 32, .bits = bits}, {.components = 2, .precision = bits, .tables = tables}, 1, libraw);
}

TEST_CASE("files before DNG 1.1 have sixteen bits behind category 16") {
  check({.width = 96, .height = 64, .bits = 16}, {.components = 2, .precision = 16, .bits_behind_16 = true}, 1, libraw);
}

TEST_CASE("LinearRaw of three components is interleaved RGB") {
  for (const uint32_t tile : {0u, 16u})
    for (const uint32_t bits : {10u, 16u})
      check({.width = 48, .height = 32, .bits = bits, .channels = 3, .piece_width = tile, .piece_height = tile}, {.components = 3, .precision = bits});
}

TEST_CASE("bands are the same in whatever order they are asked for") {
  for (const uint32_t tile : {0u, 24u}) {
    const dng::Picture picture{.width = 96, .height = 120, .bits = 12, .piece_width = tile, .piece_height = tile};
    const dng::Scratch file(dng::jpeg_document(picture, {.components = 2, .precision = 12, .predictor = 4}, 2).write());
    const stranger::Clip clip(plugin(), {file.path()});
    const auto wanted = source(picture);
    const stranger::Lane lane(clip);
    for (const auto& [first, count] : {std::pair{0, 20}, {14, 26}, {34, 26}, {90, 30}, {0, 1}, {119, 1}, {5, 100}, {4, 3}, {60, 0}, {0, 120}}) {
      CAPTURE(tile, first, count);
      const auto got = codes_of(lane.band(0, first, count));
      CHECK((got == std::vector<uint16_t>(wanted.begin() + first * 96, wanted.begin() + (first + count) * 96)));
    }
  }
}

TEST_CASE("bands in order read a strip once, and a piece of it at a time") {
  const dng::Picture picture{.width = 1024, .height = 512, .bits = 12};
  const dng::Scratch file(dng::jpeg_document(picture, {.components = 2, .precision = 12}).write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  (void)lane.frame();
  plugin().host().bytes_read = 0;
  (void)lane.band(0, 0, 35);
  CHECK(plugin().host().bytes_read < std::filesystem::file_size(file.path()) / 3);
  for (int32_t y = 32; y + 32 <= 512; y += 32) (void)lane.band(0, y - 3, 35);
  CHECK(plugin().host().bytes_read < std::filesystem::file_size(file.path()) + 8192);
}

TEST_CASE("JPEG that is not lossless is inspected, and refused by its name although Compression says 7 as well") {
  for (const auto& [type, name] : {std::pair{0, "baseline JPEG (SOF0)"}, {1, "extended sequential JPEG, lossy (SOF1)"}, {2, "progressive JPEG (SOF2)"}, {11, "arithmetic-coded JPEG (SOF11)"}}) {
    const dng::Picture picture{.width = 32, .height = 16, .bits = 12};
    const dng::Scratch file(dng::jpeg_document(picture, {.precision = 12, .frame_type = static_cast<uint8_t>(type)}).write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0);
    CHECK(clip.fields()["bitDepth"].text == "12");
    CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains(name));
  }
}

TEST_CASE("other compressions are refused by their names") {
  for (const auto& [compression, name] : {std::pair{8, "deflate (8)"}, {9, "VC-5"}, {34892, "lossy JPEG"}, {52546, "JPEG XL"}, {32773, "compression 32773"}}) {
    dng::Document document({.width = 32, .height = 16, .bits = 12});
    document.raw.longs(259, {compression});
    const dng::Scratch file(document.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0);
    CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains(name));
  }
  dng::Document document({.width = 32, .height = 16, .bits = 16});
  document.raw.shorts(339, {3});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains("floating-point"));
}
