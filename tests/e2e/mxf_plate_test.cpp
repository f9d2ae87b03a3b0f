// SPDX-License-Identifier: Apache-2.0
//
// Plates of MXF: what FFmpeg decodes, made ACES2065-1 here in double precision, is what lies in the frames.
#include "command_line.hpp"
#include "e2e/plate_reader.hpp"
#include "plugins/movie/witness.hpp"

using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;

// The Academy's way from BT.709 to AP0 with Bradford's adaptation of D65 to its white.
constexpr double to_ap0[3][3]{{0.4396329819, 0.3829886981, 0.1773783199}, {0.0897764430, 0.8134394286, 0.0967841284}, {0.0175411704, 0.1115465500, 0.8709122797}};

// Of BT.709, mirrored below black.
double scene_light(double code) {
  const double size = std::abs(code);
  return std::copysign(size < 0.081 ? size / 4.5 : std::pow((size + 0.099) / 1.099, 1 / 0.45), code);
}

double difference(const ReadPlate& plate, const movie_test::Raw& raw, int64_t frame) {
  double most = 0;
  for (int y = 0; y < raw.height; y += 23)
    for (int x = 0; x < raw.width; x += 23) {
      const auto rgb = movie_test::rgb_at(raw, frame, x, y, movie_test::bt709);
      for (size_t c = 0; c < 3; ++c) {
        const double wanted = to_ap0[c][0] * scene_light(rgb[0]) + to_ap0[c][1] * scene_light(rgb[1]) + to_ap0[c][2] * scene_light(rgb[2]);
        const float got = plate.planes[c][static_cast<size_t>(y) * static_cast<size_t>(raw.width) + static_cast<size_t>(x)];
        most = std::max(most, std::abs(got - wanted) / std::max(0.02, std::abs(wanted)));
      }
    }
  return most;
}
constexpr double rounding = 0.004; // the standard's numbers leave a step of 0.3 % where its curve becomes straight, the definition's none

}  // namespace

TEST_CASE("the plate of a real XAVC recording is its pictures in ACES, by the encoding that the file states") {
  if (movie_test::missing("ffmpeg") || !movie_test::has_sample("sony/fate_SonyXAVC_LongGOP.mxf")) return;
  const auto clip = movie_test::sample("sony/fate_SonyXAVC_LongGOP.mxf");
  const FolderOfItsOwn out;
  const auto said = run({program, "plate", clip, "-o", out.path(), "--frames", "0-5"});
  INFO(said.err);
  CHECK(said.exit == 1); // the recording is cut off within its seventh picture, and that is told
  CHECK_THAT(said.err, Contains("336 frames are promised; the file has 6 of them"));
  const auto raw = movie_test::decoded(clip, "yuv422p10le", 1920, 1080);
  for (int frame = 0; frame < 6; ++frame) {
    CAPTURE(frame);
    const ReadPlate plate(out / ("fate_SonyXAVC_LongGOP." + std::to_string(1001 + frame) + ".exr"));
    CHECK(difference(plate, raw, frame) < rounding);
  }
}

TEST_CASE("a movie in MXF without tags of a curve is made a plate with a chosen encoding, and not without") {
  if (movie_test::missing("ffmpeg")) return;
  const FolderOfItsOwn out;
  const auto clip = movie_test::made("plain.mxf", "1280x720", 2, {"-c:v", "libx264", "-g", "1", "-pix_fmt", "yuv422p10le"});
  const auto refused = run({program, "plate", clip, "-o", out.path()});
  CHECK(refused.exit != 0);
  CHECK_THAT(refused.err, Contains("encoding") && Contains("itu.bt709") && Contains("sony.slog3.sgamut3cine"));
  CHECK(out.files() == 0);
  const auto said = run({program, "plate", clip, "-o", out.path(), "--set", "encoding=itu.bt709"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  CHECK(difference(ReadPlate(out / "plain.1002.exr"), movie_test::decoded(clip, "yuv422p10le", 1280, 720), 1) < rounding);
}
