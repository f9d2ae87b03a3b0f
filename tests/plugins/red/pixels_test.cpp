// SPDX-License-Identifier: Apache-2.0
#include "mosaic_reference.hpp"
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

size_t differing(const stranger::Image& image, const std::vector<uint16_t>& expected) {
  size_t out = 0;
  const auto window = image.window();
  for (int32_t y = window.y; y < window.y + window.h; ++y) {
    const auto codes = image.samples(y);
    for (size_t x = 0; x < codes.size(); ++x) out += codes[x] != expected.at(static_cast<size_t>(y) * codes.size() + x);
  }
  return out;
}

void check_movie(const r3d::Red1& movie) {
  const r3d::Scratch folder;
  const auto path = folder.write("A007_C001_0714XY_001.R3D", movie.write());
  CHECK(stranger::probe(plugin(), path) == 100);
  const stranger::Clip clip(plugin(), {path});
  REQUIRE(clip.info().frame_count == movie.frames);
  REQUIRE((clip.info().capabilities & FG_CAN_DECODE) != 0u);
  const stranger::Lane lane(clip);
  for (uint32_t i = 0; i < movie.frames; ++i) {
    INFO("frame " << i);
    const auto expected = r3d::reference_mosaic(r3d::planes_of(movie.width / 2, movie.height / 2, movie.first_number + i), static_cast<int>(movie.width), static_cast<int>(movie.height));
    CHECK(differing(lane.rows(i), expected) == 0);
    if (movie.height < 16) continue;
    for (const auto& [first, count] : {std::pair{0, 1}, {7, 9}, {static_cast<int32_t>(movie.height) - 2, 2}}) CHECK(differing(lane.band(i, first, count), expected) == 0);
  }
}

std::string refused(const r3d::Bytes& bytes, fg_status status) {
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  try {
    (void)stranger::Lane(clip).band(0, 0, 1);
  } catch (const stranger::Error& error) {
    CHECK(error.status() == status);
    return error.what();
  }
  return "decoded";
}

}  // namespace

TEST_CASE("four planes become a mosaic whose red and blue sites regain the green around them") {
  check_movie({});
  check_movie({.width = 2, .height = 2, .frames = 1});
  check_movie({.width = 130, .height = 66, .frames = 1});
}

TEST_CASE("frames with and without a directory, with and without an index decode alike") {
  for (const bool directory : {true, false})
    for (const bool end : {true, false}) check_movie({.end = end, .directory = directory});
}

TEST_CASE("tiles and precincts of a codestream change nothing") {
  check_movie({.width = 256, .height = 128, .frames = 1, .coding = {.tile = 32}});
  check_movie({.width = 256, .height = 128, .frames = 1, .coding = {.precinct = 64}});
}

TEST_CASE("the mosaic, its curve and its levels are told, and that no matrix is known") {
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red1{}.write())});
  const auto frame = stranger::Lane(clip).frame(2);
  CHECK(std::vector<int>(frame.desc.cfa, frame.desc.cfa + 4) == std::vector<int>{1, 2, 0, 1}); // GB RG
  CHECK(frame.desc.sample == FG_SAMPLE_U16);
  CHECK(frame.desc.bits == 12);
  CHECK(frame.encoding == "linear.camera");
  REQUIRE(frame.linear.size() == 4096);
  for (int code = 0; code < 4096; ++code)
    if (std::abs(frame.linear[static_cast<size_t>(code)] - 65535 * r3d::reference_linear(code)) > 65535 * 2e-5 + 0.5) FAIL("code " << code << ": " << frame.linear[static_cast<size_t>(code)]);
  CHECK(frame.linear[0] == 0);
  CHECK(frame.linear[4095] == 65535);
  CHECK(frame.sensor->black[0] == 0);
  CHECK(frame.sensor->white[1] == 65535);
  CHECK((frame.sensor->has & (FG_SENSOR_NEUTRAL | FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_CAMERA_TO_D50 | FG_SENSOR_CAMERA_TO_AP0)) == 0u);
  CHECK(frame.timecode.frame == ((10 * 60 + 38) * 60 + 4) * 24 + 8 + 2);
  REQUIRE(plugin().reports().size() == 1);
  CHECK(plugin().reports()[0].code == "no-colour-matrix");
}

TEST_CASE("scrambled pictures of later RED ONE builds are refused by name") {
  const auto bytes = r3d::Red1{.scrambled = true}.write();
  CHECK(refused(bytes, FG_E_UNSUPPORTED).find("RED SDK plugin") != std::string::npos);
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0u);
  CHECK(clip.info().frame_count == 3);
  REQUIRE(plugin().reports().size() == 1);
  CHECK(plugin().reports()[0].text.find("FF4F") != std::string::npos);
}

TEST_CASE("the wavelet of later cameras is inspected and refused by name") {
  const auto bytes = r3d::Red2{}.write();
  CHECK(refused(bytes, FG_E_UNSUPPORTED).find("needs the RED SDK plugin") != std::string::npos);
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0u);
  CHECK(clip.info().frame_count == 3);
  CHECK(stranger::Lane(clip).frame(1).encoding.empty());
}

TEST_CASE("pictures of other shapes than a RED ONE's are refused before they are decoded") {
  CHECK(refused(r3d::Red1{.coding = {.components = 3}}.write(), FG_E_UNSUPPORTED).find("3 components") != std::string::npos);
  CHECK(refused(r3d::Red1{.coding = {.bits = 14}}.write(), FG_E_UNSUPPORTED).find("14 bits") != std::string::npos);
  auto larger = r3d::Red1{}.write();
  r3d::poke(larger, 52, 64, 4);
  CHECK(refused(larger, FG_E_CORRUPT).find("the header makes them 32 x 16") != std::string::npos);
  auto huge = r3d::Red1{}.write();
  r3d::poke(huge, 52, 60000, 4), r3d::poke(huge, 56, 60000, 4);
  CHECK(refused(huge, FG_E_UNSUPPORTED).find("60000 x 60000") != std::string::npos);
}

TEST_CASE("an unknown parameter and a frame past the end are refused") {
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red1{}.write())});
  CHECK_THROWS_AS(stranger::Lane(clip, {{"gain", 2.0}}).frame(0), stranger::Error);
  CHECK_THROWS_AS(stranger::Lane(clip).frame(3), stranger::Error);
}
