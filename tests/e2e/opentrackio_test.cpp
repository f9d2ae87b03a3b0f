// SPDX-License-Identifier: Apache-2.0
//
// Samples of OpenTrackIO: what a record knows, in the names and units of SMPTE's schema, and nothing that it has no place for.
// tests/e2e/opentrackio_peer.py holds them against camdkit itself.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string rogues = "FILMGATE_PLUGIN_PATH=" TEST_BAD_BUNDLE_DIR;

std::vector<Json> samples(const std::vector<std::string>& more, const std::string& path) {
  std::vector<std::string> words{program, "inspect", "--opentrackio", path};
  words.insert(words.end(), more.begin(), more.end());
  const auto said = run(words, rogues);
  INFO(said.err);
  CHECK(said.exit == 0);
  std::vector<Json> out;
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);) out.push_back(Json::parse(line).value());
  return out;
}

}  // namespace

TEST_CASE("a clip is one sample, with what its header says") {
  const FolderOfItsOwn folder;
  make_fgtp::write(folder / "one.fgtp", make_fgtp::Header{.width = 16, .height = 8, .frames = 48, .rate_num = 30000, .rate_den = 1001, .timecode = 107892, .exposure_index = 800, .focal_length = 35, .shutter_angle = 172.5f});
  const auto all = samples({}, folder.path());
  REQUIRE(all.size() == 1);
  const auto& sample = all[0];
  CHECK(sample["static"]["duration"].dump() == R"({"num":1001,"denom":625})"); // 48 * 1001 / 30000
  const auto& camera = sample["static"]["camera"];
  CHECK(camera["model"].text() == "Virtual One");
  CHECK(camera["isoSpeed"].dump() == "800"); // a whole number there
  CHECK(camera["shutterAngle"].number() == 172.5);
  CHECK(camera["activeSensorResolution"].dump() == R"({"height":8,"width":16})");
  CHECK(camera.find("make") == nullptr); // nobody says it
  CHECK(sample["static"]["lens"].dump() == R"({"nominalFocalLength":35.0})");
  CHECK(sample["timing"]["sampleRate"].dump() == R"({"num":30000,"denom":1001})");
  CHECK(sample["timing"]["timecode"].dump() == R"({"hours":0,"minutes":59,"seconds":56,"frames":12,"frameRate":{"num":30000,"denom":1001},"dropFrame":false})");
  CHECK(sample.find("lens") == nullptr);
  CHECK(sample["protocol"].dump() == R"({"name":"OpenTrackIO","version":[1,0,1]})");
  CHECK(sample["filmgate"]["clip"].text() == "one");
  CHECK(sample["filmgate"].find("frame") == nullptr);
}

TEST_CASE("with --frames each frame is a sample: what it says, else what its clip says, and its own timecode") {
  const FolderOfItsOwn folder;
  make_fgtp::write(folder / "one.fgtp", make_fgtp::Header{.width = 16, .height = 8, .frames = 3, .timecode = 86399});
  folder.write("a.tells", "TELLS\nclip one - -\nput lens Prime\nframe 0 focus 1.5\nframe 2 focus 2.5\n");
  const auto all = samples({"--frames"}, folder.path());
  REQUIRE(all.size() == 3);
  CHECK(all[0]["lens"]["focusDistance"].number() == 1.5);
  CHECK(all[1].find("lens") == nullptr);
  CHECK(all[2]["lens"]["focusDistance"].number() == 2.5);
  CHECK(all[1]["static"]["lens"]["model"].text() == "Prime");
  CHECK(all[0]["timing"]["timecode"]["seconds"].integer() == 59);
  CHECK(all[1]["timing"]["timecode"]["hours"].integer() == 1); // the next frame of 00:59:59:23
  CHECK(all[1]["timing"]["timecode"]["frames"].integer() == 0);
  CHECK(all[2]["filmgate"]["frame"].integer() == 2);
}

TEST_CASE("a file that nobody reads is told beside the samples, and other forms are not asked for at once") {
  const FolderOfItsOwn folder;
  make_fgtp::write(folder / "one.fgtp", make_fgtp::Header{.width = 16, .height = 8, .frames = 1});
  folder.write("odd.xyz", "nobody");
  const auto said = run({program, "inspect", "--opentrackio", folder.path()});
  CHECK(said.exit == 1);
  CHECK(said.err.find("odd.xyz") != std::string::npos);
  CHECK(std::count(said.out.begin(), said.out.end(), '\n') == 1);
  CHECK(run({program, "inspect", "--opentrackio", "--json", folder.path()}).exit == 64);
  CHECK(run({program, "inspect", "--opentrackio", "--csv", folder.path()}).exit == 64);
}
