// SPDX-License-Identifier: Apache-2.0
#include "catalog/settings.hpp"

#include <catch2/catch.hpp>

#include "elsewhere.hpp"

using namespace filmgate;

TEST_CASE("each layer beats the one below it, and the origin tells which one it was") {
  Elsewhere at;
  const auto& folder = at.folder;
  const auto profile = [&] {
    const auto settings = Settings::load(at.installation);
    REQUIRE(settings);
    return settings->value("plate.profile").text() + " from " + settings->origin("plate.profile");
  };
  const auto built_in = folder.write("share/filmgate.toml", "threads = 3\n[plate]\nprofile = \"built-in\"\n");
  CHECK(profile() == "built-in from " + built_in + ":3");
  const auto user = folder.write("home/filmgate/config.toml", "plate.profile = \"user\"\n");
  CHECK(profile() == "user from " + user + ":1");
  const auto given = folder.write("given.toml", "\nplate.profile = \"given\"\n");
  at.set("FILMGATE_CONFIG", given.c_str());
  CHECK(profile() == "given from " + given + ":2");
  folder.write("project/.filmgate.toml", "plate.profile = \"project\"\n");
  CHECK(profile() == "project from .filmgate.toml:1");
  at.set("FILMGATE_PLATE_PROFILE", "variable");
  CHECK(profile() == "variable from FILMGATE_PLATE_PROFILE");
  CHECK(Settings::load(at.installation)->value("threads").integer() == 3);
}

TEST_CASE("an unknown setting is an error with file, line and the nearest name") {
  Elsewhere at;
  const auto file = at.folder.write("home/filmgate/config.toml", "threads = 1\n[plate]\nprofil = \"x\"\n");
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().trouble == Trouble::configuration);
  CHECK(settings.error().message == file + ":3: unknown setting 'plate.profil'; 'plate.profile' is meant?");
}

TEST_CASE("a setting of the wrong type is an error with its origin") {
  Elsewhere at;
  const auto file = at.folder.write("home/filmgate/config.toml", "threads = \"many\"\n");
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().message.find(file + ":1: threads") != std::string::npos);
  at.folder.write("home/filmgate/config.toml", "threads = -1\n");
  CHECK_FALSE(Settings::load(at.installation));
  at.folder.write("home/filmgate/config.toml", "");
  at.set("FILMGATE_THREADS", "two");
  const auto variable = Settings::load(at.installation);
  REQUIRE_FALSE(variable);
  CHECK(variable.error().message.find("FILMGATE_THREADS: threads") != std::string::npos);
}

TEST_CASE("the sandbox's floor is one of three words") {
  Elsewhere at;
  const auto file = at.folder.write("home/filmgate/config.toml", "[sandbox]\nfloor = \"ful\"\n");
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().message == file + ":2: sandbox.floor must be \"full\", \"filter\" or \"none\"; 'full' is meant?");
  at.folder.write("home/filmgate/config.toml", "[sandbox]\nfloor = 0\n");
  CHECK_FALSE(Settings::load(at.installation));
  for (const std::string floor : {"full", "filter", "none"}) {
    at.folder.write("home/filmgate/config.toml", "[sandbox]\nfloor = \"" + floor + "\"\n");
    CHECK(Settings::load(at.installation)->value("sandbox.floor").text() == floor);
  }
  at.set("FILMGATE_SANDBOX_FLOOR", "filter");
  CHECK(Settings::load(at.installation)->origin("sandbox.floor") == "FILMGATE_SANDBOX_FLOOR");
  at.set("FILMGATE_SANDBOX_FLOOR", "");
  CHECK_FALSE(Settings::load(at.installation));
}

TEST_CASE("a file that may have come with a card can not touch the sandbox") {
  Elsewhere at;
  at.folder.write("project/.filmgate.toml", "[sandbox]\nfloor = \"none\"\n");
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().message.find(".filmgate.toml:2: sandbox.floor") != std::string::npos);
}

TEST_CASE("a variable is read as what its setting is") {
  Elsewhere at;
  at.set("FILMGATE_THREADS", "12");
  at.set("FILMGATE_PLATE_PROFILE", "2030");
  const auto settings = Settings::load(at.installation);
  REQUIRE(settings);
  CHECK(settings->value("threads").integer() == 12);
  CHECK(settings->value("plate.profile").text() == "2030");
  CHECK(settings->value("unheard").is_null());
  CHECK(settings->origin("unheard").empty());
}

TEST_CASE("a broken file is named, never skipped") {
  Elsewhere at;
  at.folder.write("project/.filmgate.toml", "threads = \n");
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().message.find(".filmgate.toml: line 1") != std::string::npos);
}

TEST_CASE("what comes with the program is whole") {
  Elsewhere at;
  at.installation.share = Path(CONFIG_DIR);
  const auto settings = Settings::load(at.installation);
  REQUIRE(settings);
  for (const char* key : {"plate.profile", "threads", "sandbox.floor", "worker.silence_seconds", "worker.memory_megabytes"}) {
    CAPTURE(key);
    CHECK_FALSE(settings->value(key).is_null());
  }
}
