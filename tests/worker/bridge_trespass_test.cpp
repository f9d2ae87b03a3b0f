// SPDX-License-Identifier: Apache-2.0
//
// What a plugin asks for beyond what the administrator wrote down, and what another bundle's plugin forges: nothing runs,
// and it is reported.
#include "worker/bridge_scene.hpp"

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

Heard with_escape(const BridgeScene& scene) { // both bundles in one search path
  const auto prefix = find_installation().value().prefix;
  (void)installation_with("bridge_plugins");
  const auto path = (prefix / "lib/filmgate/escape_plugins").bytes() + ":" + std::getenv("FILMGATE_PLUGIN_PATH");
  const Variable both("FILMGATE_PLUGIN_PATH", path);
  const auto installation = find_installation().value();
  Heard heard;
  const std::atomic<bool> never{false};
  heard.result = supervise(inspect_request(scene.roll.path()), installation, {}, [&](const Json& event) { heard.events.push_back(event); }, never);
  return heard;
}

void forge(const BridgeScene& scene, const std::string& name, const std::string& line) { scene.roll.write(name, "ESCAPE open forge-lines " + line); }

}  // namespace

TEST_CASE("what no operation allows is refused and reported, the exit code says so, and nobody else is harmed") {
  const FolderOfItsOwn elsewhere;
  const auto secret = elsewhere.write("secret.bridged", "BRIDGED 0");
  const std::vector<std::pair<std::string, std::string>> all{
      {"1 unheard", "operation 'unheard' is not configured"},
      {"1 describe", "needs {input}"},
      {"1 describe input=" + secret, "is no file of a clip"},
      {"1 describe input=--help", "is no file of a clip"},
      {"1 describe input=/etc/passwd", "is no file of a clip"},
      {"1 export input=. frame=-1", "{frame} is a whole number from 0"},
      {"1 mark frame=1", "takes no {frame}"},
  };
  for (const auto& [order, words] : all) {
    const BridgeScene scene;
    scene.clip("a.bridged", order);
    scene.clip("b.bridged");
    const auto heard = scene.inspect();
    INFO(order << "\n" << heard.all());
    CHECK_THAT(bridge_outcome(heard), Contains(words));
    const auto problems = heard.of("problem");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0]["code"].text() == "bridge-refused");
    CHECK(heard.result["exit"].integer() == 1);
    CHECK(heard.of("record").size() == 2);
    CHECK_FALSE(scene.marked());
  }
}

TEST_CASE("a clip that is a link out of the request's folder is given to no tool, nor is a way around with dots") {
  const BridgeScene scene;
  const FolderOfItsOwn elsewhere;
  std::filesystem::create_symlink(elsewhere.write("real.bridged", "BRIDGED 0"), scene.roll / "a.bridged");
  scene.clip("b.bridged", "1 describe input=" + scene.roll.path() + "/../" + std::filesystem::path(elsewhere.path()).filename().string() + "/real.bridged");
  const auto heard = scene.inspect();
  INFO(heard.all());
  REQUIRE(heard.of("unread").size() == 1);
  CHECK_THAT(heard.of("unread")[0]["why"].text(), Contains("out of what the request names"));
  CHECK_THAT(bridge_outcome(heard), Contains("is no file of a clip"));
}

TEST_CASE("a request's runs have a limit, over all its clips, and a plugin that goes on is ended") {
  const BridgeScene scene("runs = 4\n");
  scene.clip("a.bridged", "5 fail");
  const auto heard = scene.inspect();
  CHECK_THAT(bridge_outcome(heard), Contains("more is not allowed"));
  CHECK(heard.result["sandbox"]["tools"].items()[0]["runs"].integer() == 4);
  scene.clip("a.bridged", "100 unheard");
  scene.clip("b.bridged");
  const auto ended = scene.inspect();
  INFO(ended.all());
  REQUIRE_FALSE(ended.of("problem").empty());
  CHECK(ended.of("problem").back()["code"].text() == "worker-protocol");
  CHECK(ended.of("unread").size() == 1);
  CHECK(ended.of("record").size() == 1);
}

TEST_CASE("a plugin of another bundle that forges orders gets nothing: its worker is ended, and the clips of both bundles are read") {
  const std::vector<std::string> lines{
      R"({"v":1,"type":"bridge","id":1,"tool":"fake","operation":"mark","values":{}})",
      R"({"v":1,"type":"bridge","id":1,"tool":"other","operation":"mark","values":{}})",
      R"({"v":1,"type":"confined","sandbox":{"level":"full"},"bridge":{"fake":[]}}{"v":1})",
      R"({"v":1,"type":"bridge"})",
  };
  for (const auto& line : lines) {
    const BridgeScene scene;
    scene.clip("a.bridged");
    forge(scene, "b.escape", line);
    scene.roll.write("c.escape", "ESCAPE nowhere nothing");
    const auto heard = with_escape(scene);
    INFO(line << "\n" << heard.all());
    CHECK_FALSE(scene.marked());
    const auto problems = heard.of("problem");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0]["code"].text() == "worker-protocol");
    CHECK(problems[0]["plugin"].text() == "org.filmgate.test.escape");
    CHECK(heard.of("unread").size() == 1);
    CHECK(heard.of("record").size() == 2);
  }
}

TEST_CASE("forging that a tool is open opens none") {
  const BridgeScene scene;
  scene.clip("a.bridged");
  forge(scene, "b.escape", R"({"v":1,"type":"confined","sandbox":{"level":"full"},"bridge":{"fake":[]}}@)"
                           R"({"v":1,"type":"bridge","id":1,"tool":"fake","operation":"mark","values":{}})");
  const auto heard = with_escape(scene);
  INFO(heard.all());
  CHECK_FALSE(scene.marked());
  CHECK(heard.of("record").size() == 1);
  REQUIRE_FALSE(heard.of("problem").empty());
  CHECK(heard.of("problem").back()["code"].text() == "worker-protocol");
}

TEST_CASE("a clip that puts itself off to the workers with a tool does not get one") {
  const BridgeScene scene;
  scene.clip("a.bridged");
  forge(scene, "b.escape", R"({"v":1,"type":"unread","deferred":true,"item":1,"avoid":[],"path":"b","looksLike":"","why":"later"})");
  const auto heard = with_escape(scene);
  INFO(heard.all());
  CHECK(heard.result["exit"].integer() == 1); // and it does not keep the others from their turn
  CHECK(bridged_value(heard, "bridged.label", heard.of("record").size() - 1) == "BRIDGED");
  for (const auto& event : heard.of("confined")) CHECK((event["bridge"].is_null() || event["bridge"]["fake"].items().size() == 1));
}

TEST_CASE("a plate into a folder above every place for scratch is refused, since a plugin could plant what a tool reads") {
  const BridgeScene scene;
  const auto result = run_with("bridge_plugins", plate_request(scene.clip("a.bridged"), "/")).result;
  CHECK_THAT(result["message"].text(), Contains("outside of the output folder"));
  const auto beside = run_with("bridge_plugins", plate_request(scene.clip("a.bridged"), scene.scratches.path()));
  INFO(beside.all());
  CHECK(beside.result["exit"].integer() == 0); // scratch went to another place
}
