// SPDX-License-Identifier: Apache-2.0
#include "dng_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

dng::Bytes frame_file(int number, uint32_t bits = 12) {
  dng::Document document({.bits = bits});
  const auto digits = static_cast<int64_t>(number / 10 * 16 + number % 10);
  document.raw.bytes(51043, {digits, 0, 0, 0x10, 0, 0, 0, 0}).srationals(51044, {25, 1}).text(51081, "R1");
  document.exif.rationals(33434, {1, number == 2 ? 100 : 50});
  return document.write();
}

}  // namespace

TEST_CASE("a sequence is one clip, a file a frame, each with its own timecode") {
  dng::Scratch files(frame_file(0), "a_000.dng");
  for (int i = 1; i < 4; ++i) files.add(frame_file(i), "a_00" + std::to_string(i) + ".dng");
  const stranger::Clip clip(plugin(), files.paths());
  CHECK(clip.info().frame_count == 4);
  CHECK(clip.files().size() == 4);
  const stranger::Lane lane(clip);
  for (int i = 3; i >= 0; --i) CHECK(lane.frame(i).timecode.frame == 10 * 3600 * 25 + i);
  CHECK(clip.fields(2)["timeCode"].text == std::to_string(10 * 3600 * 25 + 2) + "@25/1");
}

TEST_CASE("the metadata of a frame is what differs from the clip's, and the time") {
  dng::Scratch files(frame_file(0), "a_000.dng");
  files.add(frame_file(1), "a_001.dng"), files.add(frame_file(2), "a_002.dng");
  const stranger::Clip clip(plugin(), files.paths());
  std::map<std::string, std::string> one, two;
  for (const auto& entry : clip.metadata(1)) one[entry.key] = entry.text;
  for (const auto& entry : clip.metadata(2)) two[entry.key] = entry.text;
  CHECK(one.contains("dng.TimeCodes"));
  CHECK_FALSE(one.contains("dng.ExposureTime"));
  CHECK_FALSE(one.contains("dng.ReelName"));
  CHECK(two["dng.ExposureTime"] == "1/100");
}

TEST_CASE("opening a sequence reads the first file only") {
  dng::Scratch files(frame_file(0), "a_000.dng");
  auto paths = files.paths();
  for (int i = 1; i < 1000; ++i) paths.push_back(files.path() + std::to_string(i)); // not there, and nobody looks
  plugin().host().bytes_read = 0;
  const stranger::Clip clip(plugin(), paths);
  CHECK(clip.info().frame_count == 1000);
  CHECK(plugin().host().bytes_read <= std::filesystem::file_size(files.path()));
  CHECK_THROWS_AS(stranger::Lane(clip).frame(5), stranger::Error);
}

TEST_CASE("a frame that does not match the first is an error that names its file") {
  dng::Scratch files(frame_file(0), "a_000.dng");
  files.add(frame_file(1, 14), "a_001.dng");
  const stranger::Clip clip(plugin(), files.paths());
  const stranger::Lane lane(clip);
  try {
    (void)lane.frame(1);
    FAIL("it was accepted");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_CORRUPT);
    CHECK(std::string(error.what()).find("a_001.dng") != std::string::npos);
  }
  CHECK_THROWS_AS(lane.frame(2), stranger::Error);
  CHECK(lane.frame(0).desc.bits == 12);
}
