// SPDX-License-Identifier: Apache-2.0
//
// Movies that lie: each gives an error that names file and reason, or loses what it lies about.
#include "movie_writer.hpp"
#include "witness.hpp"

using namespace movie_test;

namespace {

std::string plain() { return made("arri.mov", "64x64", 2, {"-c:v", "prores_ks"}); }

// The movie with `to` at `offset` behind the first `type`.
std::string changed(const std::string& type, size_t offset, const std::string& to, const std::string& path = plain()) {
  auto bytes = bytes_of(path);
  const auto at = bytes.find(type);
  REQUIRE(at != std::string::npos);
  bytes.replace(at + 4 + offset, to.size(), to);
  return bytes;
}

void check_refused(const std::string& bytes, const std::string& words) {
  const FolderOfItsOwn folder;
  const auto path = folder.write("bad.mov", bytes);
  try {
    const Opened clip(path);
    const stranger::Lane lane(*clip);
    (void)lane.band(0, 0, 1);
    FAIL("nothing was refused; '" << words << "' was expected");
  } catch (const stranger::Error& error) {
    INFO(error.what());
    CHECK(std::string(error.what()).find(words) != std::string::npos);
    CHECK(std::string(error.what()).find("bad.mov") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("a movie without its index says so") {
  if (missing("ffmpeg")) return;
  const auto bytes = bytes_of(plain());
  check_refused(bytes.substr(0, bytes.rfind("moov") - 4), "index (moov) is missing");
}

TEST_CASE("tables that claim more than the file has") {
  if (missing("ffmpeg")) return;
  check_refused(changed("stco", 8, be32(0x7fffffff)), "the file ends at");
  {
    const FolderOfItsOwn folder;
    const Opened clip(folder.write("count.mov", changed("stsz", 4, be32(1) + be32(0xffffffffu)))); // four thousand million samples of a byte
    CHECK(clip->info().frame_count <= 1 << 24);
    CHECK(report("damaged-index"));
  }
  check_refused(changed("stsd", 8, be32(0x7fffffff)), "sample description");
}

TEST_CASE("sizes that no memory is taken for") {
  if (missing("ffmpeg")) return;
  check_refused(changed("stsd", 4 + 4 + 32, be16(65535) + be16(65535)), "are the most that is decoded");
  check_refused(changed("stsd", 4 + 4 + 32, be16(32) + be16(32)), "64 x 64"); // the coded frame is larger than it says
  check_refused(changed("stsd", 4 + 4 + 32, be16(0) + be16(0)), "names no size");
}

TEST_CASE("a damaged frame is refused, and its neighbours are not") {
  if (missing("ffmpeg")) return;
  const auto path = made("closed.mp4", "192x108", 70, {"-c:v", "libx264", "-g", "24", "-bf", "3", "-pix_fmt", "yuv420p"});
  const auto place = run({"ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pos,size", "-of", "csv=p=0", path}).out;
  std::istringstream lines(place);
  std::string line;
  for (int i = 0; i <= 30; ++i) std::getline(lines, line); // packet 30, in the second group
  const auto size = std::stoull(line.substr(0, line.find(','))), at = std::stoull(line.substr(line.find(',') + 1));
  auto bytes = bytes_of(path);
  for (size_t i = 5; i < size; ++i) bytes[at + i] = static_cast<char>(0xFF);
  const FolderOfItsOwn folder;
  const Opened clip(folder.write("damaged.mp4", bytes));
  const auto raw = decoded(path, "yuv420p", 192, 108);
  const auto state = [&](const stranger::Lane& lane, int64_t frame) -> bool { // true: whole; other pixels than the undamaged ones never
    try {
      const auto image = lane.rows(frame);
      INFO("frame " << frame);
      CHECK(difference(image, raw, frame, bt601, 7) < 2e-6);
      return true;
    } catch (const stranger::Error& error) {
      CHECK(error.status() == FG_E_CORRUPT);
      return false;
    }
  };
  std::vector<bool> forwards, backwards(70);
  const stranger::Lane lane(*clip), other(*clip);
  for (int64_t frame = 0; frame < 70; ++frame) forwards.push_back(state(lane, frame));
  for (int64_t frame = 69; frame >= 0; --frame) backwards[static_cast<size_t>(frame)] = state(other, frame);
  CHECK(forwards == backwards);
  for (int64_t frame = 0; frame < 24; ++frame) CHECK(forwards[static_cast<size_t>(frame)]);
  for (int64_t frame = 48; frame < 70; ++frame) CHECK(forwards[static_cast<size_t>(frame)]);
  CHECK(std::count(forwards.begin(), forwards.end(), false) > 0);
}

TEST_CASE("a movie that is told in fragments is named") {
  if (missing("ffmpeg")) return;
  check_refused(bytes_of(made("fragmented.mp4", "64x64", 4, {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "frag_keyframe+empty_moov"})), "fragments (moof)");
}

TEST_CASE("a movie whose media lies elsewhere is named") {
  if (missing("ffmpeg")) return;
  auto bytes = bytes_of(plain());
  const auto at = bytes.find(std::string("\0\0\0\x0c" "url \0\0\0\1", 12)); // "in this file"
  REQUIRE(at != std::string::npos);
  bytes[at + 11] = 0;
  check_refused(bytes, "lie in another file");
}

TEST_CASE("boxes in boxes without an end, and noise, end in an error") {
  check_refused(std::string("\0\0\0\x14" "ftypqt  \0\0\0\0qt  ", 20) + box("moov", std::string(4000, 'x')), "bad.mov");
  std::string deep = "x";
  for (int i = 0; i < 3000; ++i) deep = box("trak", deep);
  check_refused(box("moov", deep), "no track of pictures");
}
