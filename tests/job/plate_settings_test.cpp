// SPDX-License-Identifier: Apache-2.0
#include "plate_settings.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

Json request(std::initializer_list<Json::Member> more) {
  auto out = Json::object({{"v", 1}, {"kind", "plate"}, {"clip", "a"}, {"output", "b"}});
  for (const auto& [key, value] : more) out.set(key, value);
  return out;
}
Result<PlateSettings> choose(std::initializer_list<Json::Member> more) {
  return choose_plate_settings(request(more), find_installation().value());
}
std::string origin(const PlateSettings& settings, const std::string& key) {
  for (const auto& one : settings.chosen)
    if (one.key == key) return one.origin;
  return "";
}

}  // namespace

TEST_CASE("what the request does not say comes from the profile, and says so") {
  const auto settings = choose({{"compression", "piz"}}).value();
  CHECK(settings.compression == Compression::piz);
  CHECK(origin(settings, "compression") == "request");
  CHECK(settings.first_number == 1001);
  CHECK(origin(settings, "first_number") == "profile generic-vfx");
  CHECK(settings.parameters.at("colourspace") == "ACES2065-1");
}

TEST_CASE("asking for the strict container alone means no compression") {
  const auto settings = choose({{"container", "strict"}}).value();
  CHECK(settings.container == Container::strict);
  CHECK(settings.compression == Compression::none);
}

TEST_CASE("a parameter of the request wins over the same one named apart and over the profile") {
  const auto settings = choose({{"demosaic", "hq"}, {"parameters", Json::object({{"demosaic", "fast"}})}}).value();
  CHECK(settings.parameters.at("demosaic") == "fast");
}

TEST_CASE("wrong values are refused with what would be right") {
  CHECK_THAT(choose({{"compression", "rar"}}).error().message, Contains("zip"));
  CHECK_THAT(choose({{"container", "loose"}}).error().message, Contains("relaxed"));
  CHECK_THAT(choose({{"firstNumber", -1}}).error().message, Contains("-1"));
  CHECK_THAT(choose({{"firstNumber", "x"}}).error().message, Contains("whole number"));
  CHECK_THAT(choose({{"profile", "nobody"}}).error().message, Contains("generic-vfx"));
  CHECK_THAT(choose({{"outpt", "x"}}).error().message, Contains("'output' is meant?"));
}
