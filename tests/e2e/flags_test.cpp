// SPDX-License-Identifier: Apache-2.0
//
// What a person must know of a card before it is formatted: each fault is flagged on its clip, in the table too, and the exit
// code says that something is wrong.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/red/r3d_writer.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

constexpr const char* ours = "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR;
const std::filesystem::path data = TEST_DATA_DIR;

struct Inspected {
  int exit = -1;
  std::string table, err;
  std::map<std::string, std::vector<std::string>> codes; // of the errors, by the name of the clip
  size_t unread = 0;
};

Inspected inspected(const std::string& path) {
  Inspected out;
  const auto rows = run({FILMGATE_PROGRAM, "inspect", "--csv", path}, ours);
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", path}, ours);
  out.exit = said.exit, out.table = rows.out, out.err = rows.err + said.err;
  const auto told = Json::parse(said.out);
  REQUIRE(told.has_value());
  for (const auto& clip : (*told)["clips"].items())
    for (const auto& problem : clip["problems"].items())
      if (problem["severity"].text() == "error") out.codes[clip["name"].text()].push_back(problem["code"].text());
  out.unread = (*told)["unread"].items().size();
  return out;
}

void write_clip(const std::string& path, uint32_t timecode = 86400) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  make_fgtp::write(path, make_fgtp::Header{.timecode = timecode, .clip = ""});
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a card without a fault has no flag and exit code 0") {
  const FolderOfItsOwn card;
  write_clip(card / "A001C001.fgtp"), write_clip(card / "A001C002.fgtp", 90000);
  const auto found = inspected(card.path());
  INFO(found.err);
  CHECK(found.exit == 0);
  CHECK(found.codes.empty());
}

TEST_CASE("a clip whose second segment was left on the card is flagged, by the segment's number") {
  const FolderOfItsOwn card;
  for (const char* segment : {"001", "003"})
    card.write("A001_C001_0101AB.RDC/A001_C001_0101AB_" + std::string(segment) + ".R3D", [] {
      std::ifstream in(data / "red/Red.r3d", std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(in), {});
    }());
  const auto found = inspected(card.path());
  CHECK(found.exit == 1);
  REQUIRE(found.codes.contains("A001_C001_0101AB"));
  CHECK_THAT(found.codes.at("A001_C001_0101AB"), Catch::VectorContains(std::string("missing-segments")));
  CHECK_THAT(found.table, Contains("1 segments missing between 1 and 3: 2"));
}

TEST_CASE("a sequence with a gap is flagged, by the frames that lack") {
  const FolderOfItsOwn card;
  for (const char* number : {"1001", "1002", "1005"}) std::filesystem::copy(data / "dpx/bars_10_be.dpx", card / (std::string("scan.") + number + ".dpx"));
  const auto found = inspected(card.path());
  CHECK(found.exit == 1);
  REQUIRE(found.codes.contains("scan"));
  CHECK(found.codes.at("scan") == Codes{"missing-frames"});
  CHECK_THAT(found.table, Contains("2 frames missing between 1001 and 1005: 1003-1004"));
}

TEST_CASE("a timecode that begins at zero is flagged, and one that is not recorded is not") {
  const FolderOfItsOwn card;
  write_clip(card / "zero.fgtp", 0), write_clip(card / "none.fgtp", 0xffffffff), write_clip(card / "one.fgtp", 1);
  const auto found = inspected(card.path());
  CHECK(found.exit == 1);
  CHECK(found.codes == std::map<std::string, Codes>{{"zero", {"zero-timecode"}}});
  CHECK_THAT(found.table, Contains("begins at zero"));
}

TEST_CASE("two clips of one name are flagged, each naming the other") {
  const FolderOfItsOwn card;
  write_clip(card / "day1/A001C001.fgtp"), write_clip(card / "day2/A001C001.fgtp"), write_clip(card / "day2/A001C002.fgtp");
  const auto found = inspected(card.path());
  CHECK(found.exit == 1);
  CHECK(found.codes == std::map<std::string, Codes>{{"A001C001", {"duplicate-name", "duplicate-name"}}});
  CHECK_THAT(found.table, Contains("day1/A001C001.fgtp has the same name") && Contains("day2/A001C001.fgtp has the same name"));
}

TEST_CASE("every sample that a copy cut is flagged, or named as unread with the reason") {
  const std::map<std::string, std::string> samples{
      {"braw/generated.braw", "cut.braw"}, {"canon/generated.crm", "cut.crm"}, {"dng/colorchart.dng", "cut.dng"}, {"dpx/bars_12_le.dpx", "cut.dpx"},
      {"mcraw/bands.mcraw", "cut.mcraw"}, {"movie/open_groups.mov", "cut.mov"}, {"movie/long_groups.mxf", "cut_m.mxf"},
      {"phantom/cine_781.cine", "cut.cine"}, {"panasonic/one_track.mxf", "cut_p.mxf"}, {"sony/generated.mxf", "cut_s.mxf"},
      {"red/Red.r3d", "cut.r3d"}, {"testpattern/bars.fgtp", "cut.fgtp"}, {"gopro/rggb14.GPR", "cut.GPR"}, {"images/generated.png", "cut.png"},
      {"images/generated.jpg", "cut.jpg"}, {"images/generated.tif", "cut.tif"}, {"exr/arriraw_converter_64x64.exr", "cut.exr"}};
  for (const auto& [sample, name] : samples)
    for (const int percent : {97, 60, 30}) {
      INFO(sample << " cut to " << percent << " %");
      const FolderOfItsOwn card;
      std::filesystem::copy(data / sample, card / name);
      std::filesystem::permissions(card / name, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
      std::filesystem::resize_file(card / name, std::filesystem::file_size(card / name) * static_cast<uint64_t>(percent) / 100);
      const auto found = inspected(card.path());
      CHECK(found.exit == 1);
      CHECK(found.codes.size() + found.unread == 1);
      CHECK_THAT(found.err + found.table, Contains(name)); // says which file, and why
    }
}

TEST_CASE("a card's clips are flagged one by one: what is whole stays unflagged") {
  const FolderOfItsOwn card;
  write_clip(card / "A001C001.fgtp"), write_clip(card / "A001C002.fgtp", 0), write_clip(card / "sub/A001C003.fgtp", 90000);
  card.write("sub/notes.unknown", "what nobody reads");
  const auto found = inspected(card.path());
  CHECK(found.exit == 1);
  CHECK(found.codes == std::map<std::string, Codes>{{"A001C002", {"zero-timecode"}}});
  CHECK(found.unread == 1);
}
