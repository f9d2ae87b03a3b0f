// SPDX-License-Identifier: Apache-2.0
#include "plate_parameters.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
struct Tools {
  PlateTool reader, develop;
  std::vector<PlateTool*> both() { return {&reader, &develop}; }
};
Tools tools() {
  const ParameterFact packing{"packing", "Packing", "", {"text", Json("auto")}, {}, {}, {}, {"auto", "classic"}};
  const ParameterFact exposure{"exposure", "Exposure", "stops", {"real", Json(0.0)}, {}, {}, {}, {}};
  return {{"reader", {packing, exposure}, {}, {}}, {"develop", {exposure}, {}, {}}};
}
}  // namespace

TEST_CASE("a parameter goes to the first tool that knows it, or to the one that is named") {
  auto some = tools();
  REQUIRE(hand_out({{"exposure", "1"}, {"develop.exposure", "2"}, {"packing", "classic"}}, some.both()).has_value());
  CHECK(in_effect(some.reader)["exposure"].number() == 1);
  CHECK(in_effect(some.reader)["packing"].text() == "classic");
  CHECK(in_effect(some.develop)["exposure"].number() == 2);
}

TEST_CASE("what nobody knows is refused with the nearest name and all there is") {
  auto some = tools();
  const auto refused = hand_out({{"exposre", "1"}}, some.both());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().trouble == Trouble::usage);
  CHECK_THAT(refused.error().message, Contains("'exposure' is meant?") && Contains("reader.packing"));
}

TEST_CASE("parameters that were not given take effect with their defaults") {
  auto some = tools();
  CHECK(in_effect(some.reader)["packing"].text() == "auto");
}

TEST_CASE("what an encoding settled is told to the plugin and is no choice of a person") {
  auto some = tools();
  some.develop.settled = {{"curve", {"text", Json("log")}}};
  REQUIRE(hand_out({{"develop.exposure", "2"}}, some.both()).has_value());
  REQUIRE(some.develop.all().size() == 2);
  CHECK(some.develop.all()[1].first == "curve");
  CHECK(in_effect(some.develop).find("curve") == nullptr);
  CHECK_FALSE(hand_out({{"curve", "linear"}}, some.both()).has_value());
}

TEST_CASE("a wish is a tool's by its key, or by the tool's name and its key") {
  const auto some = tools();
  CHECK(takes(some.reader, "packing"));
  CHECK(takes(some.reader, "reader.packing"));
  CHECK_FALSE(takes(some.reader, "develop.exposure"));
  CHECK(takes(some.develop, "develop.exposure"));
}
