// SPDX-License-Identifier: Apache-2.0
//
// Which matrix, range and encoding are taken, from which tags, and how a person chooses others.
#include "witness.hpp"

using namespace movie_test;

namespace {

const std::vector<std::string> prores{"-c:v", "prores_ks", "-profile:v", "2", "-pix_fmt", "yuv422p10le", "-movflags", "write_colr+use_metadata_tags"};

std::string tagged(const std::string& name, const std::string& size, const std::vector<std::string>& more) {
  auto words = prores;
  words.insert(words.end(), more.begin(), more.end());
  return made(name, size, 2, words);
}

std::string encoding_of(const stranger::Clip& clip) {
  const auto* name = clip.info().native->encoding;
  return name ? name : "";
}

stranger::Settings text(const char* key, const char* value) { return {{key, std::string(value)}}; }

}  // namespace

TEST_CASE("tags of the container choose matrix and encoding") {
  if (missing("ffmpeg")) return;
  const auto path = tagged("2020.mov", "320x180", {"-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "bt2020-10"});
  const Opened clip(path);
  auto entries = clip.entries();
  CHECK(entries["movie.colr.type"].text == "nclc");
  CHECK(entries["movie.colr.matrix"].text == "9");
  CHECK(entries["movie.taken.ycbcr"].text == "bt2020");
  CHECK(entries["movie.taken.ycbcrFrom"].text == "nclc");
  CHECK(encoding_of(*clip) == "itu.bt2020");
  const stranger::Lane lane(*clip);
  CHECK(lane.frame().effective.at("ycbcr") == "bt2020");
  CHECK(lane.frame().effective.at("range") == "legal");
  CHECK(lane.frame().effective.at("encoding") == "itu.bt2020");
  CHECK(difference(lane.rows(), decoded(path, "yuv422p10le", 320, 180), 0, bt2020) < 2e-6);
}

TEST_CASE("where no tag says it the taken matrix is stated and told") {
  if (missing("ffmpeg")) return;
  {
    const Opened small(made("hq_small.mov", "320x180", 2, {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"}));
    CHECK(small.entries()["movie.taken.ycbcr"].text == "bt601");
    CHECK(small.entries()["movie.taken.ycbcrFrom"].text == "default");
    REQUIRE(report("colour-tags"));
    CHECK(report("colour-tags")->text.find("BT.601 is taken") != std::string::npos);
    CHECK(encoding_of(*small).empty());
    CHECK(report("encoding-unknown"));
  }
  const Opened large(made("hq.mov", "1280x720", 14, {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"}));
  CHECK(large.entries()["movie.taken.ycbcr"].text == "bt709");
}

TEST_CASE("tags in the stream of H.264 and H.265 count where the container is silent") {
  if (missing("ffmpeg")) return;
  for (const char* codec : {"libx264", "libx265"}) {
    INFO(codec);
    const auto name = std::string(codec) + "_full.mp4";
    std::vector<std::string> words{"-c:v", codec, "-pix_fmt", "yuv420p", "-color_range", "pc", "-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-movflags", "-write_colr"};
    if (std::string(codec) == "libx265") words.insert(words.end(), {"-x265-params", "log-level=none", "-tag:v", "hvc1"});
    const auto path = made(name, "320x180", 4, words);
    const Opened clip(path);
    auto entries = clip.entries();
    CHECK(entries["movie.stream.matrix"].text == "9");
    CHECK(entries["movie.stream.transfer"].text == "18");
    CHECK(entries["movie.stream.range"].text == "full");
    CHECK(entries["movie.taken.range"].text == "full");
    CHECK(entries["movie.taken.rangeFrom"].text == "stream");
    CHECK(encoding_of(*clip) == "itu.bt2100.hlg");
    const stranger::Lane lane(*clip);
    auto how = bt2020;
    how.full = true;
    CHECK(difference(lane.rows(2), decoded(path, "yuvj420p", 320, 180), 2, how) < 2e-6);
  }
}

TEST_CASE("a person chooses matrix, range and encoding") {
  if (missing("ffmpeg")) return;
  const auto path = tagged("709.mov", "320x180", {"-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
  const Opened clip(path);
  const auto raw = decoded(path, "yuv422p10le", 320, 180);
  CHECK(encoding_of(*clip) == "itu.bt709");
  CHECK(difference(stranger::Lane(*clip, text("ycbcr", "bt601")).rows(), raw, 0, bt601) < 2e-6);
  auto full = bt709;
  full.full = true;
  CHECK(difference(stranger::Lane(*clip, text("range", "full")).rows(), raw, 0, full) < 2e-6);
  CHECK(stranger::Lane(*clip, text("encoding", "my.own.log")).frame().encoding == "my.own.log");
  CHECK(stranger::Lane(*clip, text("range", "full")).frame().effective.at("range") == "full");
  CHECK_THROWS_WITH(stranger::Lane(*clip, text("range", "wide")).frame(), Catch::Contains("none of auto, legal, full"));
  CHECK_THROWS_WITH(stranger::Lane(*clip, text("ycbcr", "bt2100")).frame(), Catch::Contains("bt2100"));
  const Opened rgb(made("png2.mov", "64x64", 1, {"-c:v", "png", "-pix_fmt", "rgb24"}));
  CHECK_THROWS_WITH(stranger::Lane(*rgb, text("ycbcr", "bt709")).frame(), Catch::Contains("RGB"));
}

TEST_CASE("a camera's own words about its curve win over tags") {
  if (missing("ffmpeg")) return;
  const std::vector<std::string> tags{"-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"};
  const auto with = [&](const std::string& name, const std::vector<std::string>& keys) {
    auto words = tags;
    for (const auto& key : keys) words.insert(words.end(), {"-metadata", key});
    return encoding_of(*Opened(tagged(name, "64x64", words)));
  };
  CHECK(with("logc.mov", {"com.arri.camera.ColorGammaSxS=LOG-C", "com.arri.camera.ExposureIndexAsa=1600"}) == "arri.logc3.ei1600");
  CHECK(with("logc_untold.mov", {"com.arri.camera.ColorGammaSxS=LOG-C"}).empty()); // LogC3's curve depends on the exposure index
  CHECK(with("rec709.mov", {"com.arri.camera.ColorGammaSxS=REC-709"}) == "itu.bt709");
  CHECK(with("other.mov", {"com.arri.camera.ColorGammaSxS=FUTURE"}).empty()); // known to be something else than the tags say
  CHECK(with("dlog.mov", {"com.dji.camera.ColorGammaSxS=D-Log"}) == "dji.dlog.dgamut");
}
