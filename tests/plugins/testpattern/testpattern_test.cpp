// SPDX-License-Identifier: Apache-2.0
#include "make_fgtp.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using Catch::Matchers::Contains;
using make_fgtp::Folder;
using make_fgtp::Header;
using stranger::Clip;
using stranger::Lane;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.testpattern");
  return loaded;
}
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";

struct Refusal {
  fg_status status;
  std::string message;
};
Refusal open_refused(const std::vector<uint8_t>& bytes) {
  const Folder folder;
  try {
    Clip clip(plugin(), {make_fgtp::write(folder / "broken.fgtp", bytes)});
  } catch (const stranger::Error& error) {
    return {error.status(), error.what()};
  }
  return {FG_OK, ""};
}
Refusal open_refused(const Header& header) { return open_refused(make_fgtp::bytes(header, make_fgtp::anything)); }

}  // namespace

TEST_CASE("the committed bars are probed, opened and described") {
  CHECK(stranger::probe(plugin(), bars) == 100);
  const Clip clip(plugin(), {bars});
  const auto info = clip.info();
  CHECK(info.frame_count == 3);
  CHECK(stranger::render(info.rate) == "24/1");
  CHECK(stranger::render(info.start) == "86400@24/1");
  CHECK(info.mode_count == 1);
  CHECK(info.native->width == 64);
  CHECK(info.native->height == 48);
  CHECK(info.native->bits == 12);
  CHECK(info.native->packing == FG_PACK_MSB);
  CHECK(std::string(info.native->encoding) == "linear.camera");
  REQUIRE(clip.files().size() == 1);
  CHECK(clip.files()[0].uri == bars);
}

TEST_CASE("a frame tells its sensor and its own timecode before any pixel") {
  const Clip clip(plugin(), {bars});
  const Lane lane(clip);
  const auto frame = lane.frame(2);
  CHECK(stranger::render(frame.timecode) == "86402@24/1");
  REQUIRE(frame.sensor);
  CHECK(frame.sensor->has ==
        (FG_SENSOR_BLACK | FG_SENSOR_WHITE | FG_SENSOR_NEUTRAL | FG_SENSOR_GAIN | FG_SENSOR_CAMERA_TO_AP0));
  CHECK(frame.sensor->black[3] == 256);
  CHECK(frame.sensor->white[1] == 4095);
  CHECK(frame.sensor->neutral[0] == 0.5);
  CHECK(frame.sensor->neutral[2] == 0.75);
  for (int row = 0; row < 3; ++row)  // AP1 and AP0 share their white, so a neutral stays neutral
    CHECK(std::fabs(frame.sensor->camera_to_ap0[3 * row] + frame.sensor->camera_to_ap0[3 * row + 1] +
                    frame.sensor->camera_to_ap0[3 * row + 2] - 1) < 1e-9);
}

TEST_CASE("the bars hold the code values that their generator promises") {
  const Clip clip(plugin(), {bars});
  const Lane lane(clip);
  const auto rows = lane.rows(1);
  const auto upper = rows.samples(0), lower = rows.samples(1);
  CHECK(upper[0] == std::lround(256 + 3839 * 0.75 * 0.5));   // white bar, red site
  CHECK(upper[1] == std::lround(256 + 3839 * 0.75));         // green site
  CHECK(lower[1] == std::lround(256 + 3839 * 0.75 * 0.75));  // blue site
  CHECK(upper[9] == 4095);                                   // the square stands on bar 1 in frame 1
  CHECK(rows.samples(8)[9] == std::lround(256 + 3839 * 0.75));
  CHECK(rows.samples(9)[9] == 256);  // yellow has no blue
  CHECK(rows.samples(47)[63] == std::lround(256 + 3839 * 0.75));
}

TEST_CASE("every sample of an odd size arrives, whole and by bands") {
  const Folder folder;
  const Header header{.width = 13, .height = 7, .frames = 3};
  const Clip clip(plugin(), {make_fgtp::write(folder / "odd.fgtp", header)});
  const Lane lane(clip);
  for (uint32_t frame = 0; frame < 3; ++frame) {
    const auto whole = lane.rows(frame);
    for (int32_t y = 0; y < 7; ++y) {
      const auto samples = whole.samples(y);
      for (uint32_t x = 0; x < 13; ++x) REQUIRE(samples[x] == make_fgtp::anything(frame, x, static_cast<uint32_t>(y)));
      REQUIRE(lane.band(frame, y, 1).samples(y) == samples);
    }
    REQUIRE(lane.band(frame, 2, 4).samples(5) == whole.samples(5));
  }
}

TEST_CASE("vendor values are verbatim and their fields follow") {
  const Clip clip(plugin(), {bars});
  std::map<std::string, std::string> native;
  for (const auto& entry : clip.metadata()) native[entry.key] = entry.text + " " + entry.unit;
  CHECK(native == std::map<std::string, std::string>{{"testpattern.camera", "Virtual One "},
                                                     {"testpattern.reel", "T001 "},
                                                     {"testpattern.clip", "T001C001 "},
                                                     {"testpattern.exposureIndex", "800 "},
                                                     {"testpattern.focalLength", "35 mm"},
                                                     {"testpattern.shutterAngle", "180 deg"}});
  const auto fields = clip.fields();
  CHECK(fields.size() == 6);
  CHECK(fields.at("reelName").text == "T001");
  CHECK(fields.at("nominalFocalLength").text == "35");
  CHECK(fields.at("nominalFocalLength").source == "testpattern.focalLength");
  CHECK(fields.at("isoSpeed").status == FG_FIELD_PRESENT);
}

TEST_CASE("a number that the format does not know becomes an absent field") {
  const Folder folder;
  const Clip clip(plugin(), {make_fgtp::write(folder / "a.fgtp",
                                              Header{.exposure_index = 0, .focal_length = NAN, .shutter_angle = -1})});
  for (const char* field : {"isoSpeed", "nominalFocalLength", "shutterAngle"})
    CHECK(clip.fields().at(field).status == FG_FIELD_ABSENT);
}

TEST_CASE("a clip without timecode says so") {
  const Folder folder;
  const Clip clip(plugin(), {make_fgtp::write(folder / "a.fgtp", Header{.timecode = 0xffffffff})});
  CHECK(clip.info().start.frame == -1);
  CHECK(Lane(clip).frame(0).timecode.frame == -1);
}

TEST_CASE("a file cut short is opened, the loss is reported, and its whole frames decode") {
  const Folder folder;
  auto bytes = make_fgtp::bytes(Header{.frames = 3}, make_fgtp::anything);
  bytes.resize(bytes.size() - 1);
  const auto before = plugin().reports().size();
  const Clip clip(plugin(), {make_fgtp::write(folder / "short.fgtp", bytes)});
  REQUIRE(plugin().reports().size() == before + 1);
  CHECK(plugin().reports().back().code == "truncated");
  CHECK_THAT(plugin().reports().back().text, Contains("ends after 2 of 3 frames"));
  const Lane lane(clip);
  CHECK(lane.rows(1).samples(0)[0] == make_fgtp::anything(1, 0, 0));
  CHECK_THROWS_WITH(lane.rows(2), Contains("frame 2 is not whole"));
}

TEST_CASE("headers that contradict themselves are refused with their offset") {
  CHECK(open_refused(Header{.magic = "FGTX"}).status == FG_E_NOT_THIS_FORMAT);
  CHECK(open_refused(Header{.version = 2}).status == FG_E_UNSUPPORTED);
  auto bytes = make_fgtp::bytes(Header{}, make_fgtp::anything);
  bytes.resize(127);
  CHECK(open_refused(bytes).status == FG_E_TRUNCATED);
  for (const auto& [header, words] :
       std::vector<std::pair<Header, std::string>>{{Header{.width = 0}, "offset 8"},
                                                   {Header{.frames = 0}, "offset 16"},
                                                   {Header{.rate_den = 0}, "offset 20"},
                                                   {Header{.black = 4095, .white = 4095}, "offset 32"},
                                                   {Header{.white = 4096}, "offset 32"},
                                                   {Header{.neutral = {0.0f, 1.0f, 1.0f}}, "offset 36"},
                                                   {Header{.neutral = {NAN, 1.0f, 1.0f}}, "offset 36"}}) {
    const auto refusal = open_refused(header);
    CHECK(refusal.status == FG_E_CORRUPT);
    CHECK_THAT(refusal.message, Contains(words) && Contains("broken.fgtp"));
  }
}

TEST_CASE("a size and a frame count that no file can hold lead nowhere") {
  auto bytes = make_fgtp::bytes(Header{}, make_fgtp::anything);
  for (const size_t offset : {8u, 12u})
    bytes[offset] = bytes[offset + 1] = 0xff, bytes[offset + 2] = bytes[offset + 3] = 0;
  constexpr uint32_t most = 100'000'000;
  std::memcpy(&bytes[16], &most, 4);
  const Folder folder;
  const Clip clip(plugin(), {make_fgtp::write(folder / "huge.fgtp", bytes)});
  const Lane lane(clip);
  CHECK_THROWS_WITH(lane.band(most - 1, 0, 1), Contains("not whole"));
  constexpr uint32_t more = most + 1;
  std::memcpy(&bytes[16], &more, 4);
  const auto refusal = open_refused(bytes);
  CHECK(refusal.status == FG_E_CORRUPT);
  CHECK_THAT(refusal.message, Contains("offset 16: 100000001 frames"));
}

TEST_CASE("a value of a type that the key never has makes its field unreadable") {
  stranger::Kept values;
  fg_value wrong{FG_V_BYTES, 2, {}};
  wrong.as.bytes = "ab";
  for (const char* key : {"testpattern.reel", "testpattern.focalLength"}) values.put(key, wrong);
  const auto fields = stranger::normalise(plugin(), values.data(), values.size());
  CHECK(fields.at("reelName").status == FG_FIELD_UNREADABLE);
  CHECK(fields.at("nominalFocalLength").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("frames that do not exist and parameters that are not known are refused") {
  const Clip clip(plugin(), {bars});
  const Lane lane(clip);
  CHECK_THROWS_WITH(lane.frame(3), Contains("no frame 3 among 3"));
  CHECK_THROWS_WITH(lane.frame(-1), Contains("no frame -1"));
  CHECK_THROWS_WITH(Lane(clip, {{"gamma", 2.0}}).frame(0), Contains("unknown parameter 'gamma'"));
}
