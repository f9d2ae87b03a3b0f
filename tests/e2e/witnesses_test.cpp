// SPDX-License-Identifier: Apache-2.0
//
// Programs of others read our plates: exrheader, oiiotool, FFmpeg and exiftool.
#include "command_line.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {
const std::string program = FILMGATE_PROGRAM;
const std::string chart = TEST_DATA_DIR "/dng/colorchart.dng";
}  // namespace

TEST_CASE("every compression is read by exrheader, oiiotool and FFmpeg, with one picture") {
  const FolderOfItsOwn out;
  for (const std::string compression : {"none", "zips", "zip", "piz"}) {
    INFO(compression);
    const auto folder = out / compression;
    REQUIRE(run({program, "plate", chart, "-o", folder, "--compression", compression}).exit == 0);
    const auto plate = folder + "/colorchart.1001.exr";
    if (!is_installed("exrheader") || !is_installed("oiiotool") || !is_installed("ffmpeg")) {
      WARN("skipped: exrheader, oiiotool or ffmpeg is not installed; packaging/install-deps --peers brings them");
      return;
    }
    CHECK(run({"exrheader", plate}).exit == 0);
    CHECK_THAT(run({"oiiotool", "--info", "-v", plate}).out, Contains("1734 x 1156") && Contains("chromaticities"));
    CHECK(run({"ffmpeg", "-v", "error", "-xerror", "-i", plate, "-f", "null", "-"}).err.empty());
    const auto same = run({"oiiotool", "--diff", plate, out / "none" + "/colorchart.1001.exr"});
    CHECK_THAT(same.out, Contains("PASS"));
  }
}

TEST_CASE("a strict plate is SMPTE ST 2065-4: flag, primaries, no compression") {
  const FolderOfItsOwn out;
  REQUIRE(run({program, "plate", chart, "-o", out.path(), "--container", "strict"}).exit == 0);
  if (!is_installed("exrheader")) {
    WARN("skipped: exrheader is not installed");
    return;
  }
  const auto header = run({"exrheader", out / "colorchart.1001.exr"}).out;
  CHECK_THAT(header, Contains("acesImageContainerFlag (type int): 1") && Contains("compression (type compression): none") && Contains("red   (0.7347 0.2653)"));
}

TEST_CASE("a relaxed plate bears no flag, and camera RGB bears no primaries") {
  const FolderOfItsOwn out;
  REQUIRE(run({program, "plate", chart, "-o", out.path(), "--colourspace", "camera"}).exit == 0);
  if (!is_installed("exrheader")) {
    WARN("skipped: exrheader is not installed");
    return;
  }
  const auto header = run({"exrheader", out / "colorchart.1001.exr"}).out;
  CHECK_THAT(header, !Contains("acesImageContainerFlag") && !Contains("chromaticities"));
}
