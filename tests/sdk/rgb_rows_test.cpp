// SPDX-License-Identifier: Apache-2.0
//
// Half floats against a conversion written from their definition; rows are tested through the stages that read them.
#include <filmgate/cpp/rgb_rows.hpp>

#include <catch2/catch.hpp>

#include <cmath>

namespace {

double meaning(uint16_t half) {
  const int exponent = half >> 10 & 31, fraction = half & 1023;
  const double size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return half & 0x8000 ? -size : size;
}

}  // namespace

TEST_CASE("every half becomes the float that it means, and comes back") {
  for (uint32_t bits = 0; bits < 65536; ++bits) {
    const auto half = static_cast<uint16_t>(bits);
    if ((half & 0x7c00) == 0x7c00) continue;
    REQUIRE(static_cast<double>(fg::float_of_half(half)) == meaning(half));
    REQUIRE(fg::half_of_float(fg::float_of_half(half)) == half);
  }
  CHECK(std::isinf(fg::float_of_half(0xfc00)));
  CHECK(std::isnan(fg::float_of_half(0x7e00)));
}

TEST_CASE("a float becomes the nearest half, and the even one of two") {
  for (uint16_t half = 1; half < 0x7bff; ++half) {
    const auto low = static_cast<float>(meaning(half)), high = static_cast<float>(meaning(static_cast<uint16_t>(half + 1)));
    const float middle = (low + high) / 2; // exact: a float has bits to spare
    const auto even = static_cast<uint16_t>(half & 1 ? half + 1 : half);
    REQUIRE(fg::half_of_float(middle) == even);
    REQUIRE(fg::half_of_float(std::nextafter(middle, 0.0f)) == half);
    REQUIRE(fg::half_of_float(std::nextafter(middle, 1e9f)) == half + 1);
  }
  CHECK(fg::half_of_float(65519.996f) == 0x7bff);
  CHECK(fg::half_of_float(65520.0f) == 0x7c00);
}

TEST_CASE("rows give the same bits as single values") {
  std::vector<float> floats;
  for (uint32_t i = 0; i < 100003; ++i) floats.push_back(std::bit_cast<float>(i * 42953u)); // odd count: the processor's way, and the rest
  std::vector<uint16_t> halves(floats.size());
  fg::floats_to_halves(floats, halves.data());
  for (size_t i = 0; i < floats.size(); ++i)
    if (floats[i] == floats[i]) REQUIRE(halves[i] == fg::half_of_float(floats[i]));
  std::vector<float> back(halves.size());
  fg::halves_to_floats(halves, back.data());
  for (size_t i = 0; i < halves.size(); ++i)
    if (back[i] == back[i]) REQUIRE(back[i] == fg::float_of_half(halves[i]));
}

TEST_CASE("codes run from 0 to 1 over all their bits") {
  const auto rows = [](uint32_t sample, uint32_t bits, uint32_t packing = FG_PACK_NONE) {
    auto desc = fg::ImageDesc().size(4, 4).samples(sample, bits, packing);
    desc.layout = FG_LAYOUT_RGB;
    return fg::RgbRows(desc);
  };
  CHECK(rows(FG_SAMPLE_U8, 8).value_of(255) == 1);
  CHECK(rows(FG_SAMPLE_U16, 10).value_of(1023) == 1);
  CHECK(rows(FG_SAMPLE_U16, 10).value_of(1024) > 1); // a code above its bits is no error, and not cut
  CHECK(rows(FG_SAMPLE_PACKED, 12, FG_PACK_MSB).code_count() == 4096);
  CHECK(rows(FG_SAMPLE_F16, 16).value_of(0xbc00) == -1);
  CHECK(rows(FG_SAMPLE_F32, 32).code_count() == 0);
  CHECK_THROWS_AS(rows(FG_SAMPLE_U8, 9), fg::Failure);
  CHECK_THROWS_AS(rows(FG_SAMPLE_U16, 17), fg::Failure);
  CHECK_THROWS_AS(rows(FG_SAMPLE_PACKED, 12), fg::Failure);
  CHECK_THROWS_AS(rows(99, 8), fg::Failure);
}
