// SPDX-License-Identifier: Apache-2.0
//
// Tracks, timecode, rates and shapes against ffprobe, exiftool and MediaInfo.
#include "witness.hpp"

using namespace movie_test;

namespace {

std::string probed(const std::string& path, const std::string& entry) {
  auto said = run({"ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", entry, "-of", "default=noprint_wrappers=1:nokey=1", path}).out;
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said;
}

}  // namespace

TEST_CASE("rates are those of ffprobe, whatever the time scale") {
  if (missing("ffmpeg") || missing("ffprobe")) return;
  for (const char* rate : {"24000/1001", "24", "25", "30000/1001", "50", "60000/1001", "12", "120", "1000/33"})
    for (const std::string extension : {".mov", ".mp4"}) {
      auto name = "rate" + std::string(rate) + extension;
      std::replace(name.begin(), name.end(), '/', '_');
      const auto path = made(name, "64x64", 6, {"-c:v", "mjpeg"}, rate);
      INFO(name);
      const auto said = probed(path, "stream=r_frame_rate");
      const auto info = Opened(path)->info();
      CHECK(stranger::render(info.rate) == (said.find('/') == said.npos ? said + "/1" : said));
      CHECK(info.frame_count == 6);
    }
}

TEST_CASE("timecode is read with its rate and its drop flag") {
  if (missing("ffmpeg")) return;
  const auto start = [](const std::string& name, const std::string& rate, const std::string& timecode) {
    return stranger::render(Opened(made(name, "64x64", 3, {"-c:v", "prores_ks", "-timecode", timecode}, rate))->info().start);
  };
  CHECK(start("tc24.mov", "24000/1001", "13:36:49:07") == std::to_string(((13 * 60 + 36) * 60 + 49) * 24 + 7) + "@24000/1001");
  CHECK(start("tc30.mov", "30000/1001", "10:00:00;02") == std::to_string(10 * 107892 + 2) + "@30000/1001 drop");
  CHECK(start("tc25.mov", "25", "23:59:59:24") == "2159999@25/1");
  const Opened none(made("hq.mov", "1280x720", 14, {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"}));
  CHECK(none->info().start.frame == -1);
  const Opened clip(made("tc24.mov", "64x64", 3, {}));
  const stranger::Lane lane(*clip);
  CHECK(lane.frame(2).timecode.frame == clip->info().start.frame + 2);
  CHECK(clip.entries(2)["movie.timecode"].text == stranger::render(lane.frame(2).timecode));
}

TEST_CASE("shape of pixels, clean aperture, fields and turns are described") {
  if (missing("ffmpeg")) return;
  const Opened anamorphic(made("par.mov", "720x576", 2, {"-c:v", "prores_ks", "-vf", "setsar=64/45,setfield=tff", "-flags", "+ildct+ilme", "-top", "1"}));
  CHECK(stranger::render(anamorphic->info().native->pixel_aspect) == "64/45");
  CHECK(anamorphic->info().native->scan == FG_SCAN_UPPER_FIRST);
  CHECK(anamorphic->fields()["pixelAspectRatio"].text == "64/45");
  const auto flat = made("turn.mp4", "64x48", 2, {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  const FolderOfItsOwn folder;
  const auto turned = folder / "turned.mp4";
  REQUIRE(run({"ffmpeg", "-v", "error", "-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned}).exit == 0);
  CHECK(Opened(flat)->info().native->orientation == 1);
  if (missing("exiftool")) return;
  const auto degrees = run({"exiftool", "-s3", "-Rotation", turned}).out;
  CHECK(Opened(turned)->info().native->orientation == (degrees == "90\n" ? 6 : degrees == "270\n" ? 8 : 0));
}

TEST_CASE("the real ProRes movie is what ffprobe, exiftool and MediaInfo say") {
  if (!has_sample("prores/opf_apple-prores-422-hq.mov")) return;
  const Opened clip(sample("prores/opf_apple-prores-422-hq.mov"));
  auto entries = clip.entries();
  CHECK(clip->info().frame_count == 25);
  CHECK(entries["movie.picture.codec"].text == "Apple ProRes 422 HQ");
  CHECK(entries["movie.picture.encoder"].text == "Apple ProRes 422 (HQ)");
  CHECK(entries["movie.track.1.name"].text == "Apple Video Media Handler");
  CHECK(entries["movie.stream.matrix"].text == "6");
  CHECK(entries["movie.taken.ycbcrFrom"].text == "stream");
  if (!missing("ffprobe")) {
    CHECK(probed(clip.path(), "stream=nb_frames") == "25");
    CHECK(probed(clip.path(), "stream=color_space") == "smpte170m"); // 6
  }
  if (!missing("exiftool")) CHECK(run({"exiftool", "-s3", "-CompressorName", clip.path()}).out == "Apple ProRes 422 (HQ)\n");
  if (!missing("mediainfo")) CHECK(run({"mediainfo", "--Inform=Video;%Format%/%Format_Profile%/%BitDepth%", clip.path()}).out.find("ProRes/422 HQ") == 0);
  if (missing("ffmpeg")) return;
  const auto raw = decoded(clip.path(), "yuv422p10le", 320, 240);
  const stranger::Lane lane(*clip);
  for (const int64_t frame : {24, 0, 11}) CHECK(difference(lane.rows(frame), raw, frame, bt601) < 2e-6);
}

TEST_CASE("tracks of the real GoPro movie are listed") {
  if (!has_sample("gopro/gpmf_karma.mp4")) return;
  const Opened clip(sample("gopro/gpmf_karma.mp4"));
  auto entries = clip.entries();
  for (const auto& [key, text] : std::map<std::string, std::string>{{"movie.track.1.format", "avc1"}, {"movie.track.2.format", "mp4a"}, {"movie.track.2.channels", "2"},
                                                                     {"movie.track.3.format", "tmcd"}, {"movie.track.4.format", "gpmd"}, {"movie.track.4.samples", "13"},
                                                                     {"movie.track.5.samples", "943"}, {"movie.brand", "mp41"}, {"movie.stream.profile", "Main"},
                                                                     {"movie.udta.FIRM", "HD5.02.02.00.00"}})
    CHECK(entries[key].text == text);
  CHECK(stranger::render(clip->info().rate) == "30000/1001");
  CHECK(clip->fields()["timeCode"].text.starts_with(std::to_string((19 * 3600 + 26 * 60 + 48) * 30 + 4) + "@"));
  CHECK(report("colour-tags")); // its nclx and its stream differ about the range
  CHECK(clip.entries()["movie.taken.range"].text == "full");
}

TEST_CASE("a codec that is not decoded is named, and the rest is read") {
  if (missing("ffmpeg")) return;
  const auto path = made("tc25.mov", "64x64", 3, {"-c:v", "prores_ks", "-timecode", "23:59:59:24"});
  const FolderOfItsOwn folder;
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  auto bytes = text.str();
  for (auto at = bytes.find("apcn"); at != std::string::npos; at = bytes.find("apcn", at)) bytes.replace(at, 4, "aprn");
  for (auto at = bytes.find("apch"); at != std::string::npos; at = bytes.find("apch", at)) bytes.replace(at, 4, "aprn");
  std::ofstream(folder / "raw.mov", std::ios::binary) << bytes;
  const Opened clip(folder / "raw.mov");
  CHECK((clip->info().capabilities & FG_CAN_DECODE) == 0);
  REQUIRE(report("undecodable"));
  CHECK(report("undecodable")->text.find("ProRes RAW") != std::string::npos);
  CHECK(clip->info().frame_count == 3);
  CHECK(clip->info().start.frame == 2159999);
  CHECK_THROWS_WITH(stranger::Lane(*clip).rows(), Catch::Contains("ProRes RAW"));
}

TEST_CASE("stills and sound of the same boxes are not claimed") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  CHECK(stranger::probe(plugin(), made("hq.mov", "1280x720", 14, {})) == 50);
  for (const std::string brand : {"crx ", "heic", "M4A "}) {
    const auto path = folder.write(brand + ".mov", std::string("\0\0\0\x18" "ftyp", 8) + brand + std::string(12, '\0'));
    CHECK(stranger::probe(plugin(), path) == 0);
  }
}

TEST_CASE("when a movie was made is told as ffprobe tells it") {
  if (missing("ffmpeg") || missing("ffprobe")) return;
  const auto movie = made("moment.mov", "64x64", 2, {"-c:v", "mjpeg", "-metadata", "creation_time=2017-04-17T19:27:57Z"});
  CHECK(probed(movie, "format_tags=creation_time").starts_with("2017-04-17T19:27:57"));
  CHECK(Opened(movie).entries()["movie.created"].text == "2017-04-17T19:27:57");
  const Opened none(made("hq_moment.mov", "64x64", 2, {"-c:v", "mjpeg"}));
  CHECK_FALSE(none.entries().contains("movie.created"));
}
