// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {
const std::string program = FILMGATE_PROGRAM;
}

TEST_CASE("config show --origin names file and line, or the variable") {
  const auto plain = run({program, "config", "show", "--origin"});
  CHECK(plain.exit == 0);
  CHECK_THAT(plain.out, Contains("plate.profile = \"generic-vfx\"") && Contains("filmgate.toml:"));
  CHECK_THAT(run({program, "config", "show", "--origin"}, "FILMGATE_THREADS=3").out, Contains("threads = 3") && Contains("FILMGATE_THREADS"));
}

TEST_CASE("an unknown setting is told with file, line and the nearest name, and config check exits with 65") {
  const FolderOfItsOwn home;
  home.write("filmgate/config.toml", "[plate]\n\nprofil = \"x\"\n");
  const auto said = run({program, "config", "check"}, "XDG_CONFIG_HOME=" + quoted(home.path()));
  CHECK(said.exit == 65);
  CHECK_THAT(said.err, Contains("config.toml:3") && Contains("'plate.profile' is meant?"));
}

TEST_CASE("the configuration that comes with the program is sound") {
  CHECK(run({program, "config", "check"}, "XDG_CONFIG_HOME=/nowhere").exit == 0);
}

TEST_CASE("doctor finds nothing wrong with the build, and says so when no plugin is there") {
  CHECK(run({program, "doctor"}).exit == 0);
}
