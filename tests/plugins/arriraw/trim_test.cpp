// SPDX-License-Identifier: Apache-2.0
//
// A trimmed sequence: whole files under their own names, through the command.
#include "command_line.hpp"
#include "plugins/arriraw/ari_fixture.hpp"

namespace {
std::string bytes_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}
}  // namespace

TEST_CASE("frames of a sequence are copied whole, under their names, and decoded beside the originals") {
  const FolderOfItsOwn folder;
  const auto name = [](int number) { return "A001C001_160101_R24Y.000000" + std::to_string(number) + ".ari"; };
  for (int i = 1; i <= 6; ++i) {
    const ari::Frame frame(64, 8);
    const auto bytes = frame.bytes();
    folder.write("in/" + name(i), std::string(bytes.begin(), bytes.end()));
  }
  const auto said = run({FILMGATE_PROGRAM, "trim", folder / "in", "--frames", "2-4", "-o", folder / "out"});
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Catch::Matchers::Contains("frames 2-4 (3) as 3 files") && Catch::Matchers::Contains("every frame decoded and equal"));
  for (int i = 1; i <= 6; ++i) {
    CAPTURE(i);
    CHECK(std::filesystem::exists(folder / "out/" + name(i)) == (i >= 3 && i <= 5));
    if (i >= 3 && i <= 5) CHECK(bytes_of(folder / "out/" + name(i)) == bytes_of(folder / "in/" + name(i)));
  }
}
