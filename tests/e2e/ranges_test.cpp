// SPDX-License-Identifier: Apache-2.0
//
// What frames say, as ranges in the record: unasked where it is read anyway, and never by reading the frames of a camera file
// that nobody asked for.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string rogues = "FILMGATE_PLUGIN_PATH=" TEST_BAD_BUNDLE_DIR;

struct OneClip { // with three frames
  FolderOfItsOwn folder;
  OneClip() { make_fgtp::write(folder / "one.fgtp", make_fgtp::Header{.width = 16, .height = 8, .frames = 3}); }
  Json inspect(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{program, "inspect", "--json", folder.path()};
    words.insert(words.end(), more.begin(), more.end());
    const auto said = run(words, rogues);
    INFO(said.err);
    CHECK(said.exit == 0);
    return Json::parse(said.out).value()["clips"].items().at(0);
  }
};

// Bytes that read calls of this process and of those it waited for have got; -1 where the kernel does not count them.
int64_t bytes_read() {
  std::ifstream in("/proc/self/io");
  std::string name;
  for (int64_t number = 0; in >> name >> number;)
    if (name == "rchar:") return number;
  return -1;
}

int64_t bytes_read_by(const std::vector<std::string>& words) {
  const int64_t before = bytes_read();
  const auto said = run(words);
  CHECK(said.exit == 0);
  // What this process reads of the answer itself is counted too.
  return bytes_read() - before - static_cast<int64_t>(said.out.size() + said.err.size());
}

struct Sequence { // the same real frame, over and over
  FolderOfItsOwn folder;
  explicit Sequence(int frames) {
    std::filesystem::copy(TEST_DATA_DIR "/dng/colorchart.dng", folder / "A.0000.dng");
    for (int i = 1; i < frames; ++i) {
      char name[24];
      std::snprintf(name, sizeof name, "A.%04d.dng", i);
      std::filesystem::create_hard_link(folder / "A.0000.dng", folder / name);
    }
  }
};

}  // namespace

TEST_CASE("the range of what an export says of frames is told unasked, and the frames are not") {
  const OneClip clip;
  clip.folder.write("a.tells", "TELLS\nclip one - -\nframe 0 focus 1.5\nframe 1 focus 0.5\nframe 2 focus 2.5\nframe 7 focus 9\n");
  const auto record = clip.inspect();
  const auto& focus = record["ranges"]["focus"];
  CHECK(focus["first"].number() == 1.5);
  CHECK(focus["last"].number() == 2.5);
  CHECK(focus["min"].number() == 0.5);
  CHECK(focus["max"].number() == 2.5); // the clip has no frame 7
  CHECK(focus["frames"].integer() == 3);
  CHECK_FALSE(focus["constant"].boolean());
  CHECK(focus["unit"].text() == "m");
  CHECK(focus["source"]["plugin"].text() == "org.filmgate.rogue.teller");
  CHECK(record.find("frames") == nullptr);
  CHECK_THAT(run({program, "inspect", clip.folder.path()}, rogues).out, Contains("0.5 … 2.5 m  (in 3 frames, least and greatest)"));
}

TEST_CASE("two exports that tell of the same frames are both in the range") {
  const OneClip clip;
  clip.folder.write("a.tells", "TELLS\nclip one - -\nframe 0 focus 1\nframe 1 focus 2\n");
  clip.folder.write("b.tells", "TELLS\nclip one - -\nframe 2 focus 8\n");
  const auto record = clip.inspect({"--frames"});
  CHECK(record["ranges"]["focus"]["frames"].integer() == 3); // of one plugin
  CHECK(record["frames"].items().size() == 3);
}

TEST_CASE("frames of an export beyond ten thousand are left unless they are asked for") {
  const FolderOfItsOwn folder;
  make_fgtp::write(folder / "one.fgtp", make_fgtp::Header{.width = 2, .height = 1, .frames = 10'002});
  folder.write("a.tells", "TELLS\nclip one - -\nframe 0 focus 1\nframe 10001 focus 2\n");
  const auto ranges = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{program, "inspect", "--json", folder.path()};
    words.insert(words.end(), more.begin(), more.end());
    return Json::parse(run(words, rogues).out).value()["clips"].items().at(0)["ranges"];
  };
  CHECK(ranges({}).is_null());
  CHECK(ranges({"--ranges"})["focus"]["max"].number() == 2);
}

TEST_CASE("inspecting a long clip reads no more of its frames than of a short one's, until ranges are asked for") {
  if (bytes_read() < 0) {
    WARN("skipped: this kernel counts no bytes (/proc/self/io)");
    return;
  }
  const Sequence one(1), few(20), many(200);
  const auto plain = [](const Sequence& sequence) { return bytes_read_by({program, "inspect", "--json", sequence.folder.path()}); };
  const int64_t lone = plain(one), less = plain(few), more = plain(many);
  INFO(lone << " bytes for one frame, " << less << " for 20, " << more << " for 200");
  CHECK(more - less < 180 * 4096);                 // names and first bytes: less than a page a frame
  CHECK(more < lone + 200 * 4096);
  const int64_t asked = bytes_read_by({program, "inspect", "--json", "--ranges", many.folder.path()});
  INFO(asked << " bytes with --ranges");
  CHECK(asked > more + 180 * 4096);                // it does read them then, so that the check above can fail
}

TEST_CASE("a camera file's own frames are ranges when they are asked for, without the frames themselves") {
  const auto record = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{program, "inspect", "--json", TEST_DATA_DIR "/canon/generated.crm"};
    words.insert(words.end(), more.begin(), more.end());
    return Json::parse(run(words).out).value()["clips"].items().at(0);
  };
  CHECK(record({}).find("ranges") == nullptr);
  const auto asked = record({"--ranges"});
  CHECK(asked.find("frames") == nullptr);
  const auto& sensitivity = asked["ranges"]["isoSpeed"]; // the clip's writer has it rise by one each frame, and the aperture stay
  CHECK(sensitivity["frames"].integer() == 12);
  CHECK(sensitivity["min"].number() == 800);
  CHECK(sensitivity["max"].number() == 811);
  CHECK_FALSE(sensitivity["constant"].boolean());
  CHECK(asked["ranges"]["aperture"]["constant"].boolean());
  const auto frames = record({"--frames"});
  CHECK(frames["frames"].items().size() == 12);
  CHECK(frames["ranges"] == asked["ranges"]);
}
