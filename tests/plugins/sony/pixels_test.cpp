// SPDX-License-Identifier: Apache-2.0
//
// Pictures of XAVC: a real recording, and streams of FFmpeg's encoders in its MXF and in the tests' own.
#include "plugins/any_order.hpp"
#include "sony_clip.hpp"

using namespace sony_test;
using movie_test::bt601;
using movie_test::bt709;
using movie_test::check_any_order;

namespace {

constexpr uint8_t no_picture = 0xff;

// A stream of FFmpeg's encoder, a packet a picture: each begins with a delimiter of this unit type.
std::vector<mxf::Bytes> pictures_of(const std::string& path, uint8_t delimiter) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  const auto all = text.str();
  std::vector<size_t> starts;
  for (size_t i = 0; i + 4 < all.size(); ++i)
    if (all.compare(i, 4, std::string("\0\0\0\1", 4)) == 0 && static_cast<uint8_t>(all[i + 4]) == delimiter) starts.push_back(i);
  std::vector<mxf::Bytes> out;
  for (size_t i = 0; i < starts.size(); ++i) {
    const auto end = i + 1 < starts.size() ? starts[i + 1] : all.size();
    out.emplace_back(all.begin() + static_cast<ptrdiff_t>(starts[i]), all.begin() + static_cast<ptrdiff_t>(end));
  }
  return out;
}

}  // namespace

TEST_CASE("a real recording's pictures are FFmpeg's, in any order") {
  const std::string path = std::string(TEST_MEDIA_DIR) + "/samples/sony/fate_SonyXAVC_LongGOP.mxf";
  if (movie_test::missing("ffmpeg") || !movie_test::has_sample("sony/fate_SonyXAVC_LongGOP.mxf")) return;
  const auto raw = movie_test::decoded(path, "yuv422p10le", 1920, 1080);
  REQUIRE(raw.frames() == 6); // the file is cut within the seventh picture
  const stranger::Clip clip(plugin(), {path});
  CHECK(clip.info().capabilities == FG_CAN_DECODE);
  CHECK(std::string(clip.info().native->encoding) == "itu.bt709");
  CHECK(entries(clip).at("sony.taken.range").text == "legal");
  const stranger::Lane lane(clip);
  for (const int64_t frame : {0, 1, 2, 3, 4, 5, 2, 5, 0, 3, 1, 4}) {
    INFO("frame " << frame);
    CHECK(movie_test::difference(lane.rows(frame), raw, frame, bt709, 5) < movie_test::float_rounding);
  }
  CHECK_THROWS_AS(lane.rows(6), stranger::Error); // its picture is the cut one's neighbour, which the file has not
  const stranger::Lane other(clip);
  CHECK(movie_test::difference(other.rows(4), raw, 4, bt709, 5) < movie_test::float_rounding);
}

TEST_CASE("long groups of H.264 are exact in any order, though the index tells no order of showing") {
  if (movie_test::missing("ffmpeg")) return;
  const auto path = movie_test::made("xavc_long.mxf", "192x112", 60,
                                     {"-c:v", "libx264", "-x264-params", "open-gop=1:keyint=12:min-keyint=12:scenecut=0:bframes=2", "-pix_fmt", "yuv422p10le", "-metadata", "company_name=Sony"});
  CHECK(stranger::probe(plugin(), path) == 95);
  check_any_order(plugin(), path, movie_test::decoded(path, "yuv422p10le", 192, 112), bt601);
}

TEST_CASE("pictures of H.264 by themselves, 4:2:2 with 10 bits in legal range") {
  if (movie_test::missing("ffmpeg")) return;
  const auto path = movie_test::made("xavc_intra.mxf", "1280x720", 8,
                                     {"-c:v", "libx264", "-g", "1", "-pix_fmt", "yuv422p10le", "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
  check_any_order(plugin(), path, movie_test::decoded(path, "yuv422p10le", 1280, 720), bt709, 13);
}

TEST_CASE("H.265 that no label names is known by its pictures, and walked where no index is, or only one of the first frames") {
  if (movie_test::missing("ffmpeg")) return;
  const auto indexed = GENERATE(0u, 5u);
  const auto stream = movie_test::made("xavc.h265", "192x112", 40, {"-c:v", "libx265", "-x265-params", "keyint=12:bframes=3:open-gop=1:aud=1:repeat-headers=1:log-level=none", "-pix_fmt", "yuv422p10le"});
  const auto pictures = pictures_of(stream, 35 << 1);
  REQUIRE(pictures.size() == 40);
  auto movie = xavc();
  movie.frames = 40, movie.width = 192, movie.height = 112;
  movie.container = "060e2b34.0401010d.0d010301.027f0100", movie.coding = "060e2b34.04010101.00000000.00000000";
  movie.has_index = indexed > 0, movie.indexed_frames = indexed, movie.has_data = false;
  movie.picture = [&](uint32_t n) { return pictures[n]; };
  const FolderOfItsOwn folder;
  movie.write_to(folder / "a.mxf");
  CHECK(entries(stranger::Clip(plugin(), {folder / "a.mxf"})).at("sony.Codec").text == "XAVC (HEVC)");
  check_any_order(plugin(), folder / "a.mxf", movie_test::decoded(stream, "yuv422p10le", 192, 112), bt709);
}

TEST_CASE("the descriptor's matrix and range are followed, and parameters choose others") {
  if (movie_test::missing("ffmpeg")) return;
  const auto stream = movie_test::made("xavc.h264", "192x112", 4, {"-c:v", "libx264", "-g", "1", "-x264-params", "aud=1:repeat-headers=1", "-pix_fmt", "yuv422p10le"});
  const auto pictures = pictures_of(stream, 9);
  REQUIRE(pictures.size() == 4);
  auto movie = xavc();
  movie.frames = 4, movie.width = 192, movie.height = 112;
  movie.picture = [&](uint32_t n) { return pictures[n]; };
  movie.picture_items = {{0x3301, mxf::number(10, 4)}, {0x3302, mxf::number(2, 4)}, {0x3304, mxf::number(0, 4)}, {0x321a, raw_label("060e2b34.0401010d.04010101.02060000")},
                         {0x3210, raw_label("060e2b34.04010106.0e060401.01010605")}};
  const FolderOfItsOwn folder;
  movie.write_to(folder / "a.mxf");
  const auto raw = movie_test::decoded(stream, "yuv422p10le", 192, 112);
  const stranger::Clip clip(plugin(), {folder / "a.mxf"});
  const auto seen = entries(clip);
  CHECK(seen.at("sony.taken.ycbcr").text == "bt2020");
  CHECK(seen.at("sony.taken.ycbcrFrom").text == "mxf");
  CHECK(seen.at("sony.taken.range").text == "full");
  const stranger::Lane lane(clip);
  CHECK(lane.frame(0).encoding == "sony.slog3.sgamut3cine");
  auto how = movie_test::bt2020;
  how.full = true;
  CHECK(movie_test::difference(lane.rows(3), raw, 3, how) < movie_test::float_rounding);
  const stranger::Lane chosen(clip, {{"ycbcr", std::string("bt709")}, {"range", std::string("legal")}, {"encoding", std::string("sony.slog3.venice.sgamut3cine")}});
  CHECK(chosen.frame(0).encoding == "sony.slog3.venice.sgamut3cine");
  CHECK(movie_test::difference(chosen.rows(3), raw, 3, bt709) < movie_test::float_rounding);
}

TEST_CASE("a picture that is spoilt is refused, and the others are exact") {
  if (movie_test::missing("ffmpeg")) return;
  const auto path = movie_test::made("xavc_spoilt.mxf", "192x112", 24, {"-c:v", "libx264", "-g", "6", "-bf", "0", "-pix_fmt", "yuv422p10le"});
  const auto raw = movie_test::decoded(path, "yuv422p10le", 192, 112);
  const auto places = run({"ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pos,size", "-of", "csv=p=0", path});
  std::istringstream lines(places.out);
  std::string line;
  for (int i = 0; i <= 8; ++i) std::getline(lines, line); // the third picture of the second group
  const auto comma = line.find(',');
  const auto size = std::stoll(line.substr(0, comma)), pos = std::stoll(line.substr(comma + 1));
  const FolderOfItsOwn folder;
  std::filesystem::copy_file(path, folder / "spoilt.mxf");
  {
    std::fstream file(folder / "spoilt.mxf", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(pos + size / 3);
    for (int64_t i = 0; i < size / 2; ++i) file.put(static_cast<char>(no_picture));
  }
  const stranger::Clip clip(plugin(), {folder / "spoilt.mxf"});
  const stranger::Lane lane(clip);
  CHECK_THROWS_AS(lane.rows(8), stranger::Error);
  CHECK_THROWS_AS(lane.rows(9), stranger::Error); // leans on it
  for (const int64_t frame : {0, 5, 7, 12, 23, 6}) {
    INFO("frame " << frame);
    CHECK(movie_test::difference(lane.rows(frame), raw, frame, bt601) < movie_test::float_rounding);
  }
}
