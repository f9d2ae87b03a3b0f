// SPDX-License-Identifier: Apache-2.0
#include "base/expression.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
std::string refusal(const std::string& text, size_t groups = 0) {
  const auto compiled = Expression::compile(text, groups);
  REQUIRE_FALSE(compiled);
  CHECK(compiled.error().trouble == Trouble::configuration);
  return compiled.error().message;
}
std::string repeated(const std::string& text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}
}  // namespace

TEST_CASE("an expression gives its groups, of the whole text or of a part") {
  const auto segments = Expression::compile(R"((.+)_(\d{3})\.R3D)", 2, Expression::Letters::any_case);
  REQUIRE(segments);
  CHECK(segments->match("A001_C002_003.r3d") == Expression::Groups{"A001_C002", "003"});
  CHECK_FALSE(segments->match("A001_C002_003.r3d.txt"));
  CHECK_FALSE(segments->match(""));
  const auto reel = Expression::compile(R"(([A-Z]\d{3})_)", 1);
  REQUIRE(reel);
  CHECK(reel->find_in("cards/B042_0304.CARD") == Expression::Groups{"B042"});
  CHECK_FALSE(reel->find_in("cards/b042_0304.CARD"));
}

TEST_CASE("a group that took no part is an empty text") {
  const auto expression = Expression::compile("(a)|(b)", 2);
  REQUIRE(expression);
  CHECK(expression->match("b") == Expression::Groups{"", "b"});
}

TEST_CASE("what is no expression, or has too few groups, is refused with the reason") {
  for (const char* broken : {"(", "[a", "a{2", "*", "a{3,2}"}) CHECK_THAT(refusal(broken), Contains("no regular expression"));
  for (const char* back : {"(a)\\1", "(a)\\14444444444444444444444", "[\\1]"}) CHECK_THAT(refusal(back), Contains("back-reference"));
  CHECK(Expression::compile("a\\\\1", 0));
  CHECK_THAT(refusal("[A-Z]+", 1), Contains("needs a group in brackets"));
  CHECK_THAT(refusal("(.+)\\d", 2), Contains("needs 2 groups in brackets"));
}

TEST_CASE("an expression that would exhaust the stack or the time is refused before it is compiled") {
  CHECK_THAT(refusal(repeated("(", 100'000) + repeated(")", 100'000)), Contains("too long"));
  for (const char* huge : {"(a?){16000}", "((((a{9}){9}){9}){9})", "(a{999999999999999999999})", "a{2,600}", "(([a-z]{20}){20}){20}"})
    CHECK_THAT(refusal(huge), Contains("too long"));
}

TEST_CASE("what a camera's names need is within the limits") {
  CHECK(Expression::compile(R"(([A-Z]\d{3})C(\d{3})_(\d{6})_([A-Z0-9]{4})(_[a-z]{1,8}){0,3}_(\d{1,12})\.(mxf|mov|r3d))", 7));
  const auto long_name = Expression::compile("(.+)_(\\d+)", 2);
  REQUIRE(long_name);
  CHECK(long_name->match(repeated("a", 250) + "_001"));
}
