// SPDX-License-Identifier: Apache-2.0
#include "open_file.hpp"

#include <filmgate/cpp/draft/sample_table.hpp>

using namespace draft_test;
using fg::draft::Boxes;
using fg::draft::SampleTable;

namespace {

std::string numbers(std::initializer_list<uint64_t> values) {
  std::string out;
  for (const auto value : values) out += big_endian(value, 4);
  return out;
}

struct Table {
  FolderOfItsOwn folder;
  OpenedFile file;
  Boxes boxes;
  explicit Table(const std::string& tables) : file(folder.write("a.mov", box("stbl", tables))), boxes(*file) {}
  SampleTable read() const { return {boxes, boxes.top().at(0)}; }
};

// ffprobe's packets of the first video track: place, size, duration, whether a key frame.
void check_against_ffprobe(const std::string& path) {
  const OpenedFile file(path);
  const Boxes boxes(*file);
  const auto stbl = boxes.find("moov/trak/mdia/minf/stbl");
  REQUIRE(stbl);
  const SampleTable table(boxes, *stbl);
  const auto said = run({"ffprobe", "-v", "error", "-select_streams", "0", "-show_entries", "packet=pos,size,duration,flags", "-of", "csv=p=0", path});
  std::istringstream lines(said.out);
  uint64_t index = 0;
  for (std::string line; std::getline(lines, line); ++index) {
    int64_t duration = 0;
    uint64_t size = 0, place = 0;
    char key = 0;
    INFO(path << ": " << index << ": " << line);
    REQUIRE(std::sscanf(line.c_str(), "%ld,%lu,%lu,%c", &duration, &size, &place, &key) == 4);
    const auto sample = table.at(index);
    CHECK(sample.offset == place);
    CHECK(sample.bytes == size);
    CHECK(sample.duration == duration);
    CHECK((table.key_at_or_before(index) == index) == (key == 'K'));
  }
  CHECK(index > 0);
  CHECK(index == table.count());
}

}  // namespace

TEST_CASE("samples lie where FFmpeg finds them") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  check_against_ffprobe(made_by_ffmpeg(folder, "intra.mov", {"-c:v", "prores_ks"}));
  check_against_ffprobe(made_by_ffmpeg(folder, "long.mp4", {"-c:v", "mpeg4", "-g", "7"}));
  check_against_ffprobe(made_by_ffmpeg(folder, "sound.mov", {"-f", "lavfi", "-i", "sine=d=1", "-c:v", "mjpeg", "-c:a", "pcm_s16le"}));
}

TEST_CASE("samples of a recorder's own file lie where FFmpeg finds them") {
  const std::string path = std::string(TEST_MEDIA_DIR) + "/samples/prores/opf_apple-prores-422-hq.mov";
  if (without_ffmpeg()) return;
  if (!std::filesystem::exists(path)) {
    WARN("skipped: " << path << " is not there; FILMGATE_TEST_MEDIA names the folder of such files");
    return;
  }
  check_against_ffprobe(path);
}

TEST_CASE("runs of chunks and sizes are added up") {
  const Table table(box("stsz", numbers({0, 0, 5, 10, 20, 30, 40, 50})) + box("stsc", numbers({0, 2, 1, 2, 1, 2, 3, 1})) +
                    box("stco", numbers({0, 2, 1000, 2000})) + box("stts", numbers({0, 2, 3, 100, 2, 50})));
  const auto samples = table.read();
  CHECK(samples.count() == 5);
  CHECK(samples.at(1).offset == 1010);
  CHECK(samples.at(4).offset == 2000 + 30 + 40);
  CHECK(samples.at(4).bytes == 50);
  CHECK(samples.at(4).time == 350);
  CHECK(samples.duration() == 400);
}

TEST_CASE("samples that no chunk holds are refused, not guessed") {
  const Table none(box("stsz", numbers({0, 0, 1, 10})));
  CHECK(refused([&] { (void)none.read().at(0); }) == FG_E_CORRUPT);
  const Table few(box("stsz", numbers({0, 7, 0xffffffff})) + box("stsc", numbers({0, 1, 1, 1, 1})) + box("stco", numbers({0, 1, 64})));
  const auto samples = few.read();
  CHECK(samples.count() == 0xffffffff);
  CHECK(samples.at(0).bytes == 7);
  CHECK(refused([&] { (void)samples.at(1); }) == FG_E_CORRUPT);
  CHECK(refused([&] { (void)samples.at(0xffffffff); }) == FG_E_OUT_OF_RANGE);
}

TEST_CASE("a count that its table does not hold reserves nothing") {
  const Table table(box("stsz", numbers({0, 0, 0xffffffff, 10})) + box("stts", numbers({0, 0xffffffff, 1, 1})));
  CHECK(table.read().count() == 1);
}

TEST_CASE("chunks out of order and times without end are refused") {
  CHECK(refused([] { (void)Table(box("stsc", numbers({0, 2, 2, 1, 1, 1, 1, 1}))).read(); }) == FG_E_CORRUPT);
  CHECK(refused([] { (void)Table(box("stsc", numbers({0, 1, 1, 0, 1}))).read(); }) == FG_E_CORRUPT);
  CHECK(refused([] { (void)Table(box("stts", numbers({0, 2, 0xffffffff, 0x80000001, 2, 1}))).read(); }) == FG_E_CORRUPT);
}

TEST_CASE("a sample past the last time stands at the end of all times") {
  const Table table(box("stsz", numbers({0, 1, 0xffffffff})) + box("stsc", numbers({0, 1, 1, 0xffffffff, 1})) + box("stco", numbers({0, 1, 64})) +
                    box("stts", numbers({0, 1, 2, 0xffffffff})));
  const auto samples = table.read();
  CHECK(samples.at(1).duration == 0xffffffff);
  CHECK(samples.at(0xfffffffe).time == samples.duration());
  CHECK(samples.at(0xfffffffe).duration == 0);
}
