// SPDX-License-Identifier: Apache-2.0
#include "plugin/parameters.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
ParameterFact real(double low, double high) {
  return {"exposure", "Exposure", "stops", {"real", Json(0.0)}, TypedValue{"real", Json(low)}, TypedValue{"real", Json(high)}, {}, {}};
}
ParameterFact choice() { return {"demosaic", "Demosaic", "", {"text", Json("fast")}, {}, {}, {}, {"fast", "hq"}}; }
}  // namespace

TEST_CASE("a number is read as the parameter's type") {
  CHECK(parse_parameter(real(-5, 5), "1.5").value().value.number() == 1.5);
  CHECK(parse_parameter(real(-5, 5), "-2").value().value.number() == -2);
}

TEST_CASE("a number outside its limits is refused, and the limits are named") {
  const auto got = parse_parameter(real(-5, 5), "9");
  REQUIRE_FALSE(got.has_value());
  CHECK(got.error().trouble == Trouble::usage);
  CHECK_THAT(got.error().message, Contains("exposure") && Contains("5"));
}

TEST_CASE("what is no number is refused, also with something behind the number, and so are infinity and not-a-number") {
  for (const std::string bad : {"", "one", "1.5x", "nan", "inf", "1e999"}) {
    INFO(bad);
    CHECK_FALSE(parse_parameter(real(-5, 5), bad).has_value());
  }
}

TEST_CASE("a choice that does not exist is refused, and the choices are named") {
  CHECK(parse_parameter(choice(), "hq").has_value());
  const auto got = parse_parameter(choice(), "best");
  REQUIRE_FALSE(got.has_value());
  CHECK_THAT(got.error().message, Contains("fast") && Contains("hq"));
}

TEST_CASE("whole numbers and rationals are exact") {
  const ParameterFact whole{"width", "Width", "px", {"integer", Json(0)}, {}, {}, {}, {}};
  CHECK(parse_parameter(whole, "4096").value().value.integer() == 4096);
  CHECK_FALSE(parse_parameter(whole, "1.5").has_value());
  CHECK_FALSE(parse_parameter(whole, "99999999999999999999").has_value());
  const ParameterFact ratio{"rate", "Rate", "", {"rational", Json("1/1")}, {}, {}, {}, {}};
  CHECK(parse_parameter(ratio, "24000/1001").value().value.text() == "24000/1001");
}
