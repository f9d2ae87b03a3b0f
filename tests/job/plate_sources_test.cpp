// SPDX-License-Identifier: Apache-2.0
#include "plate_sources.hpp"

#include "folder_of_its_own.hpp"

#include <catch2/catch.hpp>
#include <chrono>

using namespace filmgate;

namespace {

FoundClip clip_of(const std::vector<std::string>& files) {
  FoundClip out;
  for (const auto& file : files) out.files.emplace_back(file);
  return out;
}
Result<PlateSources> hash(const FoundClip& clip, bool file_a_frame, FrameSpan frames) {
  return PlateSources::hash(clip, file_a_frame, frames, [](uint64_t) { return true; });
}

}  // namespace

TEST_CASE("in a sequence the files of the frames are read, and the clip's first, which may say what holds for all") {
  const FolderOfItsOwn folder;
  const auto clip = clip_of({folder.write("0", "zero"), folder.write("1", "one"), folder.write("2", "two"), folder.write("3", "three")});
  const auto sources = hash(clip, true, {1, 2, 1}).value();
  REQUIRE(sources.pictures().size() == 2);
  CHECK(sources.pictures()[0].second.bytes == 3);
  CHECK(sources.shared().size() == 2); // the first, and the one that the chain was planned with
  REQUIRE(sources.own(2));
  CHECK(sources.own(2)->xxh128 == sources.pictures()[1].second.xxh128);
  CHECK_FALSE(sources.own(0));
  CHECK_FALSE(sources.own(3));
}

TEST_CASE("a file that holds many frames belongs to all of them, and so does a sidecar") {
  const FolderOfItsOwn folder;
  auto clip = clip_of({folder.write("a", "all")});
  clip.sidecars.emplace_back(folder.write("a.xml", "side"));
  const auto sources = hash(clip, false, {3, 5, 3}).value();
  CHECK(sources.pictures().size() == 1);
  CHECK(sources.shared().size() == 2);
  CHECK_FALSE(sources.own(4));
}

TEST_CASE("a source that was written to since it was hashed is told by name") {
  const FolderOfItsOwn folder;
  const auto file = folder.write("a", "all");
  const auto sources = hash(clip_of({file}), false, {0, 0, 0}).value();
  CHECK(sources.unchanged());
  SECTION("longer") { folder.write("a", "all and more"); }
  SECTION("as long") {
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + std::chrono::seconds(1));
  }
  SECTION("another file") {
    folder.write("b", "all");
    std::filesystem::rename(folder / "b", file);
  }
  SECTION("gone") { std::filesystem::remove(file); }
  const auto status = sources.unchanged();
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find(file) != std::string::npos);
}

TEST_CASE("an original of an output's name is spared, in this folder and through a link to it, and no other") {
  const FolderOfItsOwn folder, other;
  const auto clip = clip_of({folder.write("a.1001.exr", "original")});
  const auto is_output = [](std::string_view name) { return name == "a.1001.exr"; };
  CHECK_FALSE(spare_originals(clip, Path(folder.path()), is_output));
  std::filesystem::create_directory_symlink(folder.path(), other / "link");
  CHECK_FALSE(spare_originals(clip, Path(other / "link"), is_output));
  CHECK(spare_originals(clip, Path(other.path()), is_output));
  CHECK(spare_originals(clip, Path(folder.path()), [](std::string_view) { return false; }));
}
