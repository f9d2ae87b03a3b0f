// SPDX-License-Identifier: Apache-2.0
//
// Pixels: against the double-precision filter, and against themselves whatever the bands.
#include "developed_picture.hpp"

#include <catch2/catch.hpp>

#include <thread>

using developed::shape;
using developed::Span;
using stranger::Image;
using stranger::Settings;
using stranger::Stage;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.reframe");
  return loaded;
}

// The largest difference from the reference, in units of what rounding to half may cost, plus float arithmetic.
double worst(const Stage& stage, const Image& in, const Image& out, Span across, Span down) {
  double most = 0;
  for (uint32_t plane = 0; plane < 3; ++plane) {
    const auto expected = developed::scaled(in, plane, across, down, stage.output());
    for (uint32_t y = 0; y < stage.output().height; ++y)
      for (uint32_t x = 0; x < stage.output().width; ++x) {
        const double want = expected[y][x], got = out.real(static_cast<int32_t>(x), static_cast<int32_t>(y), plane);
        most = std::max(most, std::fabs(got - want) / (std::fabs(want) * 0x1p-11 + 2e-6));
      }
  }
  return most;
}

void check_against_reference(const fg_image_desc& in_desc, const Settings& settings, Span across, Span down) {
  const auto in = developed::noise(in_desc);
  const Stage stage(plugin(), in_desc, stranger::plain_frame(in_desc), settings);
  CHECK(worst(stage, in, stage.process(in, stranger::plain_frame(in_desc)), across, down) <= 1.0);
}

bool same_bits(const Image& whole, const Image& part) {
  const auto w = part.window();
  for (uint32_t plane = 0; plane < 3; ++plane)
    for (int32_t y = w.y; y < w.y + w.h; ++y)
      if (std::memcmp(whole.row(y, plane) + 2 * w.x, part.row(y, plane), static_cast<size_t>(w.w) * 2) != 0)
        return false;
  return true;
}

}  // namespace

TEST_CASE("a picture made smaller is Lanczos to the last bit of a half") {
  check_against_reference(shape(331, 217),
                          {{"width", int64_t{127}}, {"height", int64_t{83}}, {"fit", std::string("stretch")}}, {0, 331},
                          {0, 217});
}
TEST_CASE("a picture made larger is Lanczos to the last bit of a half") {
  check_against_reference(shape(90, 61),
                          {{"width", int64_t{200}}, {"height", int64_t{143}}, {"fit", std::string("stretch")}}, {0, 90},
                          {0, 61});
}
TEST_CASE("float input is filtered as half input is") {
  check_against_reference(shape(120, 80, FG_SAMPLE_F32), {{"width", int64_t{50}}}, {0, 120}, {0, 80});
}
TEST_CASE("a crop that is scaled sees the picture beyond its edges") {
  check_against_reference(shape(200, 120), {{"crop", std::string("31,17,100,70")}, {"width", int64_t{50}}}, {31, 100},
                          {17, 70});
}
TEST_CASE("fill cuts the overhang evenly, between pixels if need be") {
  // 100 x 70 into 40 x 40: the zoom is 40/70, so 70 of the 100 columns stay, from 15 on.
  check_against_reference(shape(100, 70),
                          {{"width", int64_t{40}}, {"height", int64_t{40}}, {"fit", std::string("fill")}}, {15, 70},
                          {0, 70});
  check_against_reference(shape(101, 70),
                          {{"width", int64_t{40}}, {"height", int64_t{40}}, {"fit", std::string("fill")}}, {15.5, 70},
                          {0, 70});
}
TEST_CASE("a de-squeezed picture is wider by its ratio") {
  check_against_reference(shape(96, 64), {{"desqueeze", std::string("2/1")}}, {0, 96}, {0, 64});
  check_against_reference(shape(96, 64), {{"desqueeze", std::string("4/3")}}, {0, 96}, {0, 64});
}
TEST_CASE("pictures smaller than the filter are mirrored") {
  check_against_reference(shape(9, 2), {{"width", int64_t{4}}, {"height", int64_t{1}}, {"fit", std::string("stretch")}},
                          {0, 9}, {0, 2});
  check_against_reference(
      shape(8, 3), {{"width", int64_t{20}}, {"height", int64_t{9}}, {"fit", std::string("stretch")}}, {0, 8}, {0, 3});
}

TEST_CASE("a crop alone changes no bit") {
  const auto desc = shape(131, 77);
  const auto in = developed::noise(desc);
  const Stage stage(plugin(), desc, stranger::plain_frame(desc), {{"crop", std::string("13,9,100,50")}});
  const auto out = stage.process(in, stranger::plain_frame(desc));
  REQUIRE(stage.output().width == 100);
  REQUIRE(stage.output().height == 50);
  for (uint32_t plane = 0; plane < 3; ++plane)
    for (int32_t y = 0; y < 50; ++y) REQUIRE(std::memcmp(out.row(y, plane), in.row(y + 9, plane) + 26, 200) == 0);
  const auto need = stage.needs({0, 10, 100, 5});
  CHECK(need.y == 19);
  CHECK(need.h == 5);
}

TEST_CASE("every half that is a number passes through a crop unchanged") {
  const auto desc = shape(256, 256);
  Image in(desc, desc.active);
  for (int32_t i = 0; i < 65536; ++i)
    for (uint32_t plane = 0; plane < 3; ++plane) {
      const auto half = static_cast<uint16_t>(i);
      std::memcpy(in.row(i / 256, plane) + i % 256 * 2, &half, 2);
    }
  const Stage stage(plugin(), desc, stranger::plain_frame(desc),
                    {{"crop", std::string("0,0,255,256")}});  // 255: the tail of a row too
  const auto out = stage.process(in, stranger::plain_frame(desc));
  for (int32_t i = 0; i < 65536; ++i)
    if (i % 256 < 255 && ((i & 0x7c00) != 0x7c00 || (i & 0x3ff) == 0)) REQUIRE(out.half(i % 256, i / 256) == i);
}

TEST_CASE("any bands, tiles and threads give the same bits") {
  const auto desc = shape(333, 301);
  const auto in = developed::noise(desc);
  const auto frame = stranger::plain_frame(desc);
  for (const auto& settings :
       {Settings{{"width", int64_t{150}}}, Settings{{"desqueeze", std::string("3/2")}, {"height", int64_t{410}}},
        Settings{{"crop", std::string("5,40,300,200")}}}) {
    const Stage stage(plugin(), desc, frame, settings);
    const auto whole = stage.process(in, frame);
    const auto width = static_cast<int32_t>(stage.output().width), height = static_cast<int32_t>(stage.output().height);
    for (const int32_t rows : {1, 7, 16, 32, 100})
      for (int32_t y = 0; y < height; y += rows)
        REQUIRE(same_bits(whole, stage.process(in, frame, {0, y, width, std::min(rows, height - y)})));
    CHECK(same_bits(whole, stage.process(in, frame, {width / 3, height / 3, width / 2, height / 2})));
    std::vector<int> same(8, 0);
    std::vector<std::thread> threads;
    for (int32_t i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        same[static_cast<size_t>(i)] = same_bits(whole, stage.process(in, frame, {0, i * 10, width, 10}));
      });
    for (auto& thread : threads) thread.join();
    CHECK(std::count(same.begin(), same.end(), 1) == 8);
  }
}

TEST_CASE("a flat field stays flat, up to its edges") {
  const auto desc = shape(77, 55);
  Image in(desc, desc.active);
  for (uint32_t plane = 0; plane < 3; ++plane)
    for (int32_t y = 0; y < 55; ++y)
      for (int32_t x = 0; x < 77; ++x) in.put_real(x, y, plane, 0.18f);
  const Stage stage(plugin(), desc, stranger::plain_frame(desc), {{"width", int64_t{31}}});
  const auto out = stage.process(in, stranger::plain_frame(desc));
  for (int32_t y = 0; y < out.window().h; ++y)
    for (int32_t x = 0; x < out.window().w; ++x) REQUIRE(out.half(x, y, 1) == in.half(0, 0, 1));
}
