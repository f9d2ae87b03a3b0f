// SPDX-License-Identifier: Apache-2.0
#include "base/glob.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

TEST_CASE("a pattern of a name matches runs, single characters and digits, whatever the case") {
  CHECK(name_matches("*.RDC", "A001_C001.rdc"));
  CHECK(name_matches("A###_C###*", "a001_c012_0304AB"));
  CHECK_FALSE(name_matches("A###", "A01"));
  CHECK_FALSE(name_matches("A###", "A01x"));
  CHECK(name_matches("?", "x"));
  CHECK_FALSE(name_matches("?", ""));
  CHECK(name_matches("*", ""));
  CHECK(name_matches("a*b*c", "aXbXbXc"));
  CHECK_FALSE(name_matches("a*b*c", "aXbXbX"));
  CHECK_FALSE(name_matches("", "x"));
  CHECK(name_matches("", ""));
  CHECK_FALSE(name_matches("abc", "abcd"));
}

TEST_CASE("a pattern of a path matches part by part") {
  CHECK(path_matches("CLIPS/*/*.x", "clips/A/one.X"));
  CHECK_FALSE(path_matches("CLIPS/*.x", "CLIPS/A/one.x"));
  CHECK_FALSE(path_matches("*", "a/b"));
  CHECK_FALSE(path_matches("a/b", "a"));
}

TEST_CASE("a pattern full of stars takes no longer than both lengths allow") {
  std::string pattern, name(4000, 'a');
  for (int i = 0; i < 500; ++i) pattern += "*a";
  CHECK_FALSE(name_matches(pattern + "b", name)); // would take for ever if every star were tried
}
