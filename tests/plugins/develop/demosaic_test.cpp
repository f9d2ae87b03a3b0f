// SPDX-License-Identifier: Apache-2.0
#include "demosaic_reference.hpp"
#include "recorded_mosaic.hpp"

#include <catch2/catch.hpp>

using namespace recorded;
using stranger::Settings;

namespace {

constexpr double pi = 3.14159265358979;

// A lit scene, linear: rings that grow finer, a bar pattern, coloured edges and slow colours. 0 .. 0.9.
double scene(int channel, double x, double y, double width, double height) {
  const double u = x / width, v = y / height;
  const double radius = (x - width / 2) * (x - width / 2) + (y - height / 2) * (y - height / 2);
  double light = 0.45 + 0.25 * std::cos(radius * pi * 0.55 / width);
  if (v > 0.8) light = 0.45 + 0.2 * std::sin(2 * pi * x * (0.05 + 0.25 * u));
  const double tint[3] = {0.75 + 0.2 * std::sin(3 * u + 1), 0.9, 0.7 + 0.25 * std::cos(4 * v)};
  const bool patch = std::hypot(x - 0.25 * width, y - 0.3 * height) < 0.12 * width;
  const double paint[3] = {1.0, 0.55, 0.35};
  return light * tint[channel] * (patch ? paint[channel] : 1);
}

struct Shot {
  fg::ImageDesc desc;
  fg::Sensor levels = sensor();
  stranger::Image image;
  Shot(int width, int height, std::string_view phase)
      : desc(mosaic(static_cast<uint32_t>(width), static_cast<uint32_t>(height), phase)),
        image(frame_of(desc, [&](int32_t x, int32_t y) {
          return static_cast<uint16_t>(std::lround(4095 * scene(colour_at(desc, x, y), x, y, width, height)));
        })) {}
  reference::Mosaic rooted() const {
    std::vector<std::vector<uint16_t>> rows;
    for (int y = 0; y < static_cast<int>(desc.height); ++y) rows.push_back(image.samples(y));
    return {static_cast<int>(desc.width),
            static_cast<int>(desc.height),
            {desc.cfa[0], desc.cfa[1], desc.cfa[2], desc.cfa[3]},
            [&](int x, int y) { return std::sqrt(rows[static_cast<size_t>(y)][static_cast<size_t>(x)] / 4095.0); }};
  }
  stranger::Image developed(const char* method) const {
    static stranger::Plugin plugin(develop_id);
    const auto frame = frame_info(desc, &levels);
    stranger::Stage stage(plugin, desc, frame,
                          Settings{{"demosaic", method}, {"colourspace", "camera"}, {"highlights", "none"}});
    return stage.process(image, frame);
  }
};

// Signal to noise in dB over all channels, in the square-root domain, ten border pixels left out.
template <class RootAt>
double quality(const Shot& shot, RootAt root) {
  double squares = 0;
  int64_t count = 0;
  const auto width = static_cast<int>(shot.desc.width), height = static_cast<int>(shot.desc.height);
  for (int y = 10; y < height - 10; ++y)
    for (int x = 10; x < width - 10; ++x)
      for (int k = 0; k < 3; ++k, ++count)
        squares += std::pow(root(k, x, y) - std::sqrt(scene(k, x, y, width, height)), 2);
  return -10 * std::log10(squares / static_cast<double>(count));
}

double quality_of(const Shot& shot, const stranger::Image& image) {
  return quality(
      shot, [&](int k, int x, int y) { return std::sqrt(std::max(0.0f, image.real(x, y, static_cast<uint32_t>(k)))); });
}

struct Difference {
  double largest = 0;
  int64_t over = 0, count = 0;
};

Difference difference(const Shot& shot, const stranger::Image& image, const reference::Picture& wanted) {
  Difference out;
  for (int y = 0; y < static_cast<int>(shot.desc.height); ++y)
    for (int x = 0; x < static_cast<int>(shot.desc.width); ++x)
      for (uint32_t k = 0; k < 3; ++k, ++out.count) {
        const double root = wanted.channel[k](x, y);
        const double away = std::abs(image.real(x, y, k) - root * std::abs(root));
        out.largest = std::max(out.largest, away);
        out.over += away > 1e-3;
      }
  return out;
}

}  // namespace

TEST_CASE("directional LMMSE agrees with the paper's formulas in double precision, for every phase and odd sizes") {
  const std::string phase = GENERATE("RGGB", "GRBG", "GBRG", "BGGR");
  const int odd = GENERATE(0, 1);
  const Shot shot(150 + odd, 61 - odd, phase);
  const auto off = difference(shot, shot.developed("hq"), reference::directional_lmmse(shot.rooted()));
  CAPTURE(phase, odd, off.over);
  CHECK(off.largest < 1e-3);
}

TEST_CASE("Hamilton-Adams agrees with the paper's formulas in double precision, for every phase and odd sizes") {
  const std::string phase = GENERATE("RGGB", "GRBG", "GBRG", "BGGR");
  const int odd = GENERATE(0, 1);
  const Shot shot(150 + odd, 61 - odd, phase);
  const auto off = difference(shot, shot.developed("fast"), reference::hamilton_adams(shot.rooted()));
  CAPTURE(phase, odd, off.largest);
  CHECK(off.over * 1000 < off.count);  // where both directions are equally flat, rounding may choose
}

TEST_CASE("both methods see more than bilinear interpolation does") {
  const Shot shot(320, 240, "GRBG");
  const auto mosaic = shot.rooted();
  const auto plain = reference::bilinear(mosaic);
  const double bilinear =
      quality(shot, [&](int k, int x, int y) { return plain.channel[static_cast<size_t>(k)](x, y); });
  const double fast = quality_of(shot, shot.developed("fast")), hq = quality_of(shot, shot.developed("hq"));
  WARN("bilinear " << bilinear << " dB, fast " << fast << " dB, hq " << hq << " dB");
  CHECK(fast > bilinear + 3);
  CHECK(hq > bilinear + 3);
}

TEST_CASE("a grey field stays neutral and at its level, for every phase and both methods") {
  const std::string phase = GENERATE("RGGB", "GRBG", "GBRG", "BGGR");
  const std::string method = GENERATE("fast", "hq");
  const auto desc = mosaic(38, 22, phase);
  auto levels = sensor(256, 4095);
  levels.neutral_rgb(0.5, 1.0, 0.625);
  const double code[3] = {256 + 0.18 * 3839 * 0.5, 256 + 0.18 * 3839, 256 + 0.18 * 3839 * 0.625};
  const auto image = frame_of(
      desc, [&](int32_t x, int32_t y) { return static_cast<uint16_t>(std::lround(code[colour_at(desc, x, y)])); });
  stranger::Plugin plugin(develop_id);
  const auto frame = frame_info(desc, &levels);
  stranger::Stage stage(plugin, desc, frame,
                        Settings{{"demosaic", method}, {"colourspace", "camera"}, {"exposure", 1.0}});
  const auto out = stage.process(image, frame);
  double largest = 0;
  for (int32_t y = 0; y < 22; ++y)
    for (int32_t x = 0; x < 38; ++x)
      for (uint32_t k = 0; k < 3; ++k) largest = std::max(largest, std::abs(out.real(x, y, k) - 0.36));
  CAPTURE(phase, method);
  CHECK(largest < 0.0006);  // half a code of red, and half a step of half float
}
