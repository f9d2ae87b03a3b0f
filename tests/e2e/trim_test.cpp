// SPDX-License-Identifier: Apache-2.0
//
// Shorter originals: what they hold, what is proved of them, and that nothing stays of one that is wrong.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string cine = TEST_DATA_DIR "/phantom/cine_781.cine";
const std::string rogues = "FILMGATE_PLUGIN_PATH=" TEST_BAD_BUNDLE_DIR;

Said trim(const std::string& clip, const std::string& frames, const std::string& folder, const std::string& environment = "") {
  return run({program, "trim", clip, "--frames", frames, "-o", folder, "--json"}, environment);
}
Json summary(const Said& said) {
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return Json::parse(said.out).value()["result"]["summary"];
}
std::string bytes_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}
std::string field(const std::string& clip, const std::string& name) {
  const auto said = run({program, "inspect", "--json", clip});
  return Json::parse(said.out).value()["clips"].items().at(0)["fields"][name]["value"].dump();
}

std::string cuts(const FolderOfItsOwn& folder, std::string deed, const std::string& name = "in/take.cutter") {
  deed.resize(8, ' ');
  std::string bytes = "CUTS " + deed;
  for (const char sample : {'a', 'b', 'c', 'd', 'e', 'f'}) bytes += std::string(16, sample);
  return folder.write(name, bytes);
}

}  // namespace

TEST_CASE("a trimmed clip holds the frames that were asked for, and their timecode") {
  const FolderOfItsOwn folder;
  const auto clip = make_fgtp::write(folder / "a.fgtp", make_fgtp::Header{.width = 32, .height = 20, .frames = 12});
  const auto said = summary(trim(clip, "3-7", folder / "out"));
  CHECK(said["decoded"].integer() == 5);
  CHECK(field(folder / "out/a.fgtp", "frameCount") == "5");
  CHECK(field(folder / "out/a.fgtp", "timeCode") == "\"01:00:00:03\"");
  const auto whole = bytes_of(clip), cut = bytes_of(folder / "out/a.fgtp");
  const size_t frame = 32 * 20 * 3 / 2;
  CHECK(cut.substr(128) == whole.substr(128 + 3 * frame, 5 * frame));
  CHECK(std::filesystem::exists(folder / "out/a.trim.json"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 2);
}

TEST_CASE("a trim that is made again changes nothing, and another file of the name is never replaced") {
  const FolderOfItsOwn folder;
  const auto clip = make_fgtp::write(folder / "a.fgtp", make_fgtp::Header{.width = 32, .height = 20, .frames = 12});
  (void)summary(trim(clip, "3-7", folder / "out"));
  const auto before = bytes_of(folder / "out/a.fgtp") + bytes_of(folder / "out/a.trim.json");
  (void)summary(trim(clip, "3-7", folder / "out"));
  CHECK(bytes_of(folder / "out/a.fgtp") + bytes_of(folder / "out/a.trim.json") == before);
  const auto other = trim(clip, "3-8", folder / "out");
  CHECK(other.exit == 64);
  CHECK_THAT(other.err, Contains("a.fgtp: is there already and is another file"));
  CHECK(bytes_of(folder / "out/a.fgtp") + bytes_of(folder / "out/a.trim.json") == before);
}

TEST_CASE("an original's own folder takes no trim") {
  const FolderOfItsOwn folder;
  const auto clip = make_fgtp::write(folder / "a.fgtp", make_fgtp::Header{.frames = 3});
  const auto before = bytes_of(clip);
  CHECK(trim(clip, "0-1", folder.path()).exit != 0);
  CHECK(bytes_of(clip) == before);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("the frames of a trimmed Phantom clip are FFmpeg's frames of the original") {
  const FolderOfItsOwn folder;
  CHECK(summary(trim(cine, "4-9", folder.path()))["decoded"].integer() == 6);
  for (const char* name : {"reelName", "framesPerSecond", "cameraModel", "cameraSerialNumber", "exposureTime"}) CHECK(field(folder / "cine_781.cine", name) == field(cine, name));
  if (!is_installed("ffmpeg")) {
    WARN("skipped: ffmpeg is not installed; packaging/install-deps --peers brings it");
    return;
  }
  const auto hashes = [](const std::string& file, const std::string& filter) {
    const auto said = run({"sh", "-c", "ffmpeg -v error -i '" + file + "' " + filter + " -f framemd5 - | grep -v '^#' | sed 's/.*, *//'"});
    CHECK(said.err.empty());
    return said.out;
  };
  CHECK(hashes(folder / "cine_781.cine", "") == hashes(cine, "-vf 'select=between(n\\,4\\,9)' -vsync passthrough"));
}

TEST_CASE("a format that cuts in pairs says that more was cut than asked for") {
  const FolderOfItsOwn folder;
  const auto said = run({program, "trim", cuts(folder, "pairs"), "--frames", "1-2", "-o", folder / "out"}, rogues);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("frames 0-3 (4, widened to what the format can cut)") && Contains("every frame decoded and equal"));
}

TEST_CASE("a trim that is not what it should be leaves nothing behind") {
  const std::map<std::string, std::pair<int, std::string>> deeds{
      {"pixel", {70, "frame 2 has other pixels in rows 0-3"}}, {"short", {70, "it has 2 frames instead of 3"}},
      {"writeno", {70, "wrote no file"}},                      {"slash", {70, "'../take.cutter' is no name for a file"}},
      {"hidden", {70, "'.take' is no name for a file"}},       {"twice", {70, "two files named take.cutter"}},
      {"beyond", {65, "ends here, 1 more bytes were wanted"}}, {"nofile", {70, "the clip has no file 7, only 1"}},
      {"patches", {70, "were not written yet"}},               {"goeson", {65, "ends here, 1 more bytes were wanted"}},
      {"narrows", {70, "widens frames 1-3 to 2 frames"}},      {"refuses", {65, "cuts need the vendor's tool"}},
      {"unable", {69, "can not make a shorter original"}},     {"aborts", {1, "org.filmgate.rogue.cutter"}}};
  for (const auto& [deed, expected] : deeds) {
    CAPTURE(deed);
    const FolderOfItsOwn folder;
    const auto clip = cuts(folder, deed);
    const auto before = bytes_of(clip);
    const auto said = trim(clip, "1-3", folder / "out", rogues);
    CHECK(said.exit == expected.first);
    CHECK_THAT(said.err, Contains(expected.second));
    CHECK(bytes_of(clip) == before);
    CHECK((!std::filesystem::exists(folder / "out") || std::filesystem::is_empty(folder / "out")));
  }
}

TEST_CASE("what a trim of a dead run left is removed by the next one") {
  const FolderOfItsOwn folder;
  folder.write("out/.trial-0123456789abcdef00000000.take.cutter", "half");
  folder.write("out/.trial-0123456789abcdef00000000.lock.part", "");
  folder.write("out/somebody's.part", "not ours");
  (void)summary(trim(cuts(folder, "none"), "1-3", folder / "out", rogues));
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 3);
  CHECK(std::filesystem::exists(folder / "out/somebody's.part"));
}
