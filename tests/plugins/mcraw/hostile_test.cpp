// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "mcraw_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

using mcraw_test::Bytes;
using mcraw_test::Movie;
using mcraw_test::Scratch;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.mcraw");
  return loaded;
}

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives(const Bytes& bytes) {
  static Scratch file({});
  file.rewrite(bytes);
  plugin().host().reports.clear();
  (void)stranger::probe(plugin(), file.path());
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    (void)clip.fields();
    const auto count = std::min<int64_t>(clip.info().frame_count, 4);
    (void)clip.metadata(0, count);
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < count; ++i) (void)lane.rows(i);
    for (const auto& report : plugin().reports())
      if (report.severity == FG_SEVERITY_ERROR) return false;
    return count == 3;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

Bytes cut(const Bytes& whole, size_t size) { return {whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)}; }

}  // namespace

TEST_CASE("an mcraw cut anywhere is never taken for whole") {
  for (const int codec : {7, 6}) {
    const auto whole = Movie{.codec = codec}.write();
    REQUIRE(survives(whole));
    for (size_t size = 0; size < whole.size(); size += 61) {
      INFO("type " << codec << ", " << size << " bytes");
      CHECK_FALSE(survives(cut(whole, size)));
    }
  }
}

TEST_CASE("a clip whose end is missing keeps the frames before it") {
  const Movie movie;
  const auto whole = movie.write(), unindexed = Movie{.index = false}.write();
  for (const auto& bytes : {cut(whole, whole.size() - 10), unindexed, cut(whole, whole.size() / 2)}) {
    const Scratch file(bytes);
    plugin().host().reports.clear();
    const stranger::Clip clip(plugin(), {file.path()});
    REQUIRE_FALSE(plugin().reports().empty());
    CHECK(plugin().reports()[0].code == "truncated");
    CHECK(plugin().reports()[0].severity == FG_SEVERITY_ERROR);
    REQUIRE(clip.info().frame_count >= 1);
    CHECK(stranger::Lane(clip).rows(0).samples(5)[7] == movie.sample(7, 5, 0));
    CHECK(clip.info().frame_count == (bytes.size() > whole.size() * 3 / 4 ? 3 : 1));
  }
}

TEST_CASE("every byte of headers, index, values and lists may lie without a crash or a hang") {
  for (const int codec : {7, 6}) {
    const auto whole = Movie{.width = 70, .height = 6, .codec = codec, .times = {1, 2}}.write();
    for (size_t at = 0; at < whole.size(); at += at < 64 ? 1 : 5)
      for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0x7F}, uint8_t{0xFF}}) {
        auto bytes = whole;
        bytes[at] = lie;
        (void)survives(bytes);
      }
  }
}

TEST_CASE("an index of two thousand million frames is not believed") {
  auto bytes = Movie{}.write();
  for (size_t i = 0; i < 4; ++i) bytes[bytes.size() - 12 + i] = i < 3 ? 0xFF : 0x7F;
  const Scratch file(bytes);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.info().frame_count == 3);
  CHECK_FALSE(plugin().reports().empty());
}

TEST_CASE("a frame that states another size than the first is refused by its number") {
  auto bytes = Movie{}.write();
  const std::string stated = "\"width\":200";
  auto at = std::search(bytes.begin(), bytes.end(), stated.begin(), stated.end());
  at = std::search(at + 1, bytes.end(), stated.begin(), stated.end());
  *(at + 8) = '1';
  const Scratch file(bytes);
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  CHECK_NOTHROW(lane.rows(0));
  CHECK_THROWS_WITH(lane.frame(1), Catch::Contains("frame 1") && Catch::Contains("100 x 22"));
  CHECK_NOTHROW(lane.rows(2));
}

TEST_CASE("frames outside the clip and unknown parameters are refused") {
  const Scratch file(Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip), wishing(clip, {{"sharpen", 1.0}});
  CHECK_THROWS_AS(lane.frame(3), stranger::Error);
  CHECK_THROWS_AS(lane.frame(-1), stranger::Error);
  CHECK_THROWS_WITH(wishing.frame(), Catch::Contains("sharpen"));
}
