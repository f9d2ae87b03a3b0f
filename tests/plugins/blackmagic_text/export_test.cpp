// SPDX-License-Identifier: Apache-2.0
//
// A real text of the extractor, against camdkit's published test of the same file, and small ones.
#include "plugins/field_table.hpp"

namespace {

const std::string sample = TEST_DATA_DIR "/vendor_exports/bmd_ursa12k_metadata.txt";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.blackmagic_text");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_bmd_reader.py";
constexpr ExpectedField table[] = {
    {"cameraMake", "Blackmagic Design", camdkit},
    {"cameraModel", "Blackmagic URSA Mini Pro 12K", camdkit},
    {"cameraUuid", "7ef33b36-a5ba-4a04-b218-0afc7eb1f8b6", "camdkit, as its serial number"},
    {"cameraFirmwareVersion", "7.2.1", camdkit},
    {"lensModel", "Cooke Anamorphic /i Prime Lens 50mm", camdkit},
    {"isoSpeed", "800", camdkit},
    {"captureRate", "48/1", camdkit},
    {"framesPerSecond", "24/1", "format_frame_rate 1572864 = 24 * 65536", FG_FIELD_DERIVED},
    {"nominalFocalLength", "50", camdkit},
    {"focus", "0.991", "camdkit has 991, which are the millimetres of the line"},
    {"cameraCCTSetting", "6000", "white_balance_kelvin (camdkit, commented out)"},
    {"cameraTintSetting", "0", "white_balance_tint"},
    {"pixelAspectRatio", "2/1", camdkit},
    {"tStop", "2.3", camdkit},
    {"shutterAngle", "180", camdkit},
    {"clipName", "A001_04190112_C102", "clip_number"},
    {"reelName", "1", "reel_name"},
    {"take", "99", "take"},
    {"circleTake", "0", "good_take: false"},
    {"capDate", "2021:04:19", "date_recorded"},
    {"lookName", "", "post_3dlut_mode: Disabled", FG_FIELD_ABSENT},
    {"encoding", "", "viewing_gamma tells how it is seen", FG_FIELD_ABSENT},
};

std::map<std::string, stranger::Field> with(const std::string& lines) { return fields_told_by(plugin(), "a.txt", "Clip Metadata\nclip_number: A\n\nFrame 0 Metadata\n" + lines); }

}  // namespace

TEST_CASE("the extractor's text gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), sample) == 100);
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "A001_04190112_C102");
  CHECK(clips[0].reel == "1");
  CHECK(clips[0].start.empty());
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, table);
  CHECK(std::stod(fields.at("expTime").text) == Approx(1.0 / 96));   // 180 degrees of 48 a second
  CHECK(std::stod(fields.at("ndDensity").text) == Approx(1.806).margin(0.001)); // 6 stops
}

TEST_CASE("every line is kept, those of a frame for the frame too") {
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].entries.size() == 41 + 13 + 13); // grep -c ': ' by section; the first frame stands for the clip
  CHECK(clips[0].text("blackmagic_text.sensor_area_captured") == "7680,6408,");
  CHECK(clips[0].text("blackmagic_text.frame.shutter_value", 0) == "180\xC2\xB0");
  CHECK(clips[0].text("blackmagic_text.analog_gain") == "1");
  CHECK(clips[0].text("blackmagic_text.frame.analog_gain") == "1");
}

TEST_CASE("many frames are told each under its number") {
  const auto clips = told_by(plugin(), "a.txt", "Clip Metadata\r\nreel_name: 2\r\nFrame 0 Metadata\r\niso: 800\r\nFrame 7 Metadata\r\niso: 400\r\nscene:\r\n");
  REQUIRE(clips.size() == 1);
  CHECK(stranger::fields_of(plugin(), clips[0], 7).at("isoSpeed").text == "400");
  CHECK(clips[0].text("blackmagic_text.frame.scene", 7).empty());
  CHECK(clips[0].text("blackmagic_text.frame.iso") == "800");
}

TEST_CASE("measures are read with their units") {
  CHECK(std::stod(with("focal_length: 35.5mm\n").at("nominalFocalLength").text) == Approx(35.5));
  CHECK(with("aperture: f5.6\n").at("aperture").text == "5.6");
  CHECK(with("aperture: f/5.6\n").at("aperture").text == "5.6");
  CHECK(with("aperture: 5.6\n").at("aperture").status == FG_FIELD_UNREADABLE);
  CHECK(std::stod(with("distance: 10ft\n").at("focus").text) == Approx(3.048));
  CHECK(with("distance: Inf\n").at("focus").status == FG_FIELD_ABSENT);
  CHECK(with("distance: 12\n").at("focus").status == FG_FIELD_UNREADABLE);
  const auto speed = with("sensor_rate: 24000,1001,\nshutter_value: 1/48\n");
  CHECK(speed.at("captureRate").text == "24000/1001");
  CHECK(std::stod(speed.at("expTime").text) == Approx(1.0 / 48));
  CHECK(std::stod(speed.at("shutterAngle").text) == Approx(179.82).margin(0.01));
}

TEST_CASE("lines that are neither a value nor a heading are reported") {
  stranger::Plugin own("org.filmgate.blackmagic_text");
  (void)told_by(own, "a.txt", "Clip Metadata\nreel_name: 2\nwhat is this\n");
  REQUIRE(own.reports().size() == 1);
  CHECK(own.reports()[0].code == "unread-lines");
}

TEST_CASE("a text that is none of it is refused") {
  CHECK(stranger::probe(plugin(), TEST_DATA_DIR "/SOURCES.md") == 0);
  CHECK(refusal_of(plugin(), "a.txt", "Shot list\nscene: 1\n") == FG_E_NOT_THIS_FORMAT);
  check_cuts(plugin(), "a.txt", stranger::bytes_of(sample), 31);
}
