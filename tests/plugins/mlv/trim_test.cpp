// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"
#include "mlv_writer.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using mlv_test::Movie;

TEST_CASE("a spanned clip becomes one shorter file with the same frames") {
  const FolderOfItsOwn folder;
  const Movie movie{.numbers = {0, 1, 2, 3, 4, 5}};
  auto first = movie.header(0, 2), second = movie.header(1, 2);
  movie.values(first);
  for (uint32_t i = 0; i < 3; ++i) movie.frame(first, i), movie.frame(second, i + 3);
  folder.write("in/a.MLV", mlv_test::text(first)), folder.write("in/a.M00", mlv_test::text(second));
  const auto said = run({FILMGATE_PROGRAM, "trim", folder / "in", "--frames", "2-4", "-o", folder / "out"});
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("frames 2-4 (3) as 1 file") && Contains("every frame decoded and equal"));
  CHECK(std::filesystem::exists(folder / "out/a.MLV"));
}

TEST_CASE("dropped frames stay dropped, and a cut through one is refused") {
  const FolderOfItsOwn folder;
  const auto clip = folder.write("in/a.MLV", mlv_test::text(Movie{.numbers = {0, 1, 3, 4}}.write()));
  CHECK_THAT(run({FILMGATE_PROGRAM, "trim", clip, "--frames", "1-3", "-o", folder / "out"}).out, Contains("frames 1-3 (3)"));
  const auto refused = run({FILMGATE_PROGRAM, "trim", clip, "--frames", "2-3", "-o", folder / "out2"});
  CHECK(refused.exit == 65);
  CHECK_THAT(refused.err, Contains("dropped by the camera"));
}
