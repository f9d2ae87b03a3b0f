// SPDX-License-Identifier: Apache-2.0
//
// Real files against LibRaw (codes) and exiftool (tags).
#include "libraw_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using Tags = std::map<std::string, std::string>;

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

std::vector<std::string> samples() {
  const char* media = std::getenv("FILMGATE_TEST_MEDIA");
  std::set<std::string> out;
  for (const fs::path& root : {fs::path(TEST_DATA_DIR), fs::path(media ? media : TEST_MEDIA_DIR) / "samples/dng", fs::path(media ? media : TEST_MEDIA_DIR) / "samples/gopro"}) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ".dng" || at->path().extension() == ".GPR") out.insert(at->path().string());
  }
  if (out.empty()) WARN("skipped: no DNG in tests/data nor in FILMGATE_TEST_MEDIA/samples/dng");
  return {out.begin(), out.end()};
}

// group:name -> value as exiftool prints it without conversion; empty when exiftool is not there.
std::vector<std::pair<std::string, std::string>> exiftool_tags(const std::string& path) {
  std::string text;
  FILE* pipe = ::popen(("exiftool -j -n -a -G1 -s '" + path + "' 2>/dev/null").c_str(), "r");
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe)) text += buffer;
  if (pipe) ::pclose(pipe);
  std::vector<std::pair<std::string, std::string>> out;
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  if (!parsed.is_array() || parsed.empty()) return out;
  for (const auto& [key, value] : parsed[0].items()) out.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  return out;
}

std::vector<double> numbers_of(const std::string& text) {
  std::vector<double> out;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    char* end = nullptr;
    double value = std::strtod(word.c_str(), &end);
    if (*end == '/') value /= std::strtod(end + 1, &end);
    if (*end != 0 || end == word.c_str()) return {};
    out.push_back(value);
  }
  return out;
}

bool agree(const std::string& ours, const std::string& theirs) {
  if (ours == theirs) return true;
  if (theirs.find("undef") != theirs.npos) return ours.find("0/0") != ours.npos; // a rational of 0/0
  if (int bytes = 0; std::sscanf(theirs.c_str(), "(Binary data %d bytes", &bytes) == 1) return ours.size() + 1 == static_cast<size_t>(bytes) * 3;
  const auto a = numbers_of(ours), b = numbers_of(theirs);
  if (a.empty() || a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (!(std::abs(a[i] - b[i]) <= 1e-8 + 1e-8 * std::abs(b[i]))) return false;
  return true;
}

// exiftool's own names for a few tags.
const Tags renamed{{"SubfileType", "NewSubfileType"}, {"ImageHeight", "ImageLength"}, {"CFAPattern2", "CFAPattern"}, {"ModifyDate", "DateTime"},
                   {"ISO", "ISOSpeedRatings"}, {"CreateDate", "DateTimeDigitized"}, {"ExposureCompensation", "ExposureBiasValue"},
                   {"FocalLengthIn35mmFormat", "FocalLengthIn35mmFilm"}, {"DNGLensInfo", "LensInfo"}, {"TIFF-EPStandardID", "TIFFEPStandardID"}};
// exiftool computes these even when asked not to, or prints them in another form.
const std::set<std::string> converted{"ShutterSpeedValue", "ApertureValue", "MaxApertureValue", "RawDataUniqueID", "ExifVersion", "PreviewImageStart",
                                      "PreviewImageLength", "PreviewImage", "JpgFromRaw", "JpgFromRawStart", "JpgFromRawLength", "ThumbnailTIFF",
                                      "CFAPlaneColor", "NewRawImageDigest"};

}  // namespace

TEST_CASE("LibRaw unpacks every uncompressed sample to the same codes, bit for bit") {
  for (const auto& path : samples()) {
    INFO(path);
    CHECK(stranger::probe(plugin(), path) == (path.ends_with(".GPR") ? 30 : 100)); // VC-5 is another bundle's
    const stranger::Clip clip(plugin(), {path});
    if ((clip.info().capabilities & FG_CAN_DECODE) == 0) continue;
    const auto peer = dng::libraw_codes(path);
    REQUIRE(peer);
    const auto image = stranger::Lane(clip).rows();
    REQUIRE(static_cast<int>(image.desc().width) == peer->width);
    REQUIRE(static_cast<int>(image.desc().height) == peer->height);
    size_t differing = 0;
    for (int y = 0; y < peer->height; ++y) {
      const auto samples = image.samples(y);
      for (size_t x = 0; x < samples.size(); ++x) differing += samples[x] != peer->codes[static_cast<size_t>(y) * samples.size() + x];
    }
    CHECK(differing == 0);
  }
}

TEST_CASE("exiftool reads the same values of every sample's tags") {
  for (const auto& path : samples()) {
    INFO(path);
    const auto theirs = exiftool_tags(path);
    if (theirs.empty()) {
      WARN("skipped: exiftool is not installed");
      return;
    }
    const stranger::Clip clip(plugin(), {path});
    std::multimap<std::string, std::string> ours;
    for (const auto& entry : clip.metadata()) ours.emplace(entry.key, entry.text);
    int compared = 0;
    for (const auto& [name, value] : theirs) {
      const auto colon = name.find(':');
      const std::string group = name.substr(0, colon), tag = name.substr(colon + 1);
      if ((group != "IFD0" && group != "SubIFD" && group != "ExifIFD") || converted.contains(tag)) continue;
      const auto at = renamed.find(tag);
      const std::string bare = at == renamed.end() ? tag : at->second;
      // A preview's IFD0 has a prefix where the raw directory has the tag as well.
      const bool preview = group == "IFD0" && ours.contains("dng.IFD0." + bare);
      const auto [first, last] = ours.equal_range((preview ? "dng.IFD0." : "dng.") + bare);
      INFO(name << " = " << value);
      REQUIRE(first != last);
      CHECK(std::any_of(first, last, [&](const auto& own) { return agree(own.second, value); }));
      ++compared;
    }
    CHECK(compared >= 30);
  }
}

TEST_CASE("a sample that can not be decoded is inspected in full, and its decoding is refused with the reason") {
  for (const auto& path : samples()) {
    const stranger::Clip clip(plugin(), {path});
    if ((clip.info().capabilities & FG_CAN_DECODE) != 0) continue;
    CHECK(clip.info().native->width > 0);
    const stranger::Lane lane(clip);
    try {
      (void)lane.rows();
      FAIL(path << " was decoded");
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_UNSUPPORTED);
      const bool pruned = path.find("exiftool_DNG") != path.npos; // of its 140 tiles one is left
      CHECK_THAT(error.what(), Catch::Contains(pruned ? "1 tiles, its raster needs 140" : "VC-5"));
    }
  }
}

TEST_CASE("the Magic Lantern colour chart tells its active area, levels, white balance and matrix") {
  for (const auto& path : samples()) {
    if (path.find("colorchart") == path.npos) continue;
    const stranger::Clip clip(plugin(), {path});
    const auto frame = stranger::Lane(clip).frame();
    CHECK(frame.desc.active.x == 152);
    CHECK(frame.desc.active.y == 26);
    CHECK(frame.desc.active.w == 1734);
    CHECK(frame.desc.active.h == 1156);
    REQUIRE(frame.sensor);
    CHECK(frame.sensor->black[0] == 2056);
    CHECK(frame.sensor->white[0] == 15000);
    CHECK(frame.sensor->neutral[1] == Approx(2.477));
    CHECK(frame.sensor->gain == 1.0); // BaselineExposure is 0/0
    CHECK(frame.sensor->xyz_to_camera[0][4] == Approx(1.1597));
    CHECK((frame.sensor->has & FG_SENSOR_CAMERA_TO_D50) == 0u);
  }
}

TEST_CASE("LibRaw states the same white balance, levels and matrix of the Magic Lantern colour chart") {
  for (const auto& path : samples()) {
    if (path.find("colorchart") == path.npos) continue;
    LibRaw peer;
    REQUIRE(peer.open_file(path.c_str()) == LIBRAW_SUCCESS);
    REQUIRE(peer.unpack() == LIBRAW_SUCCESS);
    const auto& colour = peer.imgdata.color;
    const stranger::Clip clip(plugin(), {path});
    const auto frame = stranger::Lane(clip).frame();
    CHECK(frame.sensor->black[0] == colour.black + colour.cblack[0]);
    CHECK(frame.sensor->white[0] == colour.maximum);
    for (int c = 0; c < 3; ++c) CHECK(frame.sensor->neutral[c] * static_cast<double>(colour.cam_mul[c]) == Approx(frame.sensor->neutral[1] * static_cast<double>(colour.cam_mul[1])));
    for (int i = 0; i < 9; ++i) CHECK(frame.sensor->xyz_to_camera[0][i] == Approx(static_cast<double>(colour.dng_color[0].colormatrix[i / 3][i % 3])));
  }
}

TEST_CASE("the gain maps of a real file are understood, although its pixels are not") {
  for (const auto& path : samples()) {
    if (path.find("GOPR0024") == path.npos) continue;
    plugin().host().reports.clear();
    const stranger::Clip clip(plugin(), {path});
    CHECK(std::count_if(plugin().reports().begin(), plugin().reports().end(), [](const auto& report) {
            return report.code == "opcode-applied" && report.text.find("GainMap of OpcodeList2") != report.text.npos;
          }) == 4);
  }
}
