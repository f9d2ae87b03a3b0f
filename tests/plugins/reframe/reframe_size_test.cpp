// SPDX-License-Identifier: Apache-2.0
//
// Sizes, pixel aspects and parameters, sane and hostile.
#include "developed_picture.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using developed::shape;
using stranger::Settings;
using stranger::Stage;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.reframe");
  return loaded;
}
std::string planned(const fg_image_desc& in, const Settings& settings) {  // "2880x1080 1/1"
  const Stage stage(plugin(), in, stranger::plain_frame(in), settings);
  const auto& out = stage.output();
  CHECK(out.active.w == static_cast<int32_t>(out.width));
  CHECK(out.sample == FG_SAMPLE_F16);
  CHECK(std::string(out.encoding) == "linear.ap0");
  CHECK(stage.info().flags == FG_T_HALF_OUT);
  return std::to_string(out.width) + "x" + std::to_string(out.height) + " " + stranger::render(out.pixel_aspect);
}
stranger::Error refused(const Settings& settings, fg_image_desc in = shape(1920, 1080)) {
  try {
    const Stage stage(plugin(), in, stranger::plain_frame(in), settings);
  } catch (const stranger::Error& error) {
    return error;
  }
  return {FG_OK, "accepted"};
}
Settings crop(const std::string& text) { return {{"crop", text}}; }
Settings squeeze(const std::string& text) { return {{"desqueeze", text}}; }

}  // namespace

TEST_CASE("sizes follow from what is asked") {
  const auto hd = shape(1920, 1080);
  CHECK(planned(hd, {}) == "1920x1080 1/1");
  CHECK(planned(hd, crop("0,0,1000,500")) == "1000x500 1/1");
  CHECK(planned(hd, crop(" 1919, 1079, 1, 1")) == "1x1 1/1");
  CHECK(planned(hd, {{"width", int64_t{960}}}) == "960x540 1/1");
  CHECK(planned(hd, {{"height", int64_t{720}}}) == "1280x720 1/1");
  CHECK(planned(hd, {{"width", int64_t{1000}}, {"height", int64_t{1000}}}) == "1000x563 1/1");
  CHECK(planned(hd, {{"width", int64_t{1000}}, {"height", int64_t{1000}}, {"fit", std::string("fill")}}) ==
        "1000x1000 1/1");
  CHECK(planned(hd, {{"width", int64_t{1000}}, {"height", int64_t{1000}}, {"fit", std::string("stretch")}}) ==
        "1000x1000 16/9");
}

TEST_CASE("a squeeze is undone once, and the pixel aspect tells") {
  const auto scope = shape(1440, 1080, FG_SAMPLE_F16, {2, 1});
  CHECK(planned(scope, {}) == "1440x1080 2/1");
  CHECK(planned(scope, squeeze("auto")) == "2880x1080 1/1");
  CHECK(planned(scope, squeeze("2/1")) == "2880x1080 1/1");
  CHECK(planned(scope, squeeze("2")) == "2880x1080 1/1");
  CHECK(planned(scope, squeeze("3/2")) == "2160x1080 4/3");
  CHECK(planned(scope, {{"desqueeze", std::string("auto")}, {"width", int64_t{1440}}}) == "1440x540 1/1");
  CHECK(planned(shape(1440, 1080, FG_SAMPLE_F16, {0, 0}), squeeze("auto")) == "1440x1080 1/1");
}

TEST_CASE("scratch does not grow with the height of a picture") {
  const auto low = shape(4096, 500), high = shape(4096, 50000);
  const Settings half_size{{"width", int64_t{2048}}};
  const Stage a(plugin(), low, stranger::plain_frame(low), half_size),
      b(plugin(), high, stranger::plain_frame(high), half_size);
  CHECK(a.info().scratch_bytes == b.info().scratch_bytes);
  CHECK(a.info().scratch_bytes < 2 << 20);
}

TEST_CASE("enlarging is allowed and said") {
  const auto before = plugin().host().log.size();
  CHECK(planned(shape(960, 540), {{"width", int64_t{1920}}}) == "1920x1080 1/1");
  REQUIRE(plugin().host().log.size() == before + 1);
  CHECK_THAT(plugin().host().log.back(), Contains("enlarged 2"));
  planned(shape(960, 540), squeeze("2/1"));  // undoing a squeeze is not enlarging
  CHECK(plugin().host().log.size() == before + 1);
}

TEST_CASE("crops that can not be read or leave the picture are refused") {
  for (const char* text : {"1,2,3", "1,2,3,4,5", "a,b,c,d", "1;2;3;4", "0,0,10,", "0,0,1e3,5",
                           "99999999999999999999,0,1,1", "0,0,10,10 "}) {
    const auto error = refused(crop(text));
    CHECK(error.status() == FG_E_INVALID_ARGUMENT);
    CHECK_THAT(error.what(), Contains(text));
  }
  for (const char* text :
       {"0,0,1921,1080", "1,0,1920,1080", "-1,0,10,10", "0,0,0,10", "0,0,-5,10", "9223372036854775807,0,1,1",
        "0,0,9223372036854775807,1", "-9223372036854775808,0,10,10", "0,1080,1,1"})
    CHECK(refused(crop(text)).status() == FG_E_OUT_OF_RANGE);
}

TEST_CASE("squeezes, sizes and fits beyond reason are refused") {
  for (const char* text : {"", "x", "2/", "/2", "2:1", "1.5", "2/1/1"})
    CHECK(refused(squeeze(text)).status() == FG_E_INVALID_ARGUMENT);
  for (const char* text : {"0", "0/1", "1/0", "-2/1", "9", "1/9", "9223372036854775807/9223372036854775807"})
    CHECK(refused(squeeze(text)).status() == FG_E_OUT_OF_RANGE);
  for (const int64_t side : {int64_t{-1}, int64_t{65536}, INT64_MAX, INT64_MIN}) {
    CHECK(refused({{"width", side}}).status() == FG_E_OUT_OF_RANGE);
    CHECK(refused({{"height", side}}).status() == FG_E_OUT_OF_RANGE);
  }
  CHECK(refused({{"width", 2.5}}).status() == FG_E_INVALID_ARGUMENT);
  CHECK(refused({{"crop", int64_t{4}}}).status() == FG_E_INVALID_ARGUMENT);
  CHECK(refused({{"width", int64_t{1}}}).status() == FG_E_OUT_OF_RANGE);  // 1/1920 is too small a scale
  CHECK(refused({{"width", int64_t{65535}}}, shape(600, 1080)).status() == FG_E_OUT_OF_RANGE);
  CHECK(refused({{"fit", std::string("somehow")}}).status() == FG_E_INVALID_ARGUMENT);
  CHECK(refused(squeeze("2/1"), shape(40000, 100)).status() == FG_E_OUT_OF_RANGE);
}

TEST_CASE("unknown parameters and undeveloped pictures are refused") {
  CHECK(refused({{"sharpen", 1.0}}).status() == FG_E_UNSUPPORTED);
  auto packed = shape(64, 64);
  packed.layout = FG_LAYOUT_CFA, packed.sample = FG_SAMPLE_PACKED, packed.packing = FG_PACK_MSB, packed.planar = 0;
  CHECK(refused({}, packed).status() == FG_E_UNSUPPORTED);
  auto interleaved = shape(64, 64);
  interleaved.planar = 0;
  CHECK(refused({}, interleaved).status() == FG_E_UNSUPPORTED);
}

TEST_CASE("parameters are discoverable with types, limits and choices") {
  const auto params = stranger::transform_params(plugin());
  REQUIRE(params.size() == 5);
  CHECK(params[0].key == "crop");
  CHECK(params[2].type == FG_V_I64);
  CHECK(params[2].max == "65535");
  CHECK(params[4].choices == std::vector<std::string>{"inside", "fill", "stretch"});
  CHECK(params[4].dflt == "inside");
}
