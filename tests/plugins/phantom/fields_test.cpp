// SPDX-License-Identifier: Apache-2.0
#include "cine_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.phantom");
  return loaded;
}

}  // namespace

TEST_CASE("headers become fields in the schema's units") {
  const cine::Scratch file(cine::Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  auto fields = clip.fields();
  CHECK(fields["captureRate"].text == "1000/1");
  CHECK(fields["framesPerSecond"].text == "25/1");
  CHECK(fields["timeCode"].text == std::to_string(((10 * 60 + 38) * 60 + 4) * 25) + "@25/1");
  CHECK(std::stod(fields["expTime"].text) == Approx(1.0 / 256));
  CHECK(fields["capDate"].text == "2014:07:14 10:38:04");
  CHECK(fields["lensModel"].text == "Prime 50");
  CHECK(fields["nominalFocalLength"].text == "50");
  CHECK(std::stod(fields["aperture"].text) == Approx(2.8));
  CHECK(fields["cameraCCTSetting"].text == "5600");
  CHECK(fields["bitDepth"].text == "12");
  CHECK(fields["clipName"].text == "A276");
}

TEST_CASE("each frame has its number, time, exposure and timecode") {
  const cine::Scratch file(cine::Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  for (int i = 0; i < 3; ++i) {
    std::map<std::string, std::string> entries;
    for (const auto& entry : clip.metadata(i)) entries[entry.key] = entry.text;
    CHECK(entries["phantom.ImageNo"] == std::to_string(i - 2));
    CHECK(entries["phantom.FrameTime"] == "2147483648 " + std::to_string(1405334284 + i));
    auto fields = clip.fields(i);
    CHECK(std::stod(fields["expTime"].text) == Approx((i + 1) / 256.0));
    CHECK(lane.frame(i).timecode.frame == ((10 * 60 + 38) * 60 + 4) * 25 + i);
    CHECK(fields["timeCode"].text == std::to_string(((10 * 60 + 38) * 60 + 4) * 25 + i) + "@25/1");
  }
}

TEST_CASE("without tagged blocks there is no timecode and the set shutter counts") {
  const cine::Scratch file(cine::Movie{.blocks = false}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.info().start.frame == -1);
  auto fields = clip.fields();
  CHECK_FALSE(fields.contains("timeCode"));
  CHECK(std::stod(fields["expTime"].text) == Approx(0.0005));
  CHECK(std::stod(fields["shutterAngle"].text) == Approx(180));
}

TEST_CASE("a short SETUP of an early camera has only the fields that it reaches") {
  const cine::Scratch file(cine::Movie{.bits = 16, .mosaic = 0, .setup_length = 760}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  for (const auto& entry : clip.metadata()) {
    CHECK(entry.key != "phantom.CFA");
    CHECK(entry.key != "phantom.BlackLevel");
  }
  const auto frame = stranger::Lane(clip).frame();
  CHECK(frame.desc.layout == FG_LAYOUT_MONO);
  CHECK(frame.sensor->white[0] == 65535);
}

TEST_CASE("numbers that no cine can hold become no fields") {
  stranger::Kept values;
  fg_value vast{FG_V_F64, 1, {}};
  vast.as.f64 = 8.4e217;
  for (const char* key : {"phantom.FrameRate", "phantom.Serial", "phantom.FirmwareVersion", "phantom.fPbRate"}) values.put(key, vast);
  const int64_t moment[]{0, INT64_MAX};
  fg_value never{FG_V_I64_ARRAY, 2, {}};
  never.as.i64s = moment;
  values.put("phantom.TriggerTime", never);
  auto fields = stranger::normalise(plugin(), values.data(), values.size());
  CHECK(fields.at("capDate").status == FG_FIELD_UNREADABLE);
  for (const char* field : {"captureRate", "cameraSerialNumber", "cameraFirmwareVersion", "framesPerSecond"}) CHECK_FALSE(fields.contains(field));
}
