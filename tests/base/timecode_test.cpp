// SPDX-License-Identifier: Apache-2.0
//
// Known values of drop-frame counting: SMPTE ST 12-1 skips numbers 00 and 01 (00 to 03 at 59.94) at each minute but the
// tenth; a day of 29.97 has 2 589 408 frames.
#include "base/timecode.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {
const Rational film{24, 1}, ntsc_film{24000, 1001}, ntsc{30000, 1001}, ntsc_fast{60000, 1001}, pal{25, 1};

int64_t frame_of(const char* text, Rational base) {
  const auto timecode = parse_timecode(text, base);
  REQUIRE(timecode);
  return timecode->frame;
}
}  // namespace

TEST_CASE("timecode without drops counts every frame, at whole and at NTSC rates") {
  CHECK(frame_of("01:00:00:00", film) == 86400);
  CHECK(frame_of("01:00:00:00", ntsc_film) == 86400);
  CHECK(frame_of("13:36:49:07", film) == (13 * 3600 + 36 * 60 + 49) * 24 + 7);
  CHECK(frame_of("23:59:59:24", pal) == 25 * 86400 - 1);
  CHECK(Timecode{86399, film, false}.text() == "00:59:59:23");
}

TEST_CASE("drop-frame counting skips two numbers a minute but not each tenth minute") {
  CHECK(frame_of("00:00:59;29", ntsc) == 1799);
  CHECK(frame_of("00:01:00;02", ntsc) == 1800);
  CHECK(frame_of("00:09:59;29", ntsc) == 17981);
  CHECK(frame_of("00:10:00;00", ntsc) == 17982);
  CHECK(frame_of("01:00:00;00", ntsc) == 107892);
  CHECK(frame_of("23:59:59;29", ntsc) == 2589407);
  CHECK(Timecode{1799, ntsc, true}.text() == "00:00:59;29");
  CHECK(Timecode{1800, ntsc, true}.text() == "00:01:00;02");
  CHECK(Timecode{17982, ntsc, true}.text() == "00:10:00;00");
  CHECK(Timecode{107892, ntsc, true}.text() == "01:00:00;00");
}

TEST_CASE("59.94 skips four numbers") {
  CHECK(frame_of("00:00:59;59", ntsc_fast) == 3599);
  CHECK(frame_of("00:01:00;04", ntsc_fast) == 3600);
  CHECK(frame_of("01:00:00;00", ntsc_fast) == 215784);
}

TEST_CASE("every frame of a drop-frame day has a timecode of its own that leads back to it") {
  std::string before;
  for (int64_t frame = 0; frame < 2589408; frame += frame < 40000 ? 1 : 977) {
    const auto text = Timecode{frame, ntsc, true}.text();
    const auto back = parse_timecode(text, ntsc);
    if (!back || back->frame != frame || text <= before) {
      CAPTURE(frame, text, before);
      FAIL("does not lead back, or does not rise");
    }
    before = text;
  }
}

TEST_CASE("numbers that drop-frame counting skips are refused") {
  for (const char* text : {"00:01:00;00", "00:01:00;01", "12:59:00;01"}) {
    const auto timecode = parse_timecode(text, ntsc);
    REQUIRE_FALSE(timecode);
    CHECK(timecode.error().message.find("does not exist") != std::string::npos);
  }
  CHECK(parse_timecode("00:10:00;00", ntsc));
}

TEST_CASE("a semicolon means nothing at rates that never drop") {
  CHECK_FALSE(parse_timecode("00:01:00;00", film)->drop);
  CHECK_FALSE(parse_timecode("00:01:00;00", ntsc_film)->drop);
  CHECK(parse_timecode("00:01:00.02", ntsc)->drop);
}

TEST_CASE("adding frames wraps at midnight, both ways") {
  CHECK(parse_timecode("23:59:59:23", film)->plus(1).text() == "00:00:00:00");
  CHECK(parse_timecode("00:00:00:00", film)->plus(-1).text() == "23:59:59:23");
  CHECK(parse_timecode("23:59:59;29", ntsc)->plus(1).text() == "00:00:00;00");
  CHECK(parse_timecode("00:00:59;29", ntsc)->plus(1).text() == "00:01:00;02");
}

TEST_CASE("what is no timecode is refused") {
  for (const char* text : {"", "1:2:3", "24:00:00:00", "00:60:00:00", "00:00:60:00", "00:00:00:24", "-1:00:00:00", "00:00:00:00x",
                           "00-00-00-00", "00:00:00:", "99999999999:00:00:00", "::::"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_timecode(text, film));
  }
  CHECK_FALSE(parse_timecode("00:00:00:00", Rational{}));
}

TEST_CASE("no timecode has no text, and adding to it changes nothing") {
  const Timecode none;
  CHECK_FALSE(none.known());
  CHECK(none.text().empty());
  CHECK_FALSE(none.plus(10).known());
  CHECK_FALSE(Timecode{5, Rational{0, 1}, false}.known());
}

TEST_CASE("hostile rates neither overflow nor divide by zero") {
  for (const Rational base : {Rational{INT64_MAX, 1}, Rational{INT64_MAX, INT64_MAX}, Rational{1, INT64_MAX}, Rational{INT64_MIN, 1}}) {
    const Timecode hostile{INT64_MAX, base, true};
    CHECK_NOTHROW(hostile.text());
    CHECK_NOTHROW(hostile.plus(INT64_MAX).text());
    CHECK_NOTHROW(packed_time_and_flags(hostile));
    CHECK_NOTHROW(parse_timecode("00:01:00;02", base));
  }
}

// OpenEXR's ImfTimeCode.h, TV60 packing: BCD digits, hours in the highest byte.
TEST_CASE("the packed form is the BCD that OpenEXR's timeCode holds") {
  CHECK(packed_time_and_flags(*parse_timecode("13:36:49:07", film)) == 0x13364907u);
  CHECK(packed_time_and_flags(*parse_timecode("23:59:59:23", film)) == 0x23595923u);
  CHECK(packed_time_and_flags(*parse_timecode("00:01:00;02", ntsc)) == (0x00010002u | 0x40u));
}

TEST_CASE("above 30 frames a second the packed form counts pairs and marks the second, and never sets the drop flag by accident") {
  CHECK(packed_time_and_flags(*parse_timecode("01:00:00:59", Rational{60, 1})) == (0x01000029u | 0x8000u));
  CHECK(packed_time_and_flags(*parse_timecode("01:00:00:58", Rational{60, 1})) == 0x01000029u);
  CHECK(packed_time_and_flags(*parse_timecode("01:00:00:47", Rational{48, 1})) == (0x01000023u | 0x8000u));
  CHECK(packed_time_and_flags(*parse_timecode("01:00:00:99", Rational{100, 1})) == 0x01000024u);
  CHECK(packed_time_and_flags(*parse_timecode("01:00:00:119", Rational{120, 1})) == 0x01000029u);
}
