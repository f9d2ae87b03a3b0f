// SPDX-License-Identifier: Apache-2.0
//
// strict and paths: a bundle that says nothing reads its clips' files alone; one of the tier paths their folders too,
// and the result says so.
#include "sanitizers.hpp"
#include "worker/heard.hpp"

#include <cerrno>
#include <cstring>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

std::string outcome(const Heard& heard, size_t clip = 0) {
  const auto records = heard.of("record");
  if (clip >= records.size()) return heard.all();
  for (const auto& one : records[clip]["record"]["native"].items())
    if (one["key"].text() == "escape.open") return one["value"].text();
  return "";
}

Heard open_in(const FolderOfItsOwn& roll, const std::string& name, const std::string& order) {
  roll.write(name, "ESCAPE open " + order);
  return run_with("escape_plugins", inspect_request(roll.path()));
}

}  // namespace

TEST_CASE("a strict plugin may list its clip's folder, but reads no neighbour: by path or through the host") {
  const FolderOfItsOwn roll;
  const auto neighbour = roll.write("deeper/neighbour.other", "an original");
  CHECK(outcome(open_in(roll, "a.escape", "list " + roll.path())) == "done");
  CHECK(outcome(open_in(roll, "a.escape", "read " + neighbour)) == std::strerror(EACCES));
  const auto heard = open_in(roll, "a.escape", "host-open " + neighbour);
  CHECK_THAT(outcome(heard), Contains("a plugin may read its clip's files alone") && Contains(neighbour));
  CHECK(heard.result["sandbox"]["tier"].text() == "strict");
}

TEST_CASE("a plugin of the tier paths reads its clip's folder, and nothing else") {
  const FolderOfItsOwn roll, elsewhere;
  const auto neighbour = roll.write("deeper/neighbour.other", "an original");
  const auto heard = open_in(roll, "a.bypath", "read " + neighbour);
  CHECK(outcome(heard) == "done");
  CHECK(heard.result["sandbox"]["tier"].text() == "paths");
  REQUIRE(heard.result["sandbox"]["pathBundles"].items().size() == 1);
  CHECK(heard.result["sandbox"]["pathBundles"].items()[0].text() == "org.filmgate.test.escape_paths");
  CHECK(outcome(open_in(roll, "a.bypath", "read " + elsewhere.write("b", "x"))) == std::strerror(EACCES));
  CHECK(outcome(open_in(roll, "a.bypath", "write " + neighbour)) == std::strerror(EACCES));
  CHECK(outcome(open_in(roll, "a.bypath", "create " + roll.path() + "/new")) == std::strerror(EACCES));
}

TEST_CASE("only a plugin of the tier paths is told where a file lies") {
  const FolderOfItsOwn roll, other;
  CHECK_THAT(outcome(open_in(roll, "a.escape", "local-path")), Contains("tier = \"paths\""));
  CHECK(outcome(open_in(other, "a.bypath", "local-path")) == other / "a.bypath");
}

TEST_CASE("a batch reads the files of its clips, each of them, and a link to a file elsewhere") {
  const FolderOfItsOwn roll, elsewhere;
  const auto target = elsewhere.write("real.escape", "ESCAPE open read " + roll.path() + "/a.escape");
  std::filesystem::create_symlink(target, roll / "b.escape");
  const auto heard = open_in(roll, "a.escape", "read " + target);
  CHECK(outcome(heard, 0) == "done");
  CHECK(outcome(heard, 1) == "done");
}
