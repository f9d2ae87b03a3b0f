// SPDX-License-Identifier: Apache-2.0
//
// Clips read through a stand-in for REDline, with the settings that the bundle brings.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/red/r3d_writer.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

std::string bytes_of(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

class Studio { // an installed stand-in in a mood, the settings that name it, and a clip
 public:
  explicit Studio(const std::string& mood = "good") {
    house.write("REDline", bytes_of(STAND_IN));
    std::filesystem::permissions(house / "REDline", std::filesystem::perms::owner_all);
    house.write("mood", mood);
    auto settings = bytes_of(SETTINGS);
    const std::string command = "/usr/local/bin/REDline";
    house.write("filmgate.toml", settings.replace(settings.find(command), command.size(), house / "REDline"));
    const auto clip_bytes = r3d::Red2{}.write();
    clip = roll.write("A001_C066_0303LZ_001.R3D", std::string(clip_bytes.begin(), clip_bytes.end()));
  }
  [[nodiscard]] Said say(std::vector<std::string> words) const {
    words.insert(words.begin(), FILMGATE_PROGRAM);
    return run(words, "FILMGATE_CONFIG=" + house / "filmgate.toml");
  }
  [[nodiscard]] Json inspected(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"inspect", "--json", "--reader", "redline", clip};
    words.insert(words.end(), more.begin(), more.end());
    const auto said = say(words);
    INFO(said.err);
    CHECK(said.exit == 0);
    const auto document = Json::parse(said.out);
    REQUIRE(document);
    return *document;
  }
  [[nodiscard]] Said plated(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"plate", clip, "-o", out.path(), "--reader", "redline", "--colourspace", "camera", "--compression", "none"};
    words.insert(words.end(), more.begin(), more.end());
    return say(words);
  }
  FolderOfItsOwn house, roll, out;
  std::string clip;
};

std::vector<std::string> natives(const Json& clip, const std::string& key) {
  std::vector<std::string> out;
  for (const auto& one : clip["native"].items())
    if (one["key"].text() == key) out.push_back(one["value"].text());
  return out;
}

std::string halves(const std::vector<int>& whole) { // as bytes; 0 .. 2048
  std::string out;
  for (const int value : whole) {
    int exponent = 0;
    while (value >> (exponent + 1) > 0) ++exponent;
    const int half = value == 0 ? 0 : (exponent + 15) << 10 | ((value << (10 - exponent)) & 0x3ff);
    out += {static_cast<char>(half & 0xff), static_cast<char>(half >> 8)};
  }
  return out;
}
std::string row_of(int frame, int y) { // as a plate has it: B, G, R
  std::vector<int> all;
  for (int x = 0; x < 16; ++x) all.push_back(frame);
  for (int x = 0; x < 16; ++x) all.push_back(y);
  for (int x = 0; x < 16; ++x) all.push_back(x);
  return halves(all);
}

}  // namespace

TEST_CASE("what REDline prints becomes the record, though it ends with 1") {
  const Studio studio;
  const auto document = studio.inspected();
  const auto& clip = document["clips"].items().at(0);
  CHECK(natives(clip, "redline.version") == std::vector<std::string>{"REDline Build 65.2.1, as a test has it"});
  CHECK(natives(clip, "redline_csv.Aperture") == std::vector<std::string>{"F5.6", "5.600000"}); // a column that is there twice
  CHECK(natives(clip, "redline_csv.Lens") == std::vector<std::string>{"a, lens"});
  const auto field = [&](const char* name) { return clip["fields"][name]["value"].dump(); };
  CHECK(field("clipName") == "\"A001_C066_0303LZ\"");
  CHECK(field("cameraModel") == "\"MONSTRO 8K VV\"");
  CHECK(field("frameCount") == "3");
  CHECK(field("framesPerSecond") == "\"24000/1001\"");
  CHECK(Json::parse(field("isoSpeed"))->number() == 800);
}

TEST_CASE("a timecode written with dots is a timecode") {
  const Studio studio("dots");
  CHECK_THAT(studio.say({"inspect", "--json", "--reader", "redline", studio.clip}).out, Contains("23:17:21:08"));
}

TEST_CASE("frames have the values that REDline prints of them") {
  const Studio studio;
  const auto document = studio.inspected({"--frames"});
  const auto dumped = document.dump();
  CHECK_THAT(dumped, Contains("23:17:21:10")); // of the third
  const Studio many("many"); // prints more than the host keeps
  const auto said = many.say({"inspect", "--json", "--reader", "redline", many.clip});
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("values of 2 of 3 frames; the host keeps no more"));
}

TEST_CASE("a plate's pixels are those that REDline wrote, however it numbers the file") {
  for (const std::string mood : {"good", "zero"}) { // the frame's number in its name, or 000000
    CAPTURE(mood);
    const Studio studio(mood);
    const auto said = studio.plated();
    INFO(said.err);
    REQUIRE(said.exit == 0);
    for (int frame = 0; frame < 3; ++frame) {
      const auto plate = bytes_of(studio.out / ("A001_C066_0303LZ_001." + std::to_string(1001 + frame) + ".exr"));
      for (int y = 0; y < 8; ++y) CHECK(plate.find(row_of(frame, y)) != std::string::npos);
    }
  }
}

TEST_CASE("the two encodings are two decodes, told in the recipe and found by compare") {
  const Studio studio;
  const auto said = studio.say({"compare", studio.clip, "--json", "--reader", "redline", "--set-b", "encoding=log3g10"});
  INFO(said.err);
  CHECK(said.exit == 1);
  const auto document = Json::parse(said.out);
  REQUIRE(document);
  CHECK((*document)["b"]["parameters"]["encoding"].text() == "log3g10");
  for (const auto& channel : (*document)["channels"].items()) {
    CHECK(channel["max"].number() == 1);
    CHECK(channel["mean"].number() == 1);
  }
  CHECK(studio.plated({"--set", "encoding=gamma"}).exit == 64);
}

TEST_CASE("what REDline does not do as ordered is found, whatever its exit code says") {
  const std::vector<std::pair<std::string, std::string>> of_clips{{"another", "does not say that it is REDline"}, {"no frames", "REDline says '0' for Total Frames"},
                                                                  {"uneven", "no line of values as long as that of the columns"}};
  for (const auto& [mood, words] : of_clips) {
    CAPTURE(mood);
    const Studio studio(mood);
    const auto said = studio.say({"inspect", "--reader", "redline", studio.clip});
    CHECK(said.exit != 0);
    CHECK_THAT(said.out + said.err, Contains(words));
  }
  const std::vector<std::pair<std::string, std::string>> of_frames{
      {"silent", "REDline wrote no frame.000000.exr"}, {"small", "8 x 8 pixels, where the clip has 16 x 8"}, {"short", "which are not all rows"},
      {"compressed", "it is compressed"}, {"floats", "not of half floats"}, {"no red", "channels R, G and B are not all there"}, {"same rows", "says row 20"}};
  for (const auto& [mood, words] : of_frames) {
    CAPTURE(mood);
    const Studio studio(mood);
    const auto said = studio.plated();
    CHECK(said.exit != 0);
    CHECK_THAT(said.err, Contains(words));
    CHECK_FALSE(std::filesystem::exists(studio.out / "A001_C066_0303LZ_001.1001.exr"));
  }
}

TEST_CASE("without being asked for, or without its program, REDline is not run") {
  const Studio studio("another"); // which would be found out
  const auto said = studio.say({"inspect", "--json", studio.clip});
  CHECK(Json::parse(said.out)->operator[]("clips").items().at(0)["reader"]["id"].text() == "org.filmgate.red");
  const auto alone = run({FILMGATE_PROGRAM, "inspect", "--reader", "redline", studio.clip}, "FILMGATE_CONFIG=" + studio.house.write("empty.toml", ""));
  CHECK(alone.exit != 0);
  CHECK_THAT(alone.out + alone.err, Contains("[bridge.redline]"));
}
