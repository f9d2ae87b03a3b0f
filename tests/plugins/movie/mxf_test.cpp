// SPDX-License-Identifier: Apache-2.0
//
// Movies in MXF of any maker: pixels, order, timecode, tracks and tags.
#include "plugins/any_order.hpp"

using namespace movie_test;

namespace {

constexpr const char* reader = "movie-mxf";

std::map<std::string, stranger::Entry> entries(const stranger::Clip& clip) {
  std::map<std::string, stranger::Entry> out;
  for (const auto& entry : clip.metadata()) out.emplace(entry.key, entry);
  return out;
}
void check_all(const std::string& path, const Raw& raw, const Reading& how, int step = 7) { check_any_order(plugin(), path, raw, how, step, reader); }

}  // namespace

TEST_CASE("a real ProRes movie in MXF") {
  if (missing("ffmpeg") || !has_sample("prores/fate_Meridian-Apple_ProResProxy-HDR10.mxf")) return;
  const auto path = sample("prores/fate_Meridian-Apple_ProResProxy-HDR10.mxf");
  CHECK(stranger::probe(plugin(), path, reader) == 40);
  CHECK(stranger::probe(plugin(), path, "movie") == 0);
  check_all(path, decoded(path, "yuv422p10le", 1280, 720), bt2020);
  const stranger::Clip clip(plugin(), {path}, {}, {}, reader);
  CHECK(clip.info().frame_count == 5);
  CHECK(clip.info().rate.num == 60000);
  CHECK(clip.info().rate.den == 1001);
  CHECK(clip.info().native->scan == FG_SCAN_PROGRESSIVE);
  CHECK(stranger::Lane(clip).frame(0).encoding == "itu.bt2100.pq");
  const auto seen = entries(clip);
  CHECK(seen.at("movie.container").text == "MXF");
  CHECK(seen.at("movie.picture.codec").text == "Apple ProRes 422 Proxy");
  CHECK(seen.at("movie.picture.format").text == "060e2b34.0401010d.04010202.03060100");
  CHECK(seen.at("movie.stream.chroma").text == "4:2:2");
  CHECK(seen.at("movie.taken.ycbcr").text == "bt2020");
  CHECK(seen.at("movie.taken.ycbcrFrom").text == "mxf");
  CHECK(seen.at("movie.taken.encodingFrom").text == "mxf");
  CHECK(seen.at("movie.mxf.CdciDescriptor.StoredWidth").text == "1280");
  CHECK(clip.fields().at("codec").text == "Apple ProRes 422 Proxy");
  CHECK(clip.fields().at("container").text == "MXF");
}

TEST_CASE("a real D-10 recording, woven fields with the lines above the picture") {
  if (missing("ffmpeg") || !has_sample("mxf/bmx_d10_sample.mxf")) return;
  const auto path = sample("mxf/bmx_d10_sample.mxf");
  auto how = bt601;
  how.interlaced = true;
  check_all(path, decoded(path, "yuv422p", 720, 608), how, 5);
  const stranger::Clip clip(plugin(), {path}, {}, {}, reader);
  const auto info = clip.info();
  CHECK(info.start.frame == ((23 * 60 + 58) * 60 + 30) * 25); // ffprobe: 23:58:30:00
  CHECK(info.native->display.y == 32);
  CHECK(info.native->display.h == 576);
  CHECK(info.native->scan == FG_SCAN_UPPER_FIRST);
  CHECK(stranger::Lane(clip).frame(1).timecode.frame == info.start.frame + 1);
  size_t sounds = 0, pictures = 0;
  for (const auto& [key, value] : entries(clip)) sounds += key.ends_with(".kind") && value.text == "sound", pictures += key.ends_with(".kind") && value.text == "picture";
  CHECK(pictures == 1);
  CHECK(sounds >= 1);
}

TEST_CASE("D-10 as FFmpeg writes it, its frames filled up to one size") {
  if (missing("ffmpeg")) return;
  const auto path = made("imx.mxf", "720x608", 5, {"-c:v", "mpeg2video", "-g", "1", "-flags", "+ildct+low_delay", "-dc", "2", "-qmax", "3", "-ps", "1", "-rc_max_vbv_use", "1", "-rc_min_vbv_use", "1",
                                                   "-pix_fmt", "yuv422p", "-minrate", "50000k", "-maxrate", "50000k", "-b:v", "50000k", "-intra_vlc", "1", "-non_linear_quant", "1", "-bufsize",
                                                   "2000000", "-rc_init_occupancy", "2000000", "-top", "1", "-f", "mxf_d10"});
  auto how = bt601;
  how.interlaced = true;
  check_all(path, decoded(path, "yuv422p", 720, 608), how, 5);
  CHECK(entries(stranger::Clip(plugin(), {path}, {}, {}, reader)).at("movie.picture.codec").text == "MPEG-2 (D-10)");
}

TEST_CASE("long groups of MPEG-2, shown as the index table says") {
  if (missing("ffmpeg")) return;
  const bool fields = GENERATE(false, true); // as XDCAM records them
  std::vector<std::string> words{"-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-pix_fmt", "yuv422p", "-qscale:v", "3"};
  if (fields) words.insert(words.end(), {"-flags", "+ildct+ilme", "-top", "1"});
  auto how = bt601;
  how.interlaced = fields;
  const auto path = made(fields ? "open_fields.mxf" : "open.mxf", "192x112", 60, words);
  check_all(path, decoded(path, "yuv422p", 192, 112), how);
}

TEST_CASE("long groups of H.264, whose stream says how they are shown") {
  if (missing("ffmpeg")) return;
  const auto path = made("long.mxf", "192x112", 60, {"-c:v", "libx264", "-g", "15", "-bf", "3", "-pix_fmt", "yuv420p"});
  check_all(path, decoded(path, "yuv420p", 192, 112), bt601);
}

TEST_CASE("H.264 in full colour, and in whole codes that the stream states") {
  if (missing("ffmpeg")) return;
  const auto full = made("full.mxf", "192x112", 8, {"-c:v", "libx264", "-g", "4", "-pix_fmt", "yuv422p10le", "-color_range", "pc", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
  auto how = bt709;
  how.full = true;
  check_all(full, decoded(full, "yuv422p10le", 192, 112), how);
  const stranger::Clip clip(plugin(), {full}, {}, {}, reader);
  CHECK(entries(clip).at("movie.taken.range").text == "full");
  CHECK(stranger::Lane(clip).frame(0).encoding == "itu.bt709");
  const auto whole = made("444.mxf", "192x112", 8, {"-c:v", "libx264", "-g", "4", "-pix_fmt", "yuv444p10le"});
  check_all(whole, decoded(whole, "yuv444p10le", 192, 112), bt601);
}

TEST_CASE("ProRes 4444 in MXF") {
  if (missing("ffmpeg")) return;
  const auto path = made("4444.mxf", "192x112", 3, {"-c:v", "prores_aw", "-profile:v", "4", "-pix_fmt", "yuv444p10le"});
  check_all(path, decoded(path, "yuv444p12le", 192, 112), bt601);
  CHECK(entries(stranger::Clip(plugin(), {path}, {}, {}, reader)).at("movie.picture.codec").text == "Apple ProRes 4444");
}

TEST_CASE("H.264 of several slices a picture, and one that lacks a slice") {
  if (missing("ffmpeg")) return;
  const auto path = made("slices.mxf", "192x112", 6, {"-c:v", "libx264", "-x264-params", "keyint=1:slices=3", "-pix_fmt", "yuv422p"});
  const auto raw = decoded(path, "yuv422p", 192, 112);
  check_all(path, raw, bt601);
  const size_t lost = GENERATE(0u, 1u, 2u); // which slice of the third picture
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  auto all = text.str();
  size_t slices = 0;
  for (size_t at = all.find(std::string("\0\0\1", 3)); at != all.npos && at + 3 < all.size(); at = all.find(std::string("\0\0\1", 3), at + 3))
    if ((all[at + 3] & 0x9f) == 5 && slices++ == 6 + lost) all[at + 3] = 12; // filler
  REQUIRE(slices == 18);
  const FolderOfItsOwn folder;
  folder.write("lost.mxf", all);
  const stranger::Clip clip(plugin(), {folder / "lost.mxf"}, {}, {}, reader);
  const stranger::Lane lane(clip);
  CHECK_THROWS_AS(lane.rows(2), stranger::Error);
  for (const int64_t frame : {3, 1, 5, 0, 4}) CHECK(difference(lane.rows(frame), raw, frame, bt601) < float_rounding);
}

TEST_CASE("VC-3 that follows one another in one packet, parted by the index table") {
  if (missing("ffmpeg")) return;
  const auto path = made("atom.mxf", "1920x1080", 3, {"-c:v", "dnxhd", "-b:v", "120M", "-pix_fmt", "yuv422p", "-f", "mxf_opatom"});
  check_all(path, decoded(path, "yuv422p", 1920, 1080), bt709, 37);
}

TEST_CASE("VC-3 in MXF") {
  if (missing("ffmpeg")) return;
  const auto path = made("dnxhr.mxf", "320x180", 5, {"-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-pix_fmt", "yuv422p", "-timecode", "01:02:03:04"});
  check_all(path, decoded(path, "yuv422p", 320, 180), bt601);
  const stranger::Clip clip(plugin(), {path}, {}, {}, reader);
  CHECK(clip.info().start.frame == ((60 + 2) * 60 + 3) * 25 + 4);
}

TEST_CASE("JPEG 2000 is named and refused") {
  if (missing("ffmpeg")) return;
  const auto path = made("j2k.mxf", "320x180", 2, {"-c:v", "jpeg2000", "-pix_fmt", "yuv422p10le"});
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {path}, {}, {}, reader);
  CHECK(clip.info().capabilities == 0);
  CHECK(clip.info().frame_count == 2);
  REQUIRE(report("undecodable"));
  CHECK(report("undecodable")->text.find("JPEG 2000") != std::string::npos);
  CHECK_THROWS_AS(stranger::Lane(clip).rows(0), stranger::Error);
}

TEST_CASE("a file that is cut keeps the frames before the cut, and says that it is") {
  if (missing("ffmpeg")) return;
  struct Cut { const char* name; std::vector<std::string> words; };
  const auto [name, words] = GENERATE(values<Cut>({{"dnxhr.mxf", {"-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-pix_fmt", "yuv422p"}},
                                                   {"intra.mxf", {"-c:v", "libx264", "-g", "1", "-pix_fmt", "yuv422p"}},
                                                   {"long.mxf", {"-c:v", "libx264", "-g", "6", "-bf", "2", "-pix_fmt", "yuv422p"}}}));
  const auto path = made(std::string("cut_") + name, "320x180", 12, words);
  const auto raw = decoded(path, "yuv422p", 320, 180);
  const FolderOfItsOwn folder;
  std::filesystem::copy_file(path, folder / "cut.mxf");
  std::filesystem::resize_file(folder / "cut.mxf", std::filesystem::file_size(path) * 6 / 10);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder / "cut.mxf"}, {}, {}, reader);
  INFO(name << ", " << clip.info().frame_count << " frames");
  REQUIRE(report("incomplete"));
  CHECK(report("incomplete")->text.find("cut off") != std::string::npos);
  const stranger::Lane lane(clip);
  int64_t whole = 0;
  for (int64_t frame = clip.info().frame_count - 1; frame >= 0; --frame) {
    CAPTURE(frame);
    if (lane.frame(frame).state == FG_FRAME_MISSING) {
      CHECK_THROWS_AS(lane.rows(frame), stranger::Error);
      continue;
    }
    ++whole;
    CHECK(difference(lane.rows(frame), raw, frame, bt601) < float_rounding);
  }
  CHECK(whole >= 5);
  CHECK(whole == clip.info().frame_count - 1); // the cut one is found by its key, and has no picture
  CHECK_THROWS_AS(lane.rows(clip.info().frame_count), stranger::Error);
}

TEST_CASE("MXF that was cut or changed anywhere gives an error or a frame, and nothing else") {
  const auto name = GENERATE(as<std::string>(), "long_groups.mxf", "open_groups.mxf");
  std::ostringstream text;
  text << std::ifstream(std::string(TEST_DATA_DIR) + "/movie/" + name, std::ios::binary).rdbuf();
  const auto whole = text.str();
  REQUIRE(whole.size() > 10000);
  const FolderOfItsOwn folder;
  size_t opened = 0, shown = 0;
  const auto visit = [&](const std::string& bytes) {
    try {
      const stranger::Clip clip(plugin(), {folder.write("hostile.mxf", bytes)}, {}, {}, reader);
      ++opened;
      (void)clip.metadata();
      const stranger::Lane lane(clip);
      for (const int64_t frame : {int64_t{0}, clip.info().frame_count / 2, clip.info().frame_count - 1}) {
        (void)lane.rows(frame);
        ++shown;
      }
    } catch (const stranger::Error& error) {
      CHECK(std::string(error.what()).find("hostile.mxf") != std::string::npos); // the file is named
    }
  };
  for (size_t size = 0; size < whole.size(); size += 331) visit(whole.substr(0, size));
  std::mt19937 random(5);
  for (int i = 0; i < 120; ++i) {
    auto bytes = whole;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] ^= static_cast<char>(1u << random() % 8);
    visit(bytes);
  }
  CHECK(opened > 50);
  CHECK(shown > 50);
}
