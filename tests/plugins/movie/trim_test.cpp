// SPDX-License-Identifier: Apache-2.0
//
// Shorter movies, cut by the program and read by FFmpeg: the same pictures and sound, the timecode counted on.
#include "opened.hpp"

#include <sstream>

using Catch::Matchers::Contains;
using namespace movie_test;

namespace {

// A movie of pictures and sound. words: codecs and more.
std::string with_sound(const std::string& name, int frames, const std::vector<std::string>& words, const std::vector<std::string>& before_sound = {}) {
  static const FolderOfItsOwn folder;
  const auto path = folder / name;
  std::vector<std::string> line{"ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25"};
  line.insert(line.end(), before_sound.begin(), before_sound.end());
  for (const auto& word : {std::string("-f"), std::string("lavfi"), std::string("-i"), "sine=440:r=48000:d=" + std::to_string(frames / 25.0), std::string("-frames:v"), std::to_string(frames)}) line.push_back(word);
  line.insert(line.end(), words.begin(), words.end());
  line.push_back(path);
  const auto said = run(line);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return path;
}

Said trim(const std::string& clip, const std::string& frames, const FolderOfItsOwn& folder) {
  return run({FILMGATE_PROGRAM, "trim", clip, "--frames", frames, "-o", folder / "out"});
}
std::string cut_of(const std::string& clip, const FolderOfItsOwn& folder) { return folder / ("out/" + std::filesystem::path(clip).filename().string()); }

// FFmpeg's hash of every decoded picture.
std::vector<std::string> pictures(const std::string& path) {
  const auto said = run({"ffmpeg", "-v", "error", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  std::vector<std::string> out;
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("#")) out.push_back(line.substr(line.rfind(' ')));
  return out;
}
std::vector<int16_t> sound(const std::string& path) {
  const FolderOfItsOwn folder;
  const auto said = run({"ffmpeg", "-v", "error", "-i", path, "-map", "0:a:0", "-f", "s16le", "-ac", "1", folder / "out.raw"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  std::ifstream in(folder / "out.raw", std::ios::binary);
  std::vector<int16_t> out(std::filesystem::file_size(folder / "out.raw") / 2);
  in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size() * 2));
  return out;
}
std::string told(const std::string& path, const std::string& what) {
  auto said = run({"ffprobe", "-v", "error", "-show_entries", what, "-of", "default=nw=1:nk=1", path}).out;
  return said.substr(0, said.find('\n'));
}

void check_pictures(const std::string& whole, const std::string& cut, size_t first, size_t count) {
  const auto before = pictures(whole), after = pictures(cut);
  REQUIRE(after.size() == count);
  for (size_t i = 0; i < count; ++i) CHECK(after[i] == before.at(first + i));
}

}  // namespace

TEST_CASE("a movie is cut with its sound and its timecode, and FFmpeg finds the same pictures and samples") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto movie = with_sound("cut_prores.mov", 40, {"-c:v", "prores_ks", "-profile:v", "3", "-c:a", "pcm_s24le", "-ac", "2", "-timecode", "10:00:00:00"});
  const auto said = trim(movie, "7-20", folder);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  CHECK_THAT(said.out, Contains("frames 7-20 (14) as 1 file") && Contains("every frame decoded and equal"));
  const auto cut = cut_of(movie, folder);
  check_pictures(movie, cut, 7, 14);
  const auto before = sound(movie), after = sound(cut);
  const size_t from = 7 * 1920, count = 14 * 1920; // 48000 samples a second at 25 frames
  REQUIRE(after.size() == count);
  CHECK(std::equal(after.begin(), after.end(), before.begin() + from));
  CHECK(told(cut, "stream_tags=timecode") == "10:00:00:07");
  CHECK(told(cut, "format=duration") == "0.560000");
}

TEST_CASE("coded sound keeps its place to the sample, though its packets do not begin with the pictures") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto movie = with_sound("cut_intra.mp4", 40, {"-c:v", "libx264", "-g", "1", "-bf", "0", "-c:a", "aac", "-timecode", "01:00:00:00"});
  const auto said = trim(movie, "11-30", folder);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const auto cut = cut_of(movie, folder);
  check_pictures(movie, cut, 11, 20);
  CHECK(told(cut, "stream_tags=timecode") == "01:00:00:11");
  const auto before = sound(movie), after = sound(cut);
  int worst = 0; // the first packets lean on one that was cut; behind them the decoder has forgotten it
  for (size_t i = 4096; i < 20000; ++i) worst = std::max(worst, std::abs(before.at(11 * 1920 + i) - after.at(i)));
  CHECK(worst <= 4);
}

TEST_CASE("sound that begins later than the cut begins as much later in it") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto movie = with_sound("cut_late.mov", 50, {"-c:v", "prores_ks", "-c:a", "pcm_s16le"}, {"-itsoffset", "0.8"});
  REQUIRE(told(movie, "stream=start_time") == "0.000000");
  const auto said = trim(movie, "10-40", folder); // the sound begins with frame 20
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const auto starts = run({"ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=start_time", "-of", "default=nw=1:nk=1", cut_of(movie, folder)}).out;
  CHECK(std::stod(starts) == Approx(0.4).margin(0.001));
  const auto before = sound(movie), after = sound(cut_of(movie, folder));
  REQUIRE(after.size() == 21 * 1920);
  CHECK(std::equal(after.begin(), after.end(), before.begin()));
}

TEST_CASE("drop frame and halves of a timecode's frames are counted on") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto movie = made("cut_drop.mov", "1280x720", 12, {"-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-pix_fmt", "yuv422p", "-timecode", "00:00:59;26"}, "30000/1001");
  const auto said = trim(movie, "4-9", folder);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  CHECK(told(cut_of(movie, folder), "stream_tags=timecode") == "00:01:00;02"); // 00:01:00;00 and ;01 are never counted
  check_pictures(movie, cut_of(movie, folder), 4, 6);
}

TEST_CASE("what a camera wrote beside the pictures is in the shorter movie, word for word") {
  const FolderOfItsOwn folder;
  const std::string movie = TEST_DATA_DIR "/movie/alpha.mov";
  const auto said = trim(movie, "1-2", folder);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  const auto before = Opened(movie).entries(), after = Opened(cut_of(movie, folder)).entries();
  size_t same = 0;
  for (const auto& [key, entry] : before) {
    INFO(key);
    REQUIRE(after.contains(key));
    if (!key.starts_with("movie.item.") && !key.starts_with("movie.udta.") && !key.starts_with("movie.picture.")) continue;
    CHECK(after.at(key).text == entry.text);
    ++same;
  }
  CHECK(same > 5);
}

TEST_CASE("a movie whose frames lean on others is refused by the frame, and nothing is left of it") {
  const FolderOfItsOwn folder;
  const auto said = trim(TEST_DATA_DIR "/movie/open_groups.mov", "3-6", folder);
  CHECK(said.exit == 65);
  CHECK_THAT(said.err, Contains("leans on frames before it; only movies whose frames are coded one by one can be cut"));
  CHECK_FALSE(std::filesystem::exists(cut_of(TEST_DATA_DIR "/movie/open_groups.mov", folder)));
}

TEST_CASE("a fragmented movie is refused") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto movie = made("cut_fragments.mp4", "160x90", 10, {"-c:v", "libx264", "-g", "1", "-movflags", "frag_keyframe"});
  const auto said = trim(movie, "1-2", folder);
  CHECK(said.exit != 0);
  CHECK_THAT(said.err, Contains("fragments"));
}
