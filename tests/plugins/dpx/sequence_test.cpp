// SPDX-License-Identifier: Apache-2.0
//
// Sequences through the command: gaps, frames cut short, trimming, plates.
#include "command_line.hpp"
#include "plugins/dpx/opened.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using dpx_test::as_text;
using dpx_test::Header;
using dpx_test::Picture;

namespace {

std::string name(int number) { return "scan_" + std::to_string(10000 + number) + ".dpx"; }

std::string frame(int number) {
  const Picture picture{.transfer = 1, .colorimetric = 1, .more = [&](Header& h) {
    h.f32(1940, 24.0f), h.u32(1920, 0x01000000u | static_cast<uint32_t>(number)), h.u32(1712, static_cast<uint32_t>(number));
  }};
  return as_text(picture.write());
}

void write_scan(const FolderOfItsOwn& folder, const std::vector<int>& numbers) {
  for (const int number : numbers) folder.write("in/" + name(number), frame(number));
}

Said filmgate(std::vector<std::string> words) {
  words.insert(words.begin(), FILMGATE_PROGRAM);
  return run(words, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
}

}  // namespace

TEST_CASE("a sequence is one clip with its timecode, and each frame has its own values") {
  const FolderOfItsOwn folder;
  write_scan(folder, {1, 2, 3});
  const auto said = filmgate({"inspect", "--json", "--frames", folder / "in"});
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("01:00:00:01") && Contains("01:00:00:03") && Contains("\"kodak.cineon\""));
}

TEST_CASE("frames that are missing and a last frame cut short are told, and the exit code says so") {
  const FolderOfItsOwn folder;
  write_scan(folder, {1, 2, 5});
  const auto gap = filmgate({"inspect", folder / "in"});
  CHECK(gap.exit == 1);
  CHECK_THAT(gap.out + gap.err, Contains("missing-frames") && Contains("10003-10004"));
  write_scan(folder, {3, 4});
  folder.write("in/" + name(5), frame(5).substr(0, 2100));
  const auto cut = filmgate({"inspect", folder / "in"});
  CHECK(cut.exit == 1);
  CHECK_THAT(cut.out + cut.err, Contains("truncated") && Contains(name(5)));
}

TEST_CASE("a trim copies frames whole, under their names") {
  const FolderOfItsOwn folder;
  write_scan(folder, {1, 2, 3, 4, 5});
  const auto said = filmgate({"trim", folder / "in", "--frames", "1-3", "-o", folder / "out"});
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("as 3 files"));
  for (int i = 1; i <= 5; ++i) CHECK(std::filesystem::exists(folder / ("out/" + name(i))) == (i >= 2 && i <= 4));
}

TEST_CASE("printing density has no way to ACES but a house's own, and a plate in its own colours is made") {
  const FolderOfItsOwn folder;
  write_scan(folder, {1, 2});
  const auto aces = filmgate({"plate", folder / "in", "-o", folder / "aces"});
  CHECK(aces.exit != 0);
  const auto own = filmgate({"plate", folder / "in", "-o", folder / "own", "--set", "colourspace=camera"});
  INFO(own.out << own.err);
  CHECK(own.exit == 0);
}
