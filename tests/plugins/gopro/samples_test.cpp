// SPDX-License-Identifier: Apache-2.0
//
// Real files, and files that GoPro's encoder made, against what GoPro's SDK decodes (gopro/gpr at commit c8e7032): its gpr_tools wrote
// .RAW files, whose hashes are the golden ones here. Where gpr_tools is installed it is asked again.
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace {

namespace fs = std::filesystem;

std::string sample(const char* name) {
  const char* media = std::getenv("FILMGATE_TEST_MEDIA");
  return (fs::path(media ? media : TEST_MEDIA_DIR) / "samples/gopro" / name).string();
}

std::vector<std::string> all_samples() {
  std::vector<std::string> out{gpr::data("rggb14.GPR"), gpr::data("gbrg12.GPR")};
  std::error_code error;
  for (fs::directory_iterator at(fs::path(sample("")), error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".GPR") out.push_back(at->path().string());
  return out;
}

std::vector<uint16_t> raw_file(const std::string& path) {
  const auto bytes = gpr::bytes_of(path);
  std::vector<uint16_t> out(bytes.size() / 2);
  for (size_t i = 0; i < out.size(); ++i) out[i] = static_cast<uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
  return out;
}

bool has_gpr_tools() {
  static const bool found = std::system("command -v gpr_tools >/dev/null 2>&1") == 0;
  if (!found) WARN("skipped: gpr_tools of gopro/gpr is not installed");
  return found;
}

}  // namespace

TEST_CASE("a real HERO6 still has the codes that GoPro's tool decodes, bit for bit") {
  const auto path = sample("gpr_GOPR0024.GPR");
  if (!fs::exists(path)) {
    WARN("skipped: no gopro/gpr_GOPR0024.GPR in FILMGATE_TEST_MEDIA/samples");
    return;
  }
  CHECK(stranger::probe(gpr::plugin(), path) == 100);
  const stranger::Clip clip(gpr::plugin(), {path});
  const auto image = gpr::codes_of(clip);
  CHECK(image.desc().width == 4000);
  CHECK(image.desc().height == 3000);
  CHECK(image.desc().bits == 14);
  CHECK(gpr::hash_of(image) == 0x9cd1a61f8a0273f5);
}

TEST_CASE("noise, ramps and flats of GoPro's encoder come out as GoPro's decoder has them") {
  const stranger::Clip red_first(gpr::plugin(), {gpr::data("rggb14.GPR")}), green_first(gpr::plugin(), {gpr::data("gbrg12.GPR")});
  CHECK(gpr::hash_of(gpr::codes_of(red_first)) == 0x3aad99b22f820def);
  CHECK(gpr::codes_of(green_first).desc().bits == 12);
  CHECK(gpr::hash_of(gpr::codes_of(green_first)) == 0x8a4bfa53b8a8c5b3);
}

// Made by GoPro's encoder with finer quantisers than it offers, so that every magnitude from 1 to 255 and every run is coded somewhere.
TEST_CASE("every code of the codebook is read as GoPro's decoder reads it") {
  const dng::Scratch file(gpr::document(gpr::bytes_of(gpr::data("codes.vc5")), 360, 280).write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  CHECK(gpr::hash_of(gpr::codes_of(clip)) == 0xb8ddd94ad8d8e9fd);
}

TEST_CASE("an installed gpr_tools decodes every sample to the same codes") {
  if (!has_gpr_tools()) return;
  for (const auto& path : all_samples()) {
    INFO(path);
    const dng::Scratch folder({}, "out.RAW");
    REQUIRE(std::system(("gpr_tools -i '" + path + "' -o '" + folder.path() + "' >/dev/null 2>&1").c_str()) == 0);
    const auto theirs = raw_file(folder.path());
    const stranger::Clip clip(gpr::plugin(), {path});
    const auto image = gpr::codes_of(clip);
    size_t differing = 0;
    REQUIRE(theirs.size() == size_t{image.desc().width} * image.desc().height);
    for (uint32_t y = 0; y < image.desc().height; ++y) {
      const auto row = image.samples(static_cast<int32_t>(y));
      for (size_t x = 0; x < row.size(); ++x) differing += row[x] != theirs[y * row.size() + x];
    }
    CHECK(differing == 0);
  }
}

TEST_CASE("what development is given is what a DNG of the same picture gives it") {
  if (!has_gpr_tools()) return;
  static stranger::Plugin plain("org.filmgate.cinemadng");
  for (const auto& path : all_samples()) {
    if (path.find("gbrg12") != path.npos) continue; // gpr_tools writes another white level into its DNG
    INFO(path);
    const dng::Scratch folder({}, "out.DNG");
    REQUIRE(std::system(("gpr_tools -i '" + path + "' -o '" + folder.path() + "' >/dev/null 2>&1").c_str()) == 0);
    const stranger::Clip ours(gpr::plugin(), {path}), theirs(plain, {folder.path()});
    const stranger::Lane our_lane(ours), their_lane(theirs);
    const auto our_frame = our_lane.frame(), their_frame = their_lane.frame();
    REQUIRE(our_frame.sensor);
    REQUIRE(their_frame.sensor);
    CHECK(our_frame.sensor->has == their_frame.sensor->has);
    for (size_t i = 0; i < 9; ++i) CHECK(our_frame.sensor->xyz_to_camera[0][i] == their_frame.sensor->xyz_to_camera[0][i]);
    for (size_t i = 0; i < 3; ++i) CHECK(our_frame.sensor->neutral[i] == their_frame.sensor->neutral[i]);
    CHECK(our_frame.sensor->white[0] == their_frame.sensor->white[0]);
    CHECK(our_frame.sensor->gain == their_frame.sensor->gain);
    const auto our_rows = our_lane.rows(), their_rows = their_lane.rows(); // gain maps applied, where there are some
    size_t differing = 0;
    for (int32_t y = 0; y < static_cast<int32_t>(our_frame.desc.height); ++y) differing += our_rows.samples(y) != their_rows.samples(y);
    CHECK(differing == 0);
  }
}
