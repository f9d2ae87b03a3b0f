// SPDX-License-Identifier: Apache-2.0
//
// Streams whose frames lean on each other: every frame in any order against a decode from the first frame on.
#include "witness.hpp"

#include <numeric>
#include <random>

using namespace movie_test;

namespace {

constexpr double rounding = 2e-6;

void check_any_order(const std::string& path, const std::string& format, int width, int height, const std::vector<int64_t>& shown = {}, uint64_t seed = 7) {
  const auto raw = decoded(path, format, width, height, shown.empty() ? std::vector<std::string>{} : std::vector<std::string>{"-ignore_editlist", "1"});
  const Opened clip(path);
  std::vector<int64_t> frames(static_cast<size_t>(clip->info().frame_count));
  if (shown.empty()) REQUIRE(clip->info().frame_count == raw.frames());
  else REQUIRE(clip->info().frame_count == static_cast<int64_t>(shown.size()));
  std::iota(frames.begin(), frames.end(), 0);
  std::mt19937_64 random(seed);
  const stranger::Lane lane(*clip);
  const auto check = [&](const stranger::Lane& on, int64_t frame, const char* how) {
    INFO(path << ": frame " << frame << " " << how);
    const auto wanted = shown.empty() ? frame : shown[static_cast<size_t>(frame)];
    CHECK(difference(on.rows(frame), raw, wanted, bt601, 7) < rounding);
  };
  for (const auto frame : frames) check(lane, frame, "forwards");
  std::shuffle(frames.begin(), frames.end(), random);
  for (const auto frame : frames) check(lane, frame, "at random");
  std::sort(frames.rbegin(), frames.rend());
  for (size_t i = 0; i < frames.size(); i += 7) check(stranger::Lane(Opened(path).operator*()), frames[i], "by itself");
}

}  // namespace

TEST_CASE("closed groups with B pictures") {
  if (missing("ffmpeg")) return;
  check_any_order(made("closed.mp4", "192x108", 70, {"-c:v", "libx264", "-g", "24", "-bf", "3", "-pix_fmt", "yuv420p"}), "yuv420p", 192, 108);
}
TEST_CASE("open groups of H.264, whose keys are no IDR") {
  if (missing("ffmpeg")) return;
  check_any_order(made("open.mov", "192x108", 70,
                       {"-c:v", "libx264", "-x264-params", "open-gop=1:keyint=15:min-keyint=15:scenecut=0:bframes=3:b-pyramid=normal", "-pix_fmt", "yuv422p10le"}), "yuv422p10le", 192, 108);
}
TEST_CASE("open groups of H.265") {
  if (missing("ffmpeg")) return;
  check_any_order(made("open265.mp4", "192x108", 70,
                       {"-c:v", "libx265", "-x265-params", "open-gop=1:keyint=15:bframes=4:log-level=none", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"}), "yuv420p10le", 192, 108);
}
TEST_CASE("open groups of MPEG-2") {
  if (missing("ffmpeg")) return;
  check_any_order(made("open.m2.mov", "192x112", 60, {"-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-pix_fmt", "yuv422p"}), "yuv422p", 192, 112);
}
TEST_CASE("pictures that are refreshed piece by piece") {
  if (missing("ffmpeg")) return;
  check_any_order(made("refreshed.mp4", "192x108", 60, {"-c:v", "libx264", "-x264-params", "intra-refresh=1:keyint=20", "-pix_fmt", "yuv420p"}), "yuv420p", 192, 108);
}
TEST_CASE("fields of H.264") {
  if (missing("ffmpeg")) return;
  check_any_order(made("fields.mov", "192x128", 40, {"-c:v", "libx264", "-x264-params", "tff=1:keyint=12:bframes=2", "-pix_fmt", "yuv422p"}), "yuv422p", 192, 128);
}
TEST_CASE("streams whose header does not tell how far pictures are reordered") {
  if (missing("ffmpeg")) return; // the decoder would drop the first pictures until it has learned it
  check_any_order(made("untold.mp4", "192x108", 50,
                       {"-c:v", "libx264", "-g", "20", "-bf", "4", "-pix_fmt", "yuv420p", "-bsf:v", "h264_metadata=video_full_range_flag=0", "-x264-params", "b-pyramid=none:nal-hrd=none"}), "yuv420p", 192, 108);
}
TEST_CASE("an edit list that begins and ends within groups") {
  if (missing("ffmpeg")) return;
  const auto whole = made("closed.mp4", "192x108", 70, {"-c:v", "libx264", "-g", "24", "-bf", "3", "-pix_fmt", "yuv420p"});
  const FolderOfItsOwn folder;
  const auto cut = folder / "cut.mp4";
  REQUIRE(run({"ffmpeg", "-v", "error", "-ss", "1.36", "-i", whole, "-t", "1", "-c", "copy", cut}).exit == 0); // copied from the key before it on
  const auto first = Opened(cut);
  const auto said = run({"ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", cut});
  CHECK(first->info().frame_count == std::stoll(said.out));
  const auto raw = decoded(cut, "yuv420p", 192, 108);
  const stranger::Lane lane(*first);
  for (const int64_t frame : {first->info().frame_count - 1, int64_t{0}, int64_t{5}}) {
    CHECK(difference(lane.rows(frame), raw, frame, bt601) < rounding);
  }
  CHECK(report("edit-list"));
}

TEST_CASE("the real H.264 of a GoPro is exact in any order") {
  if (missing("ffmpeg") || !has_sample("gopro/gpmf_karma.mp4")) return;
  const auto path = sample("gopro/gpmf_karma.mp4");
  const auto raw = decoded(path, "yuvj420p", 854, 480);
  const Opened clip(path);
  REQUIRE(clip->info().frame_count == raw.frames());
  const stranger::Lane lane(*clip);
  auto how = bt709;
  how.full = true;
  for (const int64_t frame : {int64_t{361}, int64_t{100}, int64_t{0}, int64_t{101}, int64_t{99}, int64_t{207}}) {
    INFO(frame);
    CHECK(difference(lane.rows(frame), raw, frame, how, 5) < rounding);
  }
}
