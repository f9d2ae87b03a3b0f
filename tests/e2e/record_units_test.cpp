// SPDX-License-Identifier: Apache-2.0
//
// Whatever unit a file is written in, the record has the schema's. The files are small exports as each tool writes them, beside
// a clip of the test pattern that they tell of; the conflicting ones stand beside what the clip says itself.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

const std::string program = FILMGATE_PROGRAM;

struct Card {
  FolderOfItsOwn folder;
  explicit Card(const make_fgtp::Header& header = {.focal_length = 0}, const std::string& name = "A001C001_220101AA") { make_fgtp::write(folder / (name + ".fgtp"), header); }
  Json record() const {
    const auto said = run({program, "inspect", "--json", folder.path()});
    INFO(said.err);
    CHECK(said.exit == 0);
    return Json::parse(said.out).value()["clips"].items().at(0);
  }
};

// What a plugin says of a field, as the field itself or beside it.
Json said_by(const Json& record, const std::string& field, const std::string& plugin) {
  const auto& held = record["fields"][field];
  if (held["source"]["plugin"].text() == plugin) return held;
  for (const auto& other : held["others"].items())
    if (other["source"]["plugin"].text() == plugin) return other;
  return {};
}

struct Export { const char *name, *plugin, *bytes, *field; double value; const char* unit; };

}  // namespace

TEST_CASE("focus comes out in metres, from metres, feet, millimetres and whole numbers") {
  const std::string mapping = "mapping = 1\nrows = \"clips\"\nclip = \"Clip\"\n[fields]\nfocus = { column = \"F\", unit = \"ft\" }\n";
  const Export exports[] = {
      {"A001C001_220101AA.redline.csv", "org.filmgate.redline_csv", "FrameNo,Timecode,Focus Distance,Focal Length,Cooke Metadata\n0,01:00:00:00,410,40,\n", "focus", 0.41, "m"},
      {"sony_feet.csv", "org.filmgate.sony_csv",
       "Timecode,Clip Name,Lens Model,Lens Serial,Focal Length (mm),Aperture,Focus Distance (ft),Camera Model\n01:00:00:00,A001C001_220101AA,L,1,32,T 2,5.83,M\n", "focus", 1.776984, "m"},
      {"sony_metres.csv", "org.filmgate.sony_csv",
       "Timecode,Clip Name,Lens Model,Lens Serial,Focal Length (mm),Aperture,Focus Distance (m),Camera Model\n01:00:00:00,A001C001_220101AA,L,1,32,T 2,1.5,M\n", "focus", 1.5, "m"},
      {"A001C001_220101AA_Frames.csv", "org.filmgate.canon_csv",
       "Timecode,FocusPosition,FocalLength,ApertureMode,ApertureNumber,ExposureTimeMode,ExposureTime,PhotographicSensitivityMode,PhotographicSensitivity\n"
       "01:00:00:00,3F000000,180/10,2,450/100,2,180/1,1,2147485248\n", "focus", 0.5, "m"},
      {"day.csv", "org.filmgate.generic_csv", "Clip,F\nA001C001_220101AA,5'10\"\n", "focus", 1.778, "m"},
  };
  for (const auto& one : exports) {
    CAPTURE(one.name);
    const Card card;
    card.folder.write(one.name, one.bytes);
    if (std::string(one.name) == "day.csv") card.folder.write("day.mapping.toml", mapping);
    const auto field = said_by(card.record(), one.field, one.plugin);
    CHECK(field["value"].number() == Approx(one.value).epsilon(1e-9));
    CHECK(field["unit"].text() == one.unit);
  }
}

TEST_CASE("focal lengths come out in millimetres, from millimetres, micrometres, fractions and words with a unit") {
  struct Case { const char *unit, *text; double value; };
  for (const auto& [unit, text, value] : {Case{"mm", "40", 40}, {"mm", "40mm", 40}, {"um", "40000", 40}, {"cm", "4", 40}, {"in", "2", 50.8}, {"mm", "180/10", 18}}) {
    CAPTURE(unit, text);
    const Card card;
    card.folder.write("day.csv", std::string("Clip,F\nA001C001_220101AA,") + text + "\n");
    card.folder.write("day.mapping.toml", std::string("mapping = 1\nrows = \"clips\"\nclip = \"Clip\"\n[fields]\nnominalFocalLength = { column = \"F\", unit = \"") + unit + "\" }\n");
    const auto field = said_by(card.record(), "nominalFocalLength", "org.filmgate.generic_csv");
    CHECK(field["value"].number() == Approx(value));
    CHECK(field["unit"].text() == "mm");
  }
}

TEST_CASE("timecodes come out with the schema's marks and their rate, whatever marks they went in with") {
  struct Case { const char *how, *text, *value, *rate; };
  for (const auto& [how, text, value, rate] :
       {Case{"rate = \"24\"", "01:00:00:00", "01:00:00:00", "24/1"}, {"rate = \"23.976\"", "01:00:00:00", "01:00:00:00", "24000/1001"},
        {"rate = \"29.97\"", "01:00:00;02", "01:00:00;02", "30000/1001"}, {"rate = \"29.97\"", "01:00:00.02", "01:00:00;02", "30000/1001"},
        {"rate = \"29.97\", drop = true", "01:00:00:02", "01:00:00;02", "30000/1001"}, {"rate = \"29.97\", drop = false", "01:00:00:02", "01:00:00:02", "30000/1001"},
        {"rate = \"25\", separator = \".\"", "10.11.12.13", "10:11:12:13", "25/1"}, {"rate = \"50\"", "10:11:12:49", "10:11:12:49", "50/1"},
        {"rate = \"59.94\"", "00:01:00;04", "00:01:00;04", "60000/1001"}, {"rate = \"120\"", "10:11:12:119", "10:11:12:119", "120/1"}}) {
    CAPTURE(how, text);
    const Card card;
    card.folder.write("day.csv", std::string("Clip,TC\nA001C001_220101AA,") + text + "\n");
    card.folder.write("day.mapping.toml", std::string("mapping = 1\nrows = \"clips\"\nclip = \"Clip\"\n[fields]\ntimeCode = { column = \"TC\", ") + how + " }\n");
    const auto field = said_by(card.record(), "timeCode", "org.filmgate.generic_csv");
    CHECK(field["value"].text() == value);
    CHECK(field["rate"].text() == rate);
  }
}

TEST_CASE("23.976, 23.98 and 24000/1001 are one rate, in the file and beside it") {
  for (const char* text : {"23.976", "23.98", "24000/1001"}) {
    CAPTURE(text);
    const Card card({.rate_num = 24000, .rate_den = 1001, .focal_length = 0});
    card.folder.write("day.csv", std::string("Clip,R\nA001C001_220101AA,") + text + "\n");
    card.folder.write("day.mapping.toml", "mapping = 1\nrows = \"clips\"\nclip = \"Clip\"\n[fields]\nframesPerSecond = { column = \"R\" }\n");
    const auto record = card.record();
    CHECK(record["fields"]["framesPerSecond"]["value"].text() == "24000/1001");
    CHECK(said_by(record, "framesPerSecond", "org.filmgate.generic_csv")["value"].text() == "24000/1001");
    CHECK(record["problems"].items().empty());
  }
}

TEST_CASE("where the clip and an export differ the clip wins, the other stands beside it, and it is told") {
  const Card card({.width = 16, .height = 8, .frames = 3, .timecode = 86400, .exposure_index = 800, .focal_length = 35});
  card.folder.write("day.csv", "Clip,ISO,W,N,TC,FL,Lens\nA001C001_220101AA,1600,4096,24,02:00:00:00,35.0,Prime\n");
  card.folder.write("day.mapping.toml", "mapping = 1\nrows = \"clips\"\nclip = \"Clip\"\n[fields]\nisoSpeed = { column = \"ISO\" }\nwidth = { column = \"W\" }\n"
                                        "frameCount = { column = \"N\" }\ntimeCode = { column = \"TC\", rate = \"24\" }\nnominalFocalLength = { column = \"FL\" }\nlensModel = { column = \"Lens\" }\n");
  const auto record = card.record();
  const auto& fields = record["fields"];
  CHECK(fields["isoSpeed"]["value"].number() == 800);           // stated in the header
  CHECK(fields["width"]["value"].integer() == 16);              // what the file really holds
  CHECK(fields["frameCount"]["value"].integer() == 3);
  CHECK(fields["timeCode"]["value"].text() == "01:00:00:00");
  CHECK(fields["lensModel"]["value"].text() == "Prime");        // only the export knows it
  CHECK(said_by(record, "isoSpeed", "org.filmgate.generic_csv")["value"].number() == 1600);
  CHECK(said_by(record, "width", "org.filmgate.generic_csv")["value"].integer() == 4096);
  CHECK(said_by(record, "timeCode", "org.filmgate.generic_csv")["value"].text() == "02:00:00:00"); // both starts are kept
  size_t conflicts = 0;
  for (const auto& problem : record["problems"].items()) conflicts += problem["code"].text() == "conflicting-values" ? 1 : 0;
  CHECK(conflicts == 4); // not the focal length, which agrees
}
