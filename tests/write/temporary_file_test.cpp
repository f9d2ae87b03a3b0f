// SPDX-License-Identifier: Apache-2.0
#include "write/temporary_file.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {

std::vector<std::string> names(const FolderOfItsOwn& folder) { return list_folder(Path(folder.path())).value(); }
bool is_frame(std::string_view name) { return name.starts_with("a.") && name.ends_with(".exr"); }

// A process that makes a temporary file and holds it until it is killed.
class Holder {
 public:
  explicit Holder(const std::string& path) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    process_ = ::fork();
    if (process_ == 0) {
      const auto held = TemporaryFile::create(Path(path));
      (void)!::write(ready[1], held ? "y" : "n", 1);
      ::pause();
      ::_exit(0);
    }
    char answer = 0;
    REQUIRE(::read(ready[0], &answer, 1) == 1);
    REQUIRE(answer == 'y');
    ::close(ready[0]), ::close(ready[1]);
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  ~Holder() { kill(); }
  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
};

}  // namespace

TEST_CASE("what is not published removes itself") {
  const FolderOfItsOwn folder;
  {
    auto file = TemporaryFile::create(Path(folder / ".a.exr.1.part")).value();
    REQUIRE(file.append("some"));
    CHECK(folder.files() == 1);
  }
  CHECK(folder.files() == 0);
}

TEST_CASE("a published file stays, under its final name") {
  const FolderOfItsOwn folder;
  {
    auto file = TemporaryFile::create(Path(folder / ".a.exr.1.part")).value();
    REQUIRE(file.append("all"));
    REQUIRE(file.sync());
    REQUIRE(file.publish_as(Path(folder / "a.exr")));
  }
  CHECK(names(folder) == std::vector<std::string>{"a.exr"});
}

TEST_CASE("the file of a run that lives is neither removed nor taken over") {
  const FolderOfItsOwn folder;
  const Holder other(folder / ".a.1001.exr.1.part");
  remove_abandoned(Path(folder.path()), is_frame);
  CHECK(names(folder) == std::vector<std::string>{".a.1001.exr.1.part"});
  const auto mine = TemporaryFile::create(Path(folder / ".a.1001.exr.1.part"));
  REQUIRE_FALSE(mine);
  CHECK(mine.error().trouble == Trouble::try_again);
  CHECK(names(folder) == std::vector<std::string>{".a.1001.exr.1.part"});
}

TEST_CASE("the file of a run that was killed is removed, or taken over by a run of the same attempt") {
  const FolderOfItsOwn folder;
  Holder first(folder / ".a.1001.exr.1.part"), second(folder / ".a.1002.exr.1.part");
  first.kill(), second.kill();
  CHECK(TemporaryFile::create(Path(folder / ".a.1002.exr.1.part")));
  remove_abandoned(Path(folder.path()), is_frame);
  CHECK(folder.files() == 0);
}

TEST_CASE("only what leads to a name of ours is removed") {
  const FolderOfItsOwn folder;
  for (const char* name : {".b.1001.exr.1.part", "a.1001.exr.1.part", ".a.1001.exr.1", ".a.part", ".hidden"}) folder.write(name, "x");
  const auto before = names(folder);
  folder.write(".a.1001.exr.with.dots.part", "x");
  remove_abandoned(Path(folder.path()), is_frame);
  CHECK(names(folder) == before);
}
