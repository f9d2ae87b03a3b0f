// SPDX-License-Identifier: Apache-2.0
#include <filmgate/cpp/draft/finite_number.hpp>

#include <catch2/catch.hpp>

using fg::draft::finite_number;

TEST_CASE("integers, reals and rationals are numbers, and all that cannot be reckoned with is none") {
  const auto of = [](const fg::Value& value) {
    const auto lent = fg::lend(value);
    return finite_number(&lent);
  };
  CHECK(of(int64_t{-3}) == -3.0);
  CHECK(of(0.5) == 0.5);
  CHECK(of(fg_rational{24000, 1001}) == 24000.0 / 1001.0);
  CHECK_FALSE(of(fg_rational{1, 0}));
  CHECK_FALSE(of(std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(of(std::numeric_limits<double>::infinity()));
  CHECK_FALSE(of(std::string("3")));
  CHECK_FALSE(of(std::vector<double>{1}));
  CHECK_FALSE(finite_number(nullptr));
}
