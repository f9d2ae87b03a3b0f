// SPDX-License-Identifier: Apache-2.0
#include "mlv_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include "base/json.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>

using filmgate::Json;
using mlv_test::Movie;

namespace {

Json inspected(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{FILMGATE_PROGRAM, "inspect", "--json", path};
  words.insert(words.end(), more.begin(), more.end());
  const auto said = run(words);
  INFO(said.err);
  const auto all = Json::parse(said.out).value();
  REQUIRE(all["clips"].items().size() == 1);
  return all["clips"].items()[0];
}
std::string value(const Json& clip, const char* field) { return clip["fields"][field]["value"].dump(); }

}  // namespace

TEST_CASE("blocks become the schema's fields") {
  const FolderOfItsOwn folder;
  const auto clip = inspected(folder.write("a.MLV", mlv_test::text(Movie{.step_x = 1, .step_y = 3}.write())));
  const std::pair<const char*, const char*> wanted[] = {
      {"framesPerSecond", "\"24000/1001\""}, {"cameraModel", "\"Canon EOS 5D Mark III\""}, {"cameraSerialNumber", "\"110091F150\""}, {"lensModel", "\"EF50mm\""},
      {"isoSpeed", "800.0"}, {"expTime", "0.02"}, {"nominalFocalLength", "50.0"}, {"focus", "1.5"}, {"aperture", "1.8"}, {"cameraCCTSetting", "5600.0"},
      {"bitDepth", "14"}, {"capDate", "\"2013:10:19 03:33:36\""}, {"codec", "\"uncompressed\""}, {"pixelAspectRatio", "\"1/3\""}, {"frameCount", "3"}};
  for (const auto& [field, text] : wanted) {
    INFO(field);
    CHECK(value(clip, field) == text);
  }
  CHECK(clip["problems"].items().empty());
  const auto& natives = clip["native"].items();
  CHECK(std::any_of(natives.begin(), natives.end(), [](const Json& one) { return one["key"].text() == "mlv.XTRA.bytes"; })); // a block that nobody knows
}

TEST_CASE("a frame has the exposure that held when it was taken") {
  const FolderOfItsOwn folder;
  const Movie movie;
  auto bytes = movie.header();
  movie.values(bytes);
  movie.frame(bytes, 0);
  Movie::exposure(bytes, 1500, 1600); // between the first frame and the second
  movie.frame(bytes, 1), movie.frame(bytes, 2);
  const auto clip = inspected(folder.write("a.MLV", mlv_test::text(bytes)), {"--frames"});
  const auto& frames = clip["frames"].items();
  REQUIRE(frames.size() == 3);
  CHECK(frames[0]["fields"]["isoSpeed"]["value"].dump() == "800.0");
  CHECK(frames[1]["fields"]["isoSpeed"]["value"].dump() == "1600.0");
  CHECK(value(clip, "isoSpeed") == "800.0");
}

TEST_CASE("the files of a spanned clip are one clip, and one that is missing is named") {
  const FolderOfItsOwn folder;
  const Movie movie;
  auto first = movie.header(0, 3);
  movie.values(first);
  movie.frame(first, 0);
  folder.write("card/a.MLV", mlv_test::text(first));
  for (uint16_t i = 0; i < 2; ++i) {
    auto next = movie.header(static_cast<uint16_t>(i + 1), 3);
    movie.frame(next, i + 1u);
    folder.write("card/a.M0" + std::to_string(i), mlv_test::text(next));
  }
  CHECK(value(inspected(folder / "card"), "frameCount") == "3");
  CHECK(inspected(folder / "card")["problems"].items().empty());
  std::filesystem::remove(folder / "card/a.M00");
  const auto gap = inspected(folder / "card");
  REQUIRE(!gap["problems"].items().empty());
  CHECK(gap["problems"].items()[0]["code"].text() == "missing-segments");
}
