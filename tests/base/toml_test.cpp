// SPDX-License-Identifier: Apache-2.0
#include "base/toml.hpp"

#include <catch2/catch.hpp>

#include "folder_of_its_own.hpp"

using namespace filmgate;

TEST_CASE("TOML keeps its values and the line of every key") {
  const auto toml = parse_toml("# head\nthreads = 4\n\n[plate]\nprofile = \"generic-vfx\"\n[[reader]]\nid = \"a\"\n[[reader]]\nid = \"b\"\n", "x.toml");
  REQUIRE(toml);
  CHECK(toml->root["threads"].integer() == 4);
  CHECK(toml->root["plate"]["profile"].text() == "generic-vfx");
  CHECK(toml->root["reader"].items().at(1)["id"].text() == "b");
  CHECK(toml->lines.at("threads") == 2);
  CHECK(toml->lines.at("plate.profile") == 5);
  CHECK(toml->lines.at("reader.1.id") == 9);
}

TEST_CASE("TOML types become JSON's, and moments become text") {
  const auto toml = parse_toml("a = 1\nb = 1.5\nc = true\nd = [1, \"x\"]\ne = 2024-05-01T10:00:00Z\nf = 10:00:00\n", "x.toml");
  REQUIRE(toml);
  CHECK(toml->root["a"].is_integer());
  CHECK(toml->root["b"].number() == 1.5);
  CHECK(toml->root["c"].boolean());
  CHECK(toml->root["d"].items().size() == 2);
  CHECK(toml->root["e"].text() == "2024-05-01T10:00:00Z");
  CHECK(toml->root["f"].text() == "10:00:00");
}

TEST_CASE("a mistake in TOML is told with file and line") {
  for (const char* text : {"a = 1\nb = \n", "a = 1\na = 2\n", "a = 1\n[a\n", "a = 1\nb = \"\xff\"\n"}) {
    CAPTURE(text);
    const auto toml = parse_toml(text, "house.toml");
    REQUIRE_FALSE(toml);
    CHECK(toml.error().trouble == Trouble::configuration);
    CHECK(toml.error().message.find("house.toml: line 2") != std::string::npos);
  }
}

TEST_CASE("TOML nested without end is refused") {
  CHECK_FALSE(parse_toml("a = " + std::string(100000, '['), "x.toml"));
}

TEST_CASE("a file larger than any configuration is refused") {
  const FolderOfItsOwn folder;
  const auto file = folder.write("large.toml", "#" + std::string(5 << 20, 'x'));
  const auto toml = read_toml(Path(file));
  REQUIRE_FALSE(toml);
  CHECK(toml.error().message.find("larger than") != std::string::npos);
  CHECK_FALSE(read_toml(Path(folder / "absent.toml")));
}
