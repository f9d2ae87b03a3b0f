// SPDX-License-Identifier: Apache-2.0
#include "base/rational.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

TEST_CASE("rates are read exactly, the NTSC ones by their names") {
  CHECK(parse_rational("24").value() == Rational{24, 1});
  CHECK(parse_rational("24000/1001").value() == Rational{24000, 1001});
  CHECK(parse_rational("23.976").value() == Rational{24000, 1001});
  CHECK(parse_rational("23.98").value() == Rational{24000, 1001});
  CHECK(parse_rational("29.97").value() == Rational{30000, 1001});
  CHECK(parse_rational("59.94").value() == Rational{60000, 1001});
  CHECK(parse_rational("119.88").value() == Rational{120000, 1001});
}

TEST_CASE("another decimal becomes the fraction that it says") {
  const auto rate = parse_rational("12.5");
  REQUIRE(rate);
  CHECK(rate->num == 25);
  CHECK(rate->den == 2);
  CHECK(parse_rational("0.000001").value() == Rational{1, 1000000});
}

TEST_CASE("what is no rate is refused with what to write") {
  for (const char* text : {"", "24/0", "24/-1", "x", "24fps", "1/", "/1", "24.", "24.-5", "24.1234567", "-1.5", "1e3", " 24", "24 ",
                           "99999999999999999999", "99999999999999999999/1", "9999999999.5"}) {
    CAPTURE(text);
    const auto rate = parse_rational(text);
    REQUIRE_FALSE(rate);
    CHECK(rate.error().message.find("write 24") != std::string::npos);
  }
}

TEST_CASE("rates that differ only in their terms are equal") {
  CHECK(Rational{48, 2} == Rational{24, 1});
  CHECK_FALSE(Rational{24, 1} == Rational{24000, 1001});
  CHECK(Rational{48, 2}.reduced().num == 24);
}

TEST_CASE("the least number there is can be compared") {
  CHECK(Rational{INT64_MIN, 2} == Rational{INT64_MIN, 2});
  CHECK_FALSE(Rational{INT64_MIN, 1} == Rational{INT64_MAX, 1});
}

TEST_CASE("an unknown rate says so and is nothing") {
  const Rational none;
  CHECK_FALSE(none.known());
  CHECK(none.text() == "unknown");
  CHECK(none.approximate() == 0.0);
  CHECK(Rational{24000, 1001}.text() == "24000/1001");
  CHECK(Rational{24000, 1001}.approximate() == Approx(23.976024));
}
