// SPDX-License-Identifier: Apache-2.0
//
// The real vendor exports, each beside a clip that it tells of, against what SMPTE's camdkit reads in them: field by field, by
// the table tests/data/vendor_exports/camdkit.tsv, which explains every difference.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <optional>

using namespace filmgate;

namespace {

const std::string program = FILMGATE_PROGRAM, exports = TEST_DATA_DIR "/vendor_exports/";

// The clip that the exports are of; it says as little of itself as a clip can.
struct Exported { const char* clip; std::vector<std::pair<const char*, const char*>> files; }; // (in tests/data, beside the clip)
const std::map<std::string, Exported> sets{
    {"arri", {"B001C001_180327_R1ZA", {{"arri_B001C001_180327_R1ZA.mov.csv", "B001C001_180327_R1ZA.mov.csv"}}}},
    {"red", {"A001_C066_0303LZ", {{"red_A001_C066_0303LZ_001.static.csv", "static.csv"}, {"red_A001_C066_0303LZ_001.frames.csv", "A001_C066_0303LZ_001.frames.csv"}}}},
    {"venice", {"D001C005_210716AG", {{"sony_venice_D001C005_210716AGM01.xml", "D001C005_210716AGM01.xml"}, {"sony_venice_D001C005_210716AG.csv", "D001C005_210716AG.csv"}}}},
    {"canon", {"A001C001", {{"canon_static.csv", "A001C001_Static.csv"}, {"canon_frames.csv", "A001C001_Frames.csv"}}}},
    {"bmd", {"A001_04190112_C102", {{"bmd_ursa12k_metadata.txt", "metadata.txt"}}}}};

// What an export says, though the clip says otherwise: the field itself, or what stands beside it.
Json told_by_export(const Json& field) {
  const auto of_export = [](const Json& said) {
    const auto& plugin = said["source"]["plugin"].text();
    return plugin != "filmgate" && plugin != "org.filmgate.testpattern" && !said["value"].is_null();
  };
  if (of_export(field)) return field;
  for (const auto& other : field["others"].items())
    if (of_export(other)) return other;
  return {};
}

Json at(const Json& record, const std::string& place) { // "fields.focus.value", "ranges.focus.min"
  const auto first = place.find('.'), second = place.find('.', first + 1);
  const auto& held = record[place.substr(0, first)][place.substr(first + 1, second - first - 1)];
  return (place.starts_with("fields") ? told_by_export(held) : held)[place.substr(second + 1)];
}

std::optional<double> number_in(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  return !text.empty() && *end == 0 ? std::optional(number) : std::nullopt;
}

bool is(const Json& value, const std::string& text) {
  if (value.is_number()) {
    const auto number = number_in(text);
    return number && value.number() == Approx(*number).epsilon(1e-9);
  }
  return value.text() == text;
}

struct Row { std::string set, name, value, place, relation, ours, why; };
std::vector<Row> rows() {
  std::ifstream in(exports + "camdkit.tsv");
  std::vector<Row> out;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells(1);
    for (const char c : line)
      if (c == '\t') cells.emplace_back();
      else cells.back() += c;
    REQUIRE(cells.size() == 7);
    out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
  }
  return out;
}

}  // namespace

TEST_CASE("the record of each vendor's export agrees with SMPTE's camdkit, field by field, and every difference is explained") {
  const auto table = rows();
  REQUIRE(table.size() > 80);
  for (const auto& [set, exported] : sets) {
    const FolderOfItsOwn folder;
    make_fgtp::write(folder / (std::string(exported.clip) + ".fgtp"),
                     make_fgtp::Header{.width = 2, .height = 1, .frames = 600, .timecode = 0xffffffff, .exposure_index = 0, .focal_length = 0, .shutter_angle = 0, .camera = "", .reel = "", .clip = ""});
    for (const auto& [from, to] : exported.files) std::filesystem::copy(exports + from, folder / to);
    const auto said = run({program, "inspect", "--json", folder.path()});
    INFO(set << ": " << said.err);
    CHECK(said.exit == 0);
    const auto inspected = Json::parse(said.out).value();
    REQUIRE(inspected["clips"].items().size() == 1);
    const auto& record = inspected["clips"].items()[0];
    for (const auto& row : table) {
      if (row.set != set) continue;
      const auto ours = row.relation == "no field" ? Json() : at(record, row.place);
      INFO(row.name << " is " << row.value << " for camdkit; " << row.place << " is " << ours.dump() << "; " << row.why);
      if (row.relation == "same") CHECK(is(ours, row.value));
      else {
        CHECK((row.relation == "differs" || row.relation == "no field"));
        CHECK(row.why.size() > 10);
        if (row.relation == "differs") CHECK((is(ours, row.ours) && !is(ours, row.value)));
      }
    }
  }
}
