// SPDX-License-Identifier: Apache-2.0
//
// Every form of curve against its published formula, written here in double precision, and against published points.
#include "rgb_picture.hpp"

#include <catch2/catch.hpp>

#include <functional>

using stranger::Settings;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.camera-colour");
  return loaded;
}

const std::vector<double> codes{-0.5, -0.1, -0.001, 0, 0.0005, 0.02, 0.05, 0.0929, 0.12, 0.171, 0.3, 0.4105, 0.5, 0.75, 0.95, 1, 1.05};

void check_curve(Settings settings, const std::function<double(double)>& expected) {
  settings.put("colourspace", std::string("camera"));
  std::vector<rgb::Pixel> pixels;
  for (const double code : codes) pixels.push_back({code, code, code});
  const auto out = rgb::processed(plugin(), settings, pixels);
  for (size_t i = 0; i < codes.size(); ++i) {
    const double want = expected(static_cast<double>(static_cast<float>(codes[i])));
    CAPTURE(codes[i], want, out[i][1]);
    CHECK(rgb::is_half_of(out[i][1], want));
  }
}

std::string refusal(const Settings& settings) {
  try {
    (void)rgb::processed(plugin(), settings, {{0, 0, 0}});
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

Settings log_numbers(const char* form) {
  return {{"curve", std::string(form)}, {"base", 10.0}, {"log_slope", 0.25}, {"log_offset", 0.4}, {"lin_slope", 5.0}, {"lin_offset", 0.05}};
}

}  // namespace

TEST_CASE("a linear curve leaves values below 0 and above 1 as they are") {
  check_curve({{"curve", std::string("linear")}}, [](double y) { return y; });
}

TEST_CASE("a log curve is the inverse of the logarithm everywhere") {
  check_curve(log_numbers("log"), [](double y) { return (std::pow(10, (y - 0.4) / 0.25) - 0.05) / 5; });
}

TEST_CASE("a camera log without a slope of its own goes on straight and without a kink") {
  auto settings = log_numbers("camera-log");
  settings.put("lin_break", 0.01);
  const double argument = 5 * 0.01 + 0.05, at = 0.25 * std::log10(argument) + 0.4, slope = 0.25 * 5 / (argument * std::log(10));
  check_curve(settings, [&](double y) { return y <= at ? 0.01 + (y - at) / slope : (std::pow(10, (y - 0.4) / 0.25) - 0.05) / 5; });
}

TEST_CASE("a camera log with a slope of its own joins the logarithm at its break") {
  auto settings = log_numbers("camera-log");
  settings.put("lin_break", 0.01), settings.put("linear_slope", 4.0);
  const double at = 0.25 * std::log10(5 * 0.01 + 0.05) + 0.4;
  check_curve(settings, [&](double y) { return y <= at ? 0.01 + (y - at) / 4 : (std::pow(10, (y - 0.4) / 0.25) - 0.05) / 5; });
}

TEST_CASE("a split log is Sony's published S-Log3, whose straight part has numbers of its own") {
  // 10-bit codes: 0.19 * 10^((code - 420) / 261.5) - 0.01 from 171.2102946929 on, straight to 95 at 0 below it.
  const double at = 171.2102946929 / 1023;
  const Settings settings{{"curve", std::string("split-log")}, {"base", 10.0}, {"log_slope", 261.5 / 1023}, {"log_offset", 420.0 / 1023},
                          {"lin_slope", 1 / 0.19}, {"lin_offset", 0.01 / 0.19}, {"cut", at},
                          {"linear_slope", (171.2102946929 - 95) / 0.01125 / 1023}, {"linear_offset", 95.0 / 1023}};
  check_curve(settings, [&](double y) {
    return y >= at ? 0.19 * std::pow(10, (1023 * y - 420) / 261.5) - 0.01 : (1023 * y - 95) * 0.01125 / (171.2102946929 - 95);
  });
}

TEST_CASE("a power is mirrored below 0, and a toe makes it sRGB") {
  check_curve({{"curve", std::string("power")}, {"gamma", 2.4}}, [](double y) { return std::copysign(std::pow(std::fabs(y), 2.4), y); });
  check_curve({{"curve", std::string("power")}, {"gamma", 2.4}, {"toe", 0.055}}, [](double y) {
    const double size = std::fabs(y);
    // The slope that joins without a step, 12.92 as IEC 61966-2-1 rounds it.
    return std::copysign(size >= 0.055 / 1.4 ? std::pow((size + 0.055) / 1.055, 2.4) : size / 12.923210180787861, y);
  });
}

TEST_CASE("a table is joined by straight lines, and the outer ones go on") {
  check_curve({{"curve", std::string("table")}, {"values", std::vector<double>{-0.1, 0.2, 0.9, 4.0}}}, [](double y) {
    if (y < 1.0 / 3) return -0.1 + 0.3 * 3 * y;
    if (y < 2.0 / 3) return 0.2 + 0.7 * 3 * (y - 1.0 / 3);
    return 0.9 + 3.1 * 3 * (y - 2.0 / 3);
  });
}

TEST_CASE("numbers that make no curve are refused by name") {
  using Catch::Matchers::Contains;
  CHECK_THAT(refusal({{"curve", std::string("gamma")}}), Contains("'gamma'") && Contains("power"));
  CHECK_THAT(refusal({{"curve", std::string("log")}, {"base", 10.0}}), Contains("log_slope is missing"));
  auto one = log_numbers("log");
  one.put("cuts", 1.0);
  CHECK_THAT(refusal(one), Contains("unknown parameter 'cuts'"));
  CHECK_THAT(refusal({{"curve", std::string("log")}, {"base", 1.0}, {"log_slope", 1.0}, {"log_offset", 0.0}, {"lin_slope", 1.0}, {"lin_offset", 0.0}}),
             Contains("base"));
  CHECK_THAT(refusal({{"curve", std::string("log")}, {"base", 2.0}, {"log_slope", 0.0}, {"log_offset", 0.0}, {"lin_slope", 1.0}, {"lin_offset", 0.0}}),
             Contains("log_slope is 0"));
  CHECK_THAT(refusal({{"curve", std::string("power")}, {"gamma", -1.0}}), Contains("gamma"));
  CHECK_THAT(refusal({{"curve", std::string("table")}, {"values", std::vector<double>{1.0}}}), Contains("two values"));
  CHECK_THAT(refusal({{"curve", std::string("linear")}, {"gamma", std::nan("")}}), Contains("gamma is no number"));
  auto breaks = log_numbers("camera-log");
  breaks.put("lin_break", -1.0);
  CHECK_THAT(refusal(breaks), Contains("lin_break"));
}
