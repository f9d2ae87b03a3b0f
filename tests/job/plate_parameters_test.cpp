// SPDX-License-Identifier: Apache-2.0
#include "plate_parameters.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {
std::vector<PlateTool> tools() {
  const ParameterFact packing{"packing", "Packing", "", {"text", Json("auto")}, {}, {}, {}, {"auto", "classic"}};
  const ParameterFact exposure{"exposure", "Exposure", "stops", {"real", Json(0.0)}, {}, {}, {}, {}};
  return {{"reader", {packing, exposure}, {}}, {"develop", {exposure}, {}}};
}
}  // namespace

TEST_CASE("a parameter goes to the first tool that knows it, or to the one that is named") {
  auto some = tools();
  REQUIRE(hand_out({{"exposure", "1"}, {"develop.exposure", "2"}, {"packing", "classic"}}, some).has_value());
  CHECK(in_effect(some[0])["exposure"].number() == 1);
  CHECK(in_effect(some[0])["packing"].text() == "classic");
  CHECK(in_effect(some[1])["exposure"].number() == 2);
}

TEST_CASE("what nobody knows is refused with the nearest name and all there is") {
  auto some = tools();
  const auto refused = hand_out({{"exposre", "1"}}, some);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().trouble == Trouble::usage);
  CHECK_THAT(refused.error().message, Contains("'exposure' is meant?") && Contains("reader.packing"));
}

TEST_CASE("parameters that were not given take effect with their defaults") {
  auto some = tools();
  CHECK(in_effect(some[0])["packing"].text() == "auto");
}
