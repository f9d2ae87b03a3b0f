// SPDX-License-Identifier: Apache-2.0
//
// Canon's two tables, against camdkit's published test of the same files, and small ones.
#include "plugins/field_table.hpp"

namespace {

const std::string clip_table = TEST_DATA_DIR "/vendor_exports/canon_static.csv", frames_table = TEST_DATA_DIR "/vendor_exports/canon_frames.csv";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.canon_csv");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_canon_reader.py";
constexpr ExpectedField clip_fields[] = {
    {"cameraMake", "Canon", camdkit, FG_FIELD_DERIVED},
    {"pixelAspectRatio", "1/1", camdkit},
    {"reelName", "A001", "ShotNumber A001C001", FG_FIELD_DERIVED},
    {"umid", "060A2B340101010501010D4313000000CD75881A79950580000085745900200003", "UMID"},
    {"width", "5952", "Width"},
    {"height", "3140", "Height"},
    {"bitDepth", "12", "BitDepth"},
    {"capDate", "2021:12:31 23:01", "CreationTime"},
    {"scene", "", "SceneNumber is empty", FG_FIELD_ABSENT},
    {"take", "", "TakeNumber is empty", FG_FIELD_ABSENT},
};
constexpr ExpectedField frame_fields[] = {
    {"cameraMake", "Canon", camdkit, FG_FIELD_DERIVED},
    {"isoSpeed", "1600", camdkit},
    {"nominalFocalLength", "18", camdkit},
    {"focus", "0.5", camdkit},
    {"shutterAngle", "180", camdkit},
    {"tStop", "4.5", camdkit},
    {"cameraCCTSetting", "5600", "ColorTemperature"},
    {"capDate", "2022:01:01 00:01:46", "Record_Date_… and Record_Time_…"},
    {"ndDensity", "", "NDFilter 65535/65535", FG_FIELD_ABSENT},
};

std::map<std::string, stranger::Field> frame(const std::string& columns, const std::string& row) {
  return fields_told_by(plugin(), "a_Frames.csv", "Timecode,FocusPosition,PhotographicSensitivityMode," + columns + "\n0:00:00:00,3F800000,1," + row + "\n");
}

}  // namespace

TEST_CASE("the clip's table gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), clip_table) == 100);
  const auto clips = stranger::extract(plugin(), clip_table);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "A001C001");
  CHECK(clips[0].reel == "A001");
  CHECK(clips[0].entries.size() == 16);
  CHECK(clips[0].text("canon_csv.Duration") == "135135");
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, clip_fields);
  for (const char* field : {"captureRate", "framesPerSecond", "lensSerialNumber"}) CHECK_FALSE(fields.contains(field)); // camdkit: None
}

TEST_CASE("the frames' table gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), frames_table) == 100);
  const auto clips = stranger::extract(plugin(), frames_table);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "canon"); // of the file's name, without _frames
  CHECK(clips[0].text("canon_csv.FocusPosition") == "3F000000");
  check_fields(stranger::fields_of(plugin(), clips[0]), frame_fields);
}

TEST_CASE("numbers mean something in their mode only") {
  const auto iris = frame("ApertureNumber,ApertureMode", "28/10,1");
  CHECK(iris.at("aperture").text == "2.8");
  CHECK_FALSE(iris.contains("tStop"));
  CHECK_FALSE(frame("ApertureNumber,ApertureMode", "28/10,255").contains("aperture"));
  CHECK_FALSE(frame("ExposureTime,ExposureTimeMode", "1/50,1").contains("shutterAngle"));
  CHECK(frame("ExposureTime,ExposureTimeMode", "18000/0,2").at("shutterAngle").status == FG_FIELD_UNREADABLE);
  CHECK(frame("PhotographicSensitivity", "100/1").at("isoSpeed").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("focus is the bits of a float, and a float that is no number is unreadable") {
  const auto focus = [](const std::string& text) { return fields_told_by(plugin(), "a.csv", "Timecode,FocusPosition,PhotographicSensitivityMode\n0:00:00:00," + text + ",1\n").at("focus"); };
  CHECK(focus("40490FDB").text == "3.1415927410125732");
  CHECK(focus("7FC00000").status == FG_FIELD_UNREADABLE);
  CHECK(focus("7F800000").status == FG_FIELD_UNREADABLE);
  CHECK(focus("3F").status == FG_FIELD_UNREADABLE);
  CHECK(focus("00000000").status == FG_FIELD_ABSENT);
}

TEST_CASE("the codes of a squeeze are those that camdkit knows") {
  const auto squeeze = [](const std::string& code) { return fields_told_by(plugin(), "a.csv", "ShotNumber,LensSqueezeFactor,UMID\nA001C001," + code + ",06\n").at("pixelAspectRatio"); };
  CHECK(squeeze("0").text == "1/1");
  CHECK(squeeze("1").text == "133/100");
  CHECK(squeeze("2").text == "2/1");
  CHECK(squeeze("3").text == "9/5");
  CHECK(squeeze("4").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("tables cut anywhere give values or words") {
  check_cuts(plugin(), "a.csv", stranger::bytes_of(clip_table), 5);
  check_cuts(plugin(), "a.csv", stranger::bytes_of(frames_table), 37);
}
