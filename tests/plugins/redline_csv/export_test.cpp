// SPDX-License-Identifier: Apache-2.0
//
// Two real tables of REDline, against camdkit's published test of the same files, and small ones.
#include "plugins/field_table.hpp"

namespace {

const std::string clips_table = TEST_DATA_DIR "/vendor_exports/red_A001_C066_0303LZ_001.static.csv",
                  frames_table = TEST_DATA_DIR "/vendor_exports/red_A001_C066_0303LZ_001.frames.csv";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.redline_csv");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_red_reader.py";
constexpr ExpectedField clip_fields[] = {
    {"cameraMake", "RED", camdkit, FG_FIELD_DERIVED},
    {"cameraModel", "RANGER MONSTRO 8K VV", camdkit},
    {"cameraSerialNumber", "130-27E-4B5", camdkit},
    {"cameraFirmwareVersion", "7.4.1", camdkit},
    {"lensMake", "SIGMA", camdkit},
    {"lensModel", "40mm T1.5 FF | 018", camdkit},
    {"lensSerialNumber", "G53599764", camdkit},
    {"lensFirmwareVersion", "1.00", camdkit, FG_FIELD_DERIVED},
    {"isoSpeed", "250", camdkit},
    {"nominalFocalLength", "40", camdkit},
    {"focus", "0.41", "camdkit has 410, which are the millimetres of the column"},
    {"captureRate", "24/1", camdkit},
    {"framesPerSecond", "24/1", "FPS"},
    {"pixelAspectRatio", "1/1", camdkit},
    {"shutterAngle", "180", camdkit},
    {"aperture", "5.6", "Aperture: F5.6"},
    {"timeCode", "2012192@24/1", "Abs TC 23:17:21:08: ((23*60+17)*60+21)*24+8"},
    {"clipName", "A001_C066_0303LZ", "Clip Name"},
    {"reelName", "A001", "CamReelID"},
    {"frameCount", "2", "Total Frames"},
    {"width", "4096", "Frame Width"},
    {"height", "2160", "Frame Height"},
    {"capDate", "2022:03:03 13:21:46", "Date and Timestamp"},
    {"cameraCCTSetting", "5600", "Kelvin"},
    {"cameraTintSetting", "0", "Tint"},
    {"uuid", "2EE4BE6E-970F-44F5-9A76-E745B8AAD967", "UUID"},
    {"codec", "REDcode 8:1", "REDCODE"},
    {"take", "066", "Take"},
    {"scene", "", "Scene is empty", FG_FIELD_ABSENT},
    {"cdl", "", "CDL Enabled: false", FG_FIELD_ABSENT},
};
constexpr ExpectedField frame_fields[] = {
    {"tStop", "5.6", camdkit, FG_FIELD_DERIVED},
    {"aperture", "5.6", "Aperture 5.600000"},
    {"nominalFocalLength", "40", camdkit},
    {"focus", "0.41", "camdkit has 410, which are the millimetres of the column"},
};

}  // namespace

TEST_CASE("a table of clips gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), clips_table) == 100);
  const auto clips = stranger::extract(plugin(), clips_table);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "A001_C066_0303LZ");
  CHECK(clips[0].reel == "A001");
  CHECK(clips[0].start == "2012192@24/1");
  check_fields(stranger::fields_of(plugin(), clips[0]), clip_fields);
}

TEST_CASE("all 200 columns are kept, the repeated ones too") {
  const auto clips = stranger::extract(plugin(), clips_table);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].entries.size() == 200);
  CHECK(clips[0].text("redline_csv.Lens Brand") == "SIGMA          ");
  CHECK(clips[0].text("redline_csv.Luma Curve: Toe X") == "0.25000");
}

TEST_CASE("a table of frames gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), frames_table) == 100);
  const auto clips = stranger::extract(plugin(), frames_table);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "A001_C066_0303LZ"); // of the file's name
  CHECK(clips[0].start.empty());
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, frame_fields);
  CHECK_FALSE(fields.contains("timeCode")); // the table has no rate
  CHECK(clips[0].text("redline_csv.Focus Distance", 1) == "420");
  CHECK(stranger::fields_of(plugin(), clips[0], 1).at("focus").text == "0.42");
  CHECK(std::stod(stranger::fields_of(plugin(), clips[0], 1).at("tStop").text) == Approx(5.6).margin(0.2)); // 48/70, as in frame 0
  CHECK(clips[0].text("redline_csv.Rotation Z", 1) == "(not told)"); // it does not change: the clip says it
}

TEST_CASE("the clip of a table of frames is found in the file's name") {
  const std::string frame = "FrameNo,Timecode,Cooke Metadata\n0,01:00:00:00,\n";
  const auto name_in = [&](const std::string& file) { return told_by(plugin(), file, frame).at(0).name; };
  CHECK(name_in("B012_C004_0101A9_002.csv") == "B012_C004_0101A9");
  CHECK(name_in("day 3 B012_C004_0101A9.frames.csv") == "B012_C004_0101A9");
  CHECK(name_in("sunset_003.frames.csv") == "sunset");
  CHECK(name_in("sunset.csv") == "sunset");
}

TEST_CASE("packed lens data that is none is unreadable") {
  const auto iris = [](const std::string& packed) { return fields_told_by(plugin(), "a.csv", "FrameNo,Timecode,Cooke Metadata\n0,01:00:00:00," + packed + "\n").at("tStop"); };
  CHECK(iris("64/40/40/46/68/42/58").text == "1.52"); // 2 * 64 + 24
  CHECK(iris("64/40/40/46/68/42").status == FG_FIELD_UNREADABLE);
  CHECK(iris("64/40/40/46/68/02/58").status == FG_FIELD_UNREADABLE);
  CHECK(iris("rubbish").status == FG_FIELD_UNREADABLE);
  CHECK(iris("").status == FG_FIELD_ABSENT);
}

TEST_CASE("many clips in one table are told one after the other") {
  const auto clips = told_by(plugin(), "a.csv", "Clip Name,CamReelID,Abs TC,FPS\nA001_C001_0101AA,A001,01:00:00:00,23.976\nA001_C002_0101AB,A001,02:00:00;02,29.97\n");
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].start == "86400@24000/1001");
  CHECK(clips[1].start == "215786@30000/1001 drop"); // 2 h are 215784 frames
}

TEST_CASE("tables cut anywhere give values or words") {
  check_cuts(plugin(), "a.csv", stranger::bytes_of(clips_table), 61);
  check_cuts(plugin(), "a.csv", stranger::bytes_of(frames_table), 7);
}
