// SPDX-License-Identifier: Apache-2.0
#include "plate_outputs.hpp"

#include "folder_of_its_own.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

constexpr int32_t width = 8, height = 4;

ExrHeader small_header() {
  ExrHeader out;
  out.width = width, out.height = height;
  return out;
}
PlatePlace place_in(const FolderOfItsOwn& folder) {
  return {Path(folder.path()), FrameNaming::make("a.{frame:04}.exr", {}).value(), "a", "attempt"};
}
PlateFrame frame(int64_t index, const std::string& fingerprint = "f") {
  PlateFrame out;
  out.frame = index, out.number = 1001 + index, out.fingerprint = fingerprint;
  return out;
}
// true: it was rendered, false: it was kept.
bool make(PlateOutputs& outputs, const PlateFrame& wanted) {
  auto sink = outputs.begin(wanted, small_header());
  REQUIRE(sink);
  if (!*sink) return false;
  std::vector<uint8_t> rows(size_t{width} * height * 6, static_cast<uint8_t>(wanted.frame));
  auto encoded = (*sink)->encode({0, height}, rows);
  REQUIRE(encoded);
  REQUIRE((*sink)->write(std::move(*encoded)));
  REQUIRE((*sink)->finish());
  return true;
}
Status yes() { return {}; }
std::vector<std::string> names(const FolderOfItsOwn& folder) { return list_folder(Path(folder.path())).value(); }

}  // namespace

TEST_CASE("a frame of an earlier run is kept when fingerprint and bytes are the same, and made again when one is not") {
  const FolderOfItsOwn folder;
  {
    PlateOutputs first(place_in(folder), true, yes);
    for (int i = 0; i < 4; ++i) CHECK(make(first, frame(i)));
    first.publish_all();
    REQUIRE(first.trouble());
  }
  const auto whole = read_text(Path(folder / "a.1002.exr"), 1 << 20).value();
  auto touched = whole;
  touched.back() = static_cast<char>(touched.back() ^ 1);
  folder.write("a.1002.exr", touched);                    // one bit
  folder.write("a.1003.exr", whole.substr(0, 100));       // cut
  PlateOutputs second(place_in(folder), true, yes);
  CHECK_FALSE(make(second, frame(0)));
  CHECK(make(second, frame(1)));
  CHECK(make(second, frame(2)));
  CHECK(make(second, frame(3, "other settings")));
  CHECK(make(second, frame(4)));
  second.publish_all();
  CHECK(second.kept() == 1);
  CHECK(second.frames().size() == 5);
  CHECK(read_text(Path(folder / "a.1002.exr"), 1 << 20).value() == whole);
}

TEST_CASE("a run that does not keep makes every frame again") {
  const FolderOfItsOwn folder;
  for (const bool keep : {true, false}) {
    PlateOutputs outputs(place_in(folder), keep, yes);
    CHECK(make(outputs, frame(0)));
    outputs.publish_all();
  }
}

TEST_CASE("a link of a frame's name is replaced and not followed") {
  const FolderOfItsOwn folder;
  {
    PlateOutputs first(place_in(folder), true, yes);
    make(first, frame(0));
    first.publish_all();
  }
  std::filesystem::rename(folder / "a.1001.exr", folder / "elsewhere");
  std::filesystem::create_symlink(folder / "elsewhere", folder / "a.1001.exr");
  PlateOutputs second(place_in(folder), true, yes);
  CHECK(make(second, frame(0)));
  second.publish_all();
  CHECK_FALSE(std::filesystem::is_symlink(folder / "a.1001.exr"));
}

TEST_CASE("the papers of a whole plate stand alone, and are not touched when they say the same") {
  const FolderOfItsOwn folder;
  PlateOutputs outputs(place_in(folder), true, yes);
  make(outputs, frame(0));
  outputs.publish_all();
  CHECK(names(folder) == std::vector<std::string>{".a.journal", "a.1001.exr"});
  REQUIRE(outputs.publish_papers("recipe", "manifest"));
  CHECK(names(folder) == std::vector<std::string>{"a.1001.exr", "a.manifest.json", "a.recipe.json"});
  const auto time = std::filesystem::last_write_time(folder / "a.manifest.json");
  REQUIRE(outputs.publish_papers("recipe", "manifest"));
  CHECK(std::filesystem::last_write_time(folder / "a.manifest.json") == time);
}

TEST_CASE("the manifest is withdrawn before the first new frame, and not by a run that changes nothing") {
  const FolderOfItsOwn folder;
  folder.write("a.manifest.json", "{}");
  PlateOutputs outputs(place_in(folder), true, yes);
  outputs.publish_all();
  CHECK(exists(Path(folder / "a.manifest.json")));
  make(outputs, frame(0));
  outputs.publish_all();
  CHECK_FALSE(exists(Path(folder / "a.manifest.json")));
}

TEST_CASE("no frame gets its name when its source has changed meanwhile, and the outputs say why") {
  const FolderOfItsOwn folder;
  {
    PlateOutputs outputs(place_in(folder), true, [] { return Status(failure(Trouble::try_again, "it changed")); });
    make(outputs, frame(0));
    outputs.publish_all();
    REQUIRE_FALSE(outputs.trouble());
    CHECK(outputs.trouble().error().message == "it changed");
    CHECK(outputs.frames().empty());
  }
  CHECK(folder.files() == 0);
}

TEST_CASE("a frame whose name is taken by a folder is trouble, and the others are published") {
  const FolderOfItsOwn folder;
  folder.write("a.1001.exr/in_the_way", "x");
  PlateOutputs outputs(place_in(folder), true, yes);
  make(outputs, frame(0)), make(outputs, frame(1));
  outputs.publish_all();
  REQUIRE_FALSE(outputs.trouble());
  CHECK(outputs.trouble().error().message.find("a.1001.exr") != std::string::npos);
  REQUIRE(outputs.frames().size() == 1);
  CHECK(outputs.frames()[0].number == 1002);
}
