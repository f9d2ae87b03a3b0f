// SPDX-License-Identifier: Apache-2.0
#include "scratch_folder.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace filmgate;

TEST_CASE("the files of a scratch folder are counted below folders and not behind links") {
  const auto scratch = ScratchFolder::make({}).value();
  const std::filesystem::path root = scratch.path().bytes();
  std::filesystem::create_directories(root / "a/b");
  std::ofstream(root / "a/b/eleven") << "11 bytes...";
  std::ofstream(root / "two") << "22";
  std::filesystem::create_directory_symlink("/usr", root / "usr");
  std::filesystem::create_symlink("/etc/passwd", root / "passwd");
  CHECK(scratch.bytes() == 13);
}

TEST_CASE("folders that vanish while they are counted do not make a tool look too large") {
  const auto scratch = ScratchFolder::make({}).value();
  const std::filesystem::path root = scratch.path().bytes();
  std::ofstream(root / "seven") << "7 bytes";
  std::jthread busy([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (const char* name : {"x/y/z", "u/v", "w"}) std::filesystem::create_directories(root / name);
      for (const char* name : {"x", "u", "w"}) std::filesystem::remove_all(root / name);
    }
  });
  int wrong = 0;
  for (int look = 0; look < 3000; ++look) wrong += scratch.bytes() != 7;
  CHECK(wrong == 0);
}
