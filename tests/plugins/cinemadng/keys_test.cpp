// SPDX-License-Identifier: Apache-2.0
#include "dng_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

dng::Document cinema_document(dng::Order order) {
  dng::Document document({.bits = 12, .order = order});
  document.raw.bytes(51043, {0x07, 0x49, 0x36, 0x13, 0, 0, 0, 0}).srationals(51044, {24000, 1001}).rationals(51058, {28, 10})
      .text(51081, "A003").text(51105, "B-cam").text(271, "Maker").text(272, "Model X").text(50735, "SN-1");
  document.exif.rationals(33434, {1, 48}).rationals(33437, {56, 10}).shorts(34855, {800}).rationals(37386, {35, 1}).rationals(37382, {25, 10})
      .text(36867, "2026:11:24 10:00:00").text(36881, "-03:30").text(42036, "Prime 35").text(42035, "Lens Co").text(42037, "L-7");
  return document;
}

std::string exiftool(const std::string& path, const std::string& tag) {
  FILE* pipe = ::popen(("exiftool -s3 -" + tag + " '" + path + "' 2>/dev/null").c_str(), "r");
  char line[256] = "";
  if (pipe && !std::fgets(line, sizeof line, pipe)) line[0] = 0;
  if (pipe) ::pclose(pipe);
  std::string out(line);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

TEST_CASE("cinema and Exif tags become fields in the schema's units") {
  for (const auto order : {dng::Order::little, dng::Order::big}) {
    const dng::Scratch file(cinema_document(order).write());
    const stranger::Clip clip(plugin(), {file.path()});
    auto fields = clip.fields();
    CHECK(fields["reelName"].text == "A003");
    CHECK(fields["cameraLabel"].text == "B-cam");
    CHECK(fields["framesPerSecond"].text == "24000/1001");
    CHECK(fields["tStop"].text == "2.8");
    CHECK(std::stod(fields["expTime"].text) == Approx(1.0 / 48));
    CHECK(std::stod(fields["shutterAngle"].text) == Approx(360.0 / 48 * 24000 / 1001));
    CHECK(fields["shutterAngle"].status == FG_FIELD_DERIVED);
    CHECK(fields["aperture"].text == "5.6");
    CHECK(fields["isoSpeed"].text == "800");
    CHECK(fields["nominalFocalLength"].text == "35");
    CHECK(fields["focus"].text == "2.5");
    CHECK(fields["capDate"].text == "2026:11:24 10:00:00");
    CHECK(fields["utcOffset"].text == "-12600");
    CHECK(fields["lensModel"].text == "Prime 35");
    CHECK(fields["cameraModel"].text == "Model X");
    CHECK(fields["cameraSerialNumber"].text == "SN-1");
    CHECK(fields["container"].text == "CinemaDNG");
    const int64_t expected = ((13 * 60 + 36) * 60 + 49) * 24 + 7;
    CHECK(fields["timeCode"].text == std::to_string(expected) + "@24000/1001");
    CHECK(clip.info().start.frame == expected);
    CHECK(stranger::Lane(clip).frame().timecode.frame == expected);
    CHECK(clip.info().rate.num == 24000);
  }
}

TEST_CASE("exiftool reads the cinema tags of the same file alike") {
  const dng::Scratch file(cinema_document(dng::Order::little).write());
  if (exiftool(file.path(), "Make").empty()) {
    WARN("skipped: exiftool is not installed");
    return;
  }
  CHECK(exiftool(file.path(), "ReelName") == "A003");
  CHECK(exiftool(file.path(), "CameraLabel") == "B-cam");
  CHECK(exiftool(file.path(), "TimeCodes").find("13:36:49.07") != std::string::npos);
  CHECK(std::stod(exiftool(file.path(), "TStop")) == 2.8);
}

TEST_CASE("drop-frame timecode leaves out the numbers that it does not count") {
  dng::Document document({.bits = 12});
  document.raw.bytes(51043, {0x42, 0x00, 0x01, 0x00, 0, 0, 0, 0}).srationals(51044, {30000, 1001});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.info().start.frame == 1800); // 00:01:00;02 follows 00:00:59;29
  CHECK((clip.info().start.flags & FG_TC_DROP) != 0u);
}

TEST_CASE("a timecode without digits or rate is unreadable, not zero") {
  dng::Document document({.bits = 12});
  document.raw.bytes(51043, {0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0}).srationals(51044, {24, 1});
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.fields()["timeCode"].status == FG_FIELD_UNREADABLE);
  CHECK(clip.info().start.frame == -1);
}

TEST_CASE("values that say unknown are absent") {
  dng::Document document({.bits = 12});
  document.exif.rationals(33434, {0, 1000000}).shorts(34855, {0}).rationals(37382, {4294967295, 1}).text(36867, "");
  const dng::Scratch file(document.write());
  auto fields = stranger::Clip(plugin(), {file.path()}).fields();
  for (const char* field : {"expTime", "isoSpeed", "focus", "capDate"}) {
    INFO(field);
    CHECK(fields.at(field).status == FG_FIELD_ABSENT);
  }
}

TEST_CASE("tags that no table knows are kept by number with their type") {
  dng::Document document({.bits = 12});
  document.raw.shorts(60001, {7, 8, 9}).text(60002, "vendor").srationals(60003, {-1, 3});
  const dng::Scratch file(document.write());
  std::map<std::string, stranger::Entry> entries;
  for (const auto& entry : stranger::Clip(plugin(), {file.path()}).metadata()) entries[entry.key] = entry;
  CHECK(entries["dng.Tag60001"].text == "7 8 9");
  CHECK(entries["dng.Tag60001"].type == FG_V_I64_ARRAY);
  CHECK(entries["dng.Tag60002"].text == "vendor");
  CHECK(entries["dng.Tag60003"].text == "-1/3");
  CHECK(entries["dng.Tag60003"].type == FG_V_RATIONAL);
}

TEST_CASE("a timecode at a rate that no tag can hold becomes no field") {
  stranger::Kept values;
  const uint8_t recorded[8]{0x07, 0x49, 0x36, 0x13};
  fg_value code{FG_V_BYTES, 8, {}}, rate{FG_V_RATIONAL, 1, {}};
  code.as.bytes = recorded, rate.as.q = {8695591632189502049, 3102107798164939727};
  values.put("dng.TimeCodes", code), values.put("dng.FrameRate", rate);
  const auto fields = stranger::normalise(plugin(), values.data(), values.size());
  CHECK((!fields.contains("timeCode") || fields.at("timeCode").status == FG_FIELD_UNREADABLE));
}
