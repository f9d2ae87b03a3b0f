// SPDX-License-Identifier: Apache-2.0
#include "write/publish.hpp"

#include <catch2/catch.hpp>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {
PendingFile pending(const FolderOfItsOwn& folder, const std::string& name, const std::string& final_name) {
  auto file = TemporaryFile::create(Path(folder / ("." + name + ".part"))).value();
  REQUIRE(file.append(name));
  return {std::move(file), Path(folder / final_name)};
}
std::vector<PendingFile> three(const FolderOfItsOwn& folder) {
  std::vector<PendingFile> files;
  for (const char* name : {"a", "b", "c"}) files.push_back(pending(folder, name, std::string(name) + ".exr"));
  return files;
}
std::vector<std::string> names(const FolderOfItsOwn& folder) { return list_folder(Path(folder.path())).value(); }
}  // namespace

TEST_CASE("files get their final names, and the temporary ones are gone") {
  const FolderOfItsOwn folder;
  const auto published = publish(three(folder), Path(folder.path()));
  CHECK(published.folder);
  for (const auto& status : published.files) CHECK(status);
  CHECK(names(folder) == std::vector<std::string>{"a.exr", "b.exr", "c.exr"});
  CHECK(read_text(Path(folder / "b.exr"), 10).value() == "b");
}

TEST_CASE("a plate of an earlier run is replaced as a whole") {
  const FolderOfItsOwn folder;
  folder.write("a.exr", "old and longer");
  std::vector<PendingFile> files;
  files.push_back(pending(folder, "a", "a.exr"));
  REQUIRE(publish(std::move(files), Path(folder.path())).files[0]);
  CHECK(read_text(Path(folder / "a.exr"), 100).value() == "a");
}

TEST_CASE("a file that cannot be made safe never gets its final name, and the others do") {
  const FolderOfItsOwn folder;
  auto files = three(folder);
  files[1].file = TemporaryFile(); // its fsync fails
  const auto published = publish(std::move(files), Path(folder.path()));
  CHECK(published.files[0]);
  CHECK_FALSE(published.files[1]);
  CHECK(published.files[2]);
  CHECK(names(folder) == std::vector<std::string>{"a.exr", "c.exr"});
}

TEST_CASE("a rename that fails is told of its file, and its temporary is removed") {
  const FolderOfItsOwn folder;
  folder.write("b.exr/in_the_way", "x");
  const auto published = publish(three(folder), Path(folder.path()));
  REQUIRE_FALSE(published.files[1]);
  CHECK(published.files[1].error().message.find("b.exr") != std::string::npos);
  CHECK(names(folder) == std::vector<std::string>{"a.exr", "b.exr", "c.exr"});
}

TEST_CASE("no name is given before the bytes are safe, and none when that is refused") {
  const FolderOfItsOwn folder;
  const auto published = publish(three(folder), Path(folder.path()), [&](const std::vector<Status>& safe) -> Status {
    CHECK(safe.size() == 3);
    CHECK(names(folder) == std::vector<std::string>{".a.part", ".b.part", ".c.part"});
    return failure(Trouble::try_again, "not now");
  });
  for (const auto& status : published.files) CHECK_FALSE(status);
  CHECK(folder.files() == 0);
}

TEST_CASE("a folder that cannot be made safe is told, and the files keep their names") {
  const FolderOfItsOwn folder;
  const auto published = publish(three(folder), Path(folder / "gone"));
  CHECK_FALSE(published.folder);
  CHECK(published.files[0]);
  CHECK(publish({}, Path(folder / "gone")).folder);
}
