// SPDX-License-Identifier: Apache-2.0
//
// A real table of ARRI Meta Extract, against camdkit's published test of the same file, and small ones.
#include "plugins/field_table.hpp"

namespace {

const std::string sample = TEST_DATA_DIR "/vendor_exports/arri_B001C001_180327_R1ZA.mov.csv";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.arri_csv");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_arri_reader.py";
constexpr ExpectedField table[] = {
    {"isoSpeed", "400", camdkit},
    {"cameraMake", "ARRI", camdkit, FG_FIELD_DERIVED},
    {"cameraModel", "Alexa LF Plus W", camdkit},
    {"cameraSerialNumber", "2566", camdkit},
    {"lensMake", "ARRI", camdkit, FG_FIELD_DERIVED},
    {"lensModel", "SP40 T1.8", camdkit, FG_FIELD_DERIVED},
    {"lensSerialNumber", "2", camdkit},
    {"captureRate", "24/1", camdkit},
    {"framesPerSecond", "24/1", "Project FPS"},
    {"nominalFocalLength", "40", camdkit},
    {"focus", "4.812", camdkit},
    {"pixelAspectRatio", "1/1", camdkit},
    {"shutterAngle", "172.8", camdkit},
    {"timeCode", "1176223@24/1", "Master TC 13:36:49:07, and Master TC Frame Count beside it"},
    {"imageCounter", "1176223", "Master TC Frame Count"},
    {"expTime", "0.02", "Exposure Time, 20.000 ms"},
    {"clipName", "B001C001_180327_R1ZA", "Camera Clip Name"},
    {"reelName", "B001R1ZA", "Reel"},
    {"cameraLabel", "B", "Camera Index"},
    {"cameraFirmwareVersion", "AlexaLF_2.0:41017", "Camera SUP Name"},
    {"cameraCCTSetting", "3200", "White Balance"},
    {"cameraTintSetting", "0", "White Balance CC"},
    {"capDate", "2018:03:27 12:36:51", "System Image Creation Date and Time"},
    {"utcOffset", "0", "System Image Timezone Offset and DST"},
    {"width", "1920", "Image Width"},
    {"height", "1080", "Image Height"},
    {"activeArea", "0 0 1920 1080", "Active Image Left, Top, Width, Height"},
    {"codec", "Apple ProRes 4444", "Recording Codec"},
    {"uuid", "e4b8a5cc-0000-4000-82e3-016200000000", "UUID"},
    {"storageMediaSerialNumber", "X512GJ1F150083", "Storage Media Serial Number"},
    {"encoding", "LOG-C", "Target Color Space"},
    {"orientation", "No flip", "Image Orientation"},
    {"director", "H. Raedlein", "Director"},
    {"take", "", "Take: n.a.", FG_FIELD_ABSENT},
    {"cdl", "", "CDL Mode: --", FG_FIELD_ABSENT},
    {"ndDensity", "", "ND Filter Density: --", FG_FIELD_ABSENT},
    {"umid", "", "SMPTE UMID: --", FG_FIELD_ABSENT},
};

std::string small(const std::string& columns, const std::string& row) { return "Master TC\tCamera Clip Name\tExposure Index ASA\t" + columns + "\n01:00:00:00\tA001C001\t800\t" + row + "\n"; }

}  // namespace

TEST_CASE("a table of ARRI Meta Extract gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), sample) == 100);
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, table);
  CHECK(std::stod(fields.at("tStop").text) == Approx(1.782).margin(0.0005)); // camdkit: round(1000 T) == 1782
}

TEST_CASE("every column of a line is kept as it is written") {
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "B001C001_180327_R1ZA");
  CHECK(clips[0].reel == "B001R1ZA");
  CHECK(clips[0].start == "1176223@24/1");
  CHECK(clips[0].ended);
  const auto own = std::count_if(clips[0].entries.begin(), clips[0].entries.end(), [](const auto& entry) { return entry.frame == -1; });
  CHECK(own == 183);  // head -1 sample | tr '\t' '\n' | wc -l
  CHECK(clips[0].text("arri_csv.Index") == "       0");
  CHECK(clips[0].text("arri_csv.White Balance CC") == "  0");
  CHECK(clips[0].text("arri_csv.Exposure Time") == "20.000 ms");
  const auto twice = std::count_if(clips[0].entries.begin(), clips[0].entries.end(), [](const auto& entry) { return entry.frame == -1 && entry.key == "arri_csv.Master TC"; });
  CHECK(twice == 2);
}

TEST_CASE("frames get the columns that change, and the last one its own values") {
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].frames.size() == 501); // 500 frames and the clip
  CHECK(clips[0].text("arri_csv.Lens Focus Distance", 499) == "3.056");
  CHECK(clips[0].text("arri_csv.Camera Serial Number", 499) == "(not told)");
  const auto last = stranger::fields_of(plugin(), clips[0], 499);
  CHECK(last.at("focus").text == "3.056");
  CHECK(last.at("timeCode").text == "1176722@24/1"); // Master TC Frame Count of that line
  CHECK(last.at("imageCounter").text == "1176722");
}

TEST_CASE("a table of two clips tells of each once, whatever the order of its lines") {
  const std::string columns = "Index\tMaster TC\tCamera Clip Name\tExposure Index ASA\n";
  const auto clips = told_by(plugin(), "two.csv", columns + "0\t01:00:00:00\tA001C001\t800\n0\t02:00:00:00\tA001C002\t400\n1\t01:00:00:01\tA001C001\t640\n");
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].name == "A001C001");
  CHECK(clips[0].text("arri_csv.Exposure Index ASA", 1) == "640");
  CHECK(clips[1].name == "A001C002");
  CHECK(clips[1].text("arri_csv.Exposure Index ASA") == "400");
}

TEST_CASE("rates and timecodes are exact, with drop-frame where the table says so") {
  const auto at = [](const std::string& fps, const std::string& drop) {
    return fields_told_by(plugin(), "a.csv", small("Master TC Time Base\tMaster TC Drop Frame\tSensor FPS\tProject FPS", fps + "\t" + drop + "\t" + fps + "\t" + fps));
  };
  CHECK(at("23.976", "no").at("framesPerSecond").text == "24000/1001");
  CHECK(at("23.976", "no").at("timeCode").text == "86400@24000/1001");
  CHECK(at("29.970", "yes").at("timeCode").text == "107892@30000/1001 drop");
  CHECK(at("59.940", "no").at("timeCode").text == "216000@60000/1001");
  CHECK(at("24.000", "yes").at("timeCode").status == FG_FIELD_UNREADABLE); // 24 drops nothing
  CHECK(at("150.000", "no").at("captureRate").text == "150/1");
}

TEST_CASE("focus comes out in metres, and a unit that is not known is not guessed") {
  const auto at = [](const std::string& unit, const std::string& distance) { return fields_told_by(plugin(), "a.csv", small("Lens Distance Unit\tLens Focus Distance", unit + "\t" + distance)).at("focus"); };
  CHECK(at("Meter", "1.5").text == "1.5");
  CHECK(std::stod(at("Foot", "10").text) == Approx(3.048));
  CHECK(at("Cubit", "10").status == FG_FIELD_UNREADABLE);
  CHECK(at("Meter", "--").status == FG_FIELD_ABSENT);
  CHECK(at("Meter", "0.000").status == FG_FIELD_ABSENT);
}

TEST_CASE("a CDL that is on is ten numbers, and a circled take a flag") {
  const auto fields = fields_told_by(plugin(), "a.csv", small("CDL Mode\tCDL Slope R\tCDL Slope G\tCDL Slope B\tCDL Offset R\tCDL Offset G\tCDL Offset B\tCDL Power R\tCDL Power G\tCDL Power B\tCDL Saturation\tCircle Take",
                                                              "Alexa LogC\t1.1\t1\t0.9\t0.01\t0\t-0.01\t1\t1.2\t1\t0.8\tYes"));
  CHECK(fields.at("cdl").text == "1.1 1 0.9 0.01 0 -0.01 1 1.2 1 0.8");
  CHECK(fields.at("circleTake").text == "1");
}

TEST_CASE("a table that is another one is not taken for it") {
  CHECK(stranger::probe(plugin(), TEST_DATA_DIR "/vendor_exports/sony_venice_D001C005_210716AG.csv") == 0);
  CHECK(stranger::probe(plugin(), TEST_DATA_DIR "/vendor_exports/otio_sample.ale") == 0);
  std::string words;
  CHECK(refusal_of(plugin(), "a.csv", "a\tb\n1\t2\n", &words) == FG_E_NOT_THIS_FORMAT);
  CHECK(words.find("Camera Clip Name") != std::string::npos);
}

TEST_CASE("a table cut anywhere gives values or words") {
  check_cuts(plugin(), "a.csv", stranger::bytes_of(sample).substr(0, 9000), 97);
}
