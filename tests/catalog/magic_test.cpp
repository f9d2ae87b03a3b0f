// SPDX-License-Identifier: Apache-2.0
#include "catalog/magic.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {
Result<Magic> magic(int64_t offset, const char* hex, const char* mask = nullptr) {
  auto table = Json::object({{"offset", offset}, {"hex", hex}});
  if (mask) table.set("mask", mask);
  return read_magic(table);
}
}  // namespace

TEST_CASE("magic matches at its offset and nowhere else") {
  const auto red = magic(4, "52454431").value();
  CHECK(red.matches({"\0\0\0\x40RED1", 8}));
  CHECK_FALSE(red.matches("RED1"));
  CHECK_FALSE(red.matches({"\0\0\0\x40RED", 7}));
  CHECK_FALSE(red.matches({"\0\0\0\0RED2", 8}));
  CHECK_FALSE(red.matches(""));
}

TEST_CASE("masked bytes may be anything") {
  const auto riff = magic(0, "52494646 00000000 57415645", "ffffffff 00000000 ffffffff").value();
  CHECK(riff.matches("RIFFabcdWAVE"));
  CHECK_FALSE(riff.matches("RIFFabcdAVI "));
  CHECK(magic(0, "40", "f0")->matches("\x4f"));
}

TEST_CASE("magic that is within so many bytes matches wherever it begins there") {
  const auto within = [](int64_t bytes, const char* hex) { return read_magic(Json::object({{"within", bytes}, {"hex", hex}})); };
  const auto mark = within(8, "4142").value();
  CHECK(mark.matches("AB"));
  CHECK(mark.matches("1234567AB"));
  CHECK_FALSE(mark.matches("12345678AB")); // begins behind the eight
  CHECK_FALSE(mark.matches("1234567A"));
  CHECK_FALSE(mark.matches("A"));
  CHECK_FALSE(mark.matches(""));
  CHECK(within(65536, "00"));
  CHECK_FALSE(within(0, "00"));
  CHECK_FALSE(within(65537, "00"));
  CHECK_FALSE(read_magic(Json::object({{"within", "all"}, {"hex", "00"}})));
  CHECK_FALSE(read_magic(Json::object({{"within", 8}, {"offset", 0}, {"hex", "00"}})));
}

TEST_CASE("wrong magic is refused with its reason") {
  CHECK_FALSE(magic(0, ""));
  CHECK_FALSE(magic(0, "123"));
  CHECK_FALSE(magic(0, "xx"));
  CHECK_FALSE(magic(-1, "12"));
  CHECK_FALSE(magic(4096, "12"));
  CHECK_FALSE(magic(INT64_MAX, "12"));
  CHECK_FALSE(magic(0, "1234", "ff"));
  CHECK_FALSE(read_magic(Json::object({{"hex", "12"}, {"ofset", 1}})));
  CHECK_FALSE(read_magic(Json("52454431")));
}
