// SPDX-License-Identifier: Apache-2.0
//
// OpenEXR: attributes, windows, encodings and every bit of every sample, of an independent writer's files and of a real frame
// of ARRI's converter.
#include "plugins/images/opened.hpp"

#include <catch2/catch.hpp>

using exr_test::attribute;
using exr_test::Frame;
using exr_test::little;
using exr_test::real;
using images_test::Opened;
using images_test::sample;

namespace {

const std::string arri = std::string(TEST_DATA_DIR) + "/exr/arriraw_converter_64x64.exr";

std::string encoding(const Frame& frame) {
  const FolderOfItsOwn folder;
  return stranger::Lane(Opened(folder, frame).clip).frame().encoding;
}

std::string refusal(const Frame& frame) {
  const FolderOfItsOwn folder;
  const Opened opened(folder, frame);
  CHECK((opened.clip.info().capabilities & FG_CAN_DECODE) == 0);
  return opened.said("undecodable");
}

void check_samples(const Frame& frame, const std::vector<std::string>& shown) {
  const FolderOfItsOwn folder;
  const Opened opened(folder, frame);
  const stranger::Lane lane(opened.clip);
  const auto whole = lane.rows();
  for (uint32_t y = 0; y < frame.height(); ++y) {
    const auto band = lane.band(0, static_cast<int32_t>(y), 1);
    for (uint32_t x = 0; x < frame.width(); ++x)
      for (size_t c = 0; c < shown.size(); ++c) {
        const auto want = frame.bits(frame.place(shown[c]), x, y);
        CHECK(sample(whole, y, x * shown.size() + c) == want);
        CHECK(sample(band, y, x * shown.size() + c) == want);
      }
  }
}

}  // namespace

TEST_CASE("half and float samples, alpha, grey and layers beside them are read bit for bit") {
  check_samples({}, {"R", "G", "B"});
  check_samples({.channels = {{"A"}, {"B"}, {"G"}, {"R"}}}, {"R", "G", "B", "A"});
  check_samples({.channels = {{"B", 2}, {"G", 2}, {"R", 2}}}, {"R", "G", "B"});
  check_samples({.channels = {{"B"}, {"G"}, {"R"}, {"Z", 2}}}, {"R", "G", "B"});
  check_samples({.channels = {{"Y"}}}, {"Y", "Y", "Y"});
}

TEST_CASE("the raster is the data window, and the display window is told relative to it") {
  const Frame frame{.data = {-3, 10, 6, 14}, .display = {0, 0, 19, 29}};
  check_samples(frame, {"R", "G", "B"});
  const FolderOfItsOwn folder;
  const auto desc = *Opened(folder, frame).clip.info().native;
  CHECK(desc.width == 10);
  CHECK(desc.height == 5);
  CHECK(desc.display.x == 3);
  CHECK(desc.display.y == -10);
  CHECK(desc.display.w == 20);
  CHECK(desc.display.h == 30);
}

TEST_CASE("the primaries that are stated name the encoding, and nothing else does") {
  using namespace exr_test;
  CHECK(encoding({.chromaticities = ap0, .more = attribute("acesImageContainerFlag", "int", little(1, 4))}) == "aces2065-1");
  CHECK(encoding({.chromaticities = ap0}) == "aces2065-1"); // the relaxed container
  CHECK(encoding({.chromaticities = ap1}) == "acescg");
  CHECK(encoding({.chromaticities = bt709}) == "linear.bt709");
  CHECK(encoding({}).empty()); // OpenEXR's default is no statement
  CHECK(encoding({.chromaticities = {0.7f, 0.3f, 0.2f, 0.7f, 0.1f, 0.1f, 0.3f, 0.3f}}).empty());
  CHECK(encoding({.chromaticities = ap1, .more = attribute("acesImageContainerFlag", "int", little(1, 4))}).empty());
  CHECK(encoding({.more = attribute("acesImageContainerFlag", "int", little(1, 4))}).empty());
  CHECK(encoding({.more = attribute("colorInteropID", "string", "lin_ap1_scene")}) == "acescg");
  CHECK(encoding({.more = attribute("colorInteropID", "string", "srgb_rec709_display")}).empty());
  CHECK(encoding({.chromaticities = ap0, .more = attribute("colorInteropID", "string", "lin_ap1_scene")}).empty());
}

TEST_CASE("a real ACES frame of ARRI's converter: every attribute, as exrheader prints it") {
  const Opened opened(arri, "openexr");
  for (const auto& [key, text] : std::map<std::string, std::string>{ // values: exrheader 3.1.5
           {"exr.acesImageContainerFlag", "1"}, {"exr.cameraModel", "Alexa EV"}, {"exr.captureRate", "24000/1000"}, {"exr.imageCounter", "112782"},
           {"exr.com.arri.camera.ColorGamma", "LOG-C"}, {"exr.com.arri.camera.ColorVersion", "5"}, {"exr.interim.camera.wbKelvin", "5500"},
           {"exr.channels", "B half, G half, R half"}, {"exr.lensSerialNumber", "8939063"}, {"exr.dataWindow", "0 0 63 63"}}) {
    CAPTURE(key);
    CHECK(opened.value(key) == text);
  }
  const auto fields = opened.clip.fields();
  for (const auto& [name, text] : std::map<std::string, std::string>{
           {"reelName", "A004R23J"}, {"clipName", "A004C001_130313_R23J"}, {"cameraMake", "ARRI"}, {"isoSpeed", "800"}, {"nominalFocalLength", "100"},
           {"lensModel", "MP100 T1.3"}, {"cameraCCTSetting", "5500"}, {"scene", "1"}, {"take", "C001"}, {"codec", "uncompressed"},
           {"container", "ACES (SMPTE ST 2065-4)"}, {"timeCode", "112782@24/1"}, {"framesPerSecond", "24/1"}}) { // 01:18:19:06 at 24
    CAPTURE(name);
    REQUIRE(fields.contains(name));
    CHECK(fields.at(name).text == text);
  }
  CHECK(stranger::Lane(opened.clip).frame().encoding == "aces2065-1");
  CHECK(opened.clip.info().start.frame == 112782);
  CHECK(opened.clip.info().rate.num == 24);
}

namespace {

bool has_oiiotool() {
  if (is_installed("oiiotool")) return true;
  WARN("skipped: oiiotool, which writes the files, is not installed");
  return false;
}

std::string rewritten(const FolderOfItsOwn& folder, const std::vector<std::string>& how, const std::string& name) {
  std::vector<std::string> line{"oiiotool", arri};
  line.insert(line.end(), how.begin(), how.end());
  line.insert(line.end(), {"-o", folder / name});
  const auto said = run(line);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return folder / name;
}

std::vector<float> as_floats(const stranger::Image& image) {
  std::vector<float> out;
  for (uint32_t y = 0; y < 64; ++y)
    for (size_t i = 0; i < 64 * 3; ++i) out.push_back(stranger::half_to_float(static_cast<uint16_t>(sample(image, y, i))));
  return out;
}

std::vector<float> by_ffmpeg(const FolderOfItsOwn& folder, const std::string& file) { // R G B, interleaved
  const auto said = run({"ffmpeg", "-v", "error", "-y", "-i", file, "-f", "rawvideo", "-pix_fmt", "gbrpf32le", folder / "raw"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const auto raw = images_test::read_file(folder / "raw");
  REQUIRE(raw.size() == 64 * 64 * 12);
  std::vector<float> out(64 * 64 * 3);
  for (size_t i = 0; i < 64 * 64; ++i)
    for (size_t c = 0; c < 3; ++c) std::memcpy(&out[i * 3 + c], raw.data() + ((c + 2) % 3 * 64 * 64 + i) * 4, 4); // planes G, B, R
  return out;
}

}  // namespace

TEST_CASE("the real frame's samples are what FFmpeg decodes") {
  if (!is_installed("ffmpeg")) {
    WARN("skipped: FFmpeg, the witness, is not installed");
    return;
  }
  const FolderOfItsOwn folder;
  const Opened opened(arri, "openexr");
  CHECK(as_floats(stranger::Lane(opened.clip).rows()) == by_ffmpeg(folder, arri));
}

TEST_CASE("losslessly compressed and tiled files are read as they were before, any rows of them") {
  if (!has_oiiotool()) return;
  const FolderOfItsOwn folder;
  const Opened plain(arri, "openexr");
  const auto want = stranger::Lane(plain.clip).rows();
  using Words = std::vector<std::string>;
  for (const Words& how : {Words{"--compression", "zip"}, Words{"--compression", "zips"}, Words{"--compression", "piz"}, Words{"--compression", "rle"},
                           Words{"--compression", "pxr24"}, Words{"--tile", "16", "24"}}) { // PXR24 loses nothing of a half
    CAPTURE(how[1]);
    const Opened opened(rewritten(folder, how, how[1] + ".exr"), "openexr");
    CHECK(opened.said("truncated").empty());
    const stranger::Lane lane(opened.clip);
    const auto got = lane.rows(), band = lane.band(0, 20, 9);
    size_t differing = 0;
    for (int32_t y = 0; y < 64; ++y) {
      differing += std::memcmp(got.row(y), want.row(y), want.row_bytes()) != 0;
      if (y >= 20 && y < 29) differing += std::memcmp(band.row(y), want.row(y), want.row_bytes()) != 0;
    }
    CHECK(differing == 0);
  }
}

TEST_CASE("lossily compressed files are what FFmpeg decodes: B44 bit for bit, DWA to a part in two hundred") {
  if (!has_oiiotool() || !is_installed("ffmpeg")) return;
  const FolderOfItsOwn folder;
  for (const auto& [kind, tolerance] : std::map<std::string, float>{{"b44", 0.f}, {"b44a", 0.f}, {"dwaa", 0.005f}, {"dwab", 0.005f}}) {
    CAPTURE(kind);
    const auto file = rewritten(folder, {"--compression", kind}, kind + ".exr");
    const Opened opened(file, "openexr");
    const auto ours = as_floats(stranger::Lane(opened.clip).rows()), theirs = by_ffmpeg(folder, file);
    size_t differing = 0;
    for (size_t i = 0; i < ours.size(); ++i) differing += !(std::abs(ours[i] - theirs[i]) <= tolerance * std::max(0.05f, std::abs(theirs[i])));
    CHECK(differing == 0);
  }
}

TEST_CASE("of several parts the first one is the picture, and the attributes of all are told") {
  if (!has_oiiotool()) return;
  const FolderOfItsOwn folder;
  const auto file = folder / "parts.exr";
  REQUIRE(run({"oiiotool", arri, "--attrib", "oiio:subimagename", "beauty", arri, "--mulc", "0.5", "--attrib", "oiio:subimagename", "other", "--siappend", "-o", file}).exit == 0);
  const Opened opened(file, "openexr"), plain(arri, "openexr");
  CHECK(opened.said("several-parts").find("2 parts") != std::string::npos);
  CHECK(opened.value("exr.name") == "beauty");
  CHECK(opened.value("exr.part2.name") == "other");
  CHECK(as_floats(stranger::Lane(opened.clip).rows()) == as_floats(stranger::Lane(plain.clip).rows()));
}

TEST_CASE("compressed, tiled and several-part files that end early are found when they are opened") {
  if (!has_oiiotool()) return;
  const FolderOfItsOwn folder;
  const auto parts = folder / "parts.exr";
  REQUIRE(run({"oiiotool", arri, arri, "--siappend", "-o", parts}).exit == 0);
  const auto half_parts = images_test::read_file(parts); // the first part's chunks come first
  for (const auto& [name, whole] : std::map<std::string, std::string>{
           {"zip", images_test::read_file(rewritten(folder, {"--compression", "zip"}, "zip.exr"))},
           {"tiles", images_test::read_file(rewritten(folder, {"--tile", "16", "16"}, "tiles.exr"))},
           {"parts", half_parts.substr(0, half_parts.size() / 2)}}) {
    CAPTURE(name);
    const Opened opened(folder.write("cut.exr", whole.substr(0, whole.size() - 2)), "openexr");
    CHECK(opened.said("truncated").find("copy it again") != std::string::npos);
  }
}

TEST_CASE("attributes of every type keep it, and those of frames are told of each") {
  const FolderOfItsOwn folder;
  const Opened opened(folder, Frame{.more = attribute("a.int", "int", little(static_cast<uint32_t>(-5), 4)) + attribute("a.double", "double", little(std::bit_cast<uint64_t>(0.25), 8)) +
                                       attribute("a.list", "stringvector", little(3, 4) + "one" + little(2, 4) + "to") + attribute("a.keys", "keycode", little(2, 4) + std::string(24, '\0')) +
                                       attribute("a.odd", "house.type", "\x01\x02") + attribute("a.v3f", "v3f", real(1) + real(2) + real(0.5f)) +
                                       attribute("framesPerSecond", "rational", little(24000, 4) + little(1001, 4)) + attribute("timeCode", "timecode", little(0x01021309, 4) + little(0, 4))});
  CHECK(opened.value("exr.a.int") == "-5");
  CHECK(opened.value("exr.a.double") == "0.25");
  CHECK(opened.value("exr.a.list") == "one\nto");
  CHECK(opened.value("exr.a.keys") == "2 0 0 0 0 0 0");
  CHECK(opened.value("exr.a.odd") == "01 02");
  CHECK(opened.value("exr.a.v3f") == "1 2 0.5");
  CHECK(stranger::render(opened.clip.info().start) == "89601@24000/1001"); // 01:02:13:09
  const auto own = opened.clip.metadata(0);
  REQUIRE(own.size() == 2);
  CHECK(own[0].key == "exr.framesPerSecond");
  CHECK(own[1].key == "exr.timeCode");
}

TEST_CASE("OpenEXR that is not decoded is refused by its name, and inspected all the same") {
  CHECK(refusal({.channels = {{"BY"}, {"RY"}, {"Y"}}}).find("luminance and chroma") != std::string::npos);
  CHECK(refusal({.channels = {{"Z", 2}}}).find("no channels R, G and B") != std::string::npos);
  CHECK(refusal({.channels = {{"B", 0}, {"G", 0}, {"R", 0}}}).find("whole numbers") != std::string::npos);
  CHECK(refusal({.channels = {{"B", 1, 2}, {"G"}, {"R"}}}).find("sampled every 2 x 2") != std::string::npos);
  CHECK(refusal({.flags = 0x800}).find("deep") != std::string::npos);
}
