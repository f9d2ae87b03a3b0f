// SPDX-License-Identifier: Apache-2.0
//
// Levels that development can not be told are applied by the reader: each sample against the specification's formula in
// double precision.
#include "coded_picture.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <cmath>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

// linear(x, y, c): what the specification says; x counts from the active area's corner.
template <class Linear>
void check(const dng::Document& document, const fg_rect& active, Linear linear) {
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  const auto frame = lane.frame();
  REQUIRE(frame.desc.sample == FG_SAMPLE_U16);
  REQUIRE(frame.desc.bits == 16);
  REQUIRE((frame.sensor->has & FG_SENSOR_LINEAR) == 0u);
  const double black = frame.sensor->black[0], white = frame.sensor->white[0];
  CHECK(white == 65535);
  CHECK(std::all_of(frame.sensor->black, frame.sensor->black + 64, [&](double b) { return b == black; }));
  CHECK(clip.info().native->bits == 16);
  const auto image = lane.rows();
  const auto channels = static_cast<int32_t>(document.picture.channels);
  double worst = 0;
  for (int32_t y = active.y; y < active.y + active.h; ++y) {
    const auto row = image.samples(y);
    for (int32_t x = active.x; x < active.x + active.w; ++x)
      for (int32_t c = 0; c < channels; ++c) {
        const double wanted = std::clamp(black + std::min(1.0, linear(x - active.x, y - active.y, c)) * (white - black), 0.0, 65535.0);
        worst = std::max(worst, std::abs(wanted - row[static_cast<size_t>(x * channels + c)]));
      }
  }
  CHECK(worst <= 0.5 + 0.01); // rounded to whole numbers, in single precision
  for (int32_t y = 0; y + 5 <= static_cast<int32_t>(document.picture.height); y += 7) CHECK(lane.band(0, y, 5).samples(y) == image.samples(y));
}

}  // namespace

TEST_CASE("black deltas by column and row are subtracted line by line, counted from the active area") {
  for (const bool coded : {false, true}) {
    const dng::Picture picture{.width = 40, .height = 30, .bits = 12};
    auto document = coded ? dng::jpeg_document(picture, {.components = 2, .precision = 12}) : dng::Document(picture);
    std::vector<int64_t> across, down;
    for (int i = 0; i < 34; ++i) across.insert(across.end(), {i % 7, 2});
    for (int i = 0; i < 25; ++i) down.insert(down.end(), {i * i % 11 - 5, 4});
    document.raw.longs(50829, {3, 4, 28, 38}).shorts(50714, {200}).srationals(50715, across).srationals(50716, down).longs(50717, {4000});
    const double most = 200 + 3.0 + 1.0; // of 0 .. 6 halves, and of squares modulo 11
    check(document, {4, 3, 34, 25}, [&](int x, int y, int) {
      const double code = picture.sample(static_cast<uint32_t>(x + 4), static_cast<uint32_t>(y + 3));
      return (code - 200 - x % 7 / 2.0 - (y * y % 11 - 5) / 4.0) / (4000 - most);
    });
  }
}

TEST_CASE("a black pattern that does not repeat as the mosaic does is subtracted by the reader, with the table before it") {
  const dng::Picture picture{.width = 45, .height = 31, .bits = 10};
  for (const auto& [rows, columns] : {std::pair{8, 8}, {3, 1}, {2, 4}, {1, 3}}) {
    dng::Document document(picture);
    std::vector<int64_t> levels, table;
    int most = 0;
    for (int i = 0; i < rows * columns; ++i) levels.push_back(1000 + i * 37 % 50), most = std::max(most, 1000 + i * 37 % 50);
    for (int i = 0; i < 1000; ++i) table.push_back(i * 60); // codes past its end take the last entry
    document.raw.longs(50829, {1, 1, 31, 44}).shorts(50712, table).shorts(50713, {rows, columns}).shorts(50714, levels).longs(50717, {59000});
    check(document, {1, 1, 43, 30}, [&, r = rows, c = columns](int x, int y, int) {
      const int code = picture.sample(static_cast<uint32_t>(x + 1), static_cast<uint32_t>(y + 1));
      return (std::min(code, 999) * 60.0 - static_cast<double>(levels[static_cast<size_t>(y % r * c + x % c)])) / (59000.0 - most);
    });
  }
}

TEST_CASE("LinearRaw whose black differs by pixel and channel is levelled with the channel's own white") {
  const dng::Picture picture{.width = 20, .height = 12, .bits = 16, .channels = 3};
  dng::Document document(picture);
  document.raw.shorts(50713, {1, 2}).shorts(50714, {10, 20, 30, 40, 50, 60}).longs(50717, {60000, 61000, 62000});
  check(document, {0, 0, 20, 12}, [&](int x, int y, int c) {
    const double code = picture.sample(static_cast<uint32_t>(x * 3 + c), static_cast<uint32_t>(y));
    return (code - (10 + 10 * c + x % 2 * 30)) / (60000 + 1000 * c - (40 + 10 * c));
  });
}

TEST_CASE("a pattern that only says the mosaic's levels over and over goes to development, with codes as recorded") {
  dng::Document document({.width = 64, .height = 48});
  document.raw.shorts(50713, {4, 2}).shorts(50714, {1, 2, 3, 4, 1, 2, 3, 4}).srationals(50715, [] {
    std::vector<int64_t> same;
    for (int i = 0; i < 64; ++i) same.insert(same.end(), {10, 1});
    return same;
  }());
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const auto frame = stranger::Lane(clip).frame();
  CHECK(frame.desc.sample == FG_SAMPLE_PACKED);
  CHECK(frame.desc.cfa_w == 2);
  for (int i = 0; i < 4; ++i) CHECK(frame.sensor->black[i] == i + 11);
}

TEST_CASE("deltas that are not one a line are corrupt, and a white below black is refused when rows are levelled") {
  dng::Document document({.width = 16, .height = 8});
  document.raw.srationals(50715, {1, 1, 2, 1});
  const dng::Scratch file(document.write());
  CHECK_THROWS_WITH(stranger::Clip(plugin(), {file.path()}), Catch::Contains("2 black level deltas for 16 lines"));
  dng::Document dark({.width = 16, .height = 8});
  dark.raw.shorts(50713, {1, 3}).shorts(50714, {100, 101, 102}).shorts(50717, {100});
  const dng::Scratch other(dark.write());
  const stranger::Clip clip(plugin(), {other.path()});
  CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains("white level is not above"));
}
