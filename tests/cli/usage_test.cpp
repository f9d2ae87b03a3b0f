// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {
const std::string program = FILMGATE_PROGRAM;
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";
}  // namespace

TEST_CASE("the version goes to standard output alone, and needs neither configuration nor plugins") {
  const auto said = run({program, "--version"}, "FILMGATE_PLUGIN_PATH=/nowhere XDG_CONFIG_HOME=/nowhere");
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Catch::StartsWith("filmgate "));
  CHECK(said.err.empty());
}

TEST_CASE("every command's help teaches with an example or says what it is for") {
  for (const std::string command : {"inspect", "plate", "plugins", "config", "doctor"}) {
    const auto said = run({program, command, "--help"});
    INFO(command);
    CHECK(said.exit == 0);
    CHECK(said.out.size() > 100);
  }
  CHECK_THAT(run({program, "plate", "--help"}).out, Contains("Examples"));
  CHECK_THAT(run({program, "--help"}).out, Contains("Exit codes"));
}

TEST_CASE("usage errors exit with 64, say nothing on standard output and name what was meant") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
      {{}, "--help"},
      {{"inspekt"}, "'inspect' is meant?"},
      {{"inspect"}, "PATH"},
      {{"inspect", "--no-such-option", bars}, "--no-such-option"},
      {{"plate", bars}, "--output"},
      {{"plate", bars, "-o", "/tmp/x", "--frames", "5-2"}, "5-2"},
      {{"plate", bars, "-o", "/tmp/x", "--frames", "0-1x"}, "0-1x"},
      {{"plate", bars, "-o", "/tmp/x", "--set", "exposure"}, "KEY=VALUE"},
      {{"plate", bars, "-o", "/tmp/x", "--profile", "no-such-profile"}, "generic-vfx"},
      {{"plate", bars, "-o", "/tmp/x", "--compression", "rar"}, "zip"},
      {{"plate", bars, "-o", "/tmp/x", "--container", "strict", "--compression", "zip"}, "uncompressed"},
      {{"plate", bars, "-o", "/tmp/x", "--demosaic", "best"}, "hq"},
      {{"plate", bars, "-o", "/tmp/x", "--set", "exposur=1"}, "'exposure' is meant?"},
      {{"plate", bars, "-o", "/tmp/x", "--set", "exposure=99"}, "20"},
      {{"plate", bars, "-o", "/tmp/x", "--frames", "0-99"}, "0-2"}};
  for (auto [words, hint] : wrong) {
    words.insert(words.begin(), program);
    const auto said = run(words);
    INFO(said.err);
    CHECK(said.exit == 64);
    CHECK(said.out.empty());
    CHECK_THAT(said.err, Contains(hint));
  }
}

TEST_CASE("a path that is not there is an error that names it") {
  const auto said = run({program, "inspect", "/nowhere/at/all"});
  CHECK(said.exit != 0);
  CHECK_THAT(said.err, Contains("/nowhere/at/all"));
}

TEST_CASE("no colour and no progress reach a pipe") {
  const auto said = run({program, "inspect", bars});
  CHECK(said.out.find('\033') == std::string::npos);
  CHECK(said.err.find('\033') == std::string::npos);
}

TEST_CASE("a file that holds a terminal's control codes in its name is shown without them") {
  const FolderOfItsOwn folder;
  folder.write("evil\033[2Jname.xyz", "nothing that anybody reads");
  const auto said = run({program, "inspect", folder.path()});
  CHECK(said.exit == 1);
  CHECK(said.out.find('\033') == std::string::npos);
  CHECK_THAT(said.out, Contains("\\x1B") || Contains("\\x1b"));
}
