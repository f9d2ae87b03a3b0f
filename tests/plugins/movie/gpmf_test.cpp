// SPDX-License-Identifier: Apache-2.0
//
// GoPro's telemetry: real payloads against exiftool, and written ones of every type.
#include "movie_writer.hpp"
#include "witness.hpp"

using namespace movie_test;

namespace {

std::string klv(const std::string& key, char type, uint32_t size, uint32_t count, const std::string& data) {
  return key + type + static_cast<char>(size) + be16(count) + data + std::string((4 - data.size() % 4) % 4, '\0');
}
std::string nest(const std::string& key, const std::string& body) { return klv(key, '\0', 1, static_cast<uint32_t>(body.size()), body); }

std::map<std::string, stranger::Entry> opened_with(const std::string& gpmf) {
  const FolderOfItsOwn folder;
  const Opened clip(folder.write("a.mov", with_in_movie(made("arri.mov", "64x64", 2, {"-c:v", "prores_ks"}), box("udta", box("GPMF", gpmf)))));
  return clip.entries();
}

}  // namespace

TEST_CASE("the first payload of a real movie has exiftool's values") {
  if (!has_sample("gopro/gpmf_karma.mp4")) return;
  const Opened clip(sample("gopro/gpmf_karma.mp4"));
  auto entries = clip.entries(0);
  CHECK(entries["movie.timecode"].text.find("2100244@") == 0);
  CHECK(std::stod(entries["movie.gpmf.SHUT"].text) == Approx(0.00487029));
  if (missing("exiftool")) return;
  const auto said = run({"exiftool", "-ee", "-a", "-s", "-n", "-ExposureTimes", "-CameraTemperature", sample("gopro/gpmf_karma.mp4")}).out;
  std::istringstream lines(said);
  std::map<std::string, std::string> first;
  for (std::string line; std::getline(lines, line);) first.emplace(line.substr(0, line.find(' ')), line.substr(line.find(": ") + 2));
  CHECK(std::stod(first["ExposureTimes"]) == Approx(std::stod(entries["movie.gpmf.SHUT"].text)));
  CHECK(std::stod(first["CameraTemperature"]) == Approx(std::stod(entries["movie.gpmf.TMPC"].text)));
}

TEST_CASE("each frame has the samples of its own time") {
  if (!has_sample("gopro/gpmf_karma.mp4") || missing("exiftool")) return;
  const auto path = sample("gopro/gpmf_karma.mp4");
  const auto said = run({"exiftool", "-ee", "-a", "-s", "-s", "-s", "-n", "-ExposureTimes", path}).out; // a line for each payload
  std::vector<std::vector<double>> payloads;
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream numbers(line);
    payloads.emplace_back();
    for (double one; numbers >> one;) payloads.back().push_back(one);
  }
  REQUIRE(payloads.size() == 13);
  const Opened clip(path);
  for (const int64_t frame : {0, 29, 31, 100, 300}) {
    const double at = static_cast<double>(frame) * 1001 / 30000; // payloads last 1.001 s
    const auto which = static_cast<size_t>(at / 1.001 + 1e-9);
    const auto row = static_cast<size_t>((at / 1.001 - static_cast<double>(which)) * static_cast<double>(payloads[which].size()) + 1e-6);
    INFO("frame " << frame << ", payload " << which << ", sample " << row << " of " << payloads[which].size());
    std::istringstream numbers(clip.entries(frame)["movie.gpmf.SHUT"].text);
    double first = 0;
    numbers >> first;
    CHECK(first == Approx(payloads[which][row]));
  }
}

TEST_CASE("every type is read, divided as it says") {
  if (missing("ffmpeg")) return;
  auto entries = opened_with(nest("DEVC", klv("DVID", 'L', 4, 1, be32(1)) + klv("DVNM", 'c', 1, 13, "Hero99 Silver") + klv("CASN", 'c', 1, 5, "C3141") +
      nest("STRM", klv("STNM", 'c', 1, 4, "Mine") + klv("SIUN", 'c', 3, 1, "m/s") + klv("SCAL", 's', 2, 1, be16(10)) + klv("AAAA", 's', 6, 2, be16(10) + be16(20) + be16(65526) + be16(40) + be16(50) + be16(60))) +
      nest("STRM", klv("BBBB", 'L', 4, 1, be32(4000000000u))) + nest("STRM", klv("CCCC", 'q', 4, 1, be32(0x18000))) + nest("STRM", klv("DDDD", 'f', 4, 1, std::string("\x3f\x20\0\0", 4))) +
      nest("STRM", klv("TYPE", 'c', 1, 3, "LsB") + klv("SCAL", 'l', 4, 3, be32(2) + be32(4) + be32(1)) + klv("EEEE", '?', 7, 1, be32(10) + be16(20) + "\x05")) +
      nest("STRM", klv("FFFF", 'J', 8, 1, be32(1) + be32(0)))));
  CHECK(entries["movie.gpmf.CASN"].text == "C3141");
  CHECK(entries["movie.gpmf.AAAA"].text == "1 2 -1 4 5 6");
  CHECK(entries["movie.gpmf.BBBB"].text == "4000000000");
  CHECK(entries["movie.gpmf.BBBB"].type == FG_V_I64);
  CHECK(entries["movie.gpmf.CCCC"].text == "1.5");
  CHECK(entries["movie.gpmf.DDDD"].text == "0.625");
  CHECK(entries["movie.gpmf.EEEE"].text == "5 5 5");
  CHECK(entries["movie.gpmf.FFFF"].text == "4294967296");
}

TEST_CASE("lies about sizes and depths lose what they speak of, and nothing else") {
  if (missing("ffmpeg")) return;
  std::string deep = klv("CASN", 'c', 1, 4, "deep");
  for (int i = 0; i < 40; ++i) deep = nest("NEST", deep);
  auto entries = opened_with(klv("CASN", 'c', 1, 4, "good") + deep + klv("ZZZZ", 'L', 255, 65535, ""));
  CHECK(entries["movie.gpmf.CASN"].text == "good");
  CHECK(entries.count("movie.gpmf.ZZZZ") == 0);
}

TEST_CASE("a raw payload of a HERO6 is read to its end") {
  if (missing("ffmpeg") || !has_sample("gopro/gpmf_hero6.raw")) return;
  auto entries = opened_with(bytes_of(sample("gopro/gpmf_hero6.raw")));
  for (const char* key : {"movie.gpmf.ACCL", "movie.gpmf.GYRO", "movie.gpmf.SHUT", "movie.gpmf.ISOE"}) {
    INFO(key);
    CHECK(entries.count(key) == 1);
  }
}
