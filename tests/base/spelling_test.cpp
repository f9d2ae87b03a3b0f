// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.hpp"

#include <catch2/catch.hpp>

using filmgate::nearest_name;

TEST_CASE("a misspelt name finds the one that was meant") {
  const std::vector<std::string> known{"inspect", "plate", "plugins", "config", "doctor"};
  CHECK(nearest_name("inspekt", known) == "inspect");
  CHECK(nearest_name("plat", known) == "plate");
  CHECK(nearest_name("plugin", known) == "plugins");
  CHECK(nearest_name("docotr", known) == "doctor");
}

TEST_CASE("what is like nothing known finds nothing") {
  CHECK(nearest_name("zzzzzzzz", {"inspect", "plate"}).empty());
  CHECK(nearest_name("anything", {}).empty());
}

TEST_CASE("the first of two equally near names wins") {
  CHECK(nearest_name("zip1", {"zips", "zipx"}) == "zips");
}
