// SPDX-License-Identifier: Apache-2.0
#include "write/publish.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {
PendingFile pending(const FolderOfItsOwn& folder, const std::string& name, const std::string& final_name) {
  const Path temporary(folder.write("." + name + ".part", name));
  return {temporary, Path(folder / final_name), OpenFile(::open(temporary.c_str(), O_RDWR | O_CLOEXEC))};
}
}  // namespace

TEST_CASE("files get their final names, and the temporary ones are gone") {
  const FolderOfItsOwn folder;
  std::vector<PendingFile> files;
  for (const char* name : {"a", "b", "c"}) files.push_back(pending(folder, name, std::string(name) + ".exr"));
  REQUIRE(publish(std::move(files), Path(folder.path())));
  CHECK(list_folder(Path(folder.path())).value() == std::vector<std::string>{"a.exr", "b.exr", "c.exr"});
  CHECK(read_text(Path(folder / "b.exr"), 10).value() == "b");
}

TEST_CASE("a plate of an earlier run is replaced as a whole") {
  const FolderOfItsOwn folder;
  folder.write("a.exr", "old and longer");
  std::vector<PendingFile> files;
  files.push_back(pending(folder, "a", "a.exr"));
  REQUIRE(publish(std::move(files), Path(folder.path())));
  CHECK(read_text(Path(folder / "a.exr"), 100).value() == "a");
}

TEST_CASE("a file that cannot be made safe keeps every file from its final name") {
  const FolderOfItsOwn folder;
  std::vector<PendingFile> files;
  files.push_back(pending(folder, "a", "a.exr"));
  files.push_back(pending(folder, "b", "b.exr"));
  files[1].file = OpenFile(); // its fsync fails
  const auto status = publish(std::move(files), Path(folder.path()));
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find(".b.part") != std::string::npos);
  CHECK(folder.files() == 0);
}

TEST_CASE("a rename that fails removes the temporaries that are left") {
  const FolderOfItsOwn folder;
  folder.write("b.exr/in_the_way", "x");
  std::vector<PendingFile> files;
  for (const char* name : {"a", "b", "c"}) files.push_back(pending(folder, name, std::string(name) + ".exr"));
  const auto status = publish(std::move(files), Path(folder.path()));
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("b.exr") != std::string::npos);
  CHECK(list_folder(Path(folder.path())).value() == std::vector<std::string>{"a.exr", "b.exr"});
}

TEST_CASE("nothing to publish is no failure, a folder that is gone is one") {
  const FolderOfItsOwn folder;
  CHECK(publish({}, Path(folder.path())));
  CHECK_FALSE(publish({}, Path(folder / "gone")));
}
