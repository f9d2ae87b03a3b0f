// SPDX-License-Identifier: Apache-2.0
//
// The ARRIRAW reader at the highest level, on sequences of frames that the tests' own writer makes.
#include "command_line.hpp"
#include "plugins/arriraw/ari_fixture.hpp"

TEST_CASE("the arriraw reader passes every check on a single frame and on a sequence") {
  const ari::Folder folder;
  std::filesystem::create_directory(folder.path() / "A001C001");
  std::filesystem::create_directory(folder.path() / "single");
  for (uint32_t i = 0; i < 5; ++i) {
    ari::Frame frame(64, 36);
    frame.codes(ari::random_codes(64, 36, i + 1));
    folder.write("A001C001/A001C001_210101_R1AB.000000" + std::to_string(i) + ".ari", frame);
  }
  ari::Frame reverse(72, 34);
  reverse.packing(ari::Packing::reverse).text(0x29C, "ALEXA LF");
  folder.write("single/B002C001_210101_R1AB.0000000.ari", reverse);
  const auto said = run({FILMGATE_CHECK_PROGRAM, TEST_BUNDLE_DIR "/org.filmgate.arriraw.fgplugin", (folder.path() / "A001C001").string(), (folder.path() / "single").string(), "--level", "10"});
  INFO(said.out << said.err);
  CHECK(said.exit == 0);
}
