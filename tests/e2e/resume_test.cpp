// SPDX-License-Identifier: Apache-2.0
//
// A plate that is made again: what is there is kept when it is the very frame, and everything else is made.
#include "base/json.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <sys/stat.h>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";

struct Mark { // changes when a file is replaced or written to
  ino_t inode;
  int64_t nanoseconds;
  friend bool operator==(const Mark&, const Mark&) = default;
};
std::map<std::string, Mark> marks(const std::string& folder) {
  std::map<std::string, Mark> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    struct stat status {};
    REQUIRE(::stat(entry.path().c_str(), &status) == 0);
    out[entry.path().filename().string()] = {status.st_ino, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
  }
  return out;
}
int64_t kept(const std::string& clip, const std::string& folder, const std::vector<std::string>& more = {}, const std::string& environment = "") {
  std::vector<std::string> words{program, "plate", clip, "-o", folder, "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const auto said = run(words, environment);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return Json::parse(said.out).value()["result"]["summary"]["kept"].integer();
}

}  // namespace

TEST_CASE("a plate that is made again changes nothing") {
  const FolderOfItsOwn out;
  CHECK(kept(bars, out.path()) == 0);
  const auto before = marks(out.path());
  CHECK(kept(bars, out.path()) == 3);
  CHECK(kept(bars, out.path(), {"--in-process", "--threads", "1"}) == 3);
  CHECK((marks(out.path()) == before));
}

TEST_CASE("only the frame that is missing or was altered is made again, with the same bytes") {
  const FolderOfItsOwn out;
  REQUIRE(kept(bars, out.path()) == 0);
  const auto sum = run({"sh", "-c", "cat " + out.path() + "/* | sha256sum"}).out;
  std::filesystem::remove(out / "bars.1002.exr");
  CHECK(kept(bars, out.path()) == 2);
  std::fstream(out / "bars.1003.exr", std::ios::in | std::ios::out).seekp(-1, std::ios::end).put('x');
  CHECK(kept(bars, out.path()) == 2);
  CHECK(run({"sh", "-c", "cat " + out.path() + "/* | sha256sum"}).out == sum);
}

TEST_CASE("other settings, another source or --force make every frame again") {
  const FolderOfItsOwn media, out;
  const auto clip = media / "bars.fgtp";
  std::filesystem::copy(bars, clip);
  REQUIRE(kept(clip, out.path()) == 0);
  CHECK(kept(clip, out.path(), {"--force"}) == 0);
  CHECK(kept(clip, out.path(), {"--compression", "none"}) == 0);
  CHECK(kept(clip, out.path(), {"--compression", "none", "--set", "exposure=1"}) == 0);
  CHECK(kept(clip, out.path(), {"--compression", "none", "--set", "exposure=1"}) == 3);
  std::fstream(clip, std::ios::in | std::ios::out).seekp(-1, std::ios::end).put('x');
  CHECK(kept(clip, out.path(), {"--compression", "none", "--set", "exposure=1"}) == 0);
}

TEST_CASE("a plugin that was built anew is another plugin, whatever version it says") {
  const FolderOfItsOwn plugins, out;
  std::filesystem::copy(TEST_BUNDLE_DIR, plugins.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  const auto environment = "FILMGATE_PLUGIN_PATH=" + plugins.path();
  REQUIRE(kept(bars, out.path(), {}, environment) == 0);
  CHECK(kept(bars, out.path(), {}, environment) == 3);
  std::ofstream(plugins / "org.filmgate.develop.fgplugin/develop.so", std::ios::app | std::ios::binary) << '\0';
  CHECK(kept(bars, out.path(), {}, environment) == 0);
}

TEST_CASE("a longer range keeps the frames of the shorter one") {
  const FolderOfItsOwn out;
  REQUIRE(kept(bars, out.path(), {"--frames", "0-1"}) == 0);
  CHECK(kept(bars, out.path(), {"--frames", "0-2"}) == 2);
}

TEST_CASE("somebody else's file of a frame's name is replaced, and what has another name is left alone") {
  const FolderOfItsOwn out;
  out.write("bars.1001.exr", "not a picture");
  out.write("bars.exr", "theirs");
  out.write(".bars.1001.exr.part", "theirs");
  CHECK(kept(bars, out.path()) == 0);
  CHECK(std::filesystem::file_size(out / "bars.1001.exr") > 1000);
  CHECK(std::filesystem::exists(out / "bars.exr"));
  CHECK(std::filesystem::exists(out / ".bars.1001.exr.part"));
}

TEST_CASE("what a killed run left is cleared away") {
  const FolderOfItsOwn out;
  out.write(".bars.1001.exr.0123456789abcdef.part", "half");
  out.write(".bars.manifest.json.0123456789abcdef.part", "half");
  CHECK(kept(bars, out.path()) == 0);
  CHECK(out.files() == 5); // three frames, manifest, recipe
}

TEST_CASE("a clip that is truncated gives its whole frames and exit code 1, also when the lost one was not asked for") {
  const FolderOfItsOwn media, out;
  std::filesystem::copy(bars, media / "cut.fgtp");
  std::filesystem::resize_file(media / "cut.fgtp", std::filesystem::file_size(bars) - 100);
  const auto said = run({program, "plate", media / "cut.fgtp", "-o", out.path(), "--frames", "0-1"});
  CHECK(said.exit == 1);
  CHECK_THAT(said.err, Contains("truncated") || Contains("ends after"));
  CHECK(std::filesystem::exists(out / "cut.1002.exr"));
}

TEST_CASE("standard output that cannot be written is no success") {
  CHECK(run({"sh", "-c", quoted(program) + " inspect " + quoted(bars) + " >/dev/full"}).exit == 74);
}
