// SPDX-License-Identifier: Apache-2.0
#include "make_bundle.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
std::string refusal(const std::string& lines) {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", "[[roll]]\nname = \"card\"\n" + lines)));
  REQUIRE_FALSE(bundle);
  return bundle.error().message;
}
}  // namespace

TEST_CASE("a roll layout is read whole") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", R"([[roll]]
name = "house card"
folder = "*.CARD"
markers = ["INDEX.TXT", "CLIPS/*.one"]
clips = ["CLIPS/*.one"]
sidecars = ["META/{stem}.xml"]
companions = ["INDEX.TXT", "THUMBS/*"]
reel = '^([A-Z]\d{3})_'
)")));
  REQUIRE(bundle);
  const auto& roll = bundle->rolls.at(0);
  CHECK(roll.bundle == "com.house.a");
  CHECK(roll.markers.size() == 2);
  CHECK(roll.reel_of("B042_0304.CARD/CLIPS/x.one") == "B042");
  CHECK(roll.reel_of("no reel here").empty());
}

TEST_CASE("a layout that would match anything or nothing is refused with its line") {
  CHECK_THAT(refusal(""), Contains("at least one marker"));
  CHECK_THAT(refusal("markers = [\"../x\"]\n"), Contains("manifest.toml:9: roll.0.markers") && Contains("below the card's root"));
  CHECK_THAT(refusal("markers = [\"/x\"]\n"), Contains("roll.0.markers"));
  CHECK_THAT(refusal("markers = [\"a/b/c/d/e/f/g/h/i\"]\n"), Contains("8 parts"));
  CHECK_THAT(refusal("markers = [\"a\"]\nfolder = \"a/b\"\n"), Contains("one name"));
  CHECK_THAT(refusal("markers = [\"a\"]\nreel = \"(\"\n"), Contains("manifest.toml:10: roll.0.reel") && Contains("regular expression"));
  CHECK_THAT(refusal("markers = [\"a\"]\nreel = \"[A-Z]+\"\n"), Contains("needs a group"));
  CHECK_THAT(refusal("markers = [\"a\"]\nmarker = [\"b\"]\n"), Contains("'markers' is meant?"));
}
