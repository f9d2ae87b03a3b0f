// SPDX-License-Identifier: Apache-2.0
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

std::map<std::string, stranger::Entry> entries(const r3d::Bytes& bytes, int64_t frame = -1) {
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  std::map<std::string, stranger::Entry> out;
  for (const auto& entry : clip.metadata(frame)) out.emplace(entry.key, entry);
  return out;
}

std::map<std::string, stranger::Field> fields(const r3d::Bytes& bytes, int64_t frame = -1) {
  const r3d::Scratch folder;
  return stranger::Clip(plugin(), {folder.write("A_001.R3D", bytes)}).fields(frame);
}

std::string timecode(const std::string& text, uint32_t num, uint32_t den) { return fields(r3d::Red2{.num = num, .den = den, .timecode = text}.write())["timeCode"].text; }

}  // namespace

TEST_CASE("values keep the type that the top four bits of their tag state") {
  auto found = entries(r3d::Red2{.extra = r3d::Tags()
                                              .raw(0x0FA0, {7})
                                              .raw(0x2FA2, {0x3F, 0x80, 0, 0, 0x40, 0, 0, 0})
                                              .raw(0x3FA3, {200})
                                              .raw(0x4FA4, {0xFF, 0xFE})
                                              .raw(0x5FA5, {0xE0})
                                              .raw(0x6FA6, {0xFF, 0xFF, 0xFF, 0xFE})
                                              .raw(0x7FA7, {1, 2, 3})
                                              .raw(0x8FA8, {0xFF, 0xFF, 0xFF, 0xFE})
                                              .raw(0x9FA9, {0xAA, 0xBB})
                                              .raw(0xAFAA, {9, 9})
                                              .raw(0x4FAB, {1, 2, 3})
                                              .raw(0x1FAC, {'c', 'a', 'f', 0xE9})
                                              .text(0x1FAD, "caf\xC3\xA9")}
                                  .write());
  CHECK(found.at("red.0x0fa0").text == "7");
  CHECK(found.at("red.0x2fa2").text == "1 2");
  CHECK(found.at("red.0x3fa3").text == "200");
  CHECK(found.at("red.0x4fa4").text == "65534");
  CHECK(found.at("red.0x5fa5").text == "-32");
  CHECK(found.at("red.0x6fa6").text == "-2");
  CHECK(found.at("red.0x7fa7").type == uint32_t{FG_V_BYTES});
  CHECK(found.at("red.0x8fa8").text == "4294967294");
  CHECK(found.at("red.0x9fa9").text == "aa bb");
  CHECK(found.at("red.0xafaa").text == "09 09");
  CHECK(found.at("red.0x4fab").text == "01 02 03"); // three bytes are no 16-bit numbers
  CHECK(found.at("red.0x1fac").type == uint32_t{FG_V_BYTES}); // not UTF-8: as it was written
  CHECK(found.at("red.0x1fad").text == "caf\xC3\xA9");
}

TEST_CASE("the directory is found behind however many records the header has") {
  for (const uint32_t streams : {1u, 2u})
    for (const uint32_t sounds : {0u, 1u, 4u})
      for (const uint32_t extensions : {0u, 2u})
        CHECK(entries(r3d::Red2{.streams = streams, .sounds = sounds, .extensions = extensions}.write()).at("red.AbsoluteTimecode").text == "21:36:16:18");
}

TEST_CASE("lens values come in the schema's units, and unknown ones are absent") {
  auto found = fields(r3d::Red2{}.write());
  CHECK(found["cameraModel"].text == "RANGER MONSTRO 8K VV");
  CHECK(std::stod(found["focus"].text) == Approx(0.41));
  CHECK(std::stod(found["aperture"].text) == Approx(5.6));
  CHECK(found["nominalFocalLength"].text == "40");
  CHECK(found["lensMake"].text == "SIGMA");
  CHECK(found["lensModel"].status == FG_FIELD_ABSENT);
  CHECK(found["captureRate"].text == "48000/1001");
  CHECK(found["framesPerSecond"].text == "24000/1001");
  CHECK(found["codec"].text == "REDCODE (wavelet)");
  auto fine = fields(r3d::Red2{.extra = r3d::Tags().number(0x60D0, 40250, 4).number(0x606C, 0xFFFFFFFF, 4)}.write());
  CHECK(fine["nominalFocalLength"].text == "40.25");
  CHECK(fine["focus"].status == FG_FIELD_ABSENT); // the first of a repeated tag counts
}

TEST_CASE("timecodes are counted at the project's rate, dropping numbers when they say so") {
  CHECK(timecode("01:00:00:00", 25, 1) == "90000@25/1");
  CHECK(timecode("01:00:00:00", 24000, 1001) == "86400@24000/1001");
  CHECK(timecode("01:00:00:00", 30000, 1001) == "108000@30000/1001");
  CHECK(timecode("01:00:00;00", 30000, 1001) == "107892@30000/1001 drop");
  CHECK(timecode("01:00:00.00", 60000, 1001) == "215784@60000/1001 drop");
  CHECK(timecode("00:01:00;02", 30000, 1001) == "1800@30000/1001 drop");
  CHECK(timecode("01:00:00:59", 60, 1) == "216059@60/1");
  for (const char* wrong : {"01:00:00:24", "24:00:00:00", "01:60:00:00", "1:00:00:00", "ab:cd:ef:gh", "-1:00:00:00"}) {
    INFO(wrong);
    const r3d::Scratch folder;
    const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red2{.num = 24, .den = 1, .timecode = wrong}.write())});
    CHECK(clip.fields()["timeCode"].status == FG_FIELD_UNREADABLE);
    CHECK(clip.info().start.frame == ((1 * 60 + 49) * 60 + 54) * 24 + 11); // the edge code stands in
  }
  CHECK(fields(r3d::Red2{.num = 30000, .timecode = "00:01:00;00"}.write())["timeCode"].status == FG_FIELD_UNREADABLE); // a number that is never counted
  CHECK(timecode("00:01:00;00", 24000, 1001) == "1440@24000/1001"); // 24 a second drop nothing
}

TEST_CASE("each frame has its own lens values and time") {
  const auto bytes = r3d::Red2{}.write();
  for (int i = 0; i < 3; ++i) {
    auto found = entries(bytes, i);
    CHECK(found.at("red.FrameTime").text == std::to_string(1000000 + i * 41708));
    CHECK(found.at("red.CookeDynamic").text == "dF");
    CHECK(std::stod(fields(bytes, i)["focus"].text) == Approx(0.41 + 0.01 * i));
  }
  const auto red1 = r3d::Red1{}.write();
  for (int i = 0; i < 3; ++i) {
    CHECK(entries(red1, i).at("red.FrameNumber").text == std::to_string(i));
    CHECK(std::stod(fields(red1, i)["focus"].text) == Approx(1.5 + 0.01 * i));
    CHECK(entries(red1, i).at("red.AbsoluteTimecode").text == "10:38:04:08"); // the clip's, in every frame
    CHECK_FALSE(fields(red1, i).contains("timeCode"));
  }
}

TEST_CASE("what only frames state is known of the clip too") {
  CHECK(entries(r3d::Red2{}.write()).at("red.CookeDynamic").text == "dF");
  CHECK_FALSE(entries(r3d::Red2{.frame_tags = false}.write()).contains("red.CookeDynamic"));
}

TEST_CASE("text extensions are kept, motion samples are counted") {
  auto found = entries(r3d::Red2{.extensions = 2}.write());
  CHECK(found.at("red.ExtensionText").text == "time,lens\n0,40mm\n");
  CHECK(found.at("red.MotionSamples").text == "3");
}

TEST_CASE("the tint of a RED ONE is kept but not believed") {
  const auto bytes = r3d::Red1{}.write();
  CHECK(entries(bytes).at("red.Tint").text == "24");
  CHECK_FALSE(fields(bytes).contains("cameraTintSetting"));
  CHECK(fields(bytes)["codec"].text == "REDCODE (JPEG 2000)");
}

TEST_CASE("inspecting a clip reads its headers and not its pictures") {
  const r3d::Scratch folder;
  const auto bytes = r3d::Red2{.frames = 200}.write();
  const auto path = folder.write("A_001.R3D", bytes);
  stranger::Plugin fresh("org.filmgate.red");
  const stranger::Clip clip(fresh, {path});
  (void)clip.metadata();
  CHECK(clip.info().frame_count == 200);
  CHECK(fresh.host().bytes_read < 20000);
  CHECK(bytes.size() > 1600000);
}
