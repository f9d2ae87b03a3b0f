// SPDX-License-Identifier: Apache-2.0
//
// Real files against FFmpeg.
#include "ffmpeg_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <set>

namespace {

namespace fs = std::filesystem;

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.phantom");
  return loaded;
}

std::vector<std::string> samples(const std::string& name = "") {
  const char* media = std::getenv("FILMGATE_TEST_MEDIA");
  std::set<std::string> out;
  for (const fs::path& root : {fs::path(TEST_DATA_DIR), fs::path(media ? media : TEST_MEDIA_DIR) / "samples/phantom"}) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ".cine" && at->path().filename().string().find(name) != std::string::npos) out.insert(at->path().string());
  }
  if (out.empty()) WARN("skipped: no " << name << " cine in tests/data nor in FILMGATE_TEST_MEDIA/samples/phantom");
  return {out.begin(), out.end()};
}

}  // namespace

TEST_CASE("FFmpeg decodes every sample to the same codes, bit for bit") {
  for (const auto& path : samples()) {
    INFO(path);
    CHECK(stranger::probe(plugin(), path) == 100);
    const stranger::Clip clip(plugin(), {path});
    const stranger::Lane lane(clip);
    const auto desc = lane.frame().desc;
    const auto theirs = cine::ffmpeg_first_frame(path, desc.layout == FG_LAYOUT_MONO ? "gray16le" : "bayer_gbrg16le");
    if (!cine::has_ffmpeg()) {
      WARN("skipped: ffmpeg is not installed");
      return;
    }
    REQUIRE(theirs.size() == size_t{desc.width} * desc.height);
    const auto image = lane.rows();
    size_t differing = 0;
    for (uint32_t y = 0; y < desc.height; ++y) {
      const auto codes = image.samples(static_cast<int32_t>(y));
      for (uint32_t x = 0; x < desc.width; ++x)
        differing += static_cast<uint16_t>(codes[x] << (16 - desc.bits) | codes[x] >> (2 * desc.bits - 16)) != theirs[y * desc.width + x];
    }
    CHECK(differing == 0);
  }
}

TEST_CASE("the real colour clip tells its rate, time, levels and crop") {
  for (const auto& path : samples("chart1")) {
    const stranger::Clip clip(plugin(), {path});
    CHECK(clip.info().frame_count == 1);
    CHECK(clip.info().capture_rate.num == 25);
    CHECK(clip.info().start.frame == ((10 * 60 + 38) * 60 + 4) * 25 + 8);
    const auto desc = stranger::Lane(clip).frame().desc;
    CHECK(desc.display.x == 64);
    CHECK(desc.display.w == 1920);
    CHECK(desc.display.h == 1080);
    auto fields = clip.fields();
    CHECK(fields["cameraSerialNumber"].text == "16001");
    CHECK(fields["clipName"].text == "A276");
    CHECK(std::stod(fields["expTime"].text) == Approx(0.02).epsilon(0.001));
    CHECK(std::stod(fields["shutterAngle"].text) == Approx(180).epsilon(0.001));
  }
}

TEST_CASE("the real monochrome clip has fifteen frames with their own times") {
  for (const auto& path : samples("781")) {
    const stranger::Clip clip(plugin(), {path});
    CHECK(clip.info().frame_count == 15);
    CHECK(clip.info().capture_rate.num == 90000);
    std::set<std::string> times;
    for (const auto& entry : clip.metadata(0, 15))
      if (entry.key == "phantom.FrameTime") times.insert(entry.text);
    CHECK(times.size() == 15);
    const stranger::Lane lane(clip);
    CHECK(lane.frame(14).timecode.frame > lane.frame(0).timecode.frame);
    CHECK_NOTHROW(lane.rows(14));
    CHECK_THROWS_AS(lane.frame(15), stranger::Error);
  }
}
