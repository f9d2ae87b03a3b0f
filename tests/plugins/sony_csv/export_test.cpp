// SPDX-License-Identifier: Apache-2.0
//
// A real table of a VENICE clip, against camdkit's published test of the same file, and small ones.
#include "plugins/field_table.hpp"

namespace {

const std::string sample = TEST_DATA_DIR "/vendor_exports/sony_venice_D001C005_210716AG.csv";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.sony_csv");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_venice_reader.py";
constexpr ExpectedField table[] = {
    {"clipName", "D001C005_210716AG", "Clip Name"},
    {"cameraModel", "MPC-3610", camdkit},
    {"nominalFocalLength", "32", camdkit},
    {"lensModel", "7032.0100", "Lens Model; camdkit takes the same number, of the sidecar, for the serial number"},
    {"lensSerialNumber", "", "Lens Serial is empty", FG_FIELD_ABSENT},
};

const std::string columns = "\"Timecode\",\"Clip Name\",\"Lens Model\",\"Lens Serial\",\"Focal Length (mm)\",\"Aperture\",\"Focus Distance (";
std::map<std::string, stranger::Field> with(const std::string& iris, const std::string& unit = "ft", const std::string& focus = "1") {
  return fields_told_by(plugin(), "a.csv", columns + unit + ")\",\"Camera Model\"\r\n\"01:00:00:00\",\"A\",\"\",\"\",\"32\",\"" + iris + "\",\"" + focus + "\",\"\"\r\n");
}

}  // namespace

TEST_CASE("the table of a VENICE clip gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), sample) == 90);
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "D001C005_210716AG");
  CHECK(clips[0].start.empty()); // the table has no rate
  CHECK(clips[0].frames.size() == 589); // 588 frames and the clip
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, table);
  CHECK(std::stod(fields.at("tStop").text) == Approx(2.219).margin(0.0005)); // camdkit: round(1000 T) == 2219
  CHECK(std::stod(fields.at("focus").text) == Approx(5.83 * 12 * 25.4 / 1000).epsilon(1e-12)); // camdkit's arithmetic
}

TEST_CASE("frames get what changes, down to the last") {
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].text("sony_csv.Timecode", 587) == "16:47:29:06");
  CHECK(clips[0].text("sony_csv.Focus Distance (ft)", 587) == "8.94");
  CHECK(clips[0].text("sony_csv.Camera Model", 587) == "(not told)");
  const auto last = stranger::fields_of(plugin(), clips[0], 587);
  CHECK(std::stod(last.at("focus").text) == Approx(2.724912));
  CHECK(last.size() == 1);
}

TEST_CASE("focus is in the unit that the column's name says") {
  CHECK(std::stod(with("T 2", "ft", "10").at("focus").text) == Approx(3.048));
  CHECK(with("T 2", "m", "1.5").at("focus").text == "1.5");
  CHECK(std::stod(with("T 2", "mm", "1500").at("focus").text) == Approx(1.5));
  CHECK_FALSE(with("T 2", "cubits", "3").contains("focus"));
  CHECK(with("T 2", "ft", "").at("focus").status == FG_FIELD_ABSENT);
  CHECK(with("T 2", "ft", "near").at("focus").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("an iris is a T number when it can mean no other") {
  CHECK(std::stod(with("T 2 3/10").at("tStop").text) == Approx(2.219).margin(0.0005));
  CHECK(with("T 4").at("tStop").text == "4");
  CHECK(std::stod(with("T 2.8 5/10").at("tStop").text) == Approx(3.33).margin(0.002));
  CHECK(with("T 6").at("tStop").status == FG_FIELD_UNREADABLE); // T6, or six stops above T1: T8, as camdkit reads it
  CHECK(with("F 2").at("tStop").status == FG_FIELD_UNREADABLE);
  CHECK(with("T 2 3/7").at("tStop").status == FG_FIELD_UNREADABLE);
  CHECK(with("").at("tStop").status == FG_FIELD_ABSENT);
}

TEST_CASE("a table cut anywhere gives values or words") {
  check_cuts(plugin(), "a.csv", stranger::bytes_of(sample).substr(0, 1500), 13);
  CHECK(refusal_of(plugin(), "a.csv", "a,b\n1,2\n") == FG_E_NOT_THIS_FORMAT);
}
