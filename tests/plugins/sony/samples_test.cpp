// SPDX-License-Identifier: Apache-2.0
//
// A real XAVC recording, cut after six frames, outside the repository: what MediaInfo says of it is what we say.
#include "sony_clip.hpp"

using namespace sony_test;

TEST_CASE("a real recording agrees with MediaInfo in each value that it prints") {
  const std::string path = std::string(TEST_MEDIA_DIR) + "/samples/sony/fate_SonyXAVC_LongGOP.mxf";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: " << path << " is not there; FILMGATE_TEST_MEDIA names the folder of such files");
    return;
  }
  CHECK(stranger::probe(plugin(), path) == 95);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {path});
  CHECK(was_reported("incomplete"));
  const auto info = clip.info();
  CHECK(info.frame_count == 336);
  CHECK(info.rate.num == 25);
  CHECK(info.capture_rate.num == 25);
  CHECK(info.start.frame == ((8 * 60 + 0) * 60 + 37) * 25 + 5); // 08:00:37:05
  CHECK(info.native->width == 1920);
  CHECK(info.native->height == 1080);
  CHECK(info.native->scan == FG_SCAN_UPPER_FIRST);
  CHECK(info.native->layout == uint32_t{FG_LAYOUT_RGB}); // as it is decoded
  CHECK(clip.fields().at("bitDepth").text == "10");
  for (int64_t frame = 0; frame < 6; ++frame) {
    const auto fields = clip.fields(frame);
    CHECK(std::stod(fields.at("aperture").text) == Approx(5.600182).epsilon(1e-6));
    CHECK(fields.at("focus").text == "3.1");
    CHECK(fields.at("expTime").text == "0.02");
    CHECK(fields.at("captureRate").text == "25/1");
    const auto seen = entries(clip, frame);
    CHECK(seen.at("sony.CameraUnit.AutoExposureMode").text == "060e2b34.0401010b.05100101.01010000"); // manual
    CHECK(seen.at("sony.CameraUnit.AutoFocusSensingAreaSetting").text == "0");
    CHECK(seen.at("sony.CameraUnit.CameraMasterGainAdjustment").text == "0");
  }
  const auto fields = clip.fields();
  CHECK(fields.at("codec").text == "XAVC (AVC)");
  CHECK(fields.at("encoding").text == "itu.bt709");
  const stranger::Lane lane(clip);
  CHECK(lane.frame(5).state == FG_FRAME_OK);
  CHECK(lane.frame(6).state == FG_FRAME_MISSING);
  CHECK_THROWS_AS(clip.metadata(6), stranger::Error);
}
