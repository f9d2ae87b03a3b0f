// SPDX-License-Identifier: Apache-2.0
//
// Other people's programs on the same files: exiftool on a real header, FFmpeg and opj_compress on written clips.
#include "mosaic_reference.hpp"
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

#include <sstream>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

const std::string real_header = std::string(TEST_DATA_DIR) + "/red/Red.r3d";

bool has(const std::string& program) {
  if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0) return true;
  WARN("skipped: " << program << " is not installed");
  return false;
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
  char some[4096];
  for (size_t got = 0; pipe && (got = std::fread(some, 1, sizeof some, pipe)) > 0;) out.append(some, got);
  if (pipe) ::pclose(pipe);
  return out;
}

bool same_value(const std::string& a, const std::string& b) {
  std::istringstream left(a), right(b);
  std::string x, y;
  while (left >> x) {
    if (!(right >> y)) return false;
    char *end_x = nullptr, *end_y = nullptr;
    const double number_x = std::strtod(x.c_str(), &end_x), number_y = std::strtod(y.c_str(), &end_y);
    if (x != y && (*end_x != 0 || *end_y != 0 || std::abs(number_x - number_y) > 1e-6 * std::abs(number_x))) return false;
  }
  return !(right >> y);
}

struct Seen { std::string name, value; };

// The tags of the directory as exiftool prints them, in the order of the file; what it converts is turned back.
std::vector<Seen> exiftool_directory(const std::string& path) {
  std::istringstream lines(output_of("exiftool -u -a -n -s -H '" + path + "'"));
  std::vector<Seen> out;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(" : ");
    std::istringstream head(line.substr(0, colon));
    Seen seen;
    std::string number;
    head >> number >> seen.name;
    if (seen.name == "StartEdgeCode") inside = true;
    if (seen.name == "ImageSize") return out; // composite tags follow
    seen.value = line.substr(std::min(line.size(), colon + 3));
    if (seen.name == "FNumber") seen.value = std::to_string(std::stod(seen.value) * 10);
    if (seen.name == "FocusDistance") seen.value = std::to_string(std::stod(seen.value) * 1000);
    if (seen.name.ends_with("Date") || seen.name.ends_with("Time") || seen.name == "DateCreated" || seen.name == "TimeCreated") std::erase(seen.value, ':');
    if (inside && number.starts_with("0x")) out.push_back(seen);
  }
  return out;
}

}  // namespace

TEST_CASE("exiftool reads every tag of a real header to the same value, in the same order") {
  CHECK(stranger::probe(plugin(), real_header) == 100);
  const stranger::Clip clip(plugin(), {real_header});
  auto ours = clip.metadata();
  REQUIRE(ours.size() > 4);
  CHECK(ours[1].text == "5120");
  CHECK(ours[2].text == "2560");
  CHECK(ours[3].text == "24000/1001");
  ours.erase(ours.begin(), ours.begin() + 4); // of the header, not of the directory
  CHECK(ours.size() == 83);
  if (!has("exiftool")) return;
  const auto theirs = exiftool_directory(real_header);
  REQUIRE(theirs.size() == ours.size());
  for (size_t i = 0; i < theirs.size(); ++i) {
    INFO(ours[i].key << " and " << theirs[i].name << ": " << ours[i].text << " and " << theirs[i].value);
    CHECK(same_value(ours[i].text, theirs[i].value));
  }
}

TEST_CASE("a real header becomes fields in the schema's units") {
  const stranger::Clip clip(plugin(), {real_header});
  auto fields = clip.fields();
  CHECK(fields["timeCode"].text == std::to_string(((21 * 60 + 36) * 60 + 16) * 24 + 18) + "@24000/1001");
  CHECK(fields["framesPerSecond"].text == "24000/1001");
  CHECK(fields["captureRate"].text == "24000/1001");
  CHECK(fields["cameraModel"].text == "S-WEAPON");
  CHECK(fields["cameraSerialNumber"].text == "130-246-CE5");
  CHECK(fields["cameraFirmwareVersion"].text == "6.2.34");
  CHECK(fields["clipName"].text == "A106_C037_0118G5");
  CHECK(fields["reelName"].text == "A106");
  CHECK(fields["capDate"].text == "2016:01:18 21:35:55");
  CHECK(fields["isoSpeed"].text == "1280");
  CHECK(std::stod(fields["aperture"].text) == Approx(4.9));
  CHECK(fields["nominalFocalLength"].text == "24");
  CHECK(std::stod(fields["expTime"].text) == Approx(1.0 / 48).epsilon(1e-6));
  CHECK(std::stod(fields["shutterAngle"].text) == Approx(180).epsilon(0.002));
  CHECK(fields["cameraCCTSetting"].text == "4800");
  CHECK(fields["focus"].status == FG_FIELD_ABSENT);
  CHECK(fields["storageMediaSerialNumber"].text == "15240FC80DE7");
}

TEST_CASE("exiftool agrees with the header and the directory of a written RED1 file") {
  if (!has("exiftool")) return;
  const r3d::Scratch folder;
  const auto path = folder.write("A_001.R3D", r3d::Red1{.width = 96, .height = 64, .num = 25}.write());
  const stranger::Clip clip(plugin(), {path});
  auto fields = clip.fields();
  const auto said = output_of("exiftool -n -s3 -ImageWidth -ImageHeight -FrameRate -OriginalFileName -SerialNumber -ISO '" + path + "'");
  CHECK(said == "96\n64\n25\nA007_C001_0714XY_001.R3D\n100-000-001\n320\n");
  CHECK(clip.info().native->width == 96);
  CHECK(clip.info().rate.num == 25);
  CHECK(fields["cameraSerialNumber"].text == "100-000-001");
  CHECK(fields["isoSpeed"].text == "320");
  CHECK(fields["clipName"].text == "A007_C001_0714XY");
}

TEST_CASE("FFmpeg decodes the four planes of every frame to the same codes, bit for bit") {
  if (!has("ffmpeg")) return;
  const r3d::Red1 movie{.width = 96, .height = 64, .audio = false, .directory = false, .timecode = ""};
  const r3d::Scratch folder;
  const auto path = folder.write("A_001.R3D", movie.write());
  const auto bytes = output_of("ffmpeg -v error -i '" + path + "' -f rawvideo -pix_fmt rgba64le -");
  const size_t w = movie.width / 2, h = movie.height / 2;
  REQUIRE(bytes.size() == movie.frames * w * h * 8);
  const stranger::Clip clip(plugin(), {path});
  const stranger::Lane lane(clip);
  for (uint32_t frame = 0; frame < movie.frames; ++frame) {
    std::vector<r3d::Plane> planes(4);
    for (size_t i = 0; i < w * h * 4; ++i) {
      const auto* at = reinterpret_cast<const uint8_t*>(bytes.data()) + (frame * w * h * 4 + i) * 2;
      planes[i % 4].push_back(static_cast<uint16_t>((at[0] | at[1] << 8) >> 4)); // FFmpeg moves 12 bits to the top of the word
    }
    const auto expected = r3d::reference_mosaic(planes, static_cast<int>(movie.width), static_cast<int>(movie.height));
    const auto image = lane.rows(frame);
    size_t differing = 0;
    for (uint32_t y = 0; y < movie.height; ++y) {
      const auto codes = image.samples(static_cast<int32_t>(y));
      for (uint32_t x = 0; x < movie.width; ++x) differing += codes[x] != expected[y * movie.width + x];
    }
    INFO("frame " << frame);
    CHECK(differing == 0);
  }
}

TEST_CASE("ffprobe sees the same size, rate and number of frames") {
  if (!has("ffprobe")) return;
  const r3d::Scratch folder;
  const auto path = folder.write("A_001.R3D", r3d::Red1{.width = 96, .height = 64, .frames = 5, .num = 24000, .den = 1001, .audio = false, .directory = false}.write());
  const auto said = output_of("ffprobe -v error -count_packets -select_streams v:0 -show_entries stream=width,height,avg_frame_rate,nb_read_packets -of csv=p=0 '" + path + "'");
  const stranger::Clip clip(plugin(), {path});
  const auto info = clip.info();
  // FFmpeg is asked for the file's size, which is that of the mosaic, and finds planes of half of it.
  CHECK(said == "48,32,24000/1001,5\n");
  CHECK(info.native->width == 96);
  CHECK(info.rate.num == 24000);
  CHECK(info.rate.den == 1001);
  CHECK(info.frame_count == 5);
}

TEST_CASE("a codestream of opj_compress decodes to the codes that went in") {
  if (!has("opj_compress")) return;
  const r3d::Scratch folder;
  const auto planes = r3d::planes_of(64, 48, 7);
  r3d::Bytes raw;
  for (const auto& plane : planes)
    for (const auto code : plane) r3d::append(raw, code, 2);
  const auto in = folder.write("in.raw", raw), coded = folder.path("out.j2k");
  (void)output_of("opj_compress -i '" + in + "' -o '" + coded + "' -F 64,48,4,12,u");
  std::ifstream file(coded, std::ios::binary);
  const r3d::Bytes bytes{std::istreambuf_iterator<char>(file), {}};
  REQUIRE(bytes.size() > 100);
  auto clip_bytes = r3d::Red1{.width = 128, .height = 96, .frames = 1, .end = false, .audio = false, .directory = false}.write();
  clip_bytes.resize(r3d::Red1::header_bytes + 20);
  r3d::append(clip_bytes, bytes);
  r3d::poke(clip_bytes, r3d::Red1::header_bytes, 20 + bytes.size(), 4);
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", clip_bytes)});
  const auto expected = r3d::reference_mosaic(planes, 128, 96);
  const auto image = stranger::Lane(clip).rows(0);
  size_t differing = 0;
  for (int32_t y = 0; y < 96; ++y) {
    const auto codes = image.samples(y);
    for (size_t x = 0; x < 128; ++x) differing += codes[x] != expected[static_cast<size_t>(y) * 128 + x];
  }
  CHECK(differing == 0);
}
