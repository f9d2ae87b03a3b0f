// SPDX-License-Identifier: Apache-2.0
//
// From a DNG to ACES2065-1, through the reader and raw development as they are used together, against DNG's model in double
// precision.
#include "coded_picture.hpp"
#include "dng_model.hpp"
#include "plugins/stranger_reader.hpp"
#include "plugins/stranger_transform.hpp"

#include <catch2/catch.hpp>

namespace {

using dng_model::Camera;
using dng_model::Matrix;
using dng_model::Vector;

stranger::Plugin& reader() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}
stranger::Plugin& develop() {
  static stranger::Plugin loaded("org.filmgate.develop");
  return loaded;
}

Camera camera() {
  const Matrix one = dng_model::diagonal(1, 1, 1);
  return {{{Vector{.7234, -.1413, -.0600}, Vector{-.3631, 1.1150, .2850}, Vector{-.0382, .1335, .6437}},
           {Vector{.6722, -.0635, -.0963}, Vector{-.4287, 1.2460, .2028}, Vector{-.0908, .2162, .5668}}},
          {one, one},
          {{Vector{.7868, .0092, .1682}, Vector{.2291, .8615, -.0906}, Vector{.0027, -.4752, 1.2974}},
           {Vector{.7637, .0805, .1200}, Vector{.2649, .9179, -.1828}, Vector{.0137, -.2456, 1.0568}}},
          {2850, 6500}};
}

std::vector<int64_t> rationals(const Matrix& m) {
  std::vector<int64_t> out;
  for (const auto& row : m) for (const double v : row) out.insert(out.end(), {std::lround(v * 10000), 10000});
  return out;
}
std::vector<int64_t> rationals(const Vector& v) {
  std::vector<int64_t> out;
  for (const double n : v) out.insert(out.end(), {std::lround(n * 1000000), 1000000});
  return out;
}

// A uniform picture of camera values, of which 1 is white.
dng::Document patch(const Camera& model, const Vector& rgb, uint32_t channels = 1) {
  const dng::Picture picture{.width = 32, .height = 24, .bits = 16, .channels = channels};
  dng::Document document(picture);
  document.code = [rgb](const dng::Picture& p, uint32_t, uint32_t count, uint32_t top, uint32_t rows) {
    dng::Bytes out;
    for (uint32_t y = top; y < top + rows; ++y)
      for (uint32_t x = 0; x < count; ++x) {
        const size_t colour = p.channels == 3 ? x % 3 : y % 2 + x % 2;
        dng::put(out, static_cast<uint64_t>(std::lround(1000 + 100.0 * (p.channels == 3 ? static_cast<double>(colour) : 0) + rgb[colour] * 50000)), 2, p.order);
      }
    return out;
  };
  if (channels == 3) document.raw.shorts(50714, {1000, 1100, 1200}).longs(50717, {51000, 51100, 51200});
  else document.raw.shorts(50714, {1000}).longs(50717, {51000});
  document.raw.srationals(50721, rationals(model.colour[0])).srationals(50722, rationals(model.colour[1])).shorts(50778, {17}).shorts(50779, {21})
      .srationals(50723, rationals(model.calibration[0])).srationals(50724, rationals(model.calibration[1])).rationals(50727, rationals(model.analog));
  if (model.has_forward) document.raw.srationals(50964, rationals(model.forward[0])).srationals(50965, rationals(model.forward[1]));
  return document;
}

Vector developed(const dng::Document& document) {
  const dng::Scratch file(document.write());
  const stranger::Clip clip(reader(), {file.path()});
  const stranger::Lane lane(clip);
  auto frame = lane.frame();
  const auto image = lane.rows();
  const stranger::Stage stage(develop(), frame.desc, frame.c(), stranger::Settings{{"highlights", "none"}});
  const auto out = stage.process(image, frame.c());
  return {out.real(15, 11, 0), out.real(15, 11, 1), out.real(15, 11, 2)};
}

void check(const Vector& got, const Vector& wanted) {
  const double largest = std::max({std::abs(wanted[0]), std::abs(wanted[1]), std::abs(wanted[2])});
  for (size_t i = 0; i < 3; ++i) CHECK(std::abs(got[i] - wanted[i]) < 1.5e-3 * largest); // half floats, and two ways to a temperature
}

}  // namespace

TEST_CASE("colours come out as the DNG model says, between, at and beyond its two lights, with and without ForwardMatrix") {
  auto model = camera();
  model.has_forward = GENERATE(true, false);
  const int calibrated = GENERATE(0, 1, 2); // none, the same for both lights, one for each
  const Matrix first{Vector{1.04, .01, 0}, Vector{0, .98, .02}, Vector{.03, 0, .95}}, second{Vector{.93, 0, .02}, Vector{.01, 1.02, 0}, Vector{0, -.02, 1.08}};
  if (calibrated >= 1) model.calibration[0] = model.calibration[1] = first, model.analog = {.9, 1, 1.25};
  if (calibrated == 2) model.calibration[1] = second;
  const auto white = GENERATE(Vector{.4476, .4074, 0}, Vector{.3805, .3768, 0}, Vector{.3127, .3290, 0}, Vector{.2831, .2971, 0}, Vector{.36, .33, 0}, Vector{.35, .40, 0});
  auto neutral = model.neutral_of(white[0], white[1]);
  const double largest = std::max({neutral[0], neutral[1], neutral[2]});
  for (auto& n : neutral) n /= largest;
  CAPTURE(model.has_forward, calibrated, white[0], white[1]);
  for (const auto& rgb : {Vector{.4, .35, .1}, Vector{.1, .3, .5}, Vector{.2 * neutral[0], .2 * neutral[1], .2 * neutral[2]}}) {
    auto document = patch(model, rgb);
    document.raw.rationals(50728, rationals(neutral));
    check(developed(document), dng_model::to_ap0(model, neutral, rgb));
    // The same white said as chromaticity.
    document.raw.remove(50728);
    document.raw.numbers(50729, 5, {std::lround(white[0] * 1e6), 1000000, std::lround(white[1] * 1e6), 1000000});
    check(developed(document), dng_model::to_ap0(model, neutral, rgb));
  }
}

TEST_CASE("a CameraCalibration that differs by light leaves one matrix, made of matrices interpolated each by itself") {
  auto model = camera();
  model.calibration[0] = {Vector{1.2, .05, 0}, Vector{0, .9, .1}, Vector{.1, 0, .8}};
  model.calibration[1] = {Vector{.8, 0, .1}, Vector{.05, 1.1, 0}, Vector{0, -.1, 1.3}};
  const auto neutral = model.neutral_of(.3805, .3768);
  auto document = patch(model, {.1, .1, .1});
  document.raw.rationals(50728, rationals(neutral));
  const dng::Scratch file(document.write());
  const stranger::Clip clip(reader(), {file.path()});
  const auto sensor = *stranger::Lane(clip).frame().sensor;
  CHECK(sensor.illuminant_k[1] == 0);
  const double t = model.white_of(neutral)[2], share = model.share(t);
  const auto wanted = model.xyz_to_camera(t);
  const auto naive = dng_model::mix(model.xyz_to_camera(model.kelvin[0]), model.xyz_to_camera(model.kelvin[1]), share);
  double off = 0, naive_off = 0;
  for (size_t i = 0; i < 9; ++i) {
    off = std::max(off, std::abs(sensor.xyz_to_camera[0][i] - wanted[i / 3][i % 3]));
    naive_off = std::max(naive_off, std::abs(naive[i / 3][i % 3] - wanted[i / 3][i % 3]));
  }
  CHECK(off < 1e-3);
  CHECK(naive_off > 5e-3); // what interpolating the products would give
}

TEST_CASE("a neutral comes out neutral, with BaselineExposure as gain") {
  const auto model = camera();
  const auto neutral = model.neutral_of(.3457, .3585);
  const double largest = std::max({neutral[0], neutral[1], neutral[2]});
  auto document = patch(model, {.25 * neutral[0] / largest, .25 * neutral[1] / largest, .25 * neutral[2] / largest});
  document.raw.rationals(50728, rationals(neutral)).srationals(50730, {1, 1});
  check(developed(document), {.5, .5, .5});
}

TEST_CASE("LinearRaw goes through development without demosaicing, with black and white of each channel") {
  auto model = camera();
  model.analog = {1.1, 1, .8};
  const Vector neutral{.48, 1, .71}, rgb{.3, .45, .12};
  auto document = patch(model, rgb, 3);
  document.raw.rationals(50728, rationals(neutral));
  check(developed(document), dng_model::to_ap0(model, neutral, rgb));
}

TEST_CASE("LinearRaw in lossless JPEG of three components develops to the same pixels as uncompressed") {
  const dng::Picture picture{.width = 48, .height = 32, .bits = 16, .channels = 3};
  const auto pixels = [&](dng::Document document) {
    document.raw.srationals(50721, rationals(camera().colour[1])).shorts(50778, {21}).rationals(50728, {1, 2, 1, 1, 2, 3}).longs(50717, {65535});
    const dng::Scratch file(document.write());
    const stranger::Clip clip(reader(), {file.path()});
    const stranger::Lane lane(clip);
    auto frame = lane.frame();
    const auto out = stranger::Stage(develop(), frame.desc, frame.c()).process(lane.rows(), frame.c());
    std::vector<uint16_t> halves;
    for (uint32_t plane = 0; plane < 3; ++plane)
      for (int32_t y = 0; y < 32; ++y) for (int32_t x = 0; x < 48; ++x) halves.push_back(out.half(x, y, plane));
    return halves;
  };
  CHECK((pixels(dng::jpeg_document(picture, {.components = 3, .precision = 16})) == pixels(dng::Document(picture))));
}
