// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_of_its_own.hpp"

using namespace filmgate;

TEST_CASE("reading stops at the limit") {
  const FolderOfItsOwn folder;
  const Path file(folder.write("f", std::string(100, 'x')));
  CHECK(read_text(file, 100));
  const auto refused = read_text(file, 99);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().trouble == Trouble::bad_data);
}

TEST_CASE("an absent file is an error that names it") {
  const auto text = read_text(Path("/nonexistent/x"), 10);
  REQUIRE_FALSE(text);
  CHECK(text.error().message.find("/nonexistent/x: No such file") != std::string::npos);
  CHECK(text.error().trouble == Trouble::io);
}

TEST_CASE("folders are listed sorted by bytes, hidden names too") {
  const FolderOfItsOwn folder;
  for (const char* name : {"b", "a", "B", ".h", "10", "9"}) folder.write(name, "");
  CHECK(list_folder(Path(folder.path())).value() == std::vector<std::string>{".h", "10", "9", "B", "a", "b"});
  CHECK_FALSE(list_folder(Path(folder / "a")));
}

TEST_CASE("folders are made in depth, and a file in the way is told") {
  const FolderOfItsOwn folder;
  REQUIRE(make_folders(Path(folder / "a/b/c")));
  REQUIRE(make_folders(Path(folder / "a/b/c")));
  CHECK(is_folder(Path(folder / "a/b/c")));
  folder.write("file", "x");
  CHECK_FALSE(make_folders(Path(folder / "file")));
  CHECK_FALSE(make_folders(Path(folder / "file/below")));
}

TEST_CASE("an open file closes itself, and one that was let go stays open") {
  int fd = -1;
  {
    OpenFile file(::dup(0));
    fd = file.fd();
    REQUIRE(file.open());
  }
  struct stat status {};
  CHECK(::fstat(fd, &status) != 0);
  OpenFile first(::dup(0)), second;
  second = std::move(first);
  fd = second.release();
  CHECK_FALSE(second.open());
  CHECK(::fstat(fd, &status) == 0);
  ::close(fd);
}
