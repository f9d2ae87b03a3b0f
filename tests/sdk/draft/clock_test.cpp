// SPDX-License-Identifier: Apache-2.0
//
// Rates, timecodes and numbers as tools write them.
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

#include <catch2/catch.hpp>

using namespace fg::draft;

namespace {

std::string rate(double number) {
  const auto found = rate_of(number);
  return std::to_string(found.num) + "/" + std::to_string(found.den);
}
int64_t frame(std::string_view text, fg_rational base, std::optional<bool> drop = {}) {
  const auto found = fg::draft::timecode_of(text, base, drop);
  return found ? found->frame : -1;
}
constexpr fg_rational film{24, 1}, ntsc{30000, 1001};

}  // namespace

TEST_CASE("a rate written with two or three decimals is the standard's") {
  CHECK(rate(24) == "24/1");
  CHECK(rate(23.976) == "24000/1001");
  CHECK(rate(23.98) == "24000/1001");
  CHECK(rate(29.97) == "30000/1001");
  CHECK(rate(59.94) == "60000/1001");
  CHECK(rate(119.88) == "120000/1001");
  CHECK(rate(47.952) == "48000/1001");
  CHECK(rate(12.5) == "25/2");
  CHECK(rate(0) == "0/0");
  CHECK(rate(-24) == "0/0");
  CHECK(rate(1e9) == "0/0");
}

TEST_CASE("a timecode counts frames since midnight, without dropped numbers") {
  CHECK(frame("13:36:49:07", film) == 1176223);
  CHECK(frame("0:00:00:00", film) == 0);
  CHECK(frame("00:01:00;02", ntsc) == 1800); // the first number after the dropped two
  CHECK(frame("00:10:00;00", ntsc) == 17982);
  CHECK(frame("00:01:00;00", ntsc) == -1); // never counted
  CHECK(frame("00:01:00:00", ntsc) == 1800);
  CHECK(frame("00:01:00:02", ntsc, true) == 1800);
  CHECK(frame("01:00:00.05", film) == 86405); // a full stop at a rate that drops nothing
  for (const char* wrong : {"", "01:00:00", "24:00:00:00", "00:60:00:00", "00:00:00:24", "a:00:00:00", "00:00:00:00x", "00;00:00:00", "0000:00:00:00"}) CHECK(frame(wrong, film) == -1);
  CHECK(frame("01:00:00:00", {0, 0}) == -1);
}

TEST_CASE("numbers are read whole, with the unit that stands behind them") {
  CHECK(measure_of("20.000 ms")->unit == "ms");
  CHECK(measure_of(" -3.5 ")->number == -3.5);
  CHECK(in_unit("410mm", "mm") == std::optional(410.0));
  CHECK_FALSE(in_unit("410in", "mm"));
  CHECK_FALSE(number_of("12x"));
  CHECK_FALSE(number_of("nan"));
  CHECK_FALSE(number_of("inf"));
  CHECK_FALSE(number_of(""));
  CHECK(whole_of(" 7 ") == std::optional<int64_t>(7));
  CHECK_FALSE(whole_of("7.0"));
}

TEST_CASE("text that is not UTF-8 is kept as bytes, and names in keys are readable") {
  CHECK(std::holds_alternative<std::string>(verbatim("\xC3\xA9")));
  for (const char* wrong : {"\xE9", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) CHECK(std::holds_alternative<std::vector<uint8_t>>(verbatim(wrong)));
  CHECK(std::holds_alternative<std::vector<uint8_t>>(verbatim(std::string("a\0b", 3))));
  CHECK(key_word("Lens\xE9\x01") == "Lens%E9%01");
  CHECK(file_stem("/card/A001.mov.csv") == "A001");
}
