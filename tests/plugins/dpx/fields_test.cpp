// SPDX-License-Identifier: Apache-2.0
//
// Header fields verbatim and normalised, and the names of encodings, of written headers and of a real scanner's.
#include "command_line.hpp"
#include "plugins/dpx/opened.hpp"

#include <catch2/catch.hpp>

using dpx_test::Header;
using dpx_test::Opened;
using dpx_test::Picture;

namespace {

void film_and_television(Header& h) {
  h.text(36, 100, "scan.0042.dpx"), h.text(136, 24, "2024:05:06:07:08:09:CET"), h.text(160, 100, "scanner 1"), h.text(260, 200, "A film");
  h.text(460, 200, "A house"), h.text(1532, 24, "2024:05:05:01:02:03"), h.text(1556, 32, "Scanity"), h.text(1588, 32, "S123");
  h.u32(1628, 1200), h.u32(1632, 1200);
  h.text(1664, 2, "02"), h.text(1666, 2, "18"), h.text(1668, 2, "32"), h.text(1670, 6, "123456"), h.text(1676, 4, "7890");
  h.u32(1712, 42), h.f32(1724, 24.0f), h.f32(1728, 172.8f), h.text(1732, 32, "keyframe");
  h.u32(1920, 0x13364907), h.u32(1924, 0x12345678), h.f32(1940, 23.976f), h.f32(1948, 2.2f);
}

std::string field(const Opened& opened, const std::string& name) {
  const auto all = opened.clip.fields();
  const auto at = all.find(name);
  return at == all.end() ? "-" : at->second.status == FG_FIELD_ABSENT ? "absent" : at->second.status == FG_FIELD_UNREADABLE ? "unreadable" : at->second.text;
}

struct Codes {
  unsigned transfer, colorimetric;
  uint32_t low, high;
  float least, most;
};
const float undefined = std::bit_cast<float>(0xFFFFFFFFu);

std::string encoding(unsigned bits, const Codes& codes) {
  const Opened opened(Picture{.bits = bits, .packing = bits == 10 ? 1u : 0u, .transfer = codes.transfer, .colorimetric = codes.colorimetric, .more = [&](Header& h) {
    h.u32(784, codes.low), h.u32(792, codes.high), h.f32(788, codes.least), h.f32(796, codes.most);
  }});
  return stranger::Lane(opened.clip).frame().encoding;
}

}  // namespace

TEST_CASE("film and television fields are verbatim, in either byte order") {
  for (const bool big : {true, false}) {
    const Opened opened(Picture{.big = big, .more = film_and_television});
    for (const auto& [key, text] : std::map<std::string, std::string>{
             {"dpx.FileName", "scan.0042.dpx"}, {"dpx.Creator", "scanner 1"}, {"dpx.InputDevice", "Scanity"}, {"dpx.FilmManufacturerId", "02"},
             {"dpx.FilmType", "18"}, {"dpx.FilmPerforationOffset", "32"}, {"dpx.FilmPrefix", "123456"}, {"dpx.FilmCount", "7890"},
             {"dpx.FilmFramePosition", "42"}, {"dpx.FilmFrameRate", "24"}, {"dpx.TimeCode", "13:36:49:07"}, {"dpx.UserBits", "305419896"},
             {"dpx.Element1.Descriptor", "50"}, {"dpx.Element1.BitDepth", "10"}, {"dpx.Element1.Packing", "1"}}) {
      CAPTURE(key);
      CHECK(opened.value(key) == text);
    }
    CHECK(opened.value("dpx.Undefined").find("dpx.EncryptionKey") != std::string::npos);
    CHECK(opened.value("dpx.EncryptionKey").empty());
  }
}

TEST_CASE("header fields become the schema's") {
  const Opened opened(Picture{.more = film_and_television});
  const auto info = opened.clip.info();
  CHECK(info.rate.num == 24000);
  CHECK(info.rate.den == 1001);
  CHECK(stranger::render(info.start) == "1176223@24000/1001"); // ((13 h 36 m 49 s) x 24) + 7
  for (const auto& [name, text] : std::map<std::string, std::string>{
           {"timeCode", "1176223@24000/1001"}, {"framesPerSecond", "24000/1001"}, {"shutterAngle", "172.800003"}, {"keyCode", "02 18 123456 7890 32"},
           {"cameraModel", "Scanity"}, {"cameraSerialNumber", "S123"}, {"production", "A film"}, {"owner", "A house"}, {"capDate", "2024:05:05:01:02:03"},
           {"bitDepth", "10"}, {"codec", "10 bit, filled, method A"}, {"container", "DPX V2.0"},
           {"colourScience", "transfer: user defined; colorimetric: user defined"}}) {
    CAPTURE(name);
    CHECK(field(opened, name).substr(0, text.size()) == text);
  }
}

TEST_CASE("what a header leaves undefined is absent, and a timecode needs digits and a rate") {
  const Opened empty(Picture{});
  for (const char* name : {"timeCode", "framesPerSecond", "cameraModel"}) CHECK(field(empty, name) == "absent");
  CHECK(empty.clip.info().start.frame == -1);
  const Opened no_digits(Picture{.more = [](Header& h) { h.u32(1920, 0x1F364907), h.f32(1940, 25.0f); }});
  CHECK(field(no_digits, "timeCode") == "unreadable");
  CHECK(no_digits.value("dpx.TimeCode") == "1f:36:49:07");
  const Opened no_rate(Picture{.more = [](Header& h) { h.u32(1920, 0x10000000); }});
  CHECK(no_rate.value("dpx.TimeCode") == "10:00:00:00");
  CHECK(field(no_rate, "timeCode") == "-");
}

TEST_CASE("an encoding is named only where the file's own codes leave no choice") {
  constexpr uint32_t none = 0xFFFFFFFF;
  CHECK(encoding(10, {1, 1, 0, 1023, 0, 2.046f}) == "kodak.cineon");
  CHECK(encoding(10, {1, 1, none, none, undefined, undefined}) == "kodak.cineon"); // the standard's own scale
  CHECK(encoding(10, {3, 1, 0, 1023, 0, 2.047f}) == "kodak.cineon");
  CHECK(encoding(10, {3, 0, 0, 1023, 0, 2.047f}).empty()); // a logarithm of what is not said
  CHECK(encoding(10, {1, 1, 0, 1023, 0, 1.5f}).empty());   // a density of another scale
  CHECK(encoding(10, {1, 1, 95, 685, 0, 2.046f}).empty());
  CHECK(encoding(10, {6, 6, 0, 1023, undefined, undefined}) == "itu.bt709");
  CHECK(encoding(10, {6, 6, 64, 940, undefined, undefined}).empty()); // legal range
  CHECK(encoding(10, {6, 6, none, none, undefined, undefined}).empty());
  CHECK(encoding(32, {2, 6, none, none, undefined, undefined}) == "linear.bt709");
  CHECK(encoding(10, {2, 0, 0, 1023, undefined, undefined}).empty());
  CHECK(encoding(10, {0, 0, 0, 1023, undefined, undefined}).empty());
  CHECK(encoding(10, {4, 4, 0, 1023, undefined, undefined}).empty());
}

TEST_CASE("an encoding that the file does not name may be told, and other parameters are refused") {
  const Opened opened(Picture{});
  CHECK(opened.said("encoding-unknown").find("parameter encoding") != std::string::npos);
  CHECK(stranger::Lane(opened.clip, {{"encoding", std::string("house.log")}}).frame().encoding == "house.log");
  CHECK_THROWS(stranger::Lane(opened.clip, {{"gamma", 2.2}}).frame());
}

TEST_CASE("user data are verbatim, with the name of who wrote them") {
  Picture picture{.image_offset = 2048 + 32 + 16, .more = [](Header& h) {
    h.u32(32, 48), h.text(2048, 32, "HOUSE");
    for (size_t i = 0; i < 16; ++i) h.u8(2080 + i, static_cast<unsigned>(i));
  }};
  const Opened opened(picture);
  CHECK(opened.value("dpx.UserId") == "HOUSE");
  CHECK(opened.value("dpx.UserData") == "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f");
}

TEST_CASE("Cineon's film fields are read, and its densities are named") {
  const Opened opened(Picture{.cineon = true, .more = [](Header& h) {
    h.text(844, 64, "Genesis"), h.u8(1024, 2), h.u8(1025, 18), h.u8(1026, 32), h.u32(1028, 123456), h.u32(1032, 7890), h.f32(1072, 24.0f), h.text(1108, 200, "12A-3");
    h.f32(208, 0), h.f32(212, 0), h.f32(216, 1023), h.f32(220, 2.046f);
  }});
  CHECK(opened.value("cineon.FilmSlate") == "12A-3");
  CHECK(field(opened, "keyCode") == "2 18 123456 7890 32");
  CHECK(field(opened, "framesPerSecond") == "24/1");
  CHECK(stranger::Lane(opened.clip).frame().encoding == "kodak.cineon");
}

TEST_CASE("a real scanner's header is what exiftool says of it") {
  const auto path = std::string(TEST_MEDIA_DIR) + "/samples/dpx/exiftool_DPX.dpx";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: " << path << " is not there; FILMGATE_TEST_MEDIA names the folder with samples/");
    return;
  }
  const Opened opened(path); // values: exiftool 12.57 and oiiotool 2.4.7
  CHECK(opened.value("dpx.InputDevice") == "SPIRIT-4K DATACINE");
  CHECK(opened.value("dpx.InputDeviceSerialNumber") == "01018");
  CHECK(opened.value("dpx.CreationDateTime") == "2010:08:03:08:38:16");
  CHECK(opened.value("dpx.FilmFormat") == "004F 0 161");
  CHECK(opened.value("dpx.TimeCode") == "00:00:10:15");
  CHECK(opened.value("dpx.Element1.Description") == "CPD");
  CHECK(field(opened, "colourScience") == "transfer: printing density; colorimetric: printing density");
  CHECK(opened.said("truncated").find("12812288") != std::string::npos);
}
