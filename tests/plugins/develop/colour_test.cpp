// SPDX-License-Identifier: Apache-2.0
//
// Colour against published matrices, and what is refused.
#include "recorded_mosaic.hpp"

#include <catch2/catch.hpp>

using namespace recorded;
using stranger::Settings;

namespace {

using Rgb = std::array<double, 3>;
using Matrix = std::array<double, 9>;

// BT.709 linear to ACES2065-1 by Bradford's adaptation, and XYZ to BT.709, as published to seven places.
constexpr Matrix bt709_to_ap0{0.4397010, 0.3829780, 0.1773350, 0.0897923, 0.8134230,
                              0.0967616, 0.0175440, 0.1115440, 0.8707040};
constexpr Matrix xyz_to_bt709{3.2404542, -1.5371385, -0.4985314, -0.9692660, 1.8760108,
                              0.0415560, 0.0556434,  -0.2040259, 1.0572252};
// XYZ of D50 to ACES2065-1 by Bradford's adaptation.
constexpr Matrix d50_to_ap0{1.01583291, -0.01772765, 0.04634123,  -0.50781239, 1.39131401,
                            0.11915615, 0.00845724,  -0.01403179, 1.21893477};
constexpr Matrix ap0_to_ap1{1.4514393161,  -0.2365107469, -0.2149285693, -0.0765537734, 1.1762296998,
                            -0.0996759264, 0.0083161484,  -0.0060324498, 0.9977163014};

Rgb times(const Matrix& m, const Rgb& v) {
  return {m[0] * v[0] + m[1] * v[1] + m[2] * v[2], m[3] * v[0] + m[4] * v[1] + m[5] * v[2],
          m[6] * v[0] + m[7] * v[1] + m[8] * v[2]};
}

stranger::Image patch(const fg_sensor& levels, const Rgb& codes, const Settings& settings) {
  static stranger::Plugin plugin(develop_id);
  const auto desc = mosaic(32, 24);
  const auto image = frame_of(desc, [&](int32_t x, int32_t y) {
    return static_cast<uint16_t>(codes[static_cast<size_t>(colour_at(desc, x, y))]);
  });
  const auto frame = frame_info(desc, &levels);
  return stranger::Stage(plugin, desc, frame, settings).process(image, frame);
}

// The middle pixel of a uniform patch of camera RGB, 1 being white.
Rgb developed(const fg_sensor& levels, const Rgb& camera, const Settings& settings) {
  const auto out = patch(levels, {camera[0] * 4000, camera[1] * 4000, camera[2] * 4000}, settings);
  return {out.real(11, 9, 0), out.real(11, 9, 1), out.real(11, 9, 2)};
}

void check_colour(const Rgb& got, const Rgb& wanted) {
  for (size_t i = 0; i < 3; ++i) CHECK(got[i] == Approx(wanted[i]).epsilon(2e-3).margin(5e-4));
}

const Rgb orange{0.6, 0.35, 0.1};

}  // namespace

TEST_CASE("a matrix to ACES2065-1 is used as it is, with gain and exposure") {
  auto levels = sensor(0, 4000);
  levels.to_ap0(bt709_to_ap0).exposure_gain(0.5);
  const auto wanted = times(bt709_to_ap0, orange);
  check_colour(developed(levels, orange, Settings{{"exposure", 2.0}}), {2 * wanted[0], 2 * wanted[1], 2 * wanted[2]});
}

TEST_CASE("ACEScg is ACES2065-1 through the published matrix") {
  auto levels = sensor(0, 4000);
  levels.to_ap0(Matrix{1, 0, 0, 0, 1, 0, 0, 0, 1});
  check_colour(developed(levels, orange, Settings{{"colourspace", "ACEScg"}}), times(ap0_to_ap1, orange));
}

TEST_CASE("a forward matrix to D50 is adapted to the ACES white") {
  const Matrix forward{0.6, 0.25, 0.1142, 0.25, 0.7, 0.05, 0.02, 0.1, 0.7049};
  auto levels = sensor(0, 4000);
  std::copy(forward.begin(), forward.end(), levels.camera_to_d50[0]);
  levels.has |= FG_SENSOR_CAMERA_TO_D50;
  levels.neutral_rgb(0.5, 1, 0.8);
  const Rgb balanced{orange[0] / 0.5, orange[1], orange[2] / 0.8};
  check_colour(developed(levels, orange, Settings{{"highlights", "none"}}),
               times(d50_to_ap0, times(forward, balanced)));
}

TEST_CASE("a matrix from XYZ is inverted and adapted from the white that the neutral is") {
  auto levels = sensor(0, 4000);
  std::copy(xyz_to_bt709.begin(), xyz_to_bt709.end(), levels.xyz_to_camera[0]);
  levels.has |= FG_SENSOR_XYZ_TO_CAMERA;
  levels.neutral_rgb(1, 1, 1);
  check_colour(developed(levels, orange, Settings{}), times(bt709_to_ap0, orange));
}

TEST_CASE("of two calibrations the one at the scene's own temperature counts") {
  auto levels = sensor(0, 4000);
  for (size_t i = 0; i < 9; ++i) levels.xyz_to_camera[0][i] = i % 4 == 0 ? 1 : 0;
  std::copy(xyz_to_bt709.begin(), xyz_to_bt709.end(), levels.xyz_to_camera[1]);
  levels.illuminant_k[0] = 2856, levels.illuminant_k[1] = 6504;
  levels.has |= FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_ILLUMINANTS;
  levels.neutral_rgb(1, 1, 1);
  const auto got = developed(levels, orange, Settings{}), wanted = times(bt709_to_ap0, orange);
  for (size_t i = 0; i < 3; ++i) CHECK(got[i] == Approx(wanted[i]).epsilon(0.02));
}

TEST_CASE("the neutral comes out neutral through every kind of matrix") {
  auto levels = sensor(0, 4000);
  levels.neutral_rgb(0.45, 1, 0.7);
  const int kind = GENERATE(0, 1);
  const Matrix forward{0.6, 0.25, 0.1142, 0.25, 0.7, 0.05, 0.02, 0.1, 0.7049};
  if (kind == 0)
    std::copy(forward.begin(), forward.end(), levels.camera_to_d50[0]);
  else
    std::copy(xyz_to_bt709.begin(), xyz_to_bt709.end(), levels.xyz_to_camera[0]);
  levels.has |= kind == 0 ? FG_SENSOR_CAMERA_TO_D50 : FG_SENSOR_XYZ_TO_CAMERA;
  const auto got = developed(levels, {0.225, 0.5, 0.35}, Settings{{"highlights", "none"}});
  CAPTURE(kind);
  check_colour(got, {0.5, 0.5, 0.5});
}

TEST_CASE("a clipped white stays neutral, whichever channel clipped first") {
  const std::string treatment = GENERATE("neutral", "clip"), method = GENERATE("fast", "hq");
  auto levels = sensor(0, 4000);
  levels.neutral_rgb(0.5, 1, 0.625).to_ap0(bt709_to_ap0);
  const double light = GENERATE(1.0, 1.3, 1.7, 3.0);  // of a white object; green clips at 1, blue at 1.6, red at 2
  const Rgb recorded_codes{std::min(4095.0, 2000 * light), std::min(4095.0, 4000 * light),
                           std::min(4095.0, 2500 * light)};
  const auto out = patch(levels, recorded_codes, Settings{{"highlights", treatment}, {"demosaic", method}});
  CAPTURE(treatment, method, light);
  const double green = out.real(11, 9, 1);
  CHECK(out.real(11, 9, 0) == Approx(green).epsilon(0.03));
  CHECK(out.real(11, 9, 2) == Approx(green).epsilon(0.03));
  CHECK(green >= 0.99);
}

TEST_CASE("an edge between clipped white and grey has no more than a narrow, weak magenta fringe") {
  const std::string method = GENERATE("fast", "hq");
  auto levels = sensor(0, 4000);
  levels.neutral_rgb(0.5, 1, 0.625).to_ap0(bt709_to_ap0);
  stranger::Plugin plugin(develop_id);
  const auto desc = mosaic(64, 32);
  const double share[3] = {0.5, 1, 0.625};
  const auto image = frame_of(desc, [&](int32_t x, int32_t y) {
    return static_cast<uint16_t>(std::min(4095.0, 4000 * share[colour_at(desc, x, y)] * (x < 32 ? 3.0 : 0.18)));
  });
  const auto frame = frame_info(desc, &levels);
  const auto out = stranger::Stage(plugin, desc, frame, Settings{{"demosaic", method}}).process(image, frame);
  int wide = 0;        // pixels
  double magenta = 0;  // how far green lies under the mean of red and blue
  for (int32_t x = 0; x < 64; ++x) {
    const double sides = (out.real(x, 15, 0) + out.real(x, 15, 2)) / 2;
    const double here = (sides - out.real(x, 15, 1)) / std::max(0.1, sides);
    magenta = std::max(magenta, here);
    wide += here > 0.1;
  }
  CAPTURE(method, magenta, wide);
  CHECK(magenta < 0.3);  // 0.44 is what untreated white shows
  CHECK(wide <= 3);
}

TEST_CASE("without white balance the recorded proportions stay") {
  auto levels = sensor(0, 4000);
  levels.neutral_rgb(0.5, 1, 0.8);
  check_colour(developed(levels, orange, Settings{{"white_balance", "none"}, {"colourspace", "camera"}}), orange);
}

TEST_CASE("the output says what it is") {
  stranger::Plugin plugin(develop_id);
  auto levels = sensor();
  levels.to_ap0(bt709_to_ap0);
  const auto desc = mosaic(64, 32);
  const auto frame = frame_info(desc, &levels);
  for (const auto& [space, encoding] :
       {std::pair{"ACES2065-1", "aces2065-1"}, {"ACEScg", "acescg"}, {"camera", "linear.camera"}}) {
    stranger::Stage stage(plugin, desc, frame, Settings{{"colourspace", space}});
    CHECK(std::string(stage.output().encoding) == encoding);
    CHECK(stage.output().sample == FG_SAMPLE_F16);
    CHECK(stage.output().layout == FG_LAYOUT_RGB);
    CHECK(stage.output().planar == 1);
  }
}

TEST_CASE("what cannot be developed is refused with a reason") {
  stranger::Plugin plugin(develop_id);
  const auto refusal = [&](const fg_image_desc& desc, const Settings& settings, const fg_sensor& levels) {
    const auto frame = frame_info(desc, &levels);
    try {
      stranger::Stage stage(plugin, desc, frame, settings);
    } catch (const stranger::Error& error) {
      return std::to_string(error.status()) + " " + error.what();
    }
    return std::string("accepted");
  };
  const auto levels = sensor();
  const Settings camera{{"colourspace", "camera"}};
  const auto unsupported = std::to_string(FG_E_UNSUPPORTED) + " ", corrupt = std::to_string(FG_E_CORRUPT) + " ";
  CHECK_THAT(refusal(mosaic(64, 32), {}, levels),
             Catch::StartsWith(unsupported) && Catch::Contains("use colourspace camera"));
  CHECK_THAT(refusal(mosaic(64, 32), {{"colourspace", "camera"}, {"sharpen", 1.0}}, levels),
             Catch::StartsWith(unsupported) && Catch::Contains("sharpen"));
  CHECK_THAT(refusal(mosaic(64, 32), {{"colourspace", "camera"}, {"demosaic", "magic"}}, levels),
             Catch::StartsWith(unsupported));
  auto diagonal = mosaic(64, 32, "RGBG");
  CHECK_THAT(refusal(diagonal, camera, levels), Catch::StartsWith(unsupported));
  auto six = mosaic(64, 32);
  six.cfa_w = six.cfa_h = 6;
  CHECK_THAT(refusal(six, camera, levels), Catch::StartsWith(unsupported));
  auto outside = mosaic(64, 32);
  outside.active = {60, 0, 10, 32};
  CHECK_THAT(refusal(outside, camera, levels), Catch::StartsWith(corrupt));
  CHECK_THAT(refusal(mosaic(64, 32), camera, sensor(4095, 100)), Catch::StartsWith(corrupt));
}
