// SPDX-License-Identifier: Apache-2.0
//
// FFmpeg, exiftool and MediaInfo read the same movies where they know how; and FFmpeg writes one that its format's name
// alone makes Blackmagic RAW.
#include "command_line.hpp"
#include "opened.hpp"

#include <algorithm>

using namespace braw_test;

namespace {

bool missing(const std::string& program) {
  if (is_installed(program)) return false;
  WARN("skipped: " << program << " is not installed");
  return true;
}

bool says(const std::string& text, const std::string& wanted) {
  INFO(text);
  CHECK(text.find(wanted) != std::string::npos);
  return true;
}

}  // namespace

TEST_CASE("ffprobe finds the same size, rate, count, timecode and sound") {
  if (missing("ffprobe")) return;
  const Opened clip(Movie{});
  const auto said = run({"ffprobe", "-v", "error", "-show_entries", "stream=codec_tag_string,width,height,r_frame_rate,nb_frames,sample_rate,channels:stream_tags=timecode",
                         "-of", "default=noprint_wrappers=1", clip.path()});
  for (const char* line : {"codec_tag_string=brhq", "width=4608", "height=2592", "r_frame_rate=24000/1001", "nb_frames=5", "sample_rate=48000", "channels=2",
                           "TAG:timecode=01:00:00:00"})
    says(said.out, line);
  CHECK(clip->info().native->width == 4608);
  CHECK(clip->info().start.frame == 86400); // 01:00:00:00
}

TEST_CASE("exiftool and MediaInfo read the names that they know from the same keys") {
  const Opened clip(Movie{});
  if (!missing("exiftool")) {
    const auto said = run({"exiftool", "-a", "-G1", "-s", clip.path()});
    for (const char* words : {"Blackmagic URSA Mini Pro 12K", "7ef33b36-a5ba-4a04-b218-0afc7eb1f8b6", "Cooke Anamorphic /i Prime Lens 50mm"}) says(said.out, words);
  }
  if (!missing("mediainfo")) {
    const auto said = run({"mediainfo", clip.path()});
    says(said.out, "01:00:00:00");
  }
}

TEST_CASE("a movie that FFmpeg wrote, named Blackmagic RAW, has FFmpeg's samples, rate and timecode") {
  if (missing("ffmpeg") || missing("ffprobe")) return;
  const FolderOfItsOwn folder;
  const auto path = folder / "a.mov";
  REQUIRE(run({"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=30000/1001:duration=1", "-c:v", "mjpeg", "-timecode", "10:00:00;02", path}).exit == 0);
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  auto bytes = text.str();
  const auto at = bytes.find("jpeg", bytes.find("stsd"));
  REQUIRE(at != std::string::npos);
  bytes.replace(at, 4, "brlt");
  const Opened clip(bytes);
  CHECK(clip->info().frame_count == 30);
  CHECK(stranger::render(clip->info().rate) == "30000/1001");
  CHECK(stranger::render(clip->info().start) == std::to_string(10 * 107892 + 2) + "@30000/1001 drop"); // 107892 numbers an hour
  CHECK(clip->info().native->width == 320);
  CHECK(Opened::report("unreadable-frame")); // a JPEG begins with no attributes, and that is said
}
