// SPDX-License-Identifier: Apache-2.0
//
// Each field of the published layout: written at its byte offset, read back under its key.
#include "plugins/arriraw/ari_fixture.hpp"

#include <set>

using stranger::Clip;

namespace {

std::map<std::string, stranger::Entry> natives_of(const ari::Frame& frame) {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
  return ari::natives(clip);
}

struct Number {
  size_t offset, size;
  const char *key, *unit;
};
const std::vector<Number> numbers{{0x01C, 4, "imageDataType", ""},
                                  {0x020, 4, "imageDataSpace", ""},
                                  {0x04C, 2, "sensorReadoutOffsetHorizontal", "px"},
                                  {0x04E, 2, "sensorReadoutOffsetVertical", "px"},
                                  {0x058, 4, "colourProcessingVersion", ""},
                                  {0x05C, 4, "whiteBalance", "K"},
                                  {0x070, 4, "whiteBalanceAppliedInCamera", ""},
                                  {0x074, 4, "exposureIndex", "ASA"},
                                  {0x078, 4, "blackLevel", ""},
                                  {0x07C, 4, "whiteLevel", ""},
                                  {0x0B8, 4, "highlightDesaturation", ""},
                                  {0x0BC, 4, "targetColourSpace", ""},
                                  {0x0C0, 4, "sharpness", ""},
                                  {0x0C8, 4, "imageOrientation", ""},
                                  {0x0EC, 4, "lookLutMode", ""},
                                  {0x0F0, 4, "lookLutOffset", "byte"},
                                  {0x0F4, 4, "lookLutSize", "byte"},
                                  {0x0F8, 4, "lookFlagsOrSaturation", ""},
                                  {0x130, 4, "cdlMode", ""},
                                  {0x134, 4, "imageDataChecksumType", ""},
                                  {0x138, 4, "imageDataChecksum", ""},
                                  {0x140, 4, "colorimetricDataType", ""},
                                  {0x144, 4, "colorimetricDataOffset", "byte"},
                                  {0x148, 4, "colorimetricDataSize", "byte"},
                                  {0x14C, 4, "colorimetricDataChecksum", ""},
                                  {0x164, 4, "cameraTypeId", ""},
                                  {0x168, 4, "cameraRevision", ""},
                                  {0x16C, 4, "cameraFirmwareVersion", ""},
                                  {0x170, 4, "cameraSerialNumber", ""},
                                  {0x178, 4, "cameraIndex", ""},
                                  {0x184, 4, "timeZoneOffset", ""},
                                  {0x188, 4, "timeZoneDaylightSaving", ""},
                                  {0x18C, 4, "exposureTime", "us"},
                                  {0x190, 4, "shutterAngle", "0.001 deg"},
                                  {0x1A0, 4, "sensorFps", "0.001 1/s"},
                                  {0x1A4, 4, "projectFps", "0.001 1/s"},
                                  {0x1AC, 4, "masterTimecodeFrameCount", ""},
                                  {0x1B4, 4, "masterTimecodeUserBits", ""},
                                  {0x2C4, 4, "recordingFlags", ""},
                                  {0x30C, 2, "cameraProduct", ""},
                                  {0x30E, 2, "cameraSubProduct", ""},
                                  {0x374, 4, "lensDistanceUnit", ""},
                                  {0x378, 4, "lensFocusDistance", "0.001 lensDistanceUnit"},
                                  {0x37C, 4, "lensFocalLength", "um"},
                                  {0x380, 4, "lensSerialNumber", ""},
                                  {0x384, 4, "lensLinearIris", "0.001"},
                                  {0x388, 2, "ndFilterType", ""},
                                  {0x38A, 2, "ndFilterDensity", "0.001"},
                                  {0x3B8, 2, "encoderFocusLds", ""},
                                  {0x3C2, 2, "encoderIrisMotor", ""},
                                  {0x3DC, 1, "ldsLagType", ""},
                                  {0x3DD, 1, "ldsLagValue", ""},
                                  {0x43C, 8, "gpsLatitude", ""},
                                  {0x444, 8, "gpsLongitude", ""},
                                  {0x45C, 4, "cameraTilt", ""},
                                  {0x460, 4, "cameraRoll", ""},
                                  {0x464, 2, "masterSlaveSetup", ""},
                                  {0x468, 2, "eye", ""},
                                  {0x4F4, 1, "circleTake", ""},
                                  {0x7CC, 4, "audioDataOffset", "byte"},
                                  {0x7D0, 4, "audioDataSize", "byte"},
                                  {0x890, 4, "frameLine1AType", ""},
                                  {0x8B4, 2, "frameLine1ALeft", "px"},
                                  {0x9AA, 2, "frameLine2CHeight", "px"},
                                  {0x9D8, 4, "noiseReductionMode", ""},
                                  {0x9E0, 4, "noiseReductionApplied", ""}};

struct Text {
  size_t offset, length;
  const char* key;
};
const std::vector<Text> texts{{0x0CC, 32, "lookName"},
                              {0x29C, 8, "cameraFamily"},
                              {0x2A4, 32, "recorderType"},
                              {0x2E0, 24, "supVersion"},
                              {0x2F8, 20, "cameraModel"},
                              {0x398, 32, "lensModel"},
                              {0x4F8, 8, "reel"},
                              {0x500, 16, "scene"},
                              {0x510, 8, "take"},
                              {0x518, 32, "director"},
                              {0x538, 32, "cinematographer"},
                              {0x558, 32, "production"},
                              {0x578, 32, "productionCompany"},
                              {0x598, 256, "userInfo"},
                              {0x698, 24, "cameraClipName"},
                              {0x72C, 32, "soundFileName"},
                              {0x74C, 32, "soundRollName"},
                              {0x76C, 32, "soundSceneName"},
                              {0x78C, 32, "soundTakeName"},
                              {0x850, 32, "frameLineFile1"},
                              {0x870, 32, "frameLineFile2"},
                              {0x894, 32, "frameLine1AName"},
                              {0x984, 32, "frameLine2CName"},
                              {0x268, 20, "storageMediaSerialNumber"}};

}  // namespace

TEST_CASE("only files with ARRI's magic and byte order are claimed") {
  const ari::Folder folder;
  const auto score = [&](std::vector<uint8_t> bytes) {
    return stranger::probe(ari::plugin(), folder.write("a.ari", bytes));
  };
  CHECK(score(ari::Frame(64, 4).bytes()) == 100);
  auto bytes = ari::Frame(64, 4).bytes();
  std::swap(bytes[4], bytes[7]);
  CHECK(score(bytes) == 0);
  CHECK(score({'A', 'R', 'R', 'I'}) == 0);
  CHECK(score({}) == 0);
}

TEST_CASE("numbers are read at their published offsets, verbatim and with their units") {
  ari::Frame frame(64, 4);
  int64_t value = 1;  // never twice the same, so that a wrong offset shows
  for (const auto& n : numbers) {
    value += 1;
    if (n.size == 1)
      frame.u16(n.offset, static_cast<uint16_t>(value));  // the byte behind is written next, or unused
    else if (n.size == 2)
      frame.u16(n.offset, static_cast<uint16_t>(value));
    else
      frame.u32(n.offset, static_cast<uint32_t>(value));
  }
  const auto got = natives_of(frame);
  value = 1;
  for (const auto& n : numbers) {
    value += 1;
    INFO(n.key);
    REQUIRE(got.contains(std::string("arri.") + n.key));
    const auto& entry = got.at(std::string("arri.") + n.key);
    CHECK(entry.text == std::to_string(value));
    CHECK(entry.unit == n.unit);
    CHECK(entry.type == FG_V_I64);
  }
}

TEST_CASE("texts are read at their published offsets and lengths") {
  ari::Frame frame(64, 4);
  char letter = 'a';
  for (const auto& t : texts) frame.text(t.offset, std::string(t.length, letter++));  // full: no NUL ends it
  const auto got = natives_of(frame);
  letter = 'a';
  for (const auto& t : texts) {
    INFO(t.key);
    CHECK(got.at(std::string("arri.") + t.key).text == std::string(t.length, letter++));
  }
}

TEST_CASE("floats, lists, BCD, bytes and the reversed camera id are decoded") {
  ari::Frame frame(64, 4);
  frame.f32(0x060, -1).f32(0x0B0, 0.5f).f32(0x0B4, 0.25f).f32(0x0FC, 0.9f).f32(0x9DC, 3.5f).f32(0x458, 12.5f);
  for (size_t i = 0; i < 12; ++i) frame.f32(0x080 + 4 * i, static_cast<float>(i) / 4);
  for (size_t i = 0; i < 3; ++i)
    frame.f32(0x100 + 4 * i, 1.5f)
        .f32(0x10C + 4 * i, 0.125f)
        .f32(0x118 + 4 * i, 0.75f)
        .f32(0x124 + 4 * i, 25)
        .f32(0x44C + 4 * i, 2);
  frame.u32(0x194, 1).u32(0x198, 2).u32(0x19C, 3).u16(0x3C4, 8).u16(0x3C6, 11558).u16(0x3D8, 5).u16(0x3DA, 6);
  frame.text(0x174, "Y42R").u32(0x17C, 0x20180327).u32(0x180, 0x12365107).u32(0x2C4, 3);
  frame.text(0x2D0, "0123456789abcdef").text(0x27C, "UMIDUMIDUMIDUMIDUMIDUMIDUMIDUMID");
  const auto got = natives_of(frame);
  CHECK(got.at("arri.whiteBalanceTint").text == "-1");
  CHECK(got.at("arri.colourMatrix").text == "0 0.25 0.5 0.75 1 1.25 1.5 1.75 2 2.25 2.5 2.75");
  CHECK(got.at("arri.colourMatrixDesaturationGain").text == "0.5");
  CHECK(got.at("arri.colourMatrixDesaturationOffset").text == "0.25");
  CHECK(std::stod(got.at("arri.cdlSaturation").text) == Approx(0.9));
  CHECK(got.at("arri.cdlSlope").text == "1.5 1.5 1.5");
  CHECK(got.at("arri.cdlOffset").text == "0.125 0.125 0.125");
  CHECK(got.at("arri.cdlPower").text == "0.75 0.75 0.75");
  CHECK(got.at("arri.printerLights").text == "25 25 25");
  CHECK(got.at("arri.cameraPosition").text == "2 2 2");
  CHECK(got.at("arri.cameraPan").text == "12.5");
  CHECK(got.at("arri.noiseReductionStrength").text == "3.5");
  CHECK(got.at("arri.speedRamp").text == "1 2 3");
  CHECK(got.at("arri.encoderFocusLdsLimits").text == "8 11558");
  CHECK(got.at("arri.encoderIrisMotorLimits").text == "5 6");
  CHECK(got.at("arri.cameraId").text == "R24Y");
  CHECK(got.at("arri.creationDate").text == "20180327");
  CHECK(got.at("arri.creationTime").text == "12365107");
  CHECK(got.at("arri.mirrorShutterRunning").text == "1");
  CHECK(got.at("arri.duplicateImage").text == "1");
  CHECK(got.at("arri.uuid").text.substr(0, 5) == "30 31");
  CHECK(got.at("arri.umid").text.size() == 32 * 3 - 1);
}

TEST_CASE("a level that no integer can be is read as the float it is") {
  const auto got = natives_of(ari::Frame(64, 4).f32(0x078, 256).u32(0x07C, 65535));
  CHECK(got.at("arri.blackLevel").type == FG_V_F64);
  CHECK(got.at("arri.blackLevel").text == "256");
  CHECK(got.at("arri.whiteLevel").type == FG_V_I64);
}

TEST_CASE("timecode is counted as ARRI counts it") {
  // Real values: an ALEXA LF's metadata dump and an ALEXA's plate, each with its own frame count beside the timecode.
  const ari::Folder folder;
  const auto start = [&](const ari::Frame& frame) {
    return Clip(ari::plugin(), {folder.write("a.ari", frame)}).info().start;
  };
  CHECK(start(ari::Frame(64, 4).timecode(0x1A8, {7, 49, 36, 13}, 1176223, 24000)).frame == 1176223);
  CHECK(start(ari::Frame(64, 4).timecode(0x1A8, {6, 19, 18, 1}, 112782, 24000)).frame == 112782);

  const auto ntsc = start(ari::Frame(64, 4).timecode(0x1A8, {0, 0, 10, 0}, 0, 29970, true));
  CHECK(ntsc.frame == 17982);  // ten minutes of drop-frame
  CHECK(ntsc.flags == FG_TC_DROP);
  CHECK(ntsc.base.num == 30000);
  CHECK(ntsc.base.den == 1001);
  CHECK(start(ari::Frame(64, 4).timecode(0x1A8, {1, 0, 1, 0}, 0, 29970, true)).frame == -1);  // a dropped number
  const auto film = start(ari::Frame(64, 4).timecode(0x1A8, {0, 0, 0, 1}, 0, 23976));
  CHECK(film.frame == 86400);
  CHECK(film.base.num == 24000);
  CHECK(film.base.den == 1001);
  CHECK(start(ari::Frame(64, 4).timecode(0x1A8, {59, 1, 0, 0}, 0, 60000)).frame == 119);
  CHECK(start(ari::Frame(64, 4).timecode(0x1A8, {24, 0, 0, 0}, 0, 24000)).frame == -1);  // frame 24 of 24
  CHECK(start(ari::Frame(64, 4).u32(0x1A8, 0xFFFFFFFF)).frame == -1);
  CHECK(start(ari::Frame(64, 4).u32(0x1B0, 0xFFFFFFFF)).frame == 1176223);  // the project's rate counts
}

TEST_CASE("rates are rationals") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 4).u32(0x1A0, 119880).u32(0x1A4, 25000))});
  CHECK(clip.info().rate.num == 25);
  CHECK(clip.info().rate.den == 1);
  CHECK(clip.info().capture_rate.num == 120000);
  CHECK(clip.info().capture_rate.den == 1001);
}

TEST_CASE("text that is no UTF-8 is read as Latin-1 and a filled field is empty") {
  const auto got =
      natives_of(ari::Frame(64, 4).text(0x538, "J\xFCrgen").text(0x518, "Jörg").text(0x558, std::string(32, '\xFF')));
  CHECK(got.at("arri.cinematographer").text == "Jürgen");
  CHECK(got.at("arri.director").text == "Jörg");
  CHECK(got.at("arri.production").text.empty());
}

TEST_CASE("no key is given twice") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 4))});
  std::set<std::string> keys;
  for (const auto& entry : clip.metadata()) {
    CHECK(entry.key.starts_with("arri."));
    CHECK(keys.insert(entry.key).second);
  }
  CHECK(keys.size() > 180);
}
