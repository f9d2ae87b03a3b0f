// SPDX-License-Identifier: Apache-2.0
//
// Every packing is developed to camera RGB and held against the same codes as plain 16-bit samples: a bit that goes
// astray shows in the picture.
#include "recorded_mosaic.hpp"

#include <catch2/catch.hpp>

using namespace recorded;
using stranger::Settings;

namespace {

const Settings plain{{"colourspace", "camera"}, {"highlights", "none"}};

stranger::Image developed(const fg_image_desc& desc, const CodeAt& codes, const fg_sensor& levels,
                          const Settings& settings = plain) {
  static stranger::Plugin plugin(develop_id);
  const auto frame = frame_info(desc, &levels);
  return stranger::Stage(plugin, desc, frame, settings).process(frame_of(desc, codes), frame);
}

}  // namespace

TEST_CASE("every packing of 8 to 16 bits, at odd and even widths, holds the codes that were put in") {
  const uint32_t bits = GENERATE(range(8u, 17u)), packing = GENERATE(range(1u, 6u)), width = GENERATE(50u, 67u);
  const auto levels = sensor(0, (1 << bits) - 1);
  auto desc = mosaic(width, 6, "GBRG", bits);
  const auto codes = random_codes(width, 6, bits);
  const auto wanted = developed(desc, codes, levels);
  desc.samples(FG_SAMPLE_PACKED, bits, packing);
  const bool lone_half_of_a_pair = packing == FG_PACK_MSB32_PAIRS && width % 2 == 1;  // its place lies past the row
  if (lone_half_of_a_pair) return;
  CAPTURE(bits, packing, width);
  CHECK(same_pixels(developed(desc, codes, levels), wanted, {0, 0, static_cast<int32_t>(width), 6}));
}

TEST_CASE("eight-bit samples are developed") {
  const auto codes = random_codes(34, 6, 8);
  const auto levels = sensor(0, 255);
  auto desc = mosaic(34, 6, "RGGB", 8);
  const auto wanted = developed(desc, codes, levels);
  desc.samples(FG_SAMPLE_U8, 8);
  CHECK(same_pixels(developed(desc, codes, levels), wanted, {0, 0, 34, 6}));
}

TEST_CASE("monochrome samples come out at their linear value in all three channels") {
  auto desc = mosaic(53, 5);
  desc.layout = FG_LAYOUT_MONO, desc.cfa_w = desc.cfa_h = 0;
  const auto codes = random_codes(53, 5, 12);
  const auto levels = sensor(100, 4000);
  const std::string space = GENERATE("camera", "ACES2065-1");
  const auto out = developed(desc, codes, levels, Settings{{"colourspace", space}, {"highlights", "none"}});
  double largest = 0;
  for (int32_t y = 0; y < 5; ++y)
    for (int32_t x = 0; x < 53; ++x)
      for (uint32_t k = 0; k < 3; ++k)
        largest = std::max(largest, std::abs(out.real(x, y, k) - (codes(x, y) - 100) / 3900.0));
  CAPTURE(space);
  CHECK(largest < 6e-4);
}

TEST_CASE("interleaved linear RGB comes out at its linear value") {
  fg::ImageDesc desc;
  desc.size(37, 4).samples(FG_SAMPLE_U16, 16);
  desc.layout = FG_LAYOUT_RGB, desc.encoding = "linear.camera";
  const auto codes = random_codes(37 * 3, 4, 16);
  const auto levels = sensor(0, 65535);
  const auto out = developed(desc, codes, levels);
  double largest = 0;
  for (int32_t y = 0; y < 4; ++y)
    for (int32_t x = 0; x < 37; ++x)
      for (int32_t k = 0; k < 3; ++k)
        largest = std::max(largest, std::abs(out.real(x, y, static_cast<uint32_t>(k)) - codes(3 * x + k, y) / 65535.0));
  CHECK(largest < 6e-4);
}

TEST_CASE("a code to linear table is applied before the levels, and codes past its end take its last entry") {
  std::vector<uint16_t> table(3000);
  for (size_t i = 0; i < table.size(); ++i) table[i] = static_cast<uint16_t>(i * i / 256);
  auto with_table = sensor(50, 30000), without = with_table;
  with_table.linear = table.data(), with_table.linear_count = 3000, with_table.has |= FG_SENSOR_LINEAR;
  const auto codes = random_codes(66, 20, 12);
  const auto coded = developed(mosaic(66, 20), codes, with_table);
  const auto linear = developed(
      mosaic(66, 20, "RGGB", 16), [&](int32_t x, int32_t y) { return table[std::min<size_t>(codes(x, y), 2999)]; },
      without);
  double largest = 0;
  for (int32_t y = 0; y < 20; ++y)
    for (int32_t x = 0; x < 66; ++x)
      for (uint32_t k = 0; k < 3; ++k)
        largest = std::max<double>(largest, std::abs(coded.real(x, y, k) - linear.real(x, y, k)));
  CHECK(largest < 1e-3);
}

TEST_CASE("a frame whose levels differ from the first frame's is developed with its own") {
  stranger::Plugin plugin(develop_id);
  const auto desc = mosaic(32, 8);
  const auto image = frame_of(desc, [](int32_t, int32_t) { return uint16_t{1000}; });
  const auto first = sensor(0, 4000), later = sensor(0, 2000);
  stranger::Stage stage(plugin, desc, frame_info(desc, &first), plain);
  CHECK(stage.process(image, frame_info(desc, &first)).real(5, 3, 1) == Approx(0.25).epsilon(1e-3));
  CHECK(stage.process(image, frame_info(desc, &later)).real(5, 3, 1) == Approx(0.5).epsilon(1e-3));
}
