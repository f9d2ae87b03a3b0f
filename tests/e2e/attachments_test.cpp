// SPDX-License-Identifier: Apache-2.0
//
// Exports beside clips: each value reaches the clip that it tells of, beside what the clip says itself.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string rogues = "FILMGATE_PLUGIN_PATH=" TEST_BAD_BUNDLE_DIR;

struct Card { // clips one, two and three, of reels T001, T001 and T002, that begin at 01:00:00:00, 01:00:10:00 and 02:00:00:00
  FolderOfItsOwn folder;
  Card() {
    const auto write = [&](const char* name, const char* reel, uint32_t timecode) {
      make_fgtp::write(folder / (std::string(name) + ".fgtp"),
                       make_fgtp::Header{.width = 16, .height = 8, .frames = 3, .timecode = timecode, .focal_length = 0, .reel = reel, .clip = name});
    };
    write("one", "T001", 86400), write("two", "T001", 86640), write("three", "T002", 172800);
  }
  Json inspect(int exit, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{program, "inspect", "--json", folder.path()};
    words.insert(words.end(), more.begin(), more.end());
    const auto said = run(words, rogues);
    INFO(said.err);
    CHECK(said.exit == exit);
    return Json::parse(said.out).value();
  }
};

Json clip(const Json& said, const std::string& name) {
  for (const auto& one : said["clips"].items())
    if (one["name"].text() == name) return one;
  FAIL("there is no clip " << name);
  return {};
}
std::string lens(const Json& said, const std::string& name) { return clip(said, name)["fields"]["lensModel"]["value"].text(); }

}  // namespace

TEST_CASE("an export tells of clips by name, by reel and timecode, or by its own name") {
  const Card card;
  card.folder.write("a.tells", "TELLS\nclip A001/ONE.mov - -\nput lens Prime_35\nclip - T002 172800\nput lens Zoom\nclip nowhere - -\nput lens None\n");
  card.folder.write("two.tells", "TELLS\nput lens Prime_50\n");
  const auto said = card.inspect(0);
  CHECK(lens(said, "one") == "Prime_35");
  CHECK(lens(said, "three") == "Zoom");
  CHECK(lens(said, "two") == "Prime_50");
  CHECK(said["unread"].items().empty());
  const auto one = clip(said, "one");
  const auto& files = one["files"].items();
  REQUIRE(files.size() == 2);
  CHECK_THAT(files[1]["path"].text(), Contains("a.tells"));
  CHECK(files[1]["kind"].text() == "sidecar");
}

TEST_CASE("a value of the clip itself wins, and what an export says otherwise stands beside it") {
  const Card card;
  card.folder.write("a.tells", "TELLS\nclip one - -\nput camera Other\n");
  const auto one = clip(card.inspect(0), "one");
  const auto& camera = one["fields"]["cameraModel"];
  CHECK(camera["value"].text() == "Virtual One");
  REQUIRE(camera["others"].items().size() == 1);
  CHECK(camera["others"].items()[0]["value"].text() == "Other");
  CHECK(camera["others"].items()[0]["source"]["plugin"].text() == "org.filmgate.rogue.teller");
  const auto& problems = one["problems"].items();
  CHECK(std::any_of(problems.begin(), problems.end(), [](const Json& problem) { return problem["code"].text() == "conflicting-values"; }));
}

TEST_CASE("another reel, or another timecode of the reel, is another clip") {
  const Card card;
  card.folder.write("a.tells", "TELLS\nclip one B009 -\nput lens Wrong\nclip - T001 86400\nput lens Right\nclip - T001 86401\nput lens Wrong\n");
  const auto said = card.inspect(0);
  CHECK(lens(said, "one") == "Right");
  CHECK(lens(said, "two").empty());
}

TEST_CASE("values of frames are told when they are asked for") {
  const Card card;
  card.folder.write("a.tells", "TELLS\nclip one - -\nframe 0 focus 1.5\nframe 2 focus 2.5\nframe 7 focus 9\n");
  const auto one = clip(card.inspect(0, {"--frames"}), "one");
  const auto& frames = one["frames"].items();
  REQUIRE(frames.size() == 2); // the clip has no frame 7
  CHECK(frames[1]["frame"].integer() == 2);
  CHECK(frames[1]["fields"]["focus"]["value"].dump() == "2.5");
  CHECK(clip(card.inspect(0), "one").find("frames") == nullptr);
}

TEST_CASE("an export of other clips, and one that is not what its name says, are named") {
  const Card card;
  card.folder.write("other.tells", "TELLS\nclip X001 - -\nclip X002 - -\n");
  card.folder.write("text.tells", "no such thing\n");
  const auto said = card.inspect(1);
  REQUIRE(said["unread"].items().size() == 2);
  CHECK_THAT(said["unread"].items()[0].dump() + said["unread"].items()[1].dump(),
             Contains("tells of 2 clips that are not here (X001, X002)") && Contains("text.tells"));
}

TEST_CASE("an export that cannot be read, or whose plugin crashes, costs no clip") {
  const std::string end = GENERATE("fail", "crash");
  const Card card;
  card.folder.write("a.tells", "TELLS\nclip one - -\nput lens Prime_35\n");
  card.folder.write("b.tells", "TELLS\n" + end + "\n");
  const auto said = card.inspect(1);
  CHECK(said["clips"].items().size() == 3);
  CHECK(lens(said, "one") == "Prime_35");
}

TEST_CASE("a plate of a folder says in its headers what an export tells") {
  const FolderOfItsOwn folder;
  folder.write("in/a.tells", "TELLS\nclip one - -\nput lens Prime_35\n");
  make_fgtp::write(folder / "in/one.fgtp", make_fgtp::Header{.width = 16, .height = 8, .frames = 1});
  const auto said = run({program, "plate", folder / "in", "-o", folder / "out"}, rogues);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  std::ostringstream bytes;
  bytes << std::ifstream(folder / "out/one.1001.exr", std::ios::binary).rdbuf();
  CHECK_THAT(bytes.str(), Contains("lensModel") && Contains("Prime_35"));
}

TEST_CASE("every camera file of the test data is read by a plugin, also where its pictures are not decoded") {
  const auto said = Json::parse(run({program, "inspect", "--json", TEST_DATA_DIR}).out).value();
  for (const auto& unread : said["unread"].items()) {
    CAPTURE(unread.dump());
    for (const char* extension : {".mxf", ".mov", ".mp4", ".dng", ".cine", ".braw", ".mcraw", ".r3d", ".fgtp"})
      CHECK_FALSE(unread["path"].text().ends_with(extension));
  }
  CHECK(said["clips"].items().size() >= 13);
}
