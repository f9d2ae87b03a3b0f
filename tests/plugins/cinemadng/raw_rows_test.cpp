// SPDX-License-Identifier: Apache-2.0
#include "dng_writer.hpp"
#include "libraw_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

void check_against_source(const dng::Picture& picture, const stranger::Image& image) {
  for (int32_t y = image.window().y; y < image.window().y + image.window().h; ++y) {
    const auto samples = image.samples(y);
    REQUIRE(samples.size() == picture.width * picture.channels);
    for (uint32_t x = 0; x < samples.size(); ++x)
      if (samples[x] != picture.sample(x, static_cast<uint32_t>(y))) FAIL("row " << y << " sample " << x << ": " << samples[x]);
  }
}

void check_against_libraw(const std::string& path, const stranger::Image& image) {
  const auto peer = dng::libraw_codes(path);
  REQUIRE(peer);
  REQUIRE(peer->width == static_cast<int>(image.desc().width));
  REQUIRE(peer->height == static_cast<int>(image.desc().height));
  size_t differing = 0;
  for (int32_t y = 0; y < peer->height; ++y) {
    const auto samples = image.samples(y);
    for (int x = 0; x < peer->width; ++x) differing += samples[static_cast<size_t>(x)] != peer->codes[static_cast<size_t>(y) * static_cast<size_t>(peer->width) + static_cast<size_t>(x)];
  }
  CHECK(differing == 0);
}

void check_picture(const dng::Picture& picture) {
  INFO(picture.bits << " bits, " << (picture.order == dng::Order::little ? "II" : "MM") << ", pieces " << picture.piece_width << " x "
                    << picture.piece_height << ", width " << picture.width);
  const dng::Scratch file(dng::Document(picture).write());
  const stranger::Clip clip(plugin(), {file.path()});
  REQUIRE((clip.info().capabilities & FG_CAN_DECODE) != 0);
  const stranger::Lane lane(clip);
  const auto whole = lane.rows();
  check_against_source(picture, whole);
  if (picture.piece_width == 0) check_against_libraw(file.path(), whole); // LibRaw 0.20 reads no uncompressed tiles
  for (const auto& [first, count] : {std::pair{0, 1}, {5, 17}, {static_cast<int32_t>(picture.height) - 3, 3}})
    check_against_source(picture, lane.band(0, first, count));
}

}  // namespace

TEST_CASE("strips of 8 to 16 bits in both byte orders decode to the codes that were written, and LibRaw agrees") {
  for (const uint32_t bits : {8u, 10u, 12u, 14u, 16u})
    for (const auto order : {dng::Order::little, dng::Order::big})
      for (const uint32_t rows : {0u, 1u, 7u}) check_picture({.width = 96, .height = 64, .bits = bits, .order = order, .piece_height = rows});
}

TEST_CASE("rows whose bits are no whole bytes start on a byte") {
  for (const uint32_t bits : {10u, 12u, 14u}) check_picture({.width = 99, .height = 33, .bits = bits});
}

TEST_CASE("tiles are assembled to rows and cut at the raster's edge") {
  for (const uint32_t bits : {8u, 10u, 12u, 14u, 16u})
    for (const auto order : {dng::Order::little, dng::Order::big})
      check_picture({.width = 100, .height = 70, .bits = bits, .order = order, .piece_width = 32, .piece_height = 16});
}

TEST_CASE("tiles whose rows are no whole bytes are unpacked to 16 bits") {
  const dng::Picture picture{.width = 50, .height = 20, .bits = 10, .piece_width = 9, .piece_height = 8};
  const dng::Scratch file(dng::Document(picture).write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  CHECK(lane.frame().desc.sample == FG_SAMPLE_U16);
  check_against_source(picture, lane.rows());
  check_against_source(picture, lane.band(0, 7, 3));
}

TEST_CASE("odd depths that the specification allows decode as well") {
  for (const uint32_t bits : {9u, 11u, 13u, 15u}) {
    const dng::Picture picture{.width = 41, .height = 12, .bits = bits};
    const dng::Scratch file(dng::Document(picture).write());
    const stranger::Clip clip(plugin(), {file.path()});
    check_against_source(picture, stranger::Lane(clip).rows());
  }
}

TEST_CASE("LinearRaw of three channels is interleaved RGB") {
  for (const uint32_t bits : {8u, 12u, 16u})
    for (const auto order : {dng::Order::little, dng::Order::big})
      for (const uint32_t tile : {0u, 16u}) {
        const dng::Picture picture{.width = 37, .height = 21, .bits = bits, .channels = 3, .order = order, .piece_width = tile, .piece_height = tile};
        const dng::Scratch file(dng::Document(picture).write());
        const stranger::Clip clip(plugin(), {file.path()});
        const stranger::Lane lane(clip);
        CHECK(lane.frame().desc.layout == FG_LAYOUT_RGB);
        check_against_source(picture, lane.rows());
      }
}

TEST_CASE("packed rows keep the file's bytes, so that nothing is unpacked before development") {
  const dng::Picture picture{.bits = 12, .order = dng::Order::little};
  const dng::Scratch file(dng::Document(picture).write());
  const stranger::Clip clip(plugin(), {file.path()});
  const auto desc = stranger::Lane(clip).frame().desc;
  CHECK(desc.sample == FG_SAMPLE_PACKED);
  CHECK(desc.packing == FG_PACK_MSB);
  CHECK(desc.bits == 12);
}

TEST_CASE("a raw SubIFD behind a preview is the picture") {
  const dng::Picture picture{.bits = 14, .order = dng::Order::big};
  dng::Document document(picture);
  document.preview.longs(254, {1}).longs(256, {8}).longs(257, {8}).shorts(262, {2}).bytes(50706, {1, 4, 0, 0}).text(271, "Maker");
  const dng::Scratch file(document.write());
  CHECK(stranger::probe(plugin(), file.path()) == 100);
  const stranger::Clip clip(plugin(), {file.path()});
  check_against_source(picture, stranger::Lane(clip).rows());
}
