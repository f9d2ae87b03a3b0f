// SPDX-License-Identifier: Apache-2.0
#include "dng_writer.hpp"
#include "libraw_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

stranger::Frame frame_of(const dng::Document& document) {
  const dng::Scratch file(document.write());
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  return stranger::Lane(clip).frame();
}

bool reported(const std::string& code) {
  for (const auto& report : plugin().reports())
    if (report.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE("black levels and colours are turned by the active area's corner") {
  dng::Document document({.width = 64, .height = 48});
  document.raw.bytes(33422, {0, 1, 1, 2}).longs(50829, {3, 5, 47, 63}).shorts(50713, {2, 2}).shorts(50714, {100, 101, 102, 103}).shorts(50717, {4000});
  const auto frame = frame_of(document);
  REQUIRE(frame.desc.active.x == 5);
  // The active corner (5, 3) is red with black 100, so the raster's (1, 1) is too.
  const auto at = [&](int y, int x) { return frame.desc.cfa[(y % 2) * 2 + x % 2]; };
  CHECK(at(3, 5) == 0);
  CHECK(at(0, 0) == 2);
  CHECK(frame.sensor->black[3] == 100);
  CHECK(frame.sensor->black[2] == 101);
  CHECK(frame.sensor->black[1] == 102);
  CHECK(frame.sensor->black[0] == 103);
  CHECK(frame.sensor->white[2] == 4000);
}

TEST_CASE("a linearisation table is handed over as it is, with codes before it") {
  const dng::Picture picture{.bits = 12};
  dng::Document document(picture);
  std::vector<int64_t> table;
  for (int64_t i = 0; i < 4096; ++i) table.push_back(i * i * 65535 / (4095 * 4095));
  document.raw.shorts(50712, table).shorts(50714, {200}).longs(50717, {65535});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  const auto frame = lane.frame();
  REQUIRE(frame.linear.size() == 4096);
  CHECK(frame.linear[2048] == table[2048]);
  const auto peer = dng::libraw_codes(file.path()); // LibRaw applies the table
  REQUIRE(peer);
  const auto image = lane.rows();
  for (int y = 0; y < peer->height; ++y) {
    const auto codes = image.samples(y);
    for (size_t x = 0; x < codes.size(); ++x) REQUIRE(frame.linear[codes[x]] == peer->codes[static_cast<size_t>(y) * codes.size() + x]);
  }
}

TEST_CASE("without a white level the highest code is taken and said") {
  const auto frame = frame_of(dng::Document({.bits = 10}));
  CHECK(frame.sensor->white[0] == 1023);
  CHECK(reported("white-level"));
  CHECK(reported("no-colour-matrix"));
  CHECK((frame.sensor->has & FG_SENSOR_XYZ_TO_CAMERA) == 0u);
}

TEST_CASE("both calibrations, forward matrices and exposure become sensor data") {
  dng::Document document({.bits = 12});
  const std::vector<int64_t> a{9, 10, -2, 10, -1, 10, -4, 10, 12, 10, 2, 10, 0, 10, 1, 10, 6, 10};
  const std::vector<int64_t> forward{6, 10, 3, 10, 1, 10, 2, 10, 7, 10, 1, 10, 0, 10, 1, 10, 8, 10};
  document.raw.srationals(50721, a).srationals(50722, a).shorts(50778, {17}).shorts(50779, {21}).srationals(50964, forward)
      .srationals(50965, forward).rationals(50728, {1, 2, 1, 1, 3, 4}).srationals(50730, {-3, 2}).rationals(50727, {2, 1, 1, 1, 1, 1});
  const auto frame = frame_of(document);
  REQUIRE(frame.sensor);
  const auto& s = *frame.sensor;
  CHECK(s.illuminant_k[0] == 2850);
  CHECK(s.illuminant_k[1] == 6500);
  CHECK(s.xyz_to_camera[0][0] == Approx(1.8)); // AnalogBalance doubles red
  CHECK(s.xyz_to_camera[1][4] == Approx(1.2));
  CHECK(s.gain == Approx(std::exp2(-1.5)));
  CHECK(s.neutral[0] == Approx(0.5));
  CHECK(s.neutral[2] == Approx(0.75));
  // Balanced white gives D50.
  REQUIRE((s.has & FG_SENSOR_CAMERA_TO_D50) != 0u);
  CHECK(s.camera_to_d50[0][0] + s.camera_to_d50[0][1] + s.camera_to_d50[0][2] == Approx(0.9642));
  CHECK(s.camera_to_d50[1][6] + s.camera_to_d50[1][7] + s.camera_to_d50[1][8] == Approx(0.8249));
}

TEST_CASE("what the model leaves open is said: unknown and third lights, four colours, masked pixels without black, exposure") {
  const std::vector<int64_t> identity{1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1};
  dng::Document lights({.bits = 12});
  lights.raw.srationals(50721, identity).srationals(50722, identity).shorts(50778, {255}).shorts(50779, {21}).srationals(52531, identity)
      .srationals(50730, {1, 2}).longs(50830, {0, 0, 4, 4});
  const auto frame = frame_of(lights);
  CHECK(frame.sensor->illuminant_k[0] == 6500);
  CHECK(frame.sensor->illuminant_k[1] == 0);
  CHECK(reported("illuminant"));
  CHECK(reported("baseline-exposure"));
  CHECK(reported("black-level"));
  dng::Document four({.bits = 12});
  four.raw.srationals(50721, std::vector<int64_t>(24, 1));
  CHECK((frame_of(four).sensor->has & FG_SENSOR_XYZ_TO_CAMERA) == 0u);
  CHECK(reported("no-colour-matrix"));
}

TEST_CASE("BaselineExposure can be ignored, and the choice is in what takes effect") {
  dng::Document document({.bits = 12});
  document.raw.srationals(50730, {1, 1});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.params().size() == 2);
  const auto as_stated = stranger::Lane(clip).frame(), ignored = stranger::Lane(clip, stranger::Settings{{"baseline_exposure", "ignore"}}).frame();
  CHECK(as_stated.sensor->gain == 2.0);
  CHECK(as_stated.effective.at("baseline_exposure") == "apply");
  CHECK(ignored.sensor->gain == 1.0);
  CHECK(ignored.effective.at("baseline_exposure") == "ignore");
  CHECK_THROWS_WITH(stranger::Lane(clip, stranger::Settings{{"baseline_exposure", "double"}}).frame(), Catch::Contains("known are apply, ignore"));
  CHECK_THROWS_AS(stranger::Lane(clip, stranger::Settings{{"sharpen", 1.0}}).frame(), stranger::Error);
}

TEST_CASE("a calibration of another profile's signature is not applied") {
  dng::Document document({.bits = 12});
  const std::vector<int64_t> identity{1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1}, twice{2, 1, 0, 1, 0, 1, 0, 1, 2, 1, 0, 1, 0, 1, 0, 1, 2, 1};
  document.raw.srationals(50721, identity).srationals(50723, twice).text(50931, "theirs").text(50932, "ours");
  CHECK(frame_of(document).sensor->xyz_to_camera[0][0] == 1.0);
  document.raw.text(50932, "theirs");
  CHECK(frame_of(document).sensor->xyz_to_camera[0][0] == 2.0);
}

TEST_CASE("a white point in xy becomes the camera's neutral through the matrix") {
  dng::Document document({.bits = 12});
  document.raw.srationals(50721, {1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1}).rationals(50729, {3457, 10000, 3585, 10000});
  const auto frame = frame_of(document);
  CHECK(frame.sensor->neutral[0] == Approx(0.9643).margin(1e-3));
  CHECK(frame.sensor->neutral[1] == Approx(1.0));
  CHECK(frame.sensor->neutral[2] == Approx(0.8251).margin(1e-3));
}

TEST_CASE("the default crop counts from the active area and DefaultScale is the pixel's shape") {
  dng::Document document({.width = 200, .height = 100});
  document.raw.longs(50829, {4, 8, 96, 192}).rationals(50719, {10, 1, 6, 1}).rationals(50720, {150, 1, 80, 1}).rationals(50718, {2, 1, 1, 1});
  const auto frame = frame_of(document);
  CHECK(frame.desc.display.x == 18);
  CHECK(frame.desc.display.y == 10);
  CHECK(frame.desc.display.w == 150);
  CHECK(frame.desc.display.h == 80);
  CHECK(frame.desc.pixel_aspect.num == 2);
}

TEST_CASE("a scale whose ratio no number holds is left alone") {
  dng::Document document({.width = 32, .height = 16});
  document.raw.rationals(50718, {4052653514, 3, 5, 3838230666});
  CHECK(stranger::render(frame_of(document).desc.pixel_aspect) == "1/1");
}
