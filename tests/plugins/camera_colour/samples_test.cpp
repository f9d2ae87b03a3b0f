// SPDX-License-Identifier: Apache-2.0
//
// The same picture in every kind of sample gives the same pixels; tiles, edges and what is no number.
#include "rgb_picture.hpp"

#include <catch2/catch.hpp>

#include <limits>

using stranger::Image;
using stranger::Settings;
using stranger::Stage;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.camera-colour");
  return loaded;
}

const Settings settings{{"curve", std::string("power")}, {"gamma", 2.0}, {"matrix", std::vector<double>{0.8, 0.1, 0.1, 0, 1, 0, 0, 0.25, 0.75}}};

fg_image_desc recorded(uint32_t sample, uint32_t bits, uint32_t packing, uint32_t planar, uint32_t layout = FG_LAYOUT_RGB) {
  auto out = rgb::shape(37, 5, sample);
  out.bits = bits, out.packing = packing, out.planar = planar, out.layout = layout;
  out.active = {3, 1, 30, 3}; // masked columns and rows around it
  return out;
}

uint32_t code_at(int32_t x, int32_t y, uint32_t channel, uint32_t bits) {
  return (static_cast<uint32_t>(x * 7919 + y * 104729) + channel * 15485863u) % (1u << bits);
}

// Sample i of a row, most significant bit first or least, as the packing says; written from the header's words.
void put_code(const fg_image_desc& desc, uint8_t* row, uint64_t i, uint32_t code) {
  if (desc.sample == FG_SAMPLE_U8) row[i] = static_cast<uint8_t>(code);
  else if (desc.sample == FG_SAMPLE_U16) row[2 * i] = static_cast<uint8_t>(code), row[2 * i + 1] = static_cast<uint8_t>(code >> 8);
  else
    for (uint32_t bit = 0; bit < desc.bits; ++bit) {
      const bool low_first = desc.packing == FG_PACK_LSB;
      const uint64_t index = desc.packing == FG_PACK_MSB32_PAIRS ? i ^ 1 : i, at = index * desc.bits + bit;
      const bool set = (code >> (low_first ? bit : desc.bits - 1 - bit) & 1) != 0;
      uint64_t byte = at / 8;
      if (desc.packing == FG_PACK_MSB16) byte ^= 1;
      if (desc.packing == FG_PACK_MSB32 || desc.packing == FG_PACK_MSB32_PAIRS) byte ^= 3;
      const auto mask = static_cast<uint8_t>(low_first ? 1u << at % 8 : 0x80u >> at % 8);
      row[byte] = static_cast<uint8_t>(set ? row[byte] | mask : row[byte] & ~mask);
    }
}

void check_samples(const fg_image_desc& desc) {
  Image in(desc, {0, 0, static_cast<int32_t>(desc.width), static_cast<int32_t>(desc.height)});
  const uint32_t channels = desc.layout == FG_LAYOUT_RGBA ? 4 : 3;
  for (int32_t y = 0; y < 5; ++y)
    for (uint32_t x = 0; x < desc.width; ++x)
      for (uint32_t c = 0; c < channels; ++c)
        put_code(desc, in.row(y, desc.planar ? c : 0), desc.planar ? x : uint64_t{x} * channels + c, code_at(static_cast<int32_t>(x), y, c, desc.bits));
  const Stage stage(plugin(), desc, stranger::plain_frame(desc), settings);
  REQUIRE(stage.output().width == 30);
  REQUIRE(stage.output().height == 3);
  const auto out = stage.process(in, stranger::plain_frame(desc));
  size_t wrong = 0;
  for (int32_t y = 0; y < 3; ++y)
    for (int32_t x = 0; x < 30; ++x) {
      double v[3];
      for (uint32_t c = 0; c < 3; ++c) v[c] = std::pow(code_at(x + 3, y + 1, c, desc.bits) / double((1u << desc.bits) - 1), 2);
      const double want[3] = {0.8 * v[0] + 0.1 * v[1] + 0.1 * v[2], v[1], 0.25 * v[1] + 0.75 * v[2]};
      for (uint32_t c = 0; c < 3; ++c) wrong += !rgb::is_half_of(out.real(x, y, c), want[c]);
    }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("every kind of sample is read, and masked pixels are not") {
  SECTION("bytes") { check_samples(recorded(FG_SAMPLE_U8, 8, FG_PACK_NONE, 0)); }
  SECTION("ten bits in words") { check_samples(recorded(FG_SAMPLE_U16, 10, FG_PACK_NONE, 0)); }
  SECTION("planes of sixteen bits") { check_samples(recorded(FG_SAMPLE_U16, 16, FG_PACK_NONE, 1)); }
  SECTION("with an alpha that is passed over") { check_samples(recorded(FG_SAMPLE_U16, 12, FG_PACK_NONE, 0, FG_LAYOUT_RGBA)); }
  SECTION("packed in planes") { check_samples(recorded(FG_SAMPLE_PACKED, 12, FG_PACK_LSB, 1)); }
  for (const uint32_t packing : {FG_PACK_LSB, FG_PACK_MSB, FG_PACK_MSB16, FG_PACK_MSB32, FG_PACK_MSB32_PAIRS})
    for (const uint32_t bits : {8, 10, 12, 14, 16})
      DYNAMIC_SECTION(bits << " bits packed in order " << packing) { check_samples(recorded(FG_SAMPLE_PACKED, bits, packing, 0)); }
}

TEST_CASE("half and float planes give the same pixels") {
  std::vector<rgb::Pixel> values;
  for (int i = 0; i < 200; ++i) values.push_back({i / 64.0 - 0.5, i / 128.0, 2 - i / 256.0}); // all of them halves
  const auto floats = rgb::processed(plugin(), settings, values);
  const auto desc = rgb::shape(200, 1, FG_SAMPLE_F16);
  Image in(desc, desc.active);
  for (int32_t i = 0; i < 200; ++i)
    for (uint32_t c = 0; c < 3; ++c) in.put_real(i, 0, c, static_cast<float>(values[static_cast<size_t>(i)][c]));
  const Stage stage(plugin(), desc, stranger::plain_frame(desc), settings);
  const auto out = stage.process(in, stranger::plain_frame(desc));
  for (int32_t i = 0; i < 200; ++i)
    for (uint32_t c = 0; c < 3; ++c) REQUIRE(out.real(i, 0, c) == floats[static_cast<size_t>(i)][c]);
}

TEST_CASE("a tile is the same as its part of the whole") {
  const auto desc = rgb::shape(64, 24);
  Image in(desc, desc.active);
  for (int32_t y = 0; y < 24; ++y)
    for (int32_t x = 0; x < 64; ++x)
      for (uint32_t c = 0; c < 3; ++c) in.put_real(x, y, c, static_cast<float>(x * 24 + y + static_cast<int>(c)) / 1000);
  const Stage stage(plugin(), desc, stranger::plain_frame(desc), settings);
  const auto whole = stage.process(in, stranger::plain_frame(desc)), part = stage.process(in, stranger::plain_frame(desc), {0, 7, 64, 9});
  for (uint32_t c = 0; c < 3; ++c)
    for (int32_t y = 7; y < 16; ++y) REQUIRE(std::memcmp(whole.row(y, c), part.row(y, c), 128) == 0);
}

TEST_CASE("what is no number becomes 0, and nothing without an end leaves the stage") {
  const double inf = std::numeric_limits<double>::infinity();
  const auto out = rgb::processed(plugin(), {{"colourspace", std::string("camera")}, {"curve", std::string("linear")}},
                                  {{std::nan(""), inf, -inf}, {70000, -70000, 0.5}});
  CHECK(out[0] == rgb::Pixel{0, 65504, -65504});
  CHECK(out[1] == rgb::Pixel{65504, -65504, 0.5});
  const auto looked_up = rgb::processed(plugin(), {{"colourspace", std::string("camera")}, {"curve", std::string("table")}, {"values", std::vector<double>{0, 0.25, 1}}},
                                        {{std::nan(""), 0.5, 1}});
  CHECK(looked_up[0] == rgb::Pixel{0, 0.25, 1});
}

TEST_CASE("pixels that are not developed RGB are refused") {
  auto mosaic = rgb::shape(8, 8, FG_SAMPLE_U16);
  mosaic.layout = FG_LAYOUT_CFA, mosaic.planar = 0;
  CHECK_THROWS_WITH(Stage(plugin(), mosaic, stranger::plain_frame(mosaic), settings), Catch::Matchers::Contains("not RGB"));
  auto outside = rgb::shape(8, 8);
  outside.active = {4, 0, 8, 8};
  CHECK_THROWS_WITH(Stage(plugin(), outside, stranger::plain_frame(outside), settings), Catch::Matchers::Contains("active area"));
}
