// SPDX-License-Identifier: Apache-2.0
//
// Headers of streams against ffprobe: size, depth, chroma, profile and colour as their encoders wrote them.
#include "witness.hpp"

#include <coded_video/sequence_header.hpp>

#include <random>

using namespace movie_test;

TEST_CASE("headers say what their encoders were told") {
  if (missing("ffmpeg")) return;
  struct Case { std::string name; std::vector<std::string> words; std::string profile, bits, chroma; };
  const std::vector<std::string> colour{"-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-color_range", "tv"};
  const std::vector<Case> cases{
      {"base.mp4", {"-c:v", "libx264", "-profile:v", "baseline", "-pix_fmt", "yuv420p"}, "Baseline", "8", "4:2:0"},
      {"high.mp4", {"-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p"}, "High", "8", "4:2:0"},
      {"high422.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv422p10le"}, "High 4:2:2", "10", "4:2:2"},
      {"high444.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv444p"}, "High 4:4:4 Predictive", "8", "4:4:4"},
      {"field.mp4", {"-c:v", "libx264", "-x264-params", "tff=1", "-pix_fmt", "yuv420p"}, "High", "8", "4:2:0"},
      {"main10.mp4", {"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"}, "Main 10", "10", "4:2:0"},
      {"rext.mp4", {"-c:v", "libx265", "-x265-params", "log-level=none:scaling-list=default:bframes=4:ref=5", "-pix_fmt", "yuv422p12le", "-tag:v", "hvc1"}, "Range Extensions", "12", "4:2:2"},
      {"apcn.mov", {"-c:v", "prores_ks", "-profile:v", "2", "-vendor", "apl0"}, "apl0", "10", "4:2:2"},
      {"ap4h.mov", {"-c:v", "prores_ks", "-profile:v", "4", "-pix_fmt", "yuv444p10le", "-vendor", "arri"}, "arri", "12", "4:4:4"},
      {"hqx.mov", {"-c:v", "dnxhd", "-profile:v", "dnxhr_hqx", "-pix_fmt", "yuv422p10le"}, "VC-3 1271", "10", "4:2:2"},
      {"cf.mov", {"-c:v", "cfhd", "-pix_fmt", "gbrp12le"}, "", "12", "RGB"}};
  for (const auto& one : cases) {
    INFO(one.name);
    auto words = one.words;
    words.insert(words.end(), colour.begin(), colour.end());
    const Opened clip(made(one.name, "336x184", 2, words));
    auto entries = clip.entries();
    CHECK(entries["movie.stream.profile"].text == one.profile);
    CHECK(entries["movie.stream.bits"].text == one.bits);
    CHECK(entries["movie.stream.chroma"].text == one.chroma);
    CHECK(entries["movie.stream.width"].text == "336");
    CHECK(entries["movie.stream.height"].text == "184");
    if (one.name.ends_with("mp4")) {
      CHECK(entries["movie.stream.primaries"].text == "9");
      CHECK(entries["movie.stream.transfer"].text == "16");
      CHECK(entries["movie.stream.matrix"].text == "9");
      CHECK(entries["movie.stream.range"].text == "legal");
    }
  }
}

TEST_CASE("headers of noise are none, or something that is possible") {
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 20000; ++trial) {
    std::vector<uint8_t> noise(static_cast<size_t>(random() % 80));
    for (auto& byte : noise) byte = static_cast<uint8_t>(random());
    if (noise.size() > 24) {
      noise[0] = 1;
      if (trial % 3 == 0) noise[5] = 0xE1, noise[6] = 0, noise[7] = static_cast<uint8_t>(noise.size() - 8), noise[8] = 0x67;
      if (trial % 3 == 1) noise[22] = 1, noise[23] = 33, noise[24] = 0;
    }
    const fg::ByteView view(noise, "noise");
    for (const auto& facts : {coded_video::avc_facts(view), coded_video::hevc_facts(view), coded_video::prores_facts(view), coded_video::vc3_facts(view), coded_video::cineform_facts(view)})
      if (facts) CHECK((facts->width <= 131072 && facts->bits <= 65535));
    (void)coded_video::avc_unit(view, static_cast<uint32_t>(trial % 5));
  }
}
