// SPDX-License-Identifier: Apache-2.0
#include "clip/frame_ranges.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {
TypedValue real(double value) { return {"real", value, {}}; }
const FieldSource a{"org.a", "a.focus"}, b{"org.b", "b.focus"};
}  // namespace

TEST_CASE("numbers of frames have a first, a last, a least and a greatest, and how many say it") {
  FrameRanges ranges;
  CHECK(ranges.empty());
  const auto& focus = *field_rule("focus");
  for (const auto& [frame, metres] : {std::pair{0, 2.5}, {1, 4.0}, {2, 1.5}, {9, 2.0}}) ranges.add(frame, focus, real(metres), a);
  CHECK(ranges.json()["focus"].dump() ==
        R"({"first":2.5,"last":2.0,"min":1.5,"max":4.0,"unit":"m","constant":false,"frames":4,"source":{"plugin":"org.a","key":"a.focus"},"others":[]})");
}

TEST_CASE("what never changes is constant, also when one frame alone says it") {
  FrameRanges ranges;
  ranges.add(3, *field_rule("isoSpeed"), {"integer", 800, {}}, a);
  CHECK(ranges.json()["isoSpeed"]["constant"].boolean());
  ranges.add(4, *field_rule("isoSpeed"), {"integer", 800, {}}, a);
  CHECK(ranges.json()["isoSpeed"]["constant"].boolean());
  CHECK(ranges.json()["isoSpeed"]["frames"].integer() == 2);
  ranges.add(5, *field_rule("isoSpeed"), {"integer", 1600, {}}, a);
  CHECK_FALSE(ranges.json()["isoSpeed"]["constant"].boolean());
}

TEST_CASE("a timecode has a first and a last, with its rate, and no least") {
  FrameRanges ranges;
  const auto& rule = *field_rule("timeCode");
  ranges.add(0, rule, {"timecode", "23:59:59:23", "24/1"}, a);
  ranges.add(1, rule, {"timecode", "00:00:00:00", "24/1"}, a);
  const auto range = ranges.json()["timeCode"];
  CHECK(range["first"].text() == "23:59:59:23");
  CHECK(range["last"].text() == "00:00:00:00");
  CHECK(range["rate"].text() == "24/1");
  CHECK(range.find("min") == nullptr);
}

TEST_CASE("rationals are compared by what they are") {
  FrameRanges ranges;
  int64_t frame = 0;
  for (const char* rate : {"24000/1001", "24/1", "25/2"}) ranges.add(frame++, *field_rule("captureRate"), {"rational", rate, {}}, a);
  CHECK(ranges.json()["captureRate"]["min"].text() == "25/2");
  CHECK(ranges.json()["captureRate"]["max"].text() == "24/1");
}

TEST_CASE("who came first is the range, and what another says of the frames stands beside it") {
  FrameRanges ranges;
  const auto& focus = *field_rule("focus");
  ranges.add(0, focus, real(2), a), ranges.add(1, focus, real(3), a);
  ranges.add(0, focus, real(7), b);
  const auto range = ranges.json()["focus"];
  CHECK(range["frames"].integer() == 2);
  CHECK(range["max"].number() == 3);
  REQUIRE(range["others"].items().size() == 1);
  CHECK(range["others"].items()[0]["source"]["plugin"].text() == "org.b");
  CHECK(range["others"].items()[0]["first"].number() == 7);
}

TEST_CASE("a frame that says a field twice is one frame") {
  FrameRanges ranges;
  ranges.add(0, *field_rule("focus"), real(2), a), ranges.add(0, *field_rule("focus"), real(3), a);
  CHECK(ranges.json()["focus"]["frames"].integer() == 1);
  CHECK(ranges.json()["focus"]["last"].number() == 2);
}

TEST_CASE("values agree in what they mean, and not in how they are written") {
  CHECK(agree({"integer", 40, {}}, real(40)));
  CHECK(agree(real(0.41), real(double(0.41f)))); // single precision
  CHECK_FALSE(agree(real(0.41), real(0.411)));
  CHECK(agree({"rational", "24/1", {}}, {"rational", "48/2", {}}));
  CHECK_FALSE(agree({"rational", "24/1", {}}, {"rational", "24000/1001", {}}));
  CHECK(agree({"rational", "1/50", {}}, real(0.02)));
  CHECK(agree({"text", "A", {}}, {"text", "A", {}}));
  CHECK_FALSE(agree({"text", "A", {}}, {"text", "B", {}}));
  CHECK(agree({"timecode", "01:00:00:00", "24/1"}, {"timecode", "01:00:00:00", "24/1"}));
  CHECK_FALSE(agree({"timecode", "01:00:00:00", "24/1"}, {"timecode", "01:00:00:00", "25/1"}));
  CHECK_FALSE(agree({"timecode", "01:00:00:00", "24/1"}, {"timecode", "01:00:00:01", "24/1"}));
  const auto list = [](double last) { return TypedValue{"reals", Json(Json::Array{1, last}), {}}; };
  CHECK(agree(list(0.5), list(0.5000000001)));
  CHECK_FALSE(agree(list(0.5), list(0.6)));
}
