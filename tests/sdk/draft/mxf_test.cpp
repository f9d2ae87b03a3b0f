// SPDX-License-Identifier: Apache-2.0
//
// MXF files that FFmpeg wrote and those of recorders, judged by ffprobe; and files of our own writer, which ffprobe reads too.
#include "open_file.hpp"
#include "plugins/mxf_writer.hpp"

#include <filmgate/cpp/draft/mxf.hpp>

using namespace draft_test;
using namespace fg::draft;

namespace {

struct Opened {
  explicit Opened(const std::string& path) {
    host.c = {sizeof(fg_host), FG_ABI_MAJOR, FG_ABI_MINOR, "test", "0", nullptr, &stranger::service::find};
    mxf.emplace(fg::Host(&host.c).open(path));
  }
  stranger::Host host;
  std::optional<MxfFile> mxf;
  const MxfFile* operator->() const { return &*mxf; }
};

// Places and sizes of the packets of the first stream, as ffprobe sees them, in the order of the file.
std::vector<std::pair<uint64_t, uint64_t>> packets_of(const std::string& path) {
  const auto said = run({"ffprobe", "-v", "error", "-select_streams", "0", "-show_entries", "packet=pos,size", "-of", "csv=p=0", path});
  std::vector<std::pair<uint64_t, uint64_t>> out;
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);) {
    uint64_t size = 0, place = 0;
    if (std::sscanf(line.c_str(), "%lu,%lu", &size, &place) == 2) out.push_back({place, size});
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The picture of each unit lies where ffprobe finds a packet of that size. ffprobe names the key of frame wrapped pictures.
void pictures_agree(const MxfFile& mxf, const std::string& path) {
  const auto packets = packets_of(path);
  REQUIRE(static_cast<size_t>(mxf.essence().unit_count()) == packets.size());
  for (int64_t unit = 0; unit < mxf.essence().unit_count(); ++unit) {
    INFO(path << " unit " << unit);
    const auto& [place, size] = packets[static_cast<size_t>(unit)];
    bool found = false;
    for (const auto& element : mxf.essence().elements(unit)) found = found || (element.key[12] == 0x15 && element.bytes == size && element.offset >= place && element.offset - place <= 25);
    CHECK(found);
  }
}

std::string sample(const std::string& name) {
  const std::string path = std::string(TEST_MEDIA_DIR) + "/samples/" + name;
  if (std::filesystem::exists(path)) return path;
  WARN("skipped: " << path << " is not there; FILMGATE_TEST_MEDIA names the folder of such files");
  return "";
}

}  // namespace

TEST_CASE("units of one size and units of many are found where ffprobe finds packets") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  using Words = std::vector<std::string>;
  for (const auto& [name, words] : {std::pair<std::string, Words>{"long_gop", {"-c:v", "mpeg2video", "-bf", "2"}},
                                    {"intra", {"-c:v", "mpeg2video", "-g", "1", "-b:v", "5M"}},
                                    {"lossless", {"-c:v", "jpeg2000"}},
                                    {"avc", {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "2"}}}) {
    const auto path = made_by_ffmpeg(folder, name + ".mxf", words);
    const Opened mxf(path);
    CHECK(mxf->problems().empty());
    CHECK(mxf->essence().unit_count() == 24);
    pictures_agree(*mxf.mxf, path);
  }
}

TEST_CASE("pictures without keys of their own are parted by the index table") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const auto path = made_by_ffmpeg(folder, "atom.mxf", {"-vf", "scale=1920:1080", "-pix_fmt", "yuv422p", "-c:v", "dnxhd", "-b:v", "115M", "-f", "mxf_opatom"});
  const Opened mxf(path);
  CHECK(mxf->essence().unit_count() == 24);
  CHECK(mxf->essence().index().unit_bytes() > 0);
  const auto packets = packets_of(path);
  REQUIRE(packets.size() == 24);
  for (int64_t unit = 0; unit < 24; ++unit) {
    const auto elements = mxf->essence().elements(unit);
    REQUIRE(elements.size() == 1);
    CHECK(elements[0].offset == packets[static_cast<size_t>(unit)].first);
    CHECK(elements[0].bytes == packets[static_cast<size_t>(unit)].second);
    CHECK(elements[0].is_whole);
  }
}

TEST_CASE("stored order and shown order are parted") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const auto path = made_by_ffmpeg(folder, "a.mxf", {"-c:v", "mpeg2video", "-bf", "2"});
  const Opened mxf(path);
  // Each stored picture is shown once.
  std::vector<int64_t> stored;
  for (int64_t n = 0; n < mxf->essence().unit_count(); ++n) stored.push_back(n + mxf->essence().index().at(n)->temporal);
  CHECK(stored[1] != 1);
  auto sorted = stored;
  std::sort(sorted.begin(), sorted.end());
  for (int64_t n = 0; n < mxf->essence().unit_count(); ++n) CHECK(sorted[static_cast<size_t>(n)] == n);
  CHECK((mxf->essence().index().at(0)->flags & 0x80) != 0);
}

TEST_CASE("packages, tracks, timecode and the picture's descriptor are read") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const auto path = made_by_ffmpeg(folder, "a.mxf", {"-c:v", "mpeg2video", "-r", "30000/1001", "-timecode", "01:00:10;02"});
  const Opened mxf(path);
  const auto packages = mxf_packages(mxf->metadata());
  REQUIRE(packages.size() == 2);
  CHECK(packages[0].is_material);
  CHECK(packages[0].umid.size() == 32);
  REQUIRE(packages[1].tracks.size() == 2);
  CHECK(packages[1].tracks[1].number == 0x15010500);
  CHECK(packages[1].tracks[1].rate.num == 30000);
  const auto start = mxf_start(packages);
  CHECK(start.base.num == 30000);
  CHECK(start.base.den == 1001);
  CHECK(start.flags == FG_TC_DROP);
  CHECK(start.frame == 30 * 3610 + 2 - 2 * 54);
  const auto* picture = mxf_picture_descriptor(mxf->metadata());
  REQUIRE(picture);
  CHECK(picture->number(0x3203) == 320u);
  const auto* identification = [&]() -> const MxfSet* {
    for (const auto& set : mxf->metadata().sets()) if (set.kind() == 0x30) return &set;
    return nullptr;
  }();
  REQUIRE(identification);
  CHECK(identification->text(0x3c01) == "FFmpeg");
}

TEST_CASE("a timecode of half the rate counts on at its own") {
  const fg_timecode start{100, {25, 1}, 0, 0};
  CHECK(mxf_later(start, 7, {50, 1}).frame == 103);
  CHECK(mxf_later(start, 7, {25, 1}).frame == 107);
  CHECK(mxf_later({-1, {0, 0}, 0, 0}, 7, {25, 1}).frame == -1);
}

TEST_CASE("a file without its end is read as far as it goes") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const auto path = made_by_ffmpeg(folder, "a.mxf", {"-c:v", "mpeg2video", "-g", "1", "-b:v", "5M"});
  const auto whole = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, whole / 2);
  const Opened mxf(path);
  REQUIRE_FALSE(mxf->problems().empty());
  CHECK(mxf->problems()[0].find("cut off") != std::string::npos);
  CHECK(mxf->essence().unit_count() > 6);
  CHECK(mxf->essence().unit_count() < 24);
  CHECK_FALSE(mxf->essence().elements(0).empty());
}

TEST_CASE("files of our own writer are what ffprobe takes them for") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  mxf::Clip clip;
  clip.partition_every = GENERATE(0u, 3u);
  clip.grid = GENERATE(0u, 512u);
  clip.picture_bytes = [](uint32_t frame) { return 1000 + 37 * frame; };
  const auto path = folder / "own.mxf";
  clip.write_to(path);
  const auto said = run({"ffprobe", "-v", "error", "-show_entries", "stream=width,height,r_frame_rate,nb_frames:format_tags=timecode,company_name", "-of", "default=nk=0:nw=1", path});
  INFO(said.out << said.err);
  CHECK(said.out.find("width=1920") != std::string::npos);
  CHECK(said.out.find("r_frame_rate=25/1") != std::string::npos);
  CHECK(said.out.find("TAG:timecode=10:00:00:00") != std::string::npos);
  CHECK(said.out.find("TAG:company_name=Test") != std::string::npos);
  const Opened mxf(path);
  CHECK(mxf->problems().empty());
  CHECK(mxf->partitions().all().size() == (clip.partition_every ? 2 + (clip.frames + 2) / 3 : 2));
  CHECK(mxf->essence().unit_count() == 7);
  pictures_agree(*mxf.mxf, path);
  for (int64_t n = 0; n < 7; ++n) CHECK(mxf->essence().elements(n).size() == 2);
}

TEST_CASE("without an index table units are found by their keys, across partitions") {
  const FolderOfItsOwn folder;
  mxf::Clip clip;
  clip.partition_every = 3, clip.has_index = false;
  clip.write_to(folder / "a.mxf");
  const Opened mxf(folder / "a.mxf");
  CHECK(mxf->essence().unit_count() == 7);
  REQUIRE(mxf->problems().size() == 1);
  CHECK(mxf->problems()[0].find("no index table") != std::string::npos);
  for (int64_t n = 0; n < 7; ++n) {
    const auto elements = mxf->essence().elements(n);
    REQUIRE(elements.size() == 2);
    CHECK(elements[0].bytes == 1000);
    CHECK(elements[0].track_number() == 0x15010500);
  }
}

TEST_CASE("what lies behind the end of an index table is found by its keys") {
  const FolderOfItsOwn folder;
  mxf::Clip clip;
  clip.partition_every = GENERATE(0u, 3u);
  clip.indexed_frames = GENERATE(1u, 3u, 4u);
  clip.picture_bytes = [](uint32_t frame) { return 1000 + 37 * frame; };
  clip.write_to(folder / "a.mxf");
  const Opened mxf(folder / "a.mxf");
  CHECK(mxf->essence().index().count() == clip.indexed_frames);
  CHECK(mxf->essence().unit_count() == 7);
  REQUIRE(mxf->problems().size() == 1);
  CHECK(mxf->problems()[0].find("the index table ends after " + std::to_string(clip.indexed_frames) + " frames; ") != std::string::npos);
  for (int64_t n = 0; n < 7; ++n) {
    const auto elements = mxf->essence().elements(n);
    REQUIRE(elements.size() == 2);
    CHECK(elements[0].bytes == 1000 + 37 * static_cast<uint64_t>(n));
  }
}

TEST_CASE("an index in many segments, repeated and out of order, is one table") {
  const FolderOfItsOwn folder;
  mxf::Clip clip;
  clip.index_segment_units = 2, clip.index_repeats = true;
  clip.write_to(folder / "a.mxf");
  const Opened mxf(folder / "a.mxf");
  CHECK(mxf->essence().unit_count() == 7);
  CHECK(mxf->problems().empty());
  for (int64_t n = 0; n < 7; ++n) CHECK(mxf->essence().elements(n).size() == 2);
}

TEST_CASE("a run-in before the header moves every place") {
  const FolderOfItsOwn folder;
  mxf::Clip clip;
  clip.run_in = 300;
  clip.write_to(folder / "a.mxf");
  const Opened mxf(folder / "a.mxf");
  CHECK(mxf->problems().empty());
  CHECK(mxf->partitions().start() == 300);
  CHECK(mxf->essence().unit_count() == 7);
  CHECK(mxf->essence().elements(6).size() == 2);
}

TEST_CASE("what is no MXF file is refused as such") {
  const FolderOfItsOwn folder;
  std::ofstream(folder / "a.mxf") << "RIFF and more, but no partition";
  std::string words;
  CHECK(refused([&] { Opened mxf(folder / "a.mxf"); }, &words) == FG_E_NOT_THIS_FORMAT);
  CHECK(words.find("no MXF partition") != std::string::npos);
}

TEST_CASE("UTF-16 becomes UTF-8") {
  const std::string bytes("\0A\0\xe9\x20\xac\xd8\x3d\xde\x00\xd8\x00\0x\0\0\0y", 18);
  CHECK(utf8_of_utf16be({{reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, "a", 0}) == "A\u00e9\u20ac\U0001F600\ufffdx");
}

TEST_CASE("recorders' own files are read as ffprobe reads them") {
  if (without_ffmpeg()) return;
  for (const auto& [name, units] : {std::pair<std::string, int64_t>{"mxf/bmx_d10_sample.mxf", 2}, {"prores/fate_Meridian-Apple_ProResProxy-HDR10.mxf", 5}}) {
    const auto path = sample(name);
    if (path.empty()) continue;
    const Opened mxf(path);
    CHECK(mxf->problems().empty());
    CHECK(mxf->essence().unit_count() == units);
    pictures_agree(*mxf.mxf, path);
  }
}

TEST_CASE("a recording that was cut has its index, and the units that are left") {
  const auto path = sample("sony/fate_SonyXAVC_LongGOP.mxf");
  if (path.empty()) return;
  const Opened mxf(path);
  CHECK(mxf->essence().unit_count() == 336); // as MediaInfo counts
  CHECK(mxf->essence().elements(0).size() == 8); // two system items, a picture, four sounds, data
  CHECK(mxf->essence().elements(4).back().key[12] == 0x17);
  REQUIRE(mxf->problems().size() == 2);
  CHECK(mxf->problems()[1].find("336 frames are promised; the file has 6 of them") != std::string::npos);
  CHECK_FALSE(mxf->essence().elements(6).back().is_whole);
  CHECK(mxf->essence().elements(7).empty());
  CHECK(mxf_start(mxf_packages(mxf->metadata())).frame == 0xb0022);
}
