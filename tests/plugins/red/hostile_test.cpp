// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

constexpr std::string_view index_name = "RDVO";

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives_file(const std::string& path, bool decodes, int64_t frames) {
  plugin().host().reports.clear();
  try {
    const stranger::Clip clip(plugin(), {path});
    (void)clip.fields();
    const auto count = std::min<int64_t>(clip.info().frame_count, 3);
    if (count > 0) (void)clip.metadata(0, count);
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < count; ++i) {
      (void)lane.frame(i);
      if (decodes) (void)lane.band(i, 0, 1); // the whole picture is decoded, and little of it copied
    }
    for (const auto& report : plugin().reports())
      if (report.severity == FG_SEVERITY_ERROR) return false;
    return count == frames;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

bool survives(const r3d::Bytes& bytes, bool decodes, int64_t frames = 2) {
  static const r3d::Scratch folder;
  const auto path = folder.write("A_001.R3D", bytes);
  (void)stranger::probe(plugin(), path);
  return survives_file(path, decodes, frames);
}

// One byte after the other takes other values and is put back.
void lie_in(const r3d::Bytes& whole, size_t begin, size_t end, int64_t frames) {
  const r3d::Scratch folder;
  const auto path = folder.write("A_001.R3D", whole);
  const int file = ::open(path.c_str(), O_WRONLY);
  REQUIRE(file >= 0);
  for (size_t at = begin; at < end; ++at) {
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0x7F}, uint8_t{0xFF}}) {
      if (lie == whole[at]) continue;
      REQUIRE(::pwrite(file, &lie, 1, static_cast<off_t>(at)) == 1);
      (void)survives_file(path, true, frames);
    }
    REQUIRE(::pwrite(file, &whole[at], 1, static_cast<off_t>(at)) == 1);
  }
  ::close(file);
}

r3d::Bytes cut(const r3d::Bytes& bytes, size_t size) { return {bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)}; }

}  // namespace

TEST_CASE("a RED1 file cut anywhere is never taken for whole") {
  const auto whole = r3d::Red1{.width = 16, .height = 16, .frames = 2}.write();
  REQUIRE(survives(whole, true));
  const auto index = static_cast<size_t>(std::search(whole.begin(), whole.end(), index_name.begin(), index_name.end()) - whole.begin()) - 4;
  for (size_t size = 0; size < index; size += 13) {
    INFO(size);
    if (survives(cut(whole, size), true)) CHECK(size == index - 40); // but for the sound behind the last frame all is there
  }
}

TEST_CASE("a RED2 file cut anywhere within its frames is never taken for whole") {
  const auto whole = r3d::Red2{.frames = 2}.write();
  REQUIRE(survives(whole, false));
  for (size_t size = 0; size < 4096 + 8192 + 5000; size += 512) {
    INFO(size);
    CHECK_FALSE(survives(cut(whole, size), false));
  }
}

TEST_CASE("a clip cut within its last frame keeps the frames that are whole") {
  auto bytes = r3d::Red1{.frames = 2, .end = false, .audio = false}.write();
  bytes.resize(bytes.size() - 100);
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  REQUIRE_FALSE(plugin().reports().empty());
  CHECK(plugin().reports()[0].code == "truncated");
  const stranger::Lane lane(clip);
  CHECK_NOTHROW(lane.rows(0));
  try {
    (void)lane.rows(1);
    FAIL("the cut frame was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_TRUNCATED);
    CHECK(std::string(error.what()).find("frame 1") != std::string::npos);
  }
}

TEST_CASE("every byte of headers, directories, frames and codestreams may lie without a crash or a hang") {
  const auto one = r3d::Red1{.width = 16, .height = 16, .frames = 1}.write(), two = r3d::Red2{.frames = 1, .extensions = 2}.write();
  lie_in(one, 0, 100, 1);                                        // its header
  lie_in(one, r3d::Red1::header_bytes, r3d::Red1::header_bytes + 520, 1); // frame, directory and codestream
  lie_in(two, 0, 320, 1);                                        // header, records and directory
  lie_in(two, 4096, 4096 + 160, 1);                              // a frame and its directory
  lie_in(two, 4096 + 8192, 4096 + 8192 + 16, 1);                 // an extension
}

TEST_CASE("the index at the end may lie in every byte") {
  const auto whole = r3d::Red1{.width = 8, .height = 8, .frames = 2}.write();
  lie_in(whole, whole.size() - 56, whole.size(), 2);
  const auto table = std::search(whole.begin(), whole.end(), index_name.begin(), index_name.end()) - whole.begin() - 4;
  lie_in(whole, static_cast<size_t>(table), static_cast<size_t>(table) + 24, 2);
}

TEST_CASE("a million tiny blocks end after a bounded walk") {
  auto bytes = r3d::Red1{.frames = 0, .end = false}.write();
  for (int i = 0; i < 600000; ++i) r3d::append(bytes, 8, 4), r3d::append(bytes, std::string("REDV"));
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
  CHECK(clip.info().frame_count == 1 << 18);
  REQUIRE_FALSE(plugin().reports().empty());
  CHECK(plugin().reports()[0].text.find("more than 262144 blocks") != std::string::npos);
}

TEST_CASE("tiles, precincts and layers by the million are refused before a decoder sees them") {
  const auto whole = r3d::Red1{.width = 512, .height = 512, .frames = 1, .end = false, .audio = false, .directory = false, .coding = {.precinct = 256}}.write();
  const size_t stream = r3d::Red1::header_bytes + 20;
  const auto refused = [&](const r3d::Bytes& bytes, const std::string& word) {
    const r3d::Scratch folder;
    const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", bytes)});
    try {
      (void)stranger::Lane(clip).rows(0);
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_UNSUPPORTED);
      return std::string(error.what()).find(word) != std::string::npos;
    }
    return false;
  };
  auto tiles = whole;
  r3d::poke(tiles, stream + 24, 1, 4), r3d::poke(tiles, stream + 28, 1, 4);
  CHECK(refused(tiles, "256 x 256 tiles"));
  const std::string coding_marker("\xFF\x52", 2);
  const auto coding = static_cast<size_t>(std::search(whole.begin() + static_cast<ptrdiff_t>(stream), whole.end(), coding_marker.begin(), coding_marker.end(),
                                                      [](uint8_t a, char b) { return a == static_cast<uint8_t>(b); }) - whole.begin());
  auto layers = whole;
  r3d::poke(layers, coding + 6, 65535, 2);
  CHECK(refused(layers, "65535 layers"));
  auto precincts = whole;
  for (size_t level = 0; level < 6; ++level) precincts.at(coding + 14 + level) = 0;
  CHECK(refused(precincts, "precincts in 1 layers"));
}
