// SPDX-License-Identifier: Apache-2.0
//
// The vectors are those that xxhsum 0.8.1 -H2 prints; where the program is installed, it is asked again.
#include "write/file_hash.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>

#include "folder_of_its_own.hpp"

using namespace filmgate;

namespace {
std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::array<char, 512> line{};
  return pipe && std::fgets(line.data(), line.size(), pipe.get()) ? line.data() : "";
}
}  // namespace

TEST_CASE("the hash of nothing and of a known text are the published ones") {
  const FolderOfItsOwn folder;
  const auto nothing = hash_of(Path(folder.write("empty", "")));
  REQUIRE(nothing);
  CHECK(nothing->bytes == 0);
  CHECK(nothing->xxh128 == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("xxhsum agrees, at every size class and over block boundaries") {
  if (output_of("command -v xxhsum").empty()) {
    WARN("xxhsum is not installed (package xxhash); the comparison is skipped");
    return;
  }
  const FolderOfItsOwn folder;
  for (const size_t size : {1u, 16u, 17u, 128u, 129u, 240u, 241u, 1024u, 262143u, 262144u, 262145u, 3000000u}) {
    std::string bytes(size, '\0');
    for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
    const auto file = folder.write("file", bytes);
    CAPTURE(size);
    CHECK(output_of("xxhsum -q -H2 '" + file + "'").substr(0, 32) == hash_of(Path(file))->xxh128);
    CHECK(hash_of(Path(file))->bytes == size);
  }
}

TEST_CASE("a file that is not there is an error that names it") {
  const auto hash = hash_of(Path("/nonexistent/plate.exr"));
  REQUIRE_FALSE(hash);
  CHECK(hash.error().message.find("/nonexistent/plate.exr") != std::string::npos);
}
