// SPDX-License-Identifier: Apache-2.0
//
// Tags and GPMF in the record, and the fields made of them.
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

namespace {

std::map<std::string, std::string> entries_of(const stranger::Clip& clip) {
  std::map<std::string, std::string> out;
  for (const auto& entry : clip.metadata()) out.emplace(entry.key, entry.text);
  return out;
}

std::string klv(const std::string& key, char type, size_t size, size_t count, const std::string& body) {
  std::string out = key + type + static_cast<char>(size) + static_cast<char>(count >> 8) + static_cast<char>(count) + body;
  out.resize((out.size() + 3) / 4 * 4);
  return out;
}
std::string nest(const std::string& key, const std::string& body) { return klv(key, '\0', 1, body.size(), body); }

dng::Document with_private(const std::string& bytes) {
  auto out = gpr::document(gpr::smooth());
  out.raw.bytes(50740, std::vector<int64_t>(bytes.begin(), bytes.end()));
  return out;
}

}  // namespace

TEST_CASE("tags become fields as a DNG's do; firmware and bits as GoPro means them") {
  auto document = gpr::document(gpr::smooth());
  document.exif.rationals(33434, {1, 455}).shorts(34855, {100});
  const dng::Scratch file(document.write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  auto fields = clip.fields();
  CHECK(fields["cameraMake"].text == "GoPro");
  CHECK(fields["cameraModel"].text == "HERO6 Black");
  CHECK(fields["cameraFirmwareVersion"].text == "HD6.01.01.49.08");
  CHECK(fields["codec"].text == "VC-5 (9)");
  CHECK(fields["container"].text == "DNG");
  CHECK(fields["bitDepth"].text == "14"); // BitsPerSample is 16
  CHECK(fields["bitDepth"].source == "gopro.WhiteLevel");
  CHECK(fields["isoSpeed"].source == "gopro.ISOSpeedRatings");
  CHECK(fields["expTime"].status == FG_FIELD_PRESENT);
}

TEST_CASE("the payload of GoPro's encoder is in the record, with names and units") {
  const stranger::Clip clip(gpr::plugin(), {gpr::data("rggb14.GPR")}); // its payload is gopro/gpmf-parser's hero6.raw
  auto entries = entries_of(clip);
  CHECK(entries["gopro.gpmf.device"] == "Hero6 Black");
  CHECK(entries["gopro.gpmf.ACCL.units"] == "m/s\xC2\xB2");
  for (const char* key : {"gopro.gpmf.ACCL", "gopro.gpmf.GYRO", "gopro.gpmf.SHUT", "gopro.gpmf.ISOE", "gopro.gpmf.GPS5"}) {
    INFO(key);
    CHECK(entries.count(key) == 1);
  }
}

TEST_CASE("a key of two devices is told with each one's name") {
  const auto lens = [](const char* name, char value) {
    const auto own = klv(name[0] == 'B' ? "BACK" : "FRNT", 'B', 1, 1, "\x05");
    const auto stream = nest("STRM", klv("POLY", 'B', 1, 1, std::string(1, value)) + own);
    return nest("DEVC", klv("DVNM", 'c', 1, std::string(name).size(), name) + stream);
  };
  const dng::Scratch file(with_private("GoPro\n" + lens("Back Lens", 1) + lens("Front Lens", 2)).write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  auto entries = entries_of(clip);
  CHECK(entries["gopro.gpmf.BackLens.POLY"] == "1");
  CHECK(entries["gopro.gpmf.FrontLens.POLY"] == "2");
  CHECK(entries["gopro.gpmf.BACK"] == "5");
  CHECK(entries.count("gopro.gpmf.POLY") == 0);
}

TEST_CASE("private data of others and broken payloads leave the rest of the record whole") {
  const auto good = klv("CASN", 'c', 1, 4, "C313");
  for (const auto& bytes : {std::string("Adobe\0MakN", 10), "GoPro\n" + good + klv("ZZZZ", 'L', 255, 65535, ""), std::string("GoPro\n")}) {
    const dng::Scratch file(with_private(bytes).write(), "a.GPR");
    const stranger::Clip clip(gpr::plugin(), {file.path()});
    auto entries = entries_of(clip);
    CHECK(entries.count("gopro.DNGPrivateData") == 1);
    CHECK(entries["gopro.Make"] == "GoPro");
    CHECK(entries.count("gopro.gpmf.CASN") == (bytes.find("CASN") != bytes.npos ? 1 : 0));
  }
}
