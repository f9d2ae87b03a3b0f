// SPDX-License-Identifier: Apache-2.0
//
// The truth is ARRI's own: the attributes of a plate that ARRI's converter wrote from an ALEXA frame, and a line of a
// metadata dump of an ALEXA LF. The header is filled with the raw values behind them.
#include "plugins/arriraw/ari_fixture.hpp"

namespace {

std::map<std::string, stranger::Field> fields_of(const ari::Frame& frame) {
  const ari::Folder folder;
  return stranger::Clip(ari::plugin(), {folder.write("a.ari", frame)}).fields();
}
double number(const stranger::Field& field) { return std::stod(field.text); }

ari::Frame alexa_ev() {  // the plate: reel A004R23J
  ari::Frame frame(64, 4);
  frame.u32(0x058, 5).u32(0x05C, 5500).f32(0x060, -1).f32(0x064, 1.68334f).f32(0x06C, 1.42f).u32(0x074, 800);
  frame.u32(0x16C, 23192)
      .u32(0x170, 2719)
      .text(0x174, "J32R")
      .u32(0x178, 'A')
      .u32(0x17C, 0x20000101)
      .u32(0x180, 0x01001700);
  frame.u32(0x18C, 20000).u32(0x190, 172800).timecode(0x1A8, {6, 19, 18, 1}, 112782, 24000).text(0x2F8, "Alexa EV");
  frame.u32(0x374, 1).u32(0x378, 3969).u32(0x37C, 100000).u32(0x380, 8939063).text(0x398, "Zeiss MP100 T1.3");
  frame.text(0x4F8, "A004R23J").text(0x500, "1").text(0x510, "C001").text(0x698, "A004C001_130313_R23J");
  return frame;
}

}  // namespace

TEST_CASE("an ALEXA frame's fields are those that ARRI's converter writes into its plate") {
  const auto fields = fields_of(alexa_ev());
  const std::map<std::string, std::string> plate{{"cameraMake", "ARRI"},
                                                 {"cameraModel", "Alexa EV"},
                                                 {"cameraSerialNumber", "2719"},
                                                 {"cameraFirmwareVersion", "23192"},
                                                 {"cameraIdentifier", "ARRI-Alexa_EV-SN_R23J"},
                                                 {"cameraLabel", "A"},
                                                 {"capDate", "2000:01:01 01:00:17"},
                                                 {"captureRate", "24/1"},
                                                 {"framesPerSecond", "24/1"},
                                                 {"imageCounter", "112782"},
                                                 {"isoSpeed", "800"},
                                                 {"expTime", "0.02"},
                                                 {"nominalFocalLength", "100"},
                                                 {"focus", "3.969"},
                                                 {"shutterAngle", "172.8"},
                                                 {"cameraCCTSetting", "5500"},
                                                 {"cameraTintSetting", "-1"},
                                                 {"clipName", "A004C001_130313_R23J"},
                                                 {"scene", "1"},
                                                 {"take", "C001"},
                                                 {"lensMake", "Zeiss"},
                                                 {"lensModel", "MP100 T1.3"},
                                                 {"lensSerialNumber", "8939063"},
                                                 {"reelName", "A004R23J"},
                                                 {"timeCode", "112782@24/1"},
                                                 {"colourScience", "5"},
                                                 {"pixelAspectRatio", "1/1"}};
  for (const auto& [name, value] : plate) {
    INFO(name);
    REQUIRE(fields.contains(name));
    CHECK(fields.at(name).text == value);
    CHECK((fields.at(name).status == FG_FIELD_PRESENT || fields.at(name).status == FG_FIELD_DERIVED));
    CHECK(fields.at(name).source.starts_with("arri."));
  }
}

TEST_CASE("units are the schema's: metres, millimetres, seconds, degrees, T numbers, densities") {
  auto frame = alexa_ev();
  frame.u32(0x374, 0).u32(0x378, 60000).u32(0x384, 2667).u16(0x38A, 2100).f32(0x0C4, 1.12f);
  const auto fields = fields_of(frame);
  CHECK(number(fields.at("focus")) == Approx(1.524));                                 // 60 inches
  CHECK(number(fields.at("tStop")) == Approx(1.4 * std::exp2(0.35)).epsilon(0.012));  // ARRI says 1.4 + 7/10
  CHECK(number(fields.at("ndDensity")) == Approx(2.1));
  CHECK(fields.at("pixelAspectRatio").text == "28/25");
}

TEST_CASE("ARRI's unset values are absent, not numbers") {
  auto frame = alexa_ev();
  for (const size_t at : {0x05C, 0x074, 0x16C, 0x170, 0x178, 0x17C, 0x18C, 0x190, 0x1A0, 0x1A4, 0x1A8, 0x1AC, 0x378,
                          0x37C, 0x380, 0x384, 0x130})
    frame.u32(at, 0xFFFFFFFF);
  frame.u16(0x38A, 0xFFFF).u16(0x4F4, 0xFFFF).text(0x4F8, std::string(8, '\xFF')).text(0x398, std::string(32, '\0'));
  frame.u32(0x060, 0xFFFFFFFF).u32(0x064, 0xFFFFFFFF).u32(0x0C4, 0xFFFFFFFF);
  const auto fields = fields_of(frame);
  for (const char* name : {"cameraCCTSetting",
                           "isoSpeed",
                           "cameraFirmwareVersion",
                           "cameraSerialNumber",
                           "cameraLabel",
                           "capDate",
                           "expTime",
                           "shutterAngle",
                           "captureRate",
                           "framesPerSecond",
                           "timeCode",
                           "imageCounter",
                           "focus",
                           "nominalFocalLength",
                           "lensSerialNumber",
                           "tStop",
                           "cdl",
                           "ndDensity",
                           "circleTake",
                           "reelName",
                           "lensMake",
                           "lensModel",
                           "cameraTintSetting",
                           "cameraColorBalance",
                           "pixelAspectRatio",
                           "uuid",
                           "umid",
                           "storageMediaSerialNumber",
                           "director",
                           "lookName"}) {
    INFO(name);
    REQUIRE(fields.contains(name));
    CHECK(fields.at(name).status == FG_FIELD_ABSENT);
  }
}

TEST_CASE("what is known to mean something unclear is unreadable") {
  auto frame = alexa_ev();
  frame.u32(0x374, 2).u32(0x384, static_cast<uint32_t>(-2));
  const auto fields = fields_of(frame);
  CHECK(fields.at("focus").status == FG_FIELD_UNREADABLE);  // the camera's default unit
  CHECK(fields.at("tStop").status == FG_FIELD_UNREADABLE);  // closed
}

TEST_CASE("ids, looks and people are told") {
  auto frame = alexa_ev();
  const uint8_t id[16] = {0xa5, 0xcc, 0xb8, 0xe4, 0, 0, 0, 0x40, 0x82, 0xe3, 1, 0x62, 0, 0, 0, 0};
  frame.text(0x2D0, std::string_view(reinterpret_cast<const char*>(id), 16)).text(0x268, "X512GJ1F150083");
  frame.text(0x0CC, "Warm")
      .u32(0x130, 3)
      .f32(0x0FC, 1.25f)
      .text(0x558, "Feature")
      .text(0x578, "Studio")
      .text(0x2A4, "Codex");
  frame.u32(0x0C8, 12).u16(0x4F4, 1);
  for (size_t i = 0; i < 3; ++i) frame.f32(0x100 + 4 * i, 1.5f).f32(0x118 + 4 * i, 0.5f);
  const auto fields = fields_of(frame);
  CHECK(fields.at("uuid").text == "e4b8cca5-0000-4000-82e3-016200000000");
  CHECK(fields.at("storageMediaSerialNumber").text == "X512GJ1F150083");
  CHECK(fields.at("lookName").text == "Warm");
  CHECK(fields.at("cdl").text == "1.5 1.5 1.5 0 0 0 0.5 0.5 0.5 1.25");
  CHECK(fields.at("production").text == "Feature");
  CHECK(fields.at("company").text == "Studio");
  CHECK(fields.at("recorderModel").text == "Codex");
  CHECK(fields.at("circleTake").text == "1");
  CHECK(fields.at("orientation").text == "rotated by 180 degrees");
  CHECK(fields.at("codec").text == "ARRIRAW 12-bit uncompressed");
  CHECK(fields.at("container").text == "ari");
}

TEST_CASE("values of other types than the reader's own do no harm") {
  fg_value wrong{GENERATE(uint32_t{FG_V_TEXT}, uint32_t{FG_V_I64}, uint32_t{FG_V_F64}), 1, {}};
  if (wrong.type == FG_V_TEXT)
    wrong.as.text = "x";
  else if (wrong.type == FG_V_I64)
    wrong.as.i64 = INT64_MIN;
  else
    wrong.as.f64 = std::nan("");
  std::vector<fg_kv> given;
  const ari::Folder folder;
  const auto keys = ari::natives(stranger::Clip(ari::plugin(), {folder.write("a.ari", alexa_ev())}));
  for (const auto& [key, entry] : keys) given.push_back({key.c_str(), wrong});
  CHECK_NOTHROW(stranger::normalise(ari::plugin(), given.data(), static_cast<uint32_t>(given.size())));
}

TEST_CASE("keys of other vendors mean nothing here") {
  fg_value text{FG_V_TEXT, 1, {}};
  text.as.text = "A001";
  const fg_kv other{"red.reel", text};
  CHECK(stranger::normalise(ari::plugin(), &other, 1).empty());
}
