// SPDX-License-Identifier: Apache-2.0
//
// Two decodes of one clip, compared: what is found, in which numbers, where, and with which exit code.
#include "base/json.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string twins = "FILMGATE_PLUGIN_PATH=" TEST_BAD_BUNDLE_DIR;

struct Compared {
  int exit = -1;
  Json said;
  std::string err;
};

Compared compared(const std::vector<std::string>& words, const std::string& environment = twins) {
  std::vector<std::string> all{program, "compare", "--json"};
  all.insert(all.end(), words.begin(), words.end());
  const auto heard = run(all, environment);
  auto document = Json::parse(heard.out);
  return {heard.exit, document ? *document : Json(), heard.err};
}

class Twins { // a clip whose second reader does one thing otherwise
 public:
  explicit Twins(std::string deed) {
    deed.resize(8, ' ');
    clip = folder.write("take.twin", "TWIN " + deed);
  }
  [[nodiscard]] Compared compare(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), {clip, "--reader", "twin-a", "--reader", "twin-b"});
    return compared(words);
  }
  FolderOfItsOwn folder;
  std::string clip;
};

std::string disagreement(const Json& list, const std::string& what) { // "a | b"
  for (const auto& one : list.items())
    if (one["what"].text() == what) return one["a"].text() + " | " + one["b"].text();
  return "";
}

const Json& channel(const Json& list, const std::string& name) {
  static const Json none;
  for (const auto& one : list.items())
    if (one["channel"].text() == name) return one;
  return none;
}

std::string big_endian(const std::string& bytes, size_t at) { return std::to_string(static_cast<uint8_t>(bytes[at + 2]) << 8 | static_cast<uint8_t>(bytes[at + 3])); }

std::string bytes_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("two readers that agree are equal, and the exit code is 0") {
  const Twins clip("same");
  const auto found = clip.compare();
  INFO(found.err);
  CHECK(found.exit == 0);
  CHECK(found.said["schema"].text() == "filmgate.compare/1");
  CHECK(found.said["equal"].boolean());
  CHECK(found.said["a"]["reader"].text() == "twin-a");
  CHECK(found.said["b"]["reader"].text() == "twin-b");
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 3);
  CHECK(found.said["byFrame"].items().size() == 3);
  CHECK(found.said["measure"]["unit"].text() == "codes");
  CHECK(found.said["measure"]["peak"].number() == 4095);
  CHECK(channel(found.said["channels"], "G")["samples"].integer() == 3 * 8 * 4 / 2);
  CHECK(channel(found.said["channels"], "G")["psnr"].is_null());
}

TEST_CASE("one sample that differs is found, measured and placed") {
  const Twins clip("pixel"); // frame 1, x 5, y 2: a green site of an even row
  const auto found = clip.compare();
  CHECK(found.exit == 1);
  CHECK_FALSE(found.said["equal"].boolean());
  CHECK(found.said["frames"]["different"].integer() == 1);
  const auto& frames = found.said["byFrame"].items();
  REQUIRE(frames.size() == 3);
  CHECK(frames[0]["equal"].boolean());
  CHECK_FALSE(frames[1]["equal"].boolean());
  const auto& green = channel(frames[1]["channels"], "G");
  CHECK(green["samples"].integer() == 16);
  CHECK(green["differing"].integer() == 1);
  CHECK(green["max"].number() == 3);
  CHECK(green["mean"].number() == Approx(3.0 / 16));
  CHECK(green["rms"].number() == Approx(std::sqrt(9.0 / 16)));
  CHECK(green["psnr"].number() == Approx(20 * std::log10(4095 / std::sqrt(9.0 / 16))));
  CHECK(green["largest"]["x"].integer() == 5);
  CHECK(green["largest"]["y"].integer() == 2);
  CHECK(green["largest"]["a"].number() == 121);
  CHECK(green["largest"]["b"].number() == 124);
  CHECK(channel(frames[1]["channels"], "R")["differing"].integer() == 0);
  CHECK(channel(found.said["channels"], "G")["largest"]["frame"].integer() == 1);
  CHECK(channel(found.said["channels"], "G")["rms"].number() == Approx(std::sqrt(9.0 / 48)));
  CHECK(clip.compare({"--frames", "0"}).exit == 0); // the frames that are asked for, and no others
}

TEST_CASE("what the pictures are said to be is compared in words") {
  const std::vector<std::tuple<std::string, std::string, std::string>> deeds{
      {"encoding", "encoding", "linear.camera | linear.ap0"}, {"timecode", "timecode", "00:00:00:00 at 24/1 | 00:00:00:01 at 24/1"},
      {"black", "black level", "0 | 64"}, {"size", "size", "8 x 4 | 4 x 4"}, {"mosaic", "layout", "mosaic RGGB | mosaic GRBG"}};
  for (const auto& [deed, what, words] : deeds) {
    CAPTURE(deed);
    const auto found = Twins(deed).compare();
    CHECK(found.exit == 1);
    const auto& frame = found.said["byFrame"].items().at(0);
    CHECK(disagreement(frame["disagreements"], what) == words);
    const bool same_sites = deed != "size" && deed != "mosaic";
    CHECK(frame["pixelsNotCompared"].is_null() == same_sites);
    CHECK(channel(frame["channels"], "R").is_object() == same_sites);
  }
  CHECK_THAT(Twins("mosaic").compare().said["byFrame"].items().at(0)["pixelsNotCompared"].text(), Contains("other colours at pixel 0,0"));
}

TEST_CASE("a mosaic and a developed picture have no samples in common, and the rest is compared") {
  const auto found = Twins("layout").compare();
  CHECK(found.exit == 1);
  const auto& frame = found.said["byFrame"].items().at(0);
  CHECK_THAT(frame["pixelsNotCompared"].text(), Contains("one is mosaic RGGB and the other RGB"));
  CHECK(disagreement(frame["disagreements"], "layout") == "mosaic RGGB | RGB");
  CHECK(disagreement(frame["disagreements"], "samples") == "codes of 12 bits | half floats");
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 0);
}

TEST_CASE("what the clip is and what both readers know of it must be the same") {
  CHECK(disagreement(Twins("rate").compare().said["clipDisagreements"], "rate") == "24/1 | 25/1");
  const auto iso = Twins("iso").compare();
  CHECK(iso.exit == 1);
  CHECK(disagreement(iso.said["fieldDisagreements"], "isoSpeed") == "800.0 | 400.0");
  const auto lens = Twins("lens").compare(); // one reader knows more: no contradiction
  CHECK(lens.exit == 0);
  REQUIRE(lens.said["fieldsOfBOnly"].items().size() == 1);
  CHECK(lens.said["fieldsOfBOnly"].items()[0].text() == "lensModel");
}

TEST_CASE("a masked border is left out when the active areas are of one size") {
  const auto found = Twins("border").compare();
  CHECK(found.said["measure"]["area"].text() == "active area");
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 3);
  for (const auto& one : found.said["channels"].items()) CHECK(one["differing"].integer() == 0);
  CHECK(disagreement(found.said["byFrame"].items().at(0)["disagreements"], "size") == "8 x 4 | 10 x 6");
}

TEST_CASE("samples of other kinds are compared by what they mean") {
  const auto packed = Twins("packed").compare(); // the same codes, otherwise laid out: equal
  CHECK(packed.exit == 0);
  CHECK(packed.said["measure"]["unit"].text() == "codes");
  const auto bits = Twins("bits").compare();
  CHECK(bits.said["measure"]["unit"].text() == "fractions");
  CHECK(channel(bits.said["channels"], "G")["max"].number() < 1.0 / 65535);
  const auto floats = Twins("float").compare(); // one of its values is no number
  const auto& red = channel(floats.said["channels"], "R");
  CHECK(red["withoutDistance"].integer() == 3);
  CHECK(red["max"].is_null());
  CHECK(red["psnr"].is_null());
  CHECK(red["largest"]["x"].integer() == 0);
  CHECK(red["largest"]["b"].is_null());
  CHECK(red["rms"].number() < 1e-6);
}

TEST_CASE("a frame that one reader can not decode is a difference, and the others are compared") {
  const auto found = Twins("fails").compare();
  CHECK(found.exit == 1);
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 2);
  CHECK_THAT(found.said["byFrame"].items().at(1)["pixelsNotCompared"].text(), Contains("its picture is damaged"));
}

TEST_CASE("one reader is compared with itself under two sets of parameters") {
  const Twins clip("same");
  const auto found = compared({clip.clip, "--reader", "twin-a", "--set-b", "add=7"});
  CHECK(found.exit == 1);
  CHECK(found.said["a"]["parameters"]["add"].integer() == 0);
  CHECK(found.said["b"]["parameters"]["add"].integer() == 7);
  CHECK(channel(found.said["channels"], "B")["max"].number() == 7);
  CHECK(compared({clip.clip, "--reader", "twin-a", "--set-a", "add=7", "--set-b", "add=7"}).exit == 0);
  CHECK(compared({clip.clip, "--reader", "twin-a", "--set-b", "add=7000"}).exit == 64);
  CHECK_THAT(compared({clip.clip, "--reader", "twin-a", "--set-b", "ad=7"}).err, Contains("'add' is meant?"));
}

TEST_CASE("the picture shows where, black where nothing differs") {
  const Twins clip("pixel");
  const auto found = clip.compare({"-o", clip.folder / "out"});
  const auto file = clip.folder / "out/take.compare.png";
  CHECK(found.said["picture"]["path"].text() == file);
  CHECK(found.said["picture"]["pixelsPerCell"].integer() == 1);
  const auto bytes = bytes_of(file);
  REQUIRE(bytes.size() > 33);
  CHECK(bytes.substr(1, 3) == "PNG");
  CHECK(big_endian(bytes, 16) == "8");
  CHECK(big_endian(bytes, 20) == "4");
  CHECK(std::distance(std::filesystem::directory_iterator(clip.folder / "out"), {}) == 1);
  if (!is_installed("convert")) {
    WARN("SKIPPED: ImageMagick is not installed; the picture's pixels were not looked at");
    return;
  }
  const auto pixels = run({"convert", file, "txt:-"}).out;
  CHECK_THAT(pixels, Contains("0,0: (0,0,0)"));
  size_t lit = 0;
  std::istringstream lines(pixels);
  for (std::string line; std::getline(lines, line);) lit += line.find("(0,0,0)") == std::string::npos && line[0] != '#';
  CHECK(lit == 1);
  CHECK_THAT(pixels, !Contains("5,2: (0,0,0)"));
}

TEST_CASE("for people the words say what the document says") {
  const Twins clip("pixel");
  const auto said = run({program, "compare", clip.clip, "--reader", "twin-a", "--reader", "twin-b"}, twins);
  CHECK(said.exit == 1);
  CHECK_THAT(said.out, Contains("frame 1\n  G: 1 of 16 samples differ, max 3 at 5,2 of frame 1 (121 | 124)") && Contains("PSNR 74.7439 dB"));
  CHECK_THAT(said.out, Contains("different: frames 0-2, pixels of 3 compared, 1 differ"));
}

TEST_CASE("nothing to compare, and readers that are not there, are errors that say so") {
  const Twins clip("same");
  CHECK(compared({clip.clip}).exit == 64);
  CHECK(compared({clip.clip, "--reader", "twin-a"}).exit == 64);
  CHECK(compared({clip.clip, "--reader", "twin-a", "--reader", "twin-b", "--reader", "twin-a"}).exit == 64);
  const auto absent = compared({clip.clip, "--reader", "twin-a", "--reader", "twin-c"});
  CHECK(absent.exit == 69);
  CHECK_THAT(absent.err, Contains("'twin-c' is not installed"));
  CHECK(compared({clip.clip, "--reader", "twin-a", "--reader", "twin-b", "--frames", "3"}).exit == 64);
  CHECK(compared({clip.clip, "--reader", "twin-a", "--reader", "twin-b", "-o", clip.folder.path()}).exit == 64); // the original's own folder
}

TEST_CASE("a reader that loads its decoders when it decodes is compared with itself") { // no code is loaded behind the sandbox's seal
  const std::string movie = TEST_DATA_DIR "/movie/open_groups.mov";
  const auto found = compared({movie, "--reader", "movie", "--reader", "movie", "--frames", "3-6"}, "");
  INFO(found.err);
  CHECK(found.exit == 0);
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 4);
}

TEST_CASE("real pictures: a chart decoded twice is equal, and a parameter that changes its gain is told") {
  const std::string chart = TEST_DATA_DIR "/dng/colorchart.dng", cine = TEST_DATA_DIR "/phantom/cine_781.cine";
  CHECK(compared({cine, "--reader", "phantom", "--reader", "phantom", "--frames", "0-1"}, "").exit == 0);
  const auto found = compared({chart, "--reader", "cinemadng", "--set-b", "opcodes=ignore", "--set-b", "baseline_exposure=ignore"}, "");
  INFO(found.err);
  CHECK(found.said["a"]["parameters"]["opcodes"].text() == "apply");
  CHECK(found.said["b"]["parameters"]["opcodes"].text() == "ignore");
  CHECK(found.said["frames"]["pixelsCompared"].integer() == 1);
  CHECK((found.exit == 0) == found.said["equal"].boolean());
}
