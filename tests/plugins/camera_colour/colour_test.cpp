// SPDX-License-Identifier: Apache-2.0
//
// Matrices against published ones, and against colours whose place in ACES2065-1 is known without arithmetic.
#include "rgb_picture.hpp"

#include <catch2/catch.hpp>

using stranger::Settings;
using Catch::Matchers::Contains;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.camera-colour");
  return loaded;
}

// Academy S-2014-004, AP1 to AP0, as published.
constexpr double ap1_to_ap0[9] = {0.6954522414, 0.1406786965, 0.1638690622, 0.0447945634, 0.8596711185,
                                  0.0955343182, -0.0055258826, 0.0040252103, 1.0015006723};
const std::vector<rgb::Pixel> some{{0.18, 0.18, 0.18}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-0.25, 2.5, 30}, {0.02, 0.5, 0.004}};

void check_matrix(const Settings& settings, const double (&m)[9], double gain = 1) {
  const auto out = rgb::processed(plugin(), settings, some);
  for (size_t i = 0; i < some.size(); ++i)
    for (size_t c = 0; c < 3; ++c) {
      double want = 0, scale = 0;
      for (size_t k = 0; k < 3; ++k) want += gain * m[3 * c + k] * static_cast<float>(some[i][k]), scale += gain * std::fabs(some[i][k]);
      CAPTURE(i, c, want, out[i][c]);
      CHECK(rgb::is_half_of(out[i][c], want, scale));
    }
}

std::string refusal(const Settings& settings) {
  try {
    (void)rgb::processed(plugin(), settings, some);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

const std::vector<double> ap1{0.713, 0.293, 0.165, 0.830, 0.128, 0.044}, aces_white{0.32168, 0.33767};
const std::vector<double> rec709{0.64, 0.33, 0.30, 0.60, 0.15, 0.06}, d65{0.3127, 0.3290};

}  // namespace

TEST_CASE("a matrix is applied row by row, and exposure doubles a stop") {
  const double odd[9] = {0.9, 0.2, -0.1, 0.05, 1.1, -0.15, 0.01, -0.02, 1.3};
  check_matrix({{"matrix", std::vector<double>(odd, odd + 9)}}, odd);
  check_matrix({{"matrix", std::vector<double>(odd, odd + 9)}, {"exposure", -1.5}}, odd, std::exp2(-1.5));
}

TEST_CASE("AP1's primaries make the published matrix to AP0") {
  check_matrix({{"primaries", ap1}, {"white", aces_white}, {"adaptation", std::string("none")}}, ap1_to_ap0);
}

TEST_CASE("the way to ACEScg ends where it began for AP1") {
  check_matrix({{"primaries", ap1}, {"white", aces_white}, {"adaptation", std::string("none")}, {"colourspace", std::string("ACEScg")}},
               {1, 0, 0, 0, 1, 0, 0, 0, 1});
}

TEST_CASE("primaries adapted by Bradford and by CAT02 make the matrices that are published") {
  // Rec. 709 to AP0, as ACES has it.
  check_matrix({{"primaries", rec709}, {"white", d65}, {"adaptation", std::string("bradford")}},
               {0.4396328420, 0.3829886900, 0.1773784680, 0.0897764431, 0.8134394287, 0.0967841282, 0.0175411704, 0.1115465500, 0.8709122795});
  // ARRI Wide Gamut 3, as ARRI publishes it.
  check_matrix({{"primaries", std::vector<double>{0.684, 0.313, 0.221, 0.848, 0.0861, -0.102}}, {"white", d65}, {"adaptation", std::string("cat02")}},
               {0.680206, 0.236137, 0.083658, 0.085415, 1.017471, -0.102886, 0.002057, -0.062563, 1.060506});
}

TEST_CASE("white becomes neutral by any adaptation, and without one keeps its tint") {
  for (const char* name : {"bradford", "cat02"}) {
    const auto out = rgb::processed(plugin(), {{"primaries", rec709}, {"white", d65}, {"adaptation", std::string(name)}}, {{0.5, 0.5, 0.5}});
    for (const double value : out[0]) CHECK(rgb::is_half_of(value, 0.5));
  }
  const auto tinted = rgb::processed(plugin(), {{"primaries", rec709}, {"white", d65}, {"adaptation", std::string("none")}}, {{0.5, 0.5, 0.5}});
  CHECK(tinted[0][2] > 0.52);
}

TEST_CASE("without a matrix there is no way to ACES, and linear camera RGB can be had") {
  CHECK_THAT(refusal({{"matrix", std::vector<double>{}}}), Contains("no matrix") && Contains("colourspace camera"));
  check_matrix({{"matrix", std::vector<double>{}}, {"colourspace", std::string("camera")}}, {1, 0, 0, 0, 1, 0, 0, 0, 1});
  check_matrix({}, {1, 0, 0, 0, 1, 0, 0, 0, 1}); // told nothing at all, it takes what its parameters say: ACES2065-1
  CHECK_THAT(refusal({{"matrix", std::vector<double>(8)}}), Contains("9 numbers"));
  CHECK_THAT(refusal({{"primaries", std::vector<double>(6)}, {"white", d65}}), Contains("primaries span no colours"));
  CHECK_THAT(refusal({{"colourspace", std::string("sRGB")}}), Contains("ACES2065-1"));
  CHECK_THAT(refusal({{"exposure", 21.0}}), Contains("-20 .. 20"));
}
