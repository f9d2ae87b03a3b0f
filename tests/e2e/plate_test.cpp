// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"
#include "command_line.hpp"
#include "e2e/plate_reader.hpp"

#include <ImfRationalAttribute.h>
#include <ImfStandardAttributes.h>
#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using filmgate::Json;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";
const std::string chart = TEST_DATA_DIR "/dng/colorchart.dng";
const std::string cine = TEST_DATA_DIR "/phantom/chart1.cine";

Json read_json(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return Json::parse(text.str()).value();
}

}  // namespace

TEST_CASE("the plate of the colour chart shows the chart: neutral greys, and each patch its colour") {
  const FolderOfItsOwn out;
  const auto said = run({program, "plate", chart, "-o", out.path()});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const ReadPlate plate(out / "colorchart.1001.exr");
  CHECK(plate.width == 1734);
  CHECK(plate.height == 1156);
  // Boxes inside patches of the lower chart, from looking at the picture: its grey scale from white to black.
  double before = 1;
  for (const int x : {680, 790, 905, 1015, 1120}) {
    const double g = plate.mean(1, x, 910, 40, 40);
    CHECK(g < before);
    before = g;
  }
  // The chart is lit warmer than the camera was set, so colours are judged against its own white patch.
  const auto balanced = [&](int x, int y, int c) { return plate.mean(c, x, y, 40, 40) / plate.mean(c, 680, 910, 40, 40); };
  for (const int x : {790, 905, 1015}) { // greys: the same share of white in each channel
    CHECK(balanced(x, 910, 0) == Approx(balanced(x, 910, 1)).epsilon(0.12));
    CHECK(balanced(x, 910, 2) == Approx(balanced(x, 910, 1)).epsilon(0.12));
  }
  CHECK(balanced(910, 805, 0) > 1.8 * balanced(910, 805, 1)); // red
  CHECK(balanced(690, 805, 2) > 1.5 * balanced(690, 805, 0)); // blue
  CHECK(balanced(800, 805, 1) > 1.2 * balanced(800, 805, 0)); // green
}

TEST_CASE("frames carry their number and timecode, and the header what the clip record says") {
  const FolderOfItsOwn out;
  REQUIRE(run({program, "plate", bars, "-o", out.path(), "--frames", "1-2", "--first-number", "7"}).exit == 0);
  CHECK_FALSE(std::filesystem::exists(out / "bars.0006.exr"));
  for (const int number : {7, 8}) {
    const ReadPlate plate(out / ("bars.000" + std::to_string(number) + ".exr"));
    const auto& header = plate.file.header();
    REQUIRE(Imf::hasTimeCode(header));
    CHECK(Imf::timeCode(header).hours() == 1);
    CHECK(Imf::timeCode(header).frame() == number - 6);
    REQUIRE(Imf::hasFramesPerSecond(header));
    CHECK(Imf::framesPerSecond(header).n == 24);
    CHECK(header.typedAttribute<Imf::StringAttribute>("reelName").value() == "T001");
    CHECK(header.typedAttribute<Imf::FloatAttribute>("nominalFocalLength").value() == 35.0f);
  }
}

TEST_CASE("a plate leaves a manifest and a recipe that agree with what is there") {
  const FolderOfItsOwn out;
  REQUIRE(run({program, "plate", bars, "-o", out.path(), "--set", "exposure=1", "--demosaic", "fast"}).exit == 0);
  const auto manifest = read_json(out / "bars.manifest.json"), recipe = read_json(out / "bars.recipe.json");
  REQUIRE(manifest["outputs"].items().size() == 3);
  for (const auto& output : manifest["outputs"].items()) {
    const auto path = out / output["path"].text();
    CHECK(static_cast<int64_t>(std::filesystem::file_size(path)) == output["bytes"].integer());
    if (is_installed("xxhsum")) CHECK_THAT(run({"xxhsum", "-H2", path}).out, Contains(output["xxh128"].text()));
  }
  CHECK(static_cast<int64_t>(std::filesystem::file_size(bars)) == manifest["sources"].items()[0]["bytes"].integer());
  CHECK(recipe["stages"].items()[0]["parameters"]["exposure"].number() == 1);
  CHECK(recipe["stages"].items()[0]["parameters"]["demosaic"].text() == "fast");
  CHECK(recipe["stages"].items()[0]["plugin"]["id"].text() == "org.filmgate.develop");
  CHECK(recipe["reader"]["plugin"]["id"].text() == "org.filmgate.testpattern");
}

TEST_CASE("one stop of exposure doubles every value") {
  const FolderOfItsOwn plain, brighter;
  REQUIRE(run({program, "plate", bars, "-o", plain.path(), "--frames", "0"}).exit == 0);
  REQUIRE(run({program, "plate", bars, "-o", brighter.path(), "--frames", "0", "--set", "exposure=1"}).exit == 0);
  const ReadPlate a(plain / "bars.1001.exr"), b(brighter / "bars.1001.exr");
  for (int c = 0; c < 3; ++c) CHECK(b.mean(c, 0, 0, 64, 48) == Approx(2 * a.mean(c, 0, 0, 64, 48)).epsilon(1e-3));
}

TEST_CASE("defaults that were used are told, and an answer to --json is one document") {
  const FolderOfItsOwn out;
  const auto said = run({program, "plate", bars, "-o", out.path(), "--compression", "piz", "--json"});
  const auto json = Json::parse(said.out).value();
  CHECK(json["result"]["exit"].integer() == 0);
  CHECK(json["outputs"].items().size() == 3);
  CHECK_THAT(run({program, "plate", bars, "-o", out.path(), "--compression", "piz"}).err, Contains("naming=") && !Contains("compression="));
}

TEST_CASE("a camera whose file states no matrix has no way to ACES, and the message says what to do") {
  const FolderOfItsOwn out;
  const auto said = run({program, "plate", cine, "-o", out.path()});
  CHECK(said.exit != 0);
  CHECK_THAT(said.err, Contains("colourspace camera"));
  CHECK(out.files() == 0);
  CHECK(run({program, "plate", cine, "-o", out.path(), "--colourspace", "camera"}).exit == 0);
}

TEST_CASE("a truncated frame fails by name, and the frames before it are delivered") {
  const FolderOfItsOwn media, out;
  std::filesystem::copy(bars, media / "cut.fgtp");
  std::filesystem::resize_file(media / "cut.fgtp", std::filesystem::file_size(bars) - 100);
  const auto said = run({program, "plate", media / "cut.fgtp", "-o", out.path()});
  CHECK(said.exit == 1);
  CHECK_THAT(said.err, Contains("frame 2"));
  CHECK(std::filesystem::exists(out / "cut.1002.exr"));
  CHECK_FALSE(std::filesystem::exists(out / "cut.1003.exr"));
  CHECK(read_json(out / "cut.manifest.json")["failed"].items()[0]["frame"].integer() == 2);
}

TEST_CASE("originals keep their bytes and their times") {
  const FolderOfItsOwn media, out;
  std::filesystem::copy(chart, media / "c.dng");
  const auto hash = run({"sha256sum", media / "c.dng"}).out;
  const auto time = std::filesystem::last_write_time(media / "c.dng");
  std::filesystem::permissions(media / "c.dng", std::filesystem::perms::owner_read);
  REQUIRE(run({program, "plate", media / "c.dng", "-o", out.path()}).exit == 0);
  CHECK(run({"sha256sum", media / "c.dng"}).out == hash);
  CHECK(std::filesystem::last_write_time(media / "c.dng") == time);
}

TEST_CASE("a folder that cannot be written is an error that names it, and nothing is left") {
  const auto said = run({program, "plate", bars, "-o", "/proc/nowhere"});
  CHECK(said.exit != 0);
  CHECK_THAT(said.err, Contains("/proc/nowhere"));
}

TEST_CASE("a crop and a width reframe the plate") {
  const FolderOfItsOwn out;
  const auto said = run({program, "plate", bars, "-o", out.path(), "--frames", "0", "--set", "crop=8,4,32,24"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const ReadPlate plate(out / "bars.1001.exr");
  CHECK(plate.width == 32);
  CHECK(plate.height == 24);
}
