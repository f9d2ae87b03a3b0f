// SPDX-License-Identifier: Apache-2.0
//
// What the host does for a plugin, seen through a clip that a real plugin opened.
#include "catalog/installation.hpp"
#include "folder_of_its_own.hpp"
#include "plugin/reader.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::atomic<bool> never{false};

Result<std::unique_ptr<ReaderClip>> open_rogue(const Path& file, PluginShelf& shelf) {
  const auto folder = find_installation().value().prefix / "lib/filmgate/bad_plugins/org.filmgate.rogue.reader.fgplugin";
  FILMGATE_TRY(bundle, read_bundle(folder));
  FILMGATE_TRY(plugin, shelf.load(bundle));
  return ReaderClip::open(*plugin, "rogue", {file}, {}, {never, {}});
}

}  // namespace

TEST_CASE("a file that is not there is an error that names it") {
  PluginShelf shelf;
  const auto clip = open_rogue("/nowhere/a.rogue", shelf);
  REQUIRE_FALSE(clip.has_value());
  CHECK_THAT(clip.error().message, Contains("/nowhere/a.rogue"));
}

TEST_CASE("a pipe among the clips is refused and does not hang") {
  const FolderOfItsOwn folder;
  const auto pipe = folder / "a.rogue";
  REQUIRE(std::system(("mkfifo '" + pipe + "'").c_str()) == 0);
  PluginShelf shelf;
  const auto clip = open_rogue(pipe, shelf);
  REQUIRE_FALSE(clip.has_value());
  CHECK_THAT(clip.error().message, Contains("not a regular file"));
}

TEST_CASE("a failure keeps the plugin's words and its kind of trouble") {
  const FolderOfItsOwn folder;
  PluginShelf shelf;
  const auto clip = open_rogue(folder.write("a.rogue", "ROGUE open fail"), shelf);
  REQUIRE_FALSE(clip.has_value());
  CHECK_THAT(clip.error().message, Contains("the file asked for it"));
  CHECK(clip.error().trouble == Trouble::bad_data);
}

TEST_CASE("a clip tells its frames, and what comes before an error in its metadata is kept") {
  const FolderOfItsOwn folder;
  PluginShelf shelf;
  const auto clip = open_rogue(folder.write("a.rogue", "ROGUE nowhere nothing"), shelf);
  REQUIRE(clip.has_value());
  CHECK((*clip)->facts().frame_count == 3);
  std::vector<NativeEntry> natives;
  CHECK((*clip)->metadata(-1, 0, natives).has_value());
  REQUIRE(natives.size() == 1);
  CHECK(natives[0].key == "rogue.where");
  const auto lane = (*clip)->lane();
  REQUIRE(lane.has_value());
  const auto frame = (*lane)->frame(0, {});
  REQUIRE(frame.has_value());
  CHECK(frame->shape.width == 32);
  CHECK(frame->has_sensor);
}
