// SPDX-License-Identifier: Apache-2.0
//
// CLF files written here, and what they must give, worked out here in double precision.
#include "folder_of_its_own.hpp"
#include "plugins/camera_colour/rgb_picture.hpp"

#include <catch2/catch.hpp>

using stranger::Settings;
using Catch::Matchers::Contains;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.ocio");
  return loaded;
}

std::string clf(const std::string& nodes) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ProcessList id=\"a\" compCLFversion=\"3.0\">\n" + nodes + "\n</ProcessList>\n";
}

const std::string log_node =
    "<Log inBitDepth=\"32f\" outBitDepth=\"32f\" style=\"cameraLogToLin\">"
    "<LogParams base=\"10\" logSideSlope=\"0.25\" logSideOffset=\"0.4\" linSideSlope=\"5\" linSideOffset=\"0.05\" linSideBreak=\"0.01\"/></Log>";
const std::string matrix_node =
    "<Matrix inBitDepth=\"32f\" outBitDepth=\"32f\"><Array dim=\"3 3\">0.7 0.2 0.1  0.05 0.9 0.05  -0.01 0.11 0.9</Array></Matrix>";

double decoded(double y) {
  const double argument = 5 * 0.01 + 0.05, at = 0.25 * std::log10(argument) + 0.4, slope = 0.25 * 5 / (argument * std::log(10));
  return y <= at ? 0.01 + (y - at) / slope : (std::pow(10, (y - 0.4) / 0.25) - 0.05) / 5;
}

std::string refusal(const Settings& settings) {
  try {
    (void)rgb::processed(plugin(), settings, {{0, 0, 0}});
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a log and a matrix in a CLF file give what their formulas say, below 0 and above 1 too") {
  const FolderOfItsOwn folder;
  const auto file = folder.write("a.clf", clf(log_node + matrix_node));
  std::vector<rgb::Pixel> pixels;
  for (int i = -10; i <= 110; ++i) pixels.push_back({i / 100.0, 0.9 - i / 200.0, 0.3});
  const auto out = rgb::processed(plugin(), {{"file", file}}, pixels);
  for (size_t i = 0; i < pixels.size(); ++i) {
    const double r = decoded(pixels[i][0]), g = decoded(pixels[i][1]), b = decoded(pixels[i][2]);
    const double scale = std::fabs(r) + std::fabs(g) + std::fabs(b);
    CAPTURE(i, r, g, b, out[i][0]);
    CHECK(rgb::is_half_of(out[i][0], 0.7 * r + 0.2 * g + 0.1 * b, 10 * scale));
    CHECK(rgb::is_half_of(out[i][1], 0.05 * r + 0.9 * g + 0.05 * b, 10 * scale));
    CHECK(rgb::is_half_of(out[i][2], -0.01 * r + 0.11 * g + 0.9 * b, 10 * scale));
  }
}

TEST_CASE("exposure and ACEScg come after the file") {
  const FolderOfItsOwn folder;
  const auto file = folder.write("a.clf", clf("<Matrix inBitDepth=\"32f\" outBitDepth=\"32f\"><Array dim=\"3 3\">1 0 0 0 1 0 0 0 1</Array></Matrix>"));
  const auto out = rgb::processed(plugin(), {{"file", file}, {"exposure", 1.0}, {"colourspace", std::string("ACEScg")}}, {{1, 0, 0}, {0.5, 0.5, 0.5}});
  // Academy S-2014-004, AP0 to AP1, as published.
  CHECK(rgb::is_half_of(out[0][0], 2 * 1.4514393161));
  CHECK(rgb::is_half_of(out[0][1], 2 * -0.0765537734));
  CHECK(rgb::is_half_of(out[0][2], 2 * 0.0083161484));
  for (const double value : out[1]) CHECK(rgb::is_half_of(value, 1));
}

TEST_CASE("a file that breaks the rules is refused with its name and the line") {
  const FolderOfItsOwn folder;
  const auto bad = folder.write("bad.clf", clf("<Matrix inBitDepth=\"32f\" outBitDepth=\"32f\">\n<Array dim=\"3 3\">1 0 0 0 1 0 0 0</Array></Matrix>"));
  CHECK_THAT(refusal({{"file", bad}}), Contains("bad.clf") && Contains("line 3"));
  CHECK_THAT(refusal({{"file", folder.write("cube.clf", "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n")}}), Contains("no ProcessList"));
  CHECK_THAT(refusal({{"file", folder.write("bomb.clf", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<ProcessList id=\"a\"/>")}}), Contains("document type"));
  CHECK_THAT(refusal({{"file", folder / "missing.clf"}}), Contains("missing.clf"));
  CHECK(refusal({}).empty()); // told nothing at all, it takes what its parameters say: ACES2065-1
  const auto good = folder.write("good.clf", clf(log_node));
  CHECK_THAT(refusal({{"file", good}, {"colourspace", std::string("camera")}}), Contains("ACES2065-1"));
  CHECK_THAT(refusal({{"file", good}, {"sharpen", 1.0}}), Contains("unknown parameter"));
}
