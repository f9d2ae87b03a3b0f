// SPDX-License-Identifier: Apache-2.0
//
// What a real still and written clips say. Numbers of the still are exiftool's (12.57) and LibRaw's (0.20.2, raw-identify).
#include "opened.hpp"

using namespace canon_test;

namespace {

std::string real_still() {
  const char* media = std::getenv("FILMGATE_TEST_MEDIA");
  const auto path = std::string(media && *media ? media : TEST_MEDIA_DIR) + "/samples/canon/exiftool_CanonRaw.cr3";
  if (std::filesystem::exists(path)) return path;
  WARN("skipped: no " << path << "; FILMGATE_TEST_MEDIA names the folder with samples/");
  return "";
}

// As many words as an EOS R5's ColorData, with levels where they lie there.
std::vector<int64_t> color_data() {
  std::vector<int64_t> out(3656);
  const int64_t white_balance[]{2048, 1024, 1024, 1536, 5200}, black[]{510, 511, 512, 513};
  std::copy(std::begin(white_balance), std::end(white_balance), out.begin() + 0x55);
  std::copy(std::begin(black), std::end(black), out.begin() + 0x157);
  out[0] = 17, out[0x32A] = 14000, out[0x32B] = 15300;
  return out;
}

}  // namespace

TEST_CASE("a real still of an EOS M50 says what exiftool says") {
  const auto path = real_still();
  if (path.empty()) return;
  const Opened clip(path);
  const auto said = clip.entries();
  const std::pair<const char*, const char*> expected[]{{"canon.CompressorVersion", "CanonCR3_001/00.09.00/00.00.00"},
                                                       {"canon.Make", "Canon"},
                                                       {"canon.Model", "Canon EOS M50"},
                                                       {"canon.ImageWidth", "6000"},
                                                       {"canon.exif.ExposureTime", "1/80"},
                                                       {"canon.exif.FNumber", "35/10"},
                                                       {"canon.exif.ISOSpeedRatings", "12800"},
                                                       {"canon.exif.BodySerialNumber", "613040000565"},
                                                       {"canon.exif.DateTimeOriginal", "2018:02:21 12:08:56"},
                                                       {"canon.maker.LensModel", "EF-M15-45mm f/3.5-6.3 IS STM"},
                                                       {"canon.maker.FirmwareVersion", "Firmware Version 1.0.0"},
                                                       {"canon.gps.GPSVersionID", "2 3 0 0"},
                                                       {"canon.codec.BitsPerSample", "14"},
                                                       {"canon.codec.WaveletLevels", "0"},
                                                       {"canon.track.3.CodedWidth", "6288"},
                                                       {"canon.track.3.CodedHeight", "4056"},
                                                       {"canon.frame.TimeStamp", "2018:02:21 12:08:56.21"},
                                                       {"canon.frame.FocalLength", "15/1"},
                                                       {"canon.frame.ISO", "12800"},
                                                       {"canon.frame.maker.ColorDataVersion", "16"},
                                                       {"canon.frame.maker.WB_RGGBLevelsAsShot", "1104 1024 1024 1789"},
                                                       {"canon.frame.maker.ColorTempAsShot", "3284"},
                                                       {"canon.frame.maker.PerChannelBlackLevel", "2049 2045 2045 2050"},
                                                       {"canon.frame.maker.NormalWhiteLevel", "13035"},
                                                       {"canon.frame.maker.SpecularWhiteLevel", "14338"}};
  for (const auto& [key, value] : expected) {
    INFO(key);
    REQUIRE(said.count(key) == 1);
    CHECK(said.at(key).text == value);
  }
  const auto fields = clip->fields();
  const std::pair<const char*, const char*> normalised[]{{"cameraMake", "Canon"},
                                                         {"cameraModel", "Canon EOS M50"},
                                                         {"cameraSerialNumber", "613040000565"},
                                                         {"cameraFirmwareVersion", "1.0.0"},
                                                         {"isoSpeed", "12800"},
                                                         {"expTime", "0.0125"},
                                                         {"aperture", "3.5"},
                                                         {"nominalFocalLength", "15"},
                                                         {"lensModel", "EF-M15-45mm f/3.5-6.3 IS STM"},
                                                         {"cameraCCTSetting", "3284"},
                                                         {"container", "CR3"},
                                                         {"codec", "CRX, lossless"},
                                                         {"bitDepth", "14"},
                                                         {"orientation", "as recorded"},
                                                         {"capDate", "2018:02:21 12:08:56"}};
  for (const auto& [field, value] : normalised) {
    INFO(field);
    REQUIRE(fields.count(field) == 1);
    CHECK(fields.at(field).text == value);
  }
}

TEST_CASE("a real still has the raster, areas, levels, white balance and matrix that LibRaw finds") {
  const auto path = real_still();
  if (path.empty()) return;
  const Opened clip(path);
  const auto frame = clip->info();
  const auto& desc = *frame.native;
  CHECK(desc.width == 6288);
  CHECK(desc.height == 4056);
  CHECK(std::vector<int32_t>{desc.display.x, desc.display.y, desc.display.w, desc.display.h} == std::vector<int32_t>{276, 48, 6000, 4000});
  CHECK(std::vector<int>(desc.cfa, desc.cfa + 4) == std::vector<int>{0, 1, 1, 2});
  CHECK_THAT(Opened::report("truncated"), Catch::Matchers::Contains("the file ends at 52502")); // its pixels were taken out
  CHECK_THAT(Opened::report("colour-matrix"), Catch::Matchers::Contains("LibRaw"));
}

TEST_CASE("levels and white balance are told by the mosaic's sites, for each layout of ColorData and mosaic") {
  constexpr int blacks[4][4]{{510, 511, 512, 513}, {511, 510, 513, 512}, {512, 513, 510, 511}, {513, 512, 511, 510}};
  for (const uint32_t cfa : {0u, 1u, 2u, 3u}) {
    INFO(cfa);
    const File file{.pictures = {picture(64, 48, 14, cfa)}, .color_data = color_data()};
    const Opened clip(file);
    const auto frame = stranger::Lane(*clip).frame();
    REQUIRE(frame.sensor);
    const auto& sensor = *frame.sensor;
    CHECK((sensor.has & (FG_SENSOR_BLACK | FG_SENSOR_WHITE | FG_SENSOR_NEUTRAL | FG_SENSOR_XYZ_TO_CAMERA)) ==
          (FG_SENSOR_BLACK | FG_SENSOR_WHITE | FG_SENSOR_NEUTRAL | FG_SENSOR_XYZ_TO_CAMERA));
    for (size_t site = 0; site < 4; ++site) CHECK(sensor.black[site] == blacks[cfa][site]);
    CHECK(sensor.white[0] == 15300);
    CHECK(sensor.neutral[0] == 0.5);
    CHECK(sensor.neutral[2] == Approx(1024.0 / 1536));
    // raw-identify's XYZ->CamRGB of a Canon EOS M50
    constexpr double matrix[]{0.8532, -0.0701, -0.1167, -0.4095, 1.1879, 0.2508, -0.0797, 0.2424, 0.7010};
    for (size_t i = 0; i < 9; ++i) CHECK(sensor.xyz_to_camera[0][i] == Approx(matrix[i]).margin(1e-6));
    CHECK(frame.encoding == "linear.camera");
  }
}

TEST_CASE("ColorData of a length that nobody described give no levels, and that is said") {
  const File file{.pictures = {picture(64, 48)}, .color_data = std::vector<int64_t>(1234)};
  const Opened clip(file);
  CHECK_FALSE(Opened::report("no-levels").empty());
  const auto frame = stranger::Lane(*clip).frame();
  REQUIRE(frame.sensor);
  CHECK((frame.sensor->has & (FG_SENSOR_BLACK | FG_SENSOR_WHITE)) == 0);
}

TEST_CASE("Cinema RAW Light has rate, drop-frame timecode and each frame's exposure, and no encoding") {
  const File file{.cinema = true,
                  .frames = 12,
                  .pictures = {picture(64, 48, 10)},
                  .model = "Canon EOS C200",
                  .areas = {0, 0, 64, 48, 1, 0, 1, 0, 4, 2, 59, 45, 0, 0, 63, 47}};
  const Opened clip(file);
  const auto info = clip->info();
  CHECK(info.frame_count == 12);
  CHECK(stranger::render(info.rate) == "60000/1001");
  CHECK(stranger::render(info.start) == "216000@60000/1001 drop");
  const auto frame = stranger::Lane(*clip).frame(11);
  CHECK(stranger::render(frame.timecode) == "216011@60000/1001 drop");
  CHECK(frame.encoding.empty());
  CHECK_THAT(Opened::report("no-encoding"), Catch::Matchers::Contains("Cinema RAW Light"));
  CHECK(std::vector<int32_t>{frame.desc.display.x, frame.desc.display.y, frame.desc.display.w, frame.desc.display.h} ==
        std::vector<int32_t>{4, 2, 56, 44});
  const auto eleventh = clip.entries(11);
  CHECK(eleventh.at("canon.frame.ISO").text == std::to_string(0x80000000u + 811));
  CHECK(eleventh.at("canon.frame.FocalLength").text == "61/1");
  CHECK(eleventh.at("canon.frame.TimeStamp").text == "2017:09:23 09:36:41.21");
  CHECK(eleventh.at("canon.frame.Timecode").text == "216011@60000/1001 drop");
  CHECK(eleventh.count("canon.frame.Record10") == 1);
  const auto fields = clip->fields(11);
  CHECK(fields.at("isoSpeed").text == "811");
  CHECK(fields.at("nominalFocalLength").text == "61");
  CHECK(fields.at("aperture").text == "2.2");
  CHECK(fields.at("timeCode").text == "216011@60000/1001 drop");
  const auto of_clip = clip->fields();
  CHECK(of_clip.at("container").text == "Cinema RAW Light");
  CHECK(of_clip.at("framesPerSecond").text == "60000/1001");
  CHECK(std::stod(of_clip.at("shutterAngle").text) == Approx(360.0 / 120 * 60000 / 1001));
}
