// SPDX-License-Identifier: Apache-2.0
//
// Pictures of a writer of our own: the transform without loss, mosaics and bits, bands in any order.
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <thread>

namespace {

// By the wording of ST 2073-3 and the published curve, in double precision.
uint16_t linear(int component, uint32_t bits) {
  const double whole = 65535 * (std::pow(113.0, std::clamp(component, 0, 4095) / 4095.0) - 1) / 112;
  return static_cast<uint16_t>(static_cast<int>(whole) >> (16 - bits));
}

uint16_t wanted(const vc5::Writer& picture, uint32_t x, uint32_t y, bool red_first, uint32_t bits) {
  const auto value = [&](size_t c) { return picture.components[c].at(x / 2, y / 2); };
  const int gs = value(0), rg = value(1) - 2048, bg = value(2) - 2048, gd = value(3) - 2048;
  const int sites[2][2][2]{{{gs + gd, 2 * bg + gs}, {2 * rg + gs, gs - gd}}, {{2 * rg + gs, gs + gd}, {gs - gd, 2 * bg + gs}}};
  return linear(sites[red_first][y % 2][x % 2], bits);
}

size_t wrong_samples(const vc5::Writer& picture, const stranger::Image& image, bool red_first, uint32_t bits) {
  size_t wrong = 0;
  for (uint32_t y = 0; y < image.desc().height; ++y) {
    const auto row = image.samples(static_cast<int32_t>(y));
    for (uint32_t x = 0; x < row.size(); ++x) wrong += row[x] != wanted(picture, x, y, red_first, bits);
  }
  return wrong;
}

// Around the middle, so that no site is cut. The averages of such values need the prescale: only what it does not touch is exact.
vc5::Writer flat() {
  vc5::Writer out;
  out.prescale = 0x2800;
  constexpr int values[]{1900, 2300, 1800, 2060};
  return out.fill([&](size_t c, size_t, size_t) { return values[c]; });
}

}  // namespace

TEST_CASE("the transform is undone without loss, for widths and heights that halve evenly and such that do not") {
  for (const auto& [width, height] : {std::pair<size_t, size_t>{64, 48}, {34, 34}, {70, 50}, {36, 66}, {102, 38}, {46, 90}}) {
    INFO(width << " x " << height);
    const auto picture = gpr::smooth(width, height);
    const dng::Scratch file(gpr::document(picture, 65535).write(), "a.gpr");
    const stranger::Clip clip(gpr::plugin(), {file.path()});
    CHECK(wrong_samples(picture, gpr::codes_of(clip), true, 16) == 0);
  }
}

TEST_CASE("prescaled averages come back, and each site of a mosaic has its colour") {
  const auto picture = flat();
  for (const bool red_first : {true, false})
    for (const auto& [white, bits] : {std::pair<int64_t, uint32_t>{16383, 14}, {4095, 12}, {65535, 16}, {15000, 14}}) {
      INFO((red_first ? "RGGB" : "GBRG") << ", white level " << white);
      auto document = gpr::document(picture, white);
      if (!red_first) document.raw.bytes(33422, {1, 2, 0, 1});
      const dng::Scratch file(document.write(), "a.GPR");
      const stranger::Clip clip(gpr::plugin(), {file.path()});
      CHECK(clip.info().native->bits == bits);
      CHECK(wrong_samples(picture, gpr::codes_of(clip), red_first, bits) == 0);
    }
}

TEST_CASE("sections, chunks that may be skipped and the order of channels make no difference") {
  auto plain = gpr::smooth();
  plain.sections = false;
  plain.average_bits = 15;
  plain.more = {{-0x4004, 0}, {-120, 7}, {101, 12}, {14, 10}};
  const dng::Scratch file(gpr::document(plain).write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  CHECK(wrong_samples(plain, gpr::codes_of(clip), true, 14) == 0);
}

TEST_CASE("bands in any order, by lanes at the same time, are rows of the whole picture") {
  const stranger::Clip clip(gpr::plugin(), {gpr::data("rggb14.GPR")});
  const auto whole = stranger::Lane(clip).rows();
  const auto compare = [&](uint32_t seed) {
    std::mt19937 random(seed);
    const stranger::Lane lane(clip);
    const auto height = static_cast<int32_t>(whole.desc().height);
    size_t wrong = 0;
    for (int i = 0; i < 20; ++i) {
      const int32_t first = static_cast<int32_t>(random() % static_cast<uint32_t>(height));
      const int32_t count = 1 + static_cast<int32_t>(random() % static_cast<uint32_t>(height - first));
      const auto band = lane.band(0, first, count);
      for (int32_t y = first; y < first + count; ++y) wrong += band.samples(y) != whole.samples(y);
    }
    return wrong;
  };
  size_t wrong[4]{};
  std::vector<std::thread> lanes;
  for (uint32_t i = 0; i < 4; ++i) lanes.emplace_back([&, i] { wrong[i] = compare(i); });
  for (auto& lane : lanes) lane.join();
  for (const size_t count : wrong) CHECK(count == 0);
}

TEST_CASE("a time lapse is one clip, a file a frame") {
  auto second = gpr::smooth();
  for (auto& value : second.components[0].values) value += 9;
  dng::Scratch files(gpr::document(gpr::smooth()).write(), "G0010001.GPR");
  files.add(gpr::document(second).write(), "G0010002.GPR");
  const stranger::Clip clip(gpr::plugin(), files.paths());
  CHECK(clip.info().frame_count == 2);
  CHECK(wrong_samples(second, gpr::codes_of(clip, 1), true, 14) == 0);
  CHECK(wrong_samples(gpr::smooth(), gpr::codes_of(clip, 0), true, 14) == 0);
}
