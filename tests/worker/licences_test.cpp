// SPDX-License-Identifier: Apache-2.0
//
// GPL and proprietary bundles never meet in one worker, and every clip is read all the same.
#include "command_line.hpp"
#include "plugin/loader.hpp"
#include "worker/heard.hpp"

#include <algorithm>
#include <set>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

constexpr const char* plugins = "licensed_plugins";

std::multiset<std::string> readers(const Heard& heard) {
  std::multiset<std::string> out;
  for (const auto& record : heard.of("record")) out.insert(record["record"]["name"].text() + " by " + record["record"]["reader"]["id"].text());
  return out;
}

const std::string gpl = "org.filmgate.test.gpl", proprietary = "org.filmgate.test.proprietary";

}  // namespace

TEST_CASE("a batch that needs both licences is read by two workers, in either order") {
  for (const bool gpl_first : {true, false}) {
    const FolderOfItsOwn roll;
    roll.write(gpl_first ? "a.gpl" : "c.gpl", "gpl");
    roll.write("b.proprietary", "proprietary");
    roll.write("d.gpl", "gpl");
    roll.write("e.unheard", "of");
    const auto heard = run_with(plugins, inspect_request(roll.path()));
    INFO(heard.all());
    CHECK(readers(heard) == std::multiset<std::string>{(gpl_first ? "a by " : "c by ") + gpl, "b by " + proprietary, "d by " + gpl});
    CHECK(heard.of("started").size() == 2);
    CHECK(heard.of("unread").size() == 1); // e, once
    CHECK(heard.result["summary"]["clips"].integer() == 3);
    CHECK(heard.result["summary"]["unread"].integer() == 1);
    CHECK(heard.result["exit"].integer() == 1);
  }
}

TEST_CASE("which plugin reads a clip that both claim does not depend on the clips before it") {
  for (const std::string before : {"", "0.gpl", "0.proprietary"}) {
    const FolderOfItsOwn roll;
    if (!before.empty()) roll.write(before, before.substr(2));
    roll.write("a.either", "EITHER");
    roll.write("b.either", "proprietary"); // the first by id does not know it
    const auto heard = run_with(plugins, inspect_request(roll.path()));
    INFO(before << "\n" << heard.all());
    const auto all = readers(heard);
    CHECK(all.contains("a by " + gpl));
    CHECK(all.contains("b by " + proprietary));
    CHECK(all.size() == (before.empty() ? 2 : 3));
    CHECK(heard.of("unread").empty());
    CHECK(heard.result["exit"].integer() == 0);
  }
}

TEST_CASE("a reader that was not asked for its licence is told in the record") {
  const FolderOfItsOwn roll;
  roll.write("a.either", "EITHER");
  const auto heard = run_with(plugins, inspect_request(roll.path()));
  REQUIRE(heard.of("record").size() == 1);
  const auto problems = heard.of("record")[0]["record"]["problems"].items();
  const auto told = std::find_if(problems.begin(), problems.end(), [](const Json& one) { return one["code"].text() == "reader-passed-over"; });
  REQUIRE(told != problems.end());
  CHECK_THAT((*told)["message"].text(), Contains(gpl) && Contains(proprietary) && Contains("GPL-3.0-or-later") && Contains("LicenseRef-House"));
}

TEST_CASE("a clip whose metadata needs the other licence is put off too, and misses nothing") {
  const FolderOfItsOwn roll;
  roll.write("a.proprietary", "proprietary");
  roll.write("b.neutral", "neutral");
  const auto heard = run_with(plugins, inspect_request(roll.path()));
  INFO(heard.all());
  REQUIRE(heard.of("record").size() == 2);
  const auto record = heard.of("record")[1]["record"];
  CHECK(record["fields"]["reelName"]["value"].text() == "by GPL keys");
  CHECK(record["problems"].items().empty());
  CHECK(heard.of("started").size() == 2);
  CHECK(heard.result["exit"].integer() == 0);
}

TEST_CASE("without a supervisor the clip that was put off is named, with what keeps its plugin out") {
  const FolderOfItsOwn roll;
  roll.write("a.gpl", "gpl");
  roll.write("b.proprietary", "proprietary");
  installation_with(plugins);
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--in-process", roll.path()});
  CHECK(said.exit == 1);
  CHECK_THAT(said.out, Contains("b.proprietary") && Contains(gpl) && Contains("inspect this clip alone"));
}

TEST_CASE("a closed shelf gives what it holds and loads nothing more") {
  const auto folder = find_installation().value().prefix / "lib/filmgate/licensed_plugins";
  const auto first = read_bundle(folder / "org.filmgate.test.neutral.fgplugin"), second = read_bundle(folder / "org.filmgate.test.gpl.fgplugin");
  PluginShelf shelf;
  REQUIRE(shelf.load(*first));
  shelf.close();
  CHECK(shelf.load(*first));
  const auto late = shelf.load(*second);
  REQUIRE_FALSE(late);
  CHECK_THAT(late.error().message, Contains(gpl) && Contains("too late"));
}

TEST_CASE("a plate that would need both is an error that names both") {
  const FolderOfItsOwn roll, out;
  const auto heard = run_with(plugins, plate_request(roll.write("a.either", "proprietary"), out.path()));
  CHECK(heard.result["exit"].integer() == 69);
  CHECK_THAT(heard.result["message"].text(), Contains(gpl) && Contains(proprietary) && Contains("may not share a process"));
}

