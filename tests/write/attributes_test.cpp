// SPDX-License-Identifier: Apache-2.0
#include "write/attributes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace filmgate;

namespace {
Json field(Json value, const char* status = "present") { return Json::object({{"value", std::move(value)}, {"status", status}}); }
const ExrAttribute* find(const std::vector<ExrAttribute>& all, const std::string& name) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.name == name; });
  return at == all.end() ? nullptr : &*at;
}
}  // namespace

TEST_CASE("fields become attributes of the types that OpenEXR gives them") {
  const auto out = standard_attributes(Json::object({{"reelName", field("A001")}, {"focus", field(2.5)}, {"isoSpeed", field(800)},
                                                     {"framesPerSecond", field("24000/1001")}, {"expTime", field("1/48", "derived")}}));
  REQUIRE(out.size() == 5);
  CHECK(std::get<std::string>(find(out, "reelName")->value) == "A001");
  CHECK(std::get<float>(find(out, "focus")->value) == 2.5f);
  CHECK(std::get<float>(find(out, "isoSpeed")->value) == 800.0f);
  CHECK(std::get<ExrRational>(find(out, "framesPerSecond")->value).den == 1001);
  CHECK(std::get<float>(find(out, "expTime")->value) == Approx(1.0 / 48));
}

TEST_CASE("what is absent, unreadable or not of the standard is not written") {
  const auto out = standard_attributes(Json::object({{"reelName", field(Json(), "absent")}, {"focus", field(Json(), "unreadable")},
                                                     {"lookName", field("show look")}, {"width", field(4096)}}));
  CHECK(out.empty());
}

TEST_CASE("a rate that the attribute cannot hold is left out, not cut off") {
  for (const char* rate : {"3000000000/1", "24/5000000000", "-24/1", "x"}) {
    CAPTURE(rate);
    CHECK(standard_attributes(Json::object({{"captureRate", field(rate)}})).empty());
  }
}

TEST_CASE("a number that cannot be read is left out, not written as 0") {
  CHECK(standard_attributes(Json::object({{"expTime", field("fast")}})).empty());
  CHECK(standard_attributes(Json::object({{"focus", field(Json())}})).empty());
}

TEST_CASE("an attribute that is set again is replaced") {
  std::vector<ExrAttribute> all;
  set_attribute(all, {"reelName", std::string("A")});
  set_attribute(all, {"reelName", std::string("B")});
  REQUIRE(all.size() == 1);
  CHECK(std::get<std::string>(all[0].value) == "B");
  add_timecode(all, Timecode{});
  CHECK(all.size() == 1);
}
