// SPDX-License-Identifier: Apache-2.0
//
// A trimmed clip is whole segments, through the command.
#include "command_line.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {

std::string text(const std::vector<uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }
std::string bytes_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}
std::string segment(int number) { return "A007_C001_0714XY_00" + std::to_string(number) + ".R3D"; }

// Segments of 3, 4 and 2 frames, whose timecodes and frame numbers run on.
void write_red1(const FolderOfItsOwn& folder, int without = 0) {
  const char* starts[]{"10:00:00:00", "10:00:00:03", "10:00:00:07"};
  const uint32_t counts[]{3, 4, 2}, firsts[]{0, 3, 7};
  for (int i = 0; i < 3; ++i)
    if (i + 1 != without) folder.write("in/" + segment(i + 1), text(r3d::Red1{.frames = counts[i], .first_number = firsts[i], .timecode = starts[i]}.write()));
}

Said trim(const FolderOfItsOwn& folder, const std::string& frames) { return run({FILMGATE_PROGRAM, "trim", folder / "in", "--frames", frames, "-o", folder / "out"}); }

}  // namespace

TEST_CASE("the fewest whole segments are kept, byte for byte, numbered from 1 and decoded beside the original") {
  const FolderOfItsOwn folder;
  write_red1(folder);
  folder.write("in/A007_C001_0714XY.RMD", "<?xml version=\"1.0\"?><rmd><iso value=\"800\"/></rmd>");
  const auto said = trim(folder, "5-7");
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("frames 3-8 (6, widened to what the format can cut)") && Contains("every frame decoded and equal"));
  CHECK(bytes_of(folder / "out/" + segment(1)) == bytes_of(folder / "in/" + segment(2)));
  CHECK(bytes_of(folder / "out/" + segment(2)) == bytes_of(folder / "in/" + segment(3)));
  CHECK_FALSE(std::filesystem::exists(folder / "out/" + segment(3)));
  CHECK(bytes_of(folder / "out/A007_C001_0714XY.RMD") == bytes_of(folder / "in/A007_C001_0714XY.RMD"));
}

TEST_CASE("frames of one segment are that segment, and what comes of it is a clip without a hole") {
  const FolderOfItsOwn folder;
  write_red1(folder);
  CHECK_THAT(trim(folder, "8").out, Contains("frames 7-8 (2, widened to what the format can cut) as 1 file"));
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", folder / ("out/" + segment(1))});
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("10:00:00:07") && !Contains("missing-segment"));
}

TEST_CASE("pictures that nobody decodes here are copied with their segments") {
  const FolderOfItsOwn folder;
  folder.write("in/" + segment(1), text(r3d::Red2{.frames = 3}.write()));
  folder.write("in/" + segment(2), text(r3d::Red2{.frames = 2, .timecode = "21:36:16:21"}.write()));
  const auto said = trim(folder, "3-4");
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("frames 3-4 (2) as 1 file") && Contains("inspected alike"));
  CHECK(bytes_of(folder / "out/" + segment(1)) == bytes_of(folder / "in/" + segment(2)));
}

TEST_CASE("a segment that is missing among the frames stops the trim, and one beside them does not") {
  const FolderOfItsOwn folder;
  write_red1(folder, 2);
  const auto refused = trim(folder, "2-7");
  CHECK(refused.exit != 0);
  CHECK_THAT(refused.err, Contains("segment 2 is missing") && Contains("only whole segments are cut"));
  CHECK_FALSE(std::filesystem::exists(folder / "out/" + segment(1)));
  CHECK_THAT(trim(folder, "7-8").out, Contains("frames 7-8 (2) as 1 file"));
}
