// SPDX-License-Identifier: Apache-2.0
#include "catalog/profile.hpp"

#include <catch2/catch.hpp>

#include "elsewhere.hpp"

using namespace filmgate;

TEST_CASE("the profiles that come with the program can be read") {
  Elsewhere at;
  at.installation.share = Path(CONFIG_DIR);
  CHECK(list_profiles(at.installation) == std::vector<std::string>{"aces-strict", "camera-native", "generic-vfx"});
  const auto vfx = read_profile(at.installation, "generic-vfx");
  REQUIRE(vfx);
  CHECK(vfx->values["container"].text() == "relaxed");
  CHECK(vfx->values["compression"].text() == "zip");
  CHECK(vfx->values["colourspace"].text() == "ACES2065-1");
  CHECK(vfx->values["first_number"].integer() == 1001);
  CHECK(vfx->values["handles"].integer() == 8);
  const auto strict = read_profile(at.installation, "aces-strict");
  REQUIRE(strict);
  CHECK(strict->values["container"].text() == "strict");
  CHECK(strict->values["compression"].text() == "none");
}

TEST_CASE("the user's profile of a name goes before the installed one") {
  Elsewhere at;
  at.folder.write("share/profiles/house.toml", "container = \"strict\"\n");
  CHECK(read_profile(at.installation, "house")->values["container"].text() == "strict");
  const auto own = at.folder.write("home/filmgate/profiles/house.toml", "container = \"relaxed\"\n");
  const auto profile = read_profile(at.installation, "house");
  REQUIRE(profile);
  CHECK(profile->values["container"].text() == "relaxed");
  CHECK(profile->file == Path(own));
}

TEST_CASE("a profile can be a file") {
  Elsewhere at;
  const auto file = at.folder.write("show.toml", "handles = 12\n[parameters]\nexposure = 1\n");
  const auto profile = read_profile(at.installation, file);
  REQUIRE(profile);
  CHECK(profile->values["parameters"]["exposure"].integer() == 1);
}

TEST_CASE("an unknown profile names those that there are") {
  Elsewhere at;
  at.folder.write("share/profiles/house.toml", "");
  const auto profile = read_profile(at.installation, "huose");
  REQUIRE_FALSE(profile);
  CHECK(profile.error().message == "profile 'huose' is unknown; known are house");
}

TEST_CASE("an unknown key of a profile is an error with file, line and the nearest name") {
  Elsewhere at;
  const auto file = at.folder.write("share/profiles/house.toml", "handles = 8\ncompresion = \"zip\"\n");
  const auto profile = read_profile(at.installation, "house");
  REQUIRE_FALSE(profile);
  CHECK(profile.error().message == file + ":2: unknown key 'compresion'; 'compression' is meant?");
}

TEST_CASE("a name cannot leave the folders of profiles") {
  Elsewhere at;
  at.folder.write("share/secret.toml", "handles = 8\n");
  CHECK_FALSE(read_profile(at.installation, "../secret"));
  CHECK_FALSE(read_profile(at.installation, ""));
}
