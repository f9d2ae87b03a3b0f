// SPDX-License-Identifier: Apache-2.0
//
// Opcodes that are applied, against the specification's formulas in double precision, sample by sample; and what happens
// with those that are not.
#include "opcode_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

namespace {

using dng::OpcodeData;
using dng::OpcodeList;
using stranger::Settings;

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

constexpr double white = 4000, black = 100;
const dng::Picture mosaic{.width = 60, .height = 44, .bits = 12};
const fg_rect active{6, 4, 52, 38};

dng::Document document_with(int list, const OpcodeList& opcodes, const dng::Picture& picture = mosaic) {
  dng::Document document(picture);
  document.raw.longs(50829, {active.y, active.x, active.y + active.h, active.x + active.w}).shorts(50714, std::vector<int64_t>(picture.channels, 100)).shorts(50717, std::vector<int64_t>(picture.channels, 4000));
  document.raw.numbers(static_cast<uint16_t>(list == 1 ? 51008 : list == 2 ? 51009 : 51022), 7, opcodes.value());
  return document;
}

bool reported(const std::string& code) {
  return std::any_of(plugin().reports().begin(), plugin().reports().end(), [&](const auto& r) { return r.code == code; });
}

double linear(double code) { return std::min(1.0, (code - black) / (white - black)); }

// wanted(x, y, c, code): the linear value after correction; x and y count from the active area's corner.
template <class Wanted>
void check(const dng::Document& document, Wanted wanted) {
  const dng::Scratch file(document.write());
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(reported("opcode-applied"));
  const stranger::Lane lane(clip);
  const auto frame = lane.frame();
  CHECK(frame.effective.at("opcodes") == "apply");
  const auto image = lane.rows();
  const auto& picture = document.picture;
  double worst = 0;
  for (int32_t y = 0; y < active.h; ++y) {
    const auto row = image.samples(y + active.y);
    for (int32_t x = 0; x < active.w; ++x)
      for (uint32_t c = 0; c < picture.channels; ++c) {
        const uint32_t at = static_cast<uint32_t>(x + active.x) * picture.channels + c;
        const double value = std::clamp(wanted(x, y, c, double{picture.sample(at, static_cast<uint32_t>(y + active.y)) * 1.0}), -1.0, 1.0);
        const double coded = std::clamp(frame.sensor->black[0] + value * (frame.sensor->white[0] - frame.sensor->black[0]), 0.0, 65535.0);
        worst = std::max(worst, std::abs(coded - row[at]));
      }
  }
  CHECK(worst <= 0.52);
  for (int32_t y = 0; y + 4 <= static_cast<int32_t>(picture.height); y += 5) { // no band edge shows
    const auto band = lane.band(0, y, 4);
    for (int32_t i = y; i < y + 4; ++i) REQUIRE((band.samples(i) == image.samples(i)));
  }
  // Ignored, the codes are the recorded ones.
  const stranger::Lane plain(clip, Settings{{"opcodes", "ignore"}});
  CHECK(plain.frame().effective.at("opcodes") == "ignore");
  CHECK(plain.rows().samples(active.y)[active.x * static_cast<int>(picture.channels)] ==
        picture.sample(static_cast<uint32_t>(active.x) * picture.channels, static_cast<uint32_t>(active.y)));
}

}  // namespace

TEST_CASE("GainMap multiplies each site of the mosaic by its own map, bilinear between the points") {
  OpcodeList list;
  const auto gain = [](int site, int v, int h) { return 0.5 + 0.1 * site + 0.25 * v + 0.125 * h; };
  for (int site = 0; site < 4; ++site) {
    OpcodeData data;
    data.area(static_cast<uint32_t>(site / 2), static_cast<uint32_t>(site % 2), 38, 52, 2, 2).u32(4).u32(3).f64(0.25).f64(0.4).f64(0.1).f64(0.05).u32(1);
    for (int v = 0; v < 4; ++v) for (int h = 0; h < 3; ++h) data.f32(static_cast<float>(gain(site, v, h)));
    list.add(9, data);
  }
  check(document_with(2, list), [&](int x, int y, uint32_t, double code) {
    const double v = std::clamp(((y + 0.5) / 38 - 0.1) / 0.25, 0.0, 3.0), h = std::clamp(((x + 0.5) / 52 - 0.05) / 0.4, 0.0, 2.0);
    return linear(code) * (0.5 + 0.1 * (y % 2 * 2 + x % 2) + 0.25 * v + 0.125 * h); // the map is a plane, so bilinear is exact
  });
}

TEST_CASE("scales and deltas by row and by column follow one another in the list's order") {
  OpcodeData rows, columns, more_rows, more_columns;
  rows.area(2, 0, 36, 52, 2, 1).u32(17);
  for (int i = 0; i < 17; ++i) rows.f32(0.5f + 0.03125f * static_cast<float>(i));
  columns.area(0, 3, 38, 50, 1, 5).u32(10);
  for (int i = 0; i < 10; ++i) columns.f32(0.75f);
  more_rows.area(0, 0, 38, 52).u32(38);
  for (int i = 0; i < 38; ++i) more_rows.f32(static_cast<float>(i * 100));
  more_columns.area(0, 0, 38, 52).u32(52);
  for (int i = 0; i < 52; ++i) more_columns.f32(-500);
  check(document_with(2, OpcodeList().add(12, rows).add(13, columns).add(10, more_rows).add(11, more_columns)), [](int x, int y, uint32_t, double code) {
    double value = linear(code);
    if (y >= 2 && y < 36 && y % 2 == 0) value *= 0.5 + 0.03125 * ((y - 2) / 2);
    if (x >= 3 && x < 50 && (x - 3) % 5 == 0) value *= 0.75;
    value = std::min(1.0, value + y * 100 / 65535.0);
    return value - 500 / 65535.0;
  });
}

TEST_CASE("polynomials and tables map values, of codes in the first list and of linear values in the second") {
  OpcodeData polynomial, table, codes;
  polynomial.area(0, 0, 38, 52).u32(2).f64(0.0).f64(0.25).f64(0.5);
  check(document_with(2, OpcodeList().add(8, polynomial)), [](int, int, uint32_t, double code) {
    const double x = linear(code);
    return x < 0 ? 0.25 * x : 0.25 * x + 0.5 * x * x;
  });
  table.area(10, 20, 30, 40).u32(65536);
  for (int i = 0; i < 65536; ++i) table.u16(static_cast<uint32_t>(65535 - i));
  check(document_with(2, OpcodeList().add(7, table)), [](int x, int y, uint32_t, double code) {
    const bool inside = y >= 10 && y < 30 && x >= 20 && x < 40;
    return inside ? 1 - std::round(std::clamp(linear(code), 0.0, 1.0) * 65535) / 65535 : linear(code);
  });
  codes.area(0, 0, 44, 60).u32(2001); // of the whole raster; codes past the end take the last entry
  for (int i = 0; i <= 2000; ++i) codes.u16(static_cast<uint32_t>(i * 3 / 2));
  check(document_with(1, OpcodeList().add(7, codes)), [](int, int, uint32_t, double code) { return linear(static_cast<int>(std::min(code, 2000.0)) * 3 / 2); });
}

TEST_CASE("the vignette of the third list is a gain that a mosaic takes before demosaicing") {
  OpcodeData data;
  for (const double k : {0.5, -0.1, 0.05, 0.0, 0.01}) data.f64(k);
  data.f64(0.4).f64(0.55);
  const auto wanted = [](int x, int y, uint32_t, double code) {
    const double dx = x + 0.5 - 0.4 * 52, dy = y + 0.5 - 0.55 * 38, far = std::hypot(0.6 * 52, 0.55 * 38), r = std::hypot(dx, dy) / far;
    return linear(code) * (1 + 0.5 * std::pow(r, 2) - 0.1 * std::pow(r, 4) + 0.05 * std::pow(r, 6) + 0.01 * std::pow(r, 10));
  };
  check(document_with(3, OpcodeList().add(3, data, 1)), wanted);
  check(document_with(2, OpcodeList().add(3, data, 1)), wanted);
}

TEST_CASE("a gain by plane of the third list meets that colour's sites only") {
  OpcodeData red;
  red.area(0, 0, 38, 52, 1, 1, 0, 1).u32(1).u32(1).f64(1).f64(1).f64(0).f64(0).u32(1).f32(0.5f);
  check(document_with(3, OpcodeList().add(9, red)), [](int x, int y, uint32_t, double code) {
    return linear(code) * (x % 2 == 0 && y % 2 == 0 ? 0.5 : 1.0); // the active corner is red
  });
}

TEST_CASE("LinearRaw takes opcodes by channel, those of the third list too") {
  const dng::Picture picture{.width = 60, .height = 44, .bits = 12, .channels = 3};
  OpcodeData scale, polynomial;
  scale.area(0, 0, 38, 52, 1, 1, 1, 2).u32(38);
  for (int i = 0; i < 38; ++i) scale.f32(0.5f);
  polynomial.area(0, 0, 38, 52, 1, 1, 2, 1).u32(1).f64(0.125).f64(0.5);
  const auto wanted = [](int, int, uint32_t c, double code) {
    const double value = linear(code) * (c >= 1 ? 0.5 : 1.0);
    return c == 2 ? 0.125 + 0.5 * value : value;
  };
  for (const int list : {2, 3}) check(document_with(list, OpcodeList().add(12, scale).add(8, polynomial), picture), wanted);
}

TEST_CASE("bad pixels take the mean of the nearest good ones of their colour") {
  const auto code = [](int x, int y) { return static_cast<double>(mosaic.sample(static_cast<uint32_t>(x + active.x), static_cast<uint32_t>(y + active.y))); };
  OpcodeData data; // of the whole raster: a red pixel, a green one, two neighbours of a row, and a column
  data.u32(0).u32(4).u32(1).u32(14).u32(16).u32(15).u32(26).u32(20).u32(30).u32(20).u32(32).u32(0).u32(45).u32(44).u32(46);
  check(document_with(1, OpcodeList().add(5, data)), [&](int x, int y, uint32_t, double own) {
    const int rx = x + active.x, ry = y + active.y;
    if (ry == 14 && rx == 16) own = std::lround((code(x - 2, y) + code(x + 2, y) + code(x, y - 2) + code(x, y + 2)) / 4);
    if (ry == 15 && rx == 26) own = std::lround((code(x - 1, y - 1) + code(x + 1, y - 1) + code(x - 1, y + 1) + code(x + 1, y + 1)) / 4);
    if (ry == 20 && rx == 30) own = std::lround((code(x - 2, y) + code(x, y - 2) + code(x, y + 2)) / 3);
    if (ry == 20 && rx == 32) own = std::lround((code(x + 2, y) + code(x, y - 2) + code(x, y + 2)) / 3);
    if (rx == 45) own = ry % 2 == 0 ? -1 : std::lround((code(x - 2, y) + code(x + 2, y)) / 2);
    // On green rows of that column the four diagonal neighbours are nearest.
    if (own == -1) {
      double sum = 0;
      int count = 0;
      for (const int dy : {-1, 1})
        for (const int dx : {-1, 1}) sum += code(x + dx, y + dy), ++count;
      own = std::lround(sum / count);
    }
    return linear(own);
  });
}

TEST_CASE("pixels of the constant that marks bad ones are replaced wherever they are") {
  const auto marked = mosaic.sample(20, 20);
  int found = 0;
  for (uint32_t y = 0; y < 44; ++y) for (uint32_t x = 0; x < 60; ++x) found += mosaic.sample(x, y) == marked;
  const dng::Scratch file(document_with(1, OpcodeList().add(4, OpcodeData().u32(marked).u32(0))).write());
  const stranger::Clip clip(plugin(), {file.path()});
  const auto image = stranger::Lane(clip).rows();
  const auto frame = stranger::Lane(clip).frame();
  const double mean = (mosaic.sample(18, 20) + mosaic.sample(22, 20) + mosaic.sample(20, 18) + mosaic.sample(20, 22)) / 4.0;
  const double wanted = frame.sensor->black[0] + linear(std::lround(mean)) * (65535 - frame.sensor->black[0]);
  CHECK(std::abs(image.samples(20)[20] - wanted) <= 0.52);
  CHECK(found >= 1);
}

TEST_CASE("what bends the picture is not applied and said so, and the codes stay as recorded") {
  for (const uint32_t id : {1u, 2u, 6u, 14u}) {
    const dng::Scratch file(document_with(3, OpcodeList().add(id, OpcodeData().u32(1).f64(1))).write());
    plugin().host().reports.clear();
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK(reported("opcode-not-applied"));
    CHECK(stranger::Lane(clip).rows().samples(5)[7] == mosaic.sample(7, 5));
  }
}

TEST_CASE("an unknown opcode is skipped when the file allows it, and refuses the pixels when not") {
  const auto made = [](uint32_t id, uint32_t flags, uint32_t version, int list = 2) {
    return document_with(list, OpcodeList().add(id, OpcodeData().area(0, 0, 2, 2).u32(2).f32(1).f32(1), flags, version));
  };
  for (const auto& [document, name] : {std::pair{made(99, 0, 0x01030000), "opcode 99 of OpcodeList2"}, {made(10, 0, 0x01080000), "DeltaPerRow of OpcodeList2"},
                                       {made(10, 0, 0x01030000, 3), "DeltaPerRow of OpcodeList3"}}) {
    const dng::Scratch file(document.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) != 0);
    CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains(name) && Catch::Contains("set the decode parameter opcodes to ignore"));
    CHECK(stranger::Lane(clip, Settings{{"opcodes", "ignore"}}).rows().samples(5)[7] == mosaic.sample(7, 5));
  }
  const dng::Scratch file(made(99, 1, 0x01030000).write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(stranger::Lane(clip).rows().samples(5)[7] == mosaic.sample(7, 5));
}

TEST_CASE("lists that lie are refused with the reason, cut anywhere and with any byte changed") {
  OpcodeData gains, bad, lines;
  gains.area(0, 0, 38, 52).u32(2).u32(2).f64(1).f64(1).f64(0).f64(0).u32(1).f32(1).f32(1).f32(1).f32(1);
  bad.u32(0).u32(1).u32(1).u32(3).u32(3).u32(0).u32(0).u32(4).u32(4);
  lines.area(0, 0, 2, 2).u32(2).f32(1).f32(2);
  const auto whole = OpcodeList().add(9, gains).add(5, bad).add(12, lines).value();
  const auto survives = [](const std::vector<int64_t>& value) {
    auto document = document_with(2, OpcodeList());
    document.raw.numbers(51009, 7, value);
    const dng::Scratch file(document.write());
    try {
      const stranger::Clip clip(plugin(), {file.path()});
      (void)stranger::Lane(clip).rows();
      return true;
    } catch (const stranger::Error& error) {
      CHECK(error.status() != FG_E_INTERNAL);
      return false;
    }
  };
  REQUIRE(survives(whole));
  for (size_t size = 5; size < whole.size(); ++size) CHECK_FALSE(survives({whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)}));
  for (size_t at = 0; at < whole.size(); ++at)
    for (const int64_t lie : {int64_t{0}, int64_t{255}, whole[at] ^ 0x80}) {
      auto changed = whole;
      changed[at] = lie;
      (void)survives(changed);
    }
}
