// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filmgate/cpp/value.hpp>

namespace {
bool same(const fg_rational& a, const fg_rational& b) { return a.num == b.num && a.den == b.den; }
}  // namespace

TEST_CASE("every kind of value survives being lent and owned again") {
  auto round = [](const fg::Value& value) { return fg::own(fg::lend(value)); };
  CHECK(std::get<int64_t>(round(INT64_MIN)) == INT64_MIN);
  CHECK(std::get<double>(round(0.1)) == 0.1);
  CHECK(std::get<std::string>(round(std::string("Grüße"))) == "Grüße");
  CHECK(same(std::get<fg_rational>(round(fg_rational{24000, 1001})), {24000, 1001}));
  CHECK(std::get<std::vector<uint8_t>>(round(std::vector<uint8_t>{0, 255})) == std::vector<uint8_t>{0, 255});
  CHECK(std::get<std::vector<int64_t>>(round(std::vector<int64_t>{-1, 2})) == std::vector<int64_t>{-1, 2});
  CHECK(std::get<std::vector<double>>(round(std::vector<double>{})).empty());
  CHECK(same(std::get<std::vector<fg_rational>>(round(std::vector<fg_rational>{{1, 2}, {3, 4}})).at(1), {3, 4}));
  const auto timecode = std::get<fg_timecode>(round(fg_timecode{86400, {30000, 1001}, FG_TC_DROP, 0}));
  CHECK(timecode.frame == 86400);
  CHECK(timecode.flags == FG_TC_DROP);
}

TEST_CASE("what is owned no longer needs the lender") {
  fg::Value kept;
  {
    const fg::Value lender = std::string(100, 'x');
    kept = fg::own(fg::lend(lender));
  }
  CHECK(std::get<std::string>(kept) == std::string(100, 'x'));
}

TEST_CASE("a value of an unknown type is refused, not guessed") {
  fg_value value{};
  value.type = 4711;
  CHECK_THROWS_AS(fg::own(value), fg::Failure);
  CHECK_THROWS_AS(fg::number(value), fg::Failure);
}

TEST_CASE("numbers of any type are numbers, a text and n/0 are none") {
  CHECK(fg::number(fg::lend(int64_t{3})) == 3);
  const fg::Value half = fg_rational{1, 2}, bad = fg_rational{1, 0}, text = std::string("1");
  CHECK(fg::number(fg::lend(half)) == 0.5);
  CHECK_THROWS_AS(fg::number(fg::lend(bad)), fg::Failure);
  CHECK_THROWS_AS(fg::number(fg::lend(text)), fg::Failure);
}

TEST_CASE("parameters are found by key, and misspelt ones refused by name") {
  const fg::Value gain = 2.0, method = std::string("hq");
  const fg_kv kvs[] = {{"gain", fg::lend(gain)}, {"method", fg::lend(method)}};
  const fg::Values values(kvs, 2);
  CHECK(values.number("gain", 1) == 2);
  CHECK(values.number("tint", 7) == 7);
  CHECK(values.text("method", "fast") == "hq");
  CHECK_THROWS_AS(values.text("gain", ""), fg::Failure);
  CHECK_NOTHROW(values.allow_only({"gain", "method"}));
  CHECK_THROWS_WITH(values.allow_only({"gain"}), Catch::Matchers::Contains("'method'"));
}
