// SPDX-License-Identifier: Apache-2.0
//
// The encodings that bundles define, against rows of code values and ACES2065-1 worked out in double precision from what makers
// publish (outside the repository): as their manifests have them, through the stage that a plate uses.
#include "rgb_picture.hpp"

#include "catalog/bundle.hpp"
#include "catalog/encoding.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace {

stranger::Settings settings_of(const filmgate::Encoding& encoding) {
  stranger::Settings out;
  for (const auto& [key, typed] : encoding.parameters) {
    const auto& value = typed.value;
    if (value.is_text()) out.put(key, value.text());
    else if (value.is_number()) out.put(key, value.number());
    else {
      std::vector<double> numbers;
      for (const auto& one : value.items()) numbers.push_back(one.number());
      REQUIRE_FALSE(numbers.empty());
      out.put(key, numbers);
    }
  }
  return out;
}

void check_rows(const filmgate::Encoding& encoding, const std::string& file) {
  std::ifstream rows(file);
  std::string line;
  std::getline(rows, line);
  REQUIRE(line.starts_with("id,category,in_r,in_g,in_b,f64_r,f64_g,f64_b"));
  std::vector<rgb::Pixel> codes, wanted;
  while (std::getline(rows, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::vector<double> numbers;
    for (int i = 0; i < 8 && std::getline(cells, cell, ','); ++i)
      if (i >= 2) numbers.push_back(std::stod(cell));
    REQUIRE(numbers.size() == 6);
    codes.push_back({numbers[0], numbers[1], numbers[2]}), wanted.push_back({numbers[3], numbers[4], numbers[5]});
  }
  REQUIRE(codes.size() >= 50);
  static stranger::Plugin plugin("org.filmgate.camera-colour");
  const auto out = rgb::processed(plugin, settings_of(encoding), codes);
  for (size_t i = 0; i < codes.size(); ++i)
    for (size_t c = 0; c < 3; ++c) {
      if (std::fabs(wanted[i][c]) > 65000) continue; // no half
      CAPTURE(encoding.name, i, c, codes[i], out[i][c], wanted[i][c]);
      CHECK(rgb::is_half_of(out[i][c], wanted[i][c], std::max({1.0, std::fabs(wanted[i][0]), std::fabs(wanted[i][1]), std::fabs(wanted[i][2])})));
    }
}

}  // namespace

TEST_CASE("encodings of bundles are what their makers publish") {
  const std::string folder = std::string(TEST_MEDIA_DIR) + "/colour/reference/camera_fwd__";
  if (!std::filesystem::exists(folder + "Sony_SLog3_SGamut3.csv")) {
    WARN("skipped: " << folder << "….csv are not there; FILMGATE_TEST_MEDIA names the folder of such files");
    return;
  }
  const auto catalog = filmgate::scan_bundles({filmgate::Path(TEST_BUNDLE_DIR)});
  const auto encodings = filmgate::Encodings::gather(filmgate::Path(CONFIG_DIR) / "encodings.toml", catalog).value();
  for (const auto& [name, file] : {std::pair{"sony.slog3.sgamut3", "Sony_SLog3_SGamut3"}, {"sony.slog3.sgamut3cine", "Sony_SLog3_SGamut3Cine"},
                                   {"sony.slog3.venice.sgamut3", "Sony_SLog3_Venice_SGamut3"}, {"sony.slog3.venice.sgamut3cine", "Sony_SLog3_Venice_SGamut3Cine"},
                                   {"panasonic.vlog.vgamut", "Panasonic_VLog_VGamut"}, {"dji.dlog.dgamut", "DJI_DLog_DGamut"}, {"arri.logc3.ei800", "ARRI_LogC3_EI800"}}) {
    INFO(name);
    const auto* encoding = encodings.find(name);
    REQUIRE(encoding);
    check_rows(*encoding, folder + file + ".csv");
  }
}
