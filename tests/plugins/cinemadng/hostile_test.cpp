// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "dng_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <chrono>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

dng::Bytes sound_file(dng::Order order = dng::Order::little) {
  dng::Document document({.width = 40, .height = 24, .bits = 12, .order = order, .piece_width = 16, .piece_height = 16});
  document.raw.srationals(50721, std::vector<int64_t>(18, 1)).bytes(51043, {1, 2, 3, 4, 0, 0, 0, 0}).srationals(51044, {24, 1});
  document.preview.longs(254, {1}).longs(256, {8}).longs(257, {8}).shorts(262, {2}).bytes(50706, {1, 4, 0, 0});
  document.exif.rationals(33434, {1, 48}).text(36867, "2026:11:24 10:00:00");
  return document.write();
}

// Everything a host would call; true when all of it worked.
bool survives(const dng::Bytes& bytes) {
  const dng::Scratch file(bytes);
  (void)stranger::probe(plugin(), file.path());
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    (void)clip.fields();
    (void)clip.metadata(0);
    const stranger::Lane lane(clip);
    (void)lane.frame();
    (void)lane.rows();
    return true;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

}  // namespace

TEST_CASE("a DNG cut anywhere gives an error, and only the whole one is whole") {
  for (const auto order : {dng::Order::little, dng::Order::big}) {
    const auto whole = sound_file(order);
    REQUIRE(survives(whole));
    size_t refused = 0;
    for (size_t size = 0; size < whole.size(); size += 3) refused += !survives(dng::Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
    CHECK(refused > whole.size() / 3 - 60); // the very end may hold values that decoding does without
  }
}

TEST_CASE("pixels that reach past the end are reported when opened and truncated when decoded") {
  dng::Document document({.width = 64, .height = 64, .bits = 12});
  auto bytes = document.write();
  // The strip's offset lies in its entry: move it so that its last row is outside.
  const dng::Scratch good(bytes);
  document.raw.longs(257, {4096}).longs(278, {4096});
  auto lying = dng::Document(document);
  lying.raw.longs(273, {8}).longs(278, {4096}).longs(279, {4096 * 96});
  dng::Bytes out{'I', 'I'};
  dng::put(out, 42, 2, dng::Order::little), dng::put(out, 8, 4, dng::Order::little);
  lying.raw.write(out);
  const dng::Scratch file(out);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  bool told = false;
  for (const auto& report : plugin().reports()) told = told || (report.code == "truncated" && report.severity == FG_SEVERITY_ERROR);
  CHECK(told);
  try {
    (void)stranger::Lane(clip).rows();
    FAIL("it was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_TRUNCATED);
    CHECK(std::string(error.what()).find("offset") != std::string::npos);
  }
}

TEST_CASE("every single byte of the structure may lie without a crash or a hang") {
  const auto whole = sound_file();
  const auto began = std::chrono::steady_clock::now();
  for (size_t at = 0; at < whole.size(); ++at)
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0xFF}, static_cast<uint8_t>(whole[at] ^ 0x80)}) {
      auto bytes = whole;
      bytes[at] = lie;
      (void)survives(bytes);
    }
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(120));
}

TEST_CASE("directories that loop, or lead to themselves, end") {
  for (const uint16_t leads : {uint16_t{330}, uint16_t{34665}, uint16_t{34853}}) {
    dng::Document document({.width = 16, .height = 8, .bits = 8});
    auto bytes = document.write();
    document.raw.longs(leads, {bytes[4] | bytes[5] << 8 | bytes[6] << 16}); // its own offset, give or take the new entry
    CHECK(survives(document.write()));
  }
  // The next directory of IFD0 is IFD0.
  dng::Document document({.width = 16, .height = 8, .bits = 8});
  auto bytes = document.write();
  const size_t first = bytes[4] | static_cast<size_t>(bytes[5]) << 8;
  const size_t next = first + 2 + 12 * (bytes[first] | static_cast<size_t>(bytes[first + 1]) << 8);
  std::copy(bytes.begin() + 4, bytes.begin() + 8, bytes.begin() + static_cast<ptrdiff_t>(next));
  CHECK(survives(bytes));
}

TEST_CASE("counts and sizes out of all proportion are refused before memory is reserved") {
  const auto refused = [](uint16_t tag, std::vector<int64_t> values) {
    dng::Document document({.width = 16, .height = 8, .bits = 12});
    document.raw.longs(tag, values);
    const dng::Scratch file(document.write());
    try {
      const stranger::Clip clip(plugin(), {file.path()});
      (void)stranger::Lane(clip).rows();
      return false;
    } catch (const stranger::Error&) {
      return true;
    }
  };
  CHECK(refused(256, {0}));
  CHECK(refused(257, {4000000000}));
  CHECK(refused(258, {33}));
  CHECK(refused(277, {70000}));
  CHECK(refused(322, {0, 1}) == false); // TileWidth alone makes no tiles
  CHECK(refused(50713, {4000000, 4000000}));
  CHECK(refused(50829, {0, 0, 9, 16}));
}

TEST_CASE("a TIFF that is no DNG is left to others") {
  dng::Document document({.width = 16, .height = 8, .bits = 8});
  document.raw.remove(50706);
  const dng::Scratch file(document.write());
  CHECK(stranger::probe(plugin(), file.path()) == 0);
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    FAIL("it was opened");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_NOT_THIS_FORMAT);
  }
}
