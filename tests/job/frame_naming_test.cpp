// SPDX-License-Identifier: Apache-2.0
#include "frame_naming.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
Result<FrameNaming> make(const std::string& pattern) { return FrameNaming::make(pattern, {{"clip", "A001 C003/é"}, {"reel", "A001"}}); }
}  // namespace

TEST_CASE("a template gives names with padded numbers, and longer numbers stay whole") {
  const auto naming = make("{reel}_plate.{frame:06}.exr").value();
  CHECK(naming.name(1001) == "A001_plate.001001.exr");
  CHECK(naming.name(12345678) == "A001_plate.12345678.exr");
  CHECK(naming.pattern() == "A001_plate.######.exr");
}

TEST_CASE("what could leave the folder or upset a shell is replaced in words and refused in templates") {
  CHECK(make("{clip}.{frame:04}.exr").value().name(1).find_first_of("/ \xc3") == std::string::npos);
  CHECK(file_name_safe("../../etc/passwd").find('/') == std::string::npos);
  CHECK(file_name_safe("..").front() != '.');
  CHECK_FALSE(make("../{frame:04}.exr").has_value());
  CHECK_FALSE(make("a b.{frame:04}.exr").has_value());
}

TEST_CASE("a template without a frame number, or with an unknown word, is refused by name") {
  CHECK_THAT(make("{clip}.exr").error().message, Contains("{frame:04}"));
  CHECK_THAT(make("{shot}.{frame:04}.exr").error().message, Contains("shot") && Contains("reel"));
  CHECK_FALSE(make("{clip.{frame:04}.exr").has_value());
  CHECK_FALSE(make("{clip}.{frame:4}.exr").has_value());
}
