// SPDX-License-Identifier: Apache-2.0
//
// A made-up card whose layout is a bundle's data.
#include "clip/finder.hpp"
#include "clip/record.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {

Catalog catalog_with(const RollLayout& layout) {
  Bundle bundle;
  bundle.id = "com.house.a";
  bundle.readers.push_back({"one", {}, {"one"}, {}, {}, {}, false, {}});
  bundle.rolls.push_back(layout);
  Catalog out;
  out.bundles.push_back(std::move(bundle));
  return out;
}

RollLayout house_card() {
  return {"house card", "com.house.a", "*.CARD", {"INDEX.TXT", "CLIPS"}, {"CLIPS/*/*.one"}, {"META/{stem}*.dat"}, {"INDEX.TXT", "THUMBS/*", "CLIPS/*/*"},
          *Expression::compile(R"(^([A-Z]\d{3})_.*\.CARD/)", 1)};
}

void write_card(const FolderOfItsOwn& folder, const std::string& root) {
  folder.write(root + "/INDEX.TXT", "index");
  folder.write(root + "/CLIPS/C001/B042_C001.one", "clip");
  folder.write(root + "/CLIPS/C002/B042_C002.one", "clip");
  folder.write(root + "/CLIPS/C002/journal.bin", "journal");
  folder.write(root + "/META/B042_C001_lens.dat", "lens");
  folder.write(root + "/META/B042_C009.dat", "whose?");
  folder.write(root + "/THUMBS/B042_C001.thm", "thumb");
}

Found find(const std::string& path, const Catalog& catalog) {
  static const FolderOfItsOwn data;
  static const auto formats = KnownFormats::read(Path(data.write("k.toml", "")));
  auto found = find_clips({Path(path)}, catalog, *formats);
  REQUIRE(found);
  return std::move(*found);
}

}  // namespace

TEST_CASE("clips of a known card know their roll, and the card's own files are no trouble") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  const auto found = find(folder.path(), catalog_with(house_card()));
  REQUIRE(found.clips.size() == 2);
  for (const auto& clip : found.clips) {
    REQUIRE(clip.roll);
    CHECK(clip.roll->layout == "house card");
    CHECK(clip.roll->bundle == "com.house.a");
    CHECK(clip.roll->folder == "B042_0304.CARD");
    CHECK(clip.roll->reel == "B042");
  }
  CHECK(found.clips[0].sidecars == std::vector<Path>{Path(folder / "B042_0304.CARD/META/B042_C001_lens.dat")});
  CHECK(found.clips[1].sidecars.empty());
  REQUIRE(found.unread.size() == 1); // nobody's sidecar, and no companion
  CHECK(found.unread[0].path.name() == "B042_C009.dat");
}

TEST_CASE("the roll is the same from inside the card, by any spelling of the path") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  const auto catalog = catalog_with(house_card());
  for (const char* inside : {"B042_0304.CARD", "B042_0304.CARD/", "B042_0304.CARD/CLIPS", "B042_0304.CARD/CLIPS/C001/", "B042_0304.CARD/CLIPS/C001/B042_C001.one",
                             "B042_0304.CARD/CLIPS/../CLIPS/C001"}) {
    CAPTURE(inside);
    const auto found = find(folder / inside, catalog);
    REQUIRE_FALSE(found.clips.empty());
    REQUIRE(found.clips[0].roll);
    CHECK(found.clips[0].roll->reel == "B042");
    CHECK(found.clips[0].sidecars.size() == 1);
  }
}

TEST_CASE("the roll is found from a working folder deep inside the card") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  const auto catalog = catalog_with(house_card());
  const auto before = std::filesystem::current_path();
  for (const auto& [place, path] : {std::pair("CLIPS/C001", "."), std::pair("CLIPS/C001", "B042_C001.one"), std::pair("CLIPS/C001", ".."), std::pair("META", "../CLIPS"), std::pair("CLIPS", "C001")}) {
    CAPTURE(place, path);
    std::filesystem::current_path(folder / ("B042_0304.CARD/" + std::string(place)));
    const auto found = find(path, catalog);
    std::filesystem::current_path(before);
    REQUIRE_FALSE(found.clips.empty());
    REQUIRE(found.clips[0].roll);
    CHECK(found.clips[0].roll->folder == "B042_0304.CARD");
    CHECK(found.clips[0].roll->reel == "B042");
  }
}

TEST_CASE("a folder that lacks a marker or has another name is no card") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  write_card(folder, "B042_0304");
  std::filesystem::remove(folder / "B042_0304.CARD/INDEX.TXT");
  const auto found = find(folder.path(), catalog_with(house_card()));
  REQUIRE(found.clips.size() == 4);
  for (const auto& clip : found.clips) CHECK_FALSE(clip.roll);
  CHECK(found.unread.size() == 2 * 4 + 1);
}

TEST_CASE("a clip that no plugin reads is never a companion, and one elsewhere on the card is of no roll") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  folder.write("B042_0304.CARD/EXTRA/other.one", "clip");
  auto layout = house_card();
  layout.clips.push_back("CLIPS/*/*.two");
  folder.write("B042_0304.CARD/CLIPS/C003/B042_C003.two", "clip of a camera that nobody reads");
  const auto found = find(folder.path(), catalog_with(layout));
  REQUIRE(found.clips.size() == 3);
  CHECK_FALSE(found.clips[2].roll);
  CHECK(std::any_of(found.unread.begin(), found.unread.end(), [](const Unread& one) { return one.path.name() == "B042_C003.two"; }));
}

TEST_CASE("what a card keeps beside its clips is no clip, though a plugin reads it, unless it is named itself") {
  const FolderOfItsOwn folder;
  write_card(folder, "B042_0304.CARD");
  const auto proxy = folder.write("B042_0304.CARD/THUMBS/B042_C001.one", "a proxy with a reader");
  const auto catalog = catalog_with(house_card());
  CHECK(find(folder.path(), catalog).clips.size() == 2);
  CHECK(find(folder / "B042_0304.CARD/THUMBS", catalog).clips.empty());
  REQUIRE(find(proxy, catalog).clips.size() == 1);
  CHECK_FALSE(find(proxy, catalog).clips[0].roll);
}

TEST_CASE("a record tells the roll only when there is one") {
  ClipRecord record;
  CHECK(record.json(true).find("roll") == nullptr);
  record.set_roll({"house card", "com.house.a", "B042\x01.CARD", ""});
  const auto json = record.json(true);
  CHECK(json["roll"]["layout"].text() == "house card");
  CHECK(json["roll"]["folder"].text() == "B042\\x01.CARD");
  CHECK(json["roll"]["reel"].is_null());
}
