// SPDX-License-Identifier: Apache-2.0
//
// Levels and colour in development's terms.
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

fg_sensor sensor_of(const Movie& movie) {
  const Scratch file(movie.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const auto frame = stranger::Lane(clip).frame();
  REQUIRE(frame.sensor);
  CHECK(frame.encoding == "linear.camera");
  return *frame.sensor;
}

void replace(std::string& text, const std::string& from, const std::string& to) { text.replace(text.find(from), from.size(), to); }

}  // namespace

TEST_CASE("black has four sites, white one level, and the neutral is the frame's") {
  const auto sensor = sensor_of({});
  CHECK(std::vector<double>(sensor.black, sensor.black + 4) == std::vector<double>{64, 65, 66, 67});
  CHECK(sensor.white[2] == 1023);
  CHECK(std::vector<double>(sensor.neutral, sensor.neutral + 3) == std::vector<double>{0.5, 1, 0.625});
  CHECK((sensor.has & FG_SENSOR_LINEAR) == 0u);
}

TEST_CASE("levels that a frame measured itself are its levels") {
  Movie movie;
  movie.frame += R"(,"dynamicBlackLevel":[63.9375,64.0,63.5,64.0],"dynamicWhiteLevel":1000.5)";
  const auto sensor = sensor_of(movie);
  CHECK(sensor.black[0] == 63.9375);
  CHECK(sensor.black[2] == 63.5);
  CHECK(sensor.white[0] == 1000.5);
}

TEST_CASE("two colour matrices and two forward matrices come with the light each was made for") {
  const auto sensor = sensor_of({});
  CHECK(sensor.illuminant_k[0] == 6500);
  CHECK(sensor.illuminant_k[1] == 2850);
  CHECK(sensor.xyz_to_camera[0][1] == -0.5);
  CHECK(sensor.xyz_to_camera[1][8] == 0.75);
  CHECK(sensor.camera_to_d50[0][0] == 0.5);
  CHECK(sensor.camera_to_d50[1][4] == 0.6);
  const uint32_t wanted = FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_CAMERA_TO_D50 | FG_SENSOR_ILLUMINANTS | FG_SENSOR_NEUTRAL | FG_SENSOR_BLACK | FG_SENSOR_WHITE;
  CHECK((sensor.has & wanted) == wanted);
}

TEST_CASE("lights stand in the order that the file states") {
  Movie turned;
  replace(turned.camera, "\"d65\"", "\"standardA\"");
  replace(turned.camera, "\"colorIlluminant2\":\"standarda\"", "\"colorIlluminant2\":21");
  const auto sensor = sensor_of(turned);
  CHECK(sensor.illuminant_k[0] == 2850);
  CHECK(sensor.illuminant_k[1] == 6500);
}

TEST_CASE("without stated lights, D65 and A are taken, and said") {
  Movie silent;
  replace(silent.camera, "\"colorIlluminant1\":\"d65\",\"colorIlluminant2\":\"standarda\",", "");
  plugin().host().reports.clear();
  const auto sensor = sensor_of(silent);
  CHECK(sensor.illuminant_k[0] == 6500);
  CHECK(sensor.illuminant_k[1] == 2850);
  bool said = false;
  for (const auto& report : plugin().reports()) said = said || report.code == "illuminants";
  CHECK(said);
}

TEST_CASE("a matrix of zeros is none: one calibration is left, or only the camera's own colours") {
  Movie one, none;
  replace(one.camera, "[1.25,-0.5,-0.25,-0.5,1.5,0.125,0,0.5,0.75]", "[0,0,0,0,0,0,0,0,0]");
  const auto sensor = sensor_of(one);
  CHECK(sensor.illuminant_k[0] == 6500);
  CHECK(sensor.illuminant_k[1] == 0);
  none = one;
  replace(none.camera, "\"colorMatrix1\"", "\"colorMatrix9\"");
  plugin().host().reports.clear();
  CHECK((sensor_of(none).has & FG_SENSOR_XYZ_TO_CAMERA) == 0u);
  bool said = false;
  for (const auto& report : plugin().reports()) said = said || report.code == "no-colour-matrix";
  CHECK(said);
}

TEST_CASE("forward matrices count only when both calibrations have one") {
  Movie movie;
  replace(movie.camera, "\"forwardMatrix2\"", "\"forwardMatrix9\"");
  const auto sensor = sensor_of(movie);
  CHECK((sensor.has & FG_SENSOR_CAMERA_TO_D50) == 0u);
  CHECK((sensor.has & FG_SENSOR_XYZ_TO_CAMERA) != 0u);
}

TEST_CASE("levels that can not be are an error in the report and none for development") {
  Movie movie;
  replace(movie.camera, "\"whiteLevel\":1023.0", "\"whiteLevel\":64");
  plugin().host().reports.clear();
  CHECK((sensor_of(movie).has & (FG_SENSOR_BLACK | FG_SENSOR_WHITE)) == 0u);
  bool said = false;
  for (const auto& report : plugin().reports()) said = said || (report.code == "levels" && report.severity == FG_SEVERITY_ERROR);
  CHECK(said);
}
