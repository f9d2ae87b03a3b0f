// SPDX-License-Identifier: Apache-2.0
//
// Tables and mappings written by hand, and a real table of REDline read with a mapping.
#include "plugins/field_table.hpp"

namespace {

const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.generic_csv");
  return loaded;
}

std::deque<stranger::ToldClip> told(const std::string& mapping, const std::string& table, const std::string& name = "day12.csv") {
  const FolderOfItsOwn folder;
  folder.write(name, table);
  folder.write("day12.mapping.toml", mapping);
  std::deque<stranger::ToldClip> out;
  stranger::extract(plugin(), folder / name, out, SIZE_MAX, folder / "day12.mapping.toml");
  return out;
}

struct Refusal { fg_status status = FG_OK; std::string words; };
Refusal refused(const std::string& mapping, const std::string& table = "Clip,Focus\nA,1\n") {
  try {
    (void)told(mapping, table);
  } catch (const stranger::Error& error) {
    return {error.status(), error.what()};
  }
  return {};
}

std::string of_clips(const std::string& fields, const std::string& more = "clip = \"Clip\"\n") { return "mapping = 1\nrows = \"clips\"\n" + more + "[fields]\n" + fields; }

std::string doubled(std::string text) { // quotes within a quoted field
  for (size_t at = 0; (at = text.find('"', at)) != text.npos; at += 2) text.insert(at, 1, '"');
  return text;
}

// One field of a table with one column.
stranger::Field field(const std::string& name, const std::string& words, const std::string& text) {
  const auto clips = told(of_clips(name + " = { column = \"V\"" + (words.empty() ? "" : ", " + words) + " }\n"), "Clip,V\nA001C001,\"" + doubled(text) + "\"\n");
  return clips.empty() ? stranger::Field{} : stranger::fields_of(plugin(), clips[0]).at(name);
}

}  // namespace

TEST_CASE("a table of clips is told by its mapping: many clips, each with name, reel and start") {
  const auto clips = told(of_clips("focus = { column = \"Focus\", unit = \"ft\" }\ntimeCode = { column = \"TC In\" }\nframesPerSecond = { column = \"FPS\" }\nscene = { column = \"Scene\" }\n",
                                   "clip = \"Clip\"\nreel = \"Reel\"\n"),
                          "Clip,Reel,TC In,FPS,Focus,Scene,Note\nA001C001,A001,01:00:00:00,23.976,5.5,12A,\"nice, soft\"\nA001C002,A001,02:00:00;02,29.97,10',13,\n");
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].name == "A001C001");
  CHECK(clips[0].reel == "A001");
  CHECK(clips[0].start == "86400@24000/1001");
  CHECK(clips[1].start == "215786@30000/1001 drop"); // 2 h are 215784 frames
  CHECK(clips[0].text("generic_csv.Note") == "nice, soft"); // what is not mapped is kept
  CHECK(clips[0].text("generic_csv.focus:ft:Focus") == "5.5");
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  CHECK(std::stod(fields.at("focus").text) == Approx(1.6764)); // 5.5 * 0.3048
  CHECK(fields.at("scene").text == "12A");
  CHECK(fields.at("framesPerSecond").text == "24000/1001");
  CHECK(fields.at("timeCode").text == "86400@24000/1001");
  CHECK(std::stod(stranger::fields_of(plugin(), clips[1]).at("focus").text) == Approx(3.048));
}

TEST_CASE("a table of frames is told clip by clip, and its frames from the first number on") {
  const auto clips = told("mapping = 1\nrows = \"frames\"\nclip = \"Clip\"\nframe = \"No\"\nfirst_frame = 1\n[fields]\nfocus = { column = \"Focus\", unit = \"mm\" }\n"
                          "timeCode = { column = \"TC\", rate = \"24\" }\nlensModel = { column = \"Lens\" }\n",
                          "Clip,No,TC,Focus,Lens\nA,1,01:00:00:00,1500,Prime\nA,2,01:00:00:01,1600,Prime\nB,1,02:00:00:00,900,Zoom\n");
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].start == "86400@24/1");
  CHECK(stranger::fields_of(plugin(), clips[0]).at("focus").text == "1.5");
  CHECK(stranger::fields_of(plugin(), clips[0], 1).at("focus").text == "1.6");
  CHECK(stranger::fields_of(plugin(), clips[0], 1).at("timeCode").text == "86401@24/1");
  CHECK_FALSE(stranger::fields_of(plugin(), clips[0], 1).contains("lensModel")); // does not change: the clip says it
  CHECK(clips[1].name == "B");
  CHECK(stranger::fields_of(plugin(), clips[1]).at("lensModel").text == "Zoom");
}

TEST_CASE("units become the clip record's") {
  struct Case { const char *field, *words, *text, *expected; };
  for (const auto& [name, words, text, expected] : {Case{"focus", "", "1.5", "1.5"}, {"focus", "unit = \"m\"", "1.5 m", "1.5"}, {"focus", "unit = \"cm\"", "150", "1.5"},
                                                    {"focus", "unit = \"mm\"", "1500mm", "1.5"}, {"focus", "unit = \"ft\"", "5'10\"", "1.778"},
                                                    {"focus", "unit = \"in\"", "100", "2.54"}, {"nominalFocalLength", "unit = \"um\"", "40000", "40"},
                                                    {"nominalFocalLength", "", "40", "40"}, {"nominalFocalLength", "unit = \"in\"", "2", "50.8"},
                                                    {"expTime", "", "1/50", "0.02"}, {"expTime", "unit = \"ms\"", "20", "0.02"},
                                                    {"shutterAngle", "", "172.8", "172.8"}, {"cameraTilt", "unit = \"deg\"", "-12.5", "-12.5"},
                                                    {"cameraRoll", "unit = \"rad\"", "3.141592653589793", "180"}, {"cameraCCTSetting", "unit = \"K\"", "5600K", "5600"},
                                                    {"isoSpeed", "", "800", "800"}, {"altitude", "unit = \"ft\"", "-10", "-3.048"}}) {
    CAPTURE(name, words, text);
    CHECK(std::stod(field(name, words, text).text) == Approx(std::stod(expected)).epsilon(1e-12));
  }
  CHECK(field("pixelAspectRatio", "", "1.33").text == "133/100");
  CHECK(field("captureRate", "", "23.98").text == "24000/1001");
  CHECK(field("captureRate", "", "48/2").text == "24/1");
  CHECK(field("frameCount", "", "240").text == "240");
}

TEST_CASE("timecodes are read with the marks and the drop rule that the mapping states") {
  struct Case { const char *words, *text, *expected; };
  for (const auto& [words, text, expected] : {Case{"rate = \"24\"", "01:00:00:00", "86400@24/1"}, {"rate = \"23.976\"", "01:00:00:00", "86400@24000/1001"},
                                              {"rate = \"30000/1001\"", "01:00:00;02", "107894@30000/1001 drop"}, {"rate = \"30000/1001\"", "01:00:00.02", "107894@30000/1001 drop"},
                                              {"rate = \"30000/1001\"", "01:00:00:02", "108002@30000/1001"}, {"rate = \"30000/1001\", drop = true", "01:00:00:02", "107894@30000/1001 drop"},
                                              {"rate = \"25\", separator = \".\"", "01.00.00.00", "90000@25/1"}, {"rate = \"25\", separator = \"-\"", "01-00-00-24", "90024@25/1"},
                                              {"rate = \"25\", separator = \":\"", "01:00:00:24", "90024@25/1"},
                                              {"rate = \"60000/1001\"", "00:01:00;04", "3600@60000/1001 drop"}, {"rate = \"48\"", "00:00:00:47", "47@48/1"}}) {
    CAPTURE(words, text);
    CHECK(field("timeCode", words, text).text == expected);
  }
  CHECK(field("timeCode", "rate = \"24\"", "01:00:00:24").status == FG_FIELD_UNREADABLE);
  CHECK(field("timeCode", "", "01:00:00:00").status == FG_FIELD_UNREADABLE); // no rate anywhere
  CHECK(field("timeCode", "rate = \"30000/1001\", drop = true", "00:01:00:00").status == FG_FIELD_UNREADABLE); // a number that is never counted
}

TEST_CASE("what is empty is absent, 0 of what is never 0 too, and what is no number is unreadable") {
  CHECK(field("focus", "", "").status == FG_FIELD_ABSENT);
  CHECK(field("focus", "", "0").status == FG_FIELD_ABSENT);
  CHECK(field("focus", "", "inf").status == FG_FIELD_UNREADABLE);
  CHECK(field("focus", "unit = \"m\"", "5 ft").status == FG_FIELD_UNREADABLE);
  CHECK(field("cameraTilt", "", "0").text == "0");
}

TEST_CASE("a clip is named by its column, by reel and timecode, or by the file") {
  const std::string timecode = "timeCode = { column = \"TC\", rate = \"24\" }\n";
  const auto by_reel = told(of_clips(timecode, "reel = \"Reel\"\n"), "Reel,TC\nA001,01:00:00:00\n");
  CHECK(by_reel.at(0).name.empty());
  CHECK(by_reel.at(0).reel == "A001");
  CHECK(by_reel.at(0).start == "86400@24/1");
  CHECK(told(of_clips(timecode, ""), "TC\n01:00:00:00\n").at(0).name == "day12");
  CHECK(told(of_clips(timecode, "separator = \"tab\"\n"), "TC\tX\n01:00:00:00\t1\n", "day12.tsv").at(0).text("generic_csv.X") == "1");
  CHECK(told(of_clips(timecode, "separator = \";\"\n"), "TC;X\n01:00:00:00;1\n").at(0).text("generic_csv.X") == "1");
}

TEST_CASE("a mapping that can not be followed is refused with the word that is wrong") {
  using Catch::Matchers::Contains;
  struct Case { std::string mapping; const char* words; };
  const std::string focus = "focus = { column = \"Focus\" }\n";
  for (const auto& [mapping, words] : {Case{"", "mapping"}, {"mapping = 2\nrows = \"clips\"\n[fields]\n", "mapping = 1 is the only form"}, {"mapping = [", "line 1"},
                                       {of_clips("focus = { column = \"Fokus\" }\n"), "no column 'Fokus'"}, {of_clips("fokus = { column = \"Focus\" }\n"), "no field 'fokus'"},
                                       {of_clips("focus = { column = \"Focus\", unit = \"yard\" }\n"), "m, cm, mm, um, ft, in"},
                                       {of_clips("scene = { column = \"Focus\", unit = \"m\" }\n"), "has none"}, {of_clips("focus = { colum = \"Focus\" }\n"), "column: is missing"},
                                       {of_clips("focus = { column = \"Focus\", scale = 2 }\n"), "scale: is no word"}, {of_clips("focus = 3\n"), "column = "},
                                       {of_clips(focus + "altitude = { column = \"Focus\" }\n"), "already"}, {of_clips(focus, "separator = \"|\"\n"), "separator"},
                                       {of_clips(focus, "frame = \"Clip\"\n"), "frames"}, {of_clips("timeCode = { column = \"Focus\", rate = \"fast\" }\n"), "rate"},
                                       {of_clips("timeCode = { column = \"Focus\", separator = \"5\" }\n"), "separator"}, {of_clips(focus, "clip = \"Klip\"\n"), "no column 'Klip'"}}) {
    CAPTURE(mapping);
    const auto refusal = refused(mapping);
    CHECK(refusal.status == FG_E_CORRUPT);
    CHECK_THAT(refusal.words, Contains(words) && Contains("day12.mapping.toml"));
  }
  CHECK(refusal_of(plugin(), "a.csv", "Clip\nA\n") == FG_E_NOT_THIS_FORMAT); // no mapping
}

// The same file through redline_csv gives 0.41 and 0.42 m, 40 mm and f/5.6 (camdkit's values, see redline_csv).
TEST_CASE("a real table of REDline says with a mapping what its own plugin reads in it") {
  const auto clips = told("mapping = 1\nrows = \"frames\"\nframe = \"FrameNo\"\n[fields]\nfocus = { column = \"Focus Distance\", unit = \"mm\" }\n"
                          "nominalFocalLength = { column = \"Focal Length\" }\naperture = { column = \"Aperture\" }\ntimeCode = { column = \"Timecode\", rate = \"24\" }\n",
                          stranger::bytes_of(TEST_DATA_DIR "/vendor_exports/red_A001_C066_0303LZ_001.frames.csv"));
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].start == "2012192@24/1");
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  CHECK(std::stod(fields.at("focus").text) == Approx(0.41));
  CHECK(fields.at("nominalFocalLength").text == "40");
  CHECK(fields.at("aperture").text == "5.6");
  CHECK(stranger::fields_of(plugin(), clips[0], 1).at("focus").text == "0.42");
}
