// SPDX-License-Identifier: Apache-2.0
//
// Sequences of ACES frames through the command: timecode, gaps, frames cut short, trimming, plates.
#include "plugins/images/opened.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using exr_test::attribute;
using exr_test::little;

namespace {

std::string name(int number) { return "a." + std::to_string(1000 + number) + ".exr"; }

std::string frame(int number) { // 01:00:00:0n
  return exr_test::Frame{.chromaticities = exr_test::ap0, .more = attribute("acesImageContainerFlag", "int", little(1, 4)) +
                             attribute("framesPerSecond", "rational", little(24, 4) + little(1, 4)) +
                             attribute("reelName", "string", "A007R1AB") +
                             attribute("timeCode", "timecode", little(0x01000000u | static_cast<uint32_t>(number), 4) + little(0, 4))}.write();
}

void write_frames(const FolderOfItsOwn& folder, const std::vector<int>& numbers) {
  for (const int number : numbers) folder.write("in/" + name(number), frame(number));
}

Said filmgate(std::vector<std::string> words) {
  words.insert(words.begin(), FILMGATE_PROGRAM);
  return run(words, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
}

}  // namespace

TEST_CASE("a sequence is one clip with reel, rate and encoding, and each frame has its own timecode") {
  const FolderOfItsOwn folder;
  write_frames(folder, {1, 2, 3});
  const auto said = filmgate({"inspect", "--json", "--frames", folder / "in"});
  INFO(said.out << said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("01:00:00:01") && Contains("01:00:00:03") && Contains("\"aces2065-1\"") && Contains("A007R1AB"));
  CHECK_THAT(said.out, !Contains("unreadable"));
}

TEST_CASE("frames that are missing and a last frame cut short are told, and the exit code says so") {
  const FolderOfItsOwn folder;
  write_frames(folder, {1, 2, 5});
  const auto gap = filmgate({"inspect", folder / "in"});
  CHECK(gap.exit == 1);
  CHECK_THAT(gap.out + gap.err, Contains("missing-frames") && Contains("1003-1004"));
  write_frames(folder, {3, 4});
  folder.write("in/" + name(5), frame(5).substr(0, frame(5).size() - 3));
  const auto cut = filmgate({"inspect", folder / "in"});
  CHECK(cut.exit == 1);
  CHECK_THAT(cut.out + cut.err, Contains("truncated") && Contains(name(5)));
}

TEST_CASE("a trim copies frames whole, under their names") {
  const FolderOfItsOwn folder;
  write_frames(folder, {1, 2, 3, 4});
  const auto said = filmgate({"trim", folder / "in", "--frames", "1-2", "-o", folder / "out"});
  INFO(said.out << said.err);
  CHECK(said.exit == 0);
  for (int i = 1; i <= 4; ++i) {
    const auto file = folder / ("out/" + name(i));
    CHECK(std::filesystem::exists(file) == (i == 2 || i == 3));
    if (i == 2 || i == 3) CHECK(images_test::read_file(file) == frame(i));
  }
}

TEST_CASE("a plate of ACES frames is made in the sandbox, and a hostile frame costs itself alone") {
  const FolderOfItsOwn folder;
  write_frames(folder, {1, 2, 3});
  const auto plate = filmgate({"plate", folder / "in", "-o", folder / "plate"});
  INFO(plate.out << plate.err);
  CHECK(plate.exit == 0);
  auto spoilt = frame(2);
  spoilt.replace(spoilt.size() - 3 * (8 + 5 * 6), 4, little(0x7FFFFFFF, 4)); // the row of its first chunk
  folder.write("in/" + name(2), spoilt);
  const auto rest = filmgate({"plate", folder / "in", "-o", folder / "rest"});
  INFO(rest.out << rest.err);
  CHECK(rest.exit == 1);
  CHECK_THAT(rest.out + rest.err, Contains(name(2)));
  size_t frames = 0;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder / "rest")) frames += one.path().extension() == ".exr";
  CHECK(frames == 2);
}
