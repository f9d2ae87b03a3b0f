// SPDX-License-Identifier: Apache-2.0
#include "plugins/arriraw/ari_fixture.hpp"

namespace {

stranger::Frame frame_of(const ari::Frame& frame) {
  const ari::Folder folder;
  const stranger::Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
  return stranger::Lane(clip).frame();
}

}  // namespace

TEST_CASE("codes become linear as the public readers compute it") {
  const auto frame = frame_of(ari::Frame(64, 4));
  REQUIRE(frame.linear.size() == 4096);
  // Worked out by hand from ((1024 + 2 (c mod 512) + 1) << (c / 512 - 2)) - 1.
  const std::map<size_t, int> known{{0, 0},       {255, 255},    {256, 256},    {1023, 1023}, {1024, 1024},
                                    {1025, 1026}, {1535, 2046},  {1536, 2049},  {2047, 4093}, {2048, 4099},
                                    {2560, 8199}, {3072, 16399}, {3584, 32799}, {4095, 65503}};
  for (const auto& [code, linear] : known) CHECK(frame.linear[code] == linear);
}

TEST_CASE("linear values rise with the code, each octave in 512 equal steps") {
  const auto linear = frame_of(ari::Frame(64, 4)).linear;
  for (size_t code = 1; code < 4096; ++code) {
    REQUIRE(linear[code] > linear[code - 1]);
    const size_t octave = code / 512;
    if (code >= 1024 && code % 512 != 0) REQUIRE(linear[code] - linear[code - 1] == 2 << (octave - 2));
  }
}

TEST_CASE("the sensor data state black, white, neutral and gain") {
  const auto frame = frame_of(ari::Frame(64, 4));
  REQUIRE(frame.sensor);
  const auto& sensor = *frame.sensor;
  const auto wanted = FG_SENSOR_BLACK | FG_SENSOR_WHITE | FG_SENSOR_NEUTRAL | FG_SENSOR_GAIN | FG_SENSOR_LINEAR;
  CHECK((sensor.has & wanted) == wanted);
  CHECK(sensor.black[0] == 256);
  CHECK(sensor.black[63] == 256);
  CHECK(sensor.white[1] == 65535);
  CHECK(1 / sensor.neutral[0] == Approx(1.645));
  CHECK(sensor.neutral[1] == 1);
  CHECK(1 / sensor.neutral[2] == Approx(1.3667));
  // ACES input transform for EI 800: (value / 65535 - 256 / 65535) * 0.18 / (0.01 * 400 / 800).
  const double grey = 4096;
  const double ours = (grey - sensor.black[0]) / (sensor.white[0] - sensor.black[0]) * sensor.gain;
  CHECK(ours == Approx((grey / 65535 - 256.0 / 65535) * 36));
}

TEST_CASE("balance factors multiply as they stand, the largest of the neutral being 1") {
  const auto sensor = *frame_of(ari::Frame(64, 4).f32(0x064, 0.8f).f32(0x068, 1).f32(0x06C, 1.5f)).sensor;
  CHECK(*std::max_element(sensor.neutral, sensor.neutral + 3) == 1);
  const double factors[] = {0.8, 1, 1.5};
  for (size_t i = 0; i < 3; ++i)
    CHECK(sensor.gain / sensor.neutral[i] == Approx(36 * factors[i] * (65535 - 256) / 65535));
}

TEST_CASE("a balance that the camera applied is not applied again") {
  const auto sensor = *frame_of(ari::Frame(64, 4).u32(0x070, 1)).sensor;
  CHECK(sensor.neutral[0] == 1);
  CHECK(sensor.neutral[2] == 1);
}

TEST_CASE("what the header leaves unset is not invented") {
  ari::plugin().host().reports.clear();
  const auto frame = frame_of(ari::Frame(64, 4).u32(0x074, 0xFFFFFFFF).u32(0x064, 0xFFFFFFFF));
  CHECK((frame.sensor->has & (FG_SENSOR_GAIN | FG_SENSOR_NEUTRAL)) == 0);
  CHECK(ari::was_reported("no-exposure-index", FG_SEVERITY_WARNING));
  CHECK(ari::was_reported("no-white-balance", FG_SEVERITY_WARNING));
}
