// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "cine_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.phantom");
  return loaded;
}

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives(const cine::Bytes& bytes) {
  const cine::Scratch file(bytes);
  plugin().host().reports.clear();
  (void)stranger::probe(plugin(), file.path());
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    (void)clip.fields();
    const auto count = std::min<int64_t>(clip.info().frame_count, 4);
    if (count > 0) (void)clip.metadata(0, count);
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

}  // namespace

TEST_CASE("a cine cut anywhere is never taken for whole") {
  const auto whole = cine::Movie{}.write();
  REQUIRE(survives(whole));
  for (size_t size = 0; size < whole.size(); size += 41) {
    INFO(size);
    CHECK_FALSE(survives(cine::Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size))));
  }
}

TEST_CASE("a clip cut within its last frames keeps the frames that are whole") {
  auto bytes = cine::Movie{}.write();
  bytes.resize(bytes.size() - 100);
  const cine::Scratch file(bytes);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  REQUIRE_FALSE(plugin().reports().empty());
  CHECK(plugin().reports()[0].code == "truncated");
  const stranger::Lane lane(clip);
  CHECK_NOTHROW(lane.rows(1));
  try {
    (void)lane.rows(2);
    FAIL("the cut frame was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_TRUNCATED);
    CHECK(std::string(error.what()).find("frame 2") != std::string::npos);
  }
}

TEST_CASE("every byte of the headers, blocks and table may lie without a crash or a hang") {
  const auto whole = cine::Movie{.width = 16, .height = 4}.write();
  std::vector<size_t> places;
  for (size_t at = 0; at < 84; ++at) places.push_back(at);
  for (size_t at = 84 + 136; at < 84 + 148; ++at) places.push_back(at);
  for (size_t at = 84 + 736; at < 84 + 904; ++at) places.push_back(at);
  for (size_t at = 84 + 5732; at < 84 + 5740; ++at) places.push_back(at);
  for (size_t at = 84 + 6868; at < 84 + 6984; ++at) places.push_back(at);
  for (size_t at = 84 + 10384; at < whole.size(); ++at) places.push_back(at);
  for (const size_t at : places)
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0x01}, uint8_t{0x7F}, uint8_t{0xFF}}) {
      auto bytes = whole;
      bytes[at] = lie;
      (void)survives(bytes);
    }
}

TEST_CASE("four thousand million images are not believed") {
  auto bytes = cine::Movie{}.write();
  cine::poke<uint32_t>(bytes, 20, 0xFFFFFFFFu);
  const cine::Scratch file(bytes);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.info().frame_count < 2000);
  CHECK_FALSE(plugin().reports().empty());
}

TEST_CASE("offsets of 64 bits are followed as such and refused past the end") {
  auto bytes = cine::Movie{}.write();
  uint32_t table = 0;
  std::memcpy(&table, &bytes[32], 4);
  for (const int64_t offset : {int64_t{0}, int64_t{-8}, int64_t{1} << 40, INT64_MAX}) {
    cine::poke(bytes, table, offset);
    const cine::Scratch file(bytes);
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK_THROWS_AS(stranger::Lane(clip).frame(0), stranger::Error);
  }
}

TEST_CASE("a frame before the first one or after the last is refused, whatever was asked before") {
  const cine::Scratch file(cine::Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  for (const int64_t outside : {int64_t{-1}, int64_t{3}, INT64_MIN, INT64_MAX}) {
    const stranger::Lane lane(clip);
    CHECK_THROWS_AS(lane.frame(outside), stranger::Error);
    CHECK_NOTHROW(lane.frame(0));
    CHECK_THROWS_AS(lane.frame(outside), stranger::Error);
  }
}
