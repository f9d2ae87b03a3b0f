// SPDX-License-Identifier: Apache-2.0
//
// The clip as a whole: who reads it, its size, rate, timecode and codec.
#include "sony_clip.hpp"

using namespace sony_test;

namespace {

int32_t score(const mxf::Clip& movie) {
  const FolderOfItsOwn folder;
  movie.write_to(folder / "a.mxf");
  return stranger::probe(plugin(), folder / "a.mxf");
}

}  // namespace

TEST_CASE("Sony's files are claimed by their maker or their labels, those of others are not") {
  CHECK(score(xavc()) == 95);
  auto other = xavc();
  other.company = "Panasonic";
  CHECK(score(other) == 0);
  other.container = "060e2b34.04010108.0e060d03.02010101";
  CHECK(score(other) == 95);
  auto behind = xavc();
  behind.run_in = 500;
  CHECK(score(behind) == 95);
  const FolderOfItsOwn folder;
  std::ofstream(folder / "a.mxf") << "Sony";
  CHECK(stranger::probe(plugin(), folder / "a.mxf") == 0);
}

TEST_CASE("a clip has the size, rate, timecode and samples that its descriptor states") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.rate_num = 24000, movie.rate_den = 1001, movie.tc_base = 24, movie.tc_start = 1000;
  movie.stored_height = 1088;
  for (const auto& [tag, value] : {std::pair<uint16_t, uint32_t>{0x3205, 1920}, {0x3204, 1080}, {0x3209, 1920}, {0x3208, 1080}}) movie.picture_items.push_back({tag, mxf::number(value, 4)});
  movie.write_to(folder / "a.mxf");
  const stranger::Clip clip(plugin(), {folder / "a.mxf"});
  const auto info = clip.info();
  CHECK(info.frame_count == 7);
  CHECK(info.rate.num == 24000);
  CHECK(info.rate.den == 1001);
  CHECK(info.start.frame == 1000);
  CHECK(info.start.base.den == 1001);
  CHECK(info.native->width == 1920);
  CHECK(info.native->height == 1080);
  CHECK(info.native->bits == 10);
  CHECK(info.native->layout == uint32_t{FG_LAYOUT_YCBCR});
  CHECK(info.native->log2_sub_w == 1);
  CHECK(info.native->log2_sub_h == 0);
  CHECK(info.native->matrix == 1);
  CHECK(info.native->range == 0);
  CHECK(clip.fields().at("codec").text == "XAVC (AVC)");
  CHECK(clip.fields().at("cameraMake").text == "Sony");
  CHECK(clip.fields().at("bitDepth").text == "10");
  const stranger::Lane lane(clip);
  CHECK(lane.frame(6).timecode.frame == 1006);
  CHECK_THROWS_AS(lane.frame(7), stranger::Error);
  CHECK_THROWS_AS(clip.metadata(7), stranger::Error);
}

TEST_CASE("separate fields are one picture of twice their height") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.height = 544;
  mxf::Bytes lines;
  mxf::append(lines, 2, 4), mxf::append(lines, 4, 4), mxf::append(lines, 21, 4), mxf::append(lines, 584, 4);
  movie.picture_items.insert(movie.picture_items.begin(), {{0x320c, mxf::number(1, 1)}, {0x3205, mxf::number(1920, 4)}, {0x3204, mxf::number(540, 4)}, {0x320d, lines}});
  // The writer's own layout of 0 comes first, and the first counts: an item must not be repeated.
  movie.write_to(folder / "a.mxf");
  auto bytes = movie.write();
  const std::string full("\x32\x0c\x00\x01\x00", 5);
  const auto at = std::search(bytes.begin(), bytes.end(), full.begin(), full.end());
  REQUIRE(at != bytes.end());
  *(at + 4) = 1;
  std::ofstream(folder / "b.mxf", std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  const stranger::Clip clip(plugin(), {folder / "b.mxf"});
  CHECK(clip.info().native->height == 1080);
  CHECK(clip.info().native->scan == FG_SCAN_UPPER_FIRST);
}

TEST_CASE("raw codings are named by their labels and refused") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.coding = "060e2b34.04010108.0e060401.02040200";
  movie.write_to(folder / "a.mxf");
  const stranger::Clip clip(plugin(), {folder / "a.mxf"});
  CHECK(entries(clip).at("sony.Codec").text == "Sony RAW or X-OCN");
  CHECK(clip.info().native->layout == uint32_t{FG_LAYOUT_CFA});
  CHECK_THROWS_AS(stranger::Lane(clip).rows(0), stranger::Error);
}

TEST_CASE("header metadata are in the record, set by set") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.picture_named = {{"060e2b34.0101010a.0e060101.01010000", {1, 2, 3}}};
  movie.write_to(folder / "a.mxf");
  const stranger::Clip clip(plugin(), {folder / "a.mxf"});
  const auto seen = entries(clip);
  CHECK(seen.at("sony.mxf.Identification.CompanyName").text == "Sony");
  CHECK(seen.at("sony.mxf.Identification.ModificationDate").text == "2025-01-02T03:04:05.000");
  CHECK(seen.at("sony.mxf.CdciDescriptor.PictureEssenceCoding").text == "060e2b34.0401010d.04010202.01316001");
  CHECK(seen.at("sony.mxf.CdciDescriptor.AspectRatio").text == "16/9");
  CHECK(seen.at("sony.mxf.Timecode.StartTimecode").text == "900000");
  CHECK(seen.at("sony.mxf.CdciDescriptor.060e2b34.0101010a.0e060101.01010000").text == "01 02 03");
}

TEST_CASE("opening a long clip reads its headers and a frame, not its pictures") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.frames = 500;
  movie.index_segment_units = 250;
  movie.picture_bytes = [](uint32_t) { return 20000u; };
  movie.write_to(folder / "a.mxf");
  auto& host = plugin().host();
  host.bytes_read = 0, host.reads = 0;
  const stranger::Clip clip(plugin(), {folder / "a.mxf"});
  CHECK(clip.info().frame_count == 500);
  CHECK(host.bytes_read < 200000);
  CHECK(host.reads < 200);
}
