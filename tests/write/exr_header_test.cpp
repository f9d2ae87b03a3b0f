// SPDX-License-Identifier: Apache-2.0
#include "write/exr_header.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

TEST_CASE("names of containers and compressions lead back to themselves") {
  for (const auto one : {Container::strict, Container::relaxed}) CHECK(parse_container(name_of(one)).value() == one);
  for (const auto one : {Compression::none, Compression::zips, Compression::zip, Compression::piz}) CHECK(parse_compression(name_of(one)).value() == one);
}

TEST_CASE("what cannot be written is refused by name") {
  CHECK(parse_compression("dwaa").error().trouble == Trouble::unavailable);
  CHECK(parse_compression("ZIP").error().trouble == Trouble::usage);
  CHECK(parse_container("").error().message.find("strict and relaxed") != std::string::npos);
}

TEST_CASE("strict takes AP0 without compression and nothing else") {
  ExrHeader header;
  header.width = 10, header.height = 10, header.container = Container::strict;
  CHECK(check_header(header));
  for (const auto compression : {Compression::zips, Compression::zip, Compression::piz}) {
    header.compression = compression;
    CHECK_FALSE(check_header(header));
  }
  header.compression = Compression::none;
  for (const auto gamut : {Gamut::ap1, Gamut::unknown}) {
    header.gamut = gamut;
    CHECK_FALSE(check_header(header));
  }
  header.container = Container::relaxed;
  CHECK(check_header(header));
}

TEST_CASE("sizes that no plate has are refused") {
  for (const auto& [width, height] : {std::pair{0, 10}, {10, 0}, {-1, 10}, {65536, 10}, {10, INT32_MAX}}) {
    ExrHeader header;
    header.width = width, header.height = height;
    CHECK_FALSE(check_header(header));
  }
}
