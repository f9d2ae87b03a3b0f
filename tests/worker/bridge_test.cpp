// SPDX-License-Identifier: Apache-2.0
//
// A reader of the tier bridge does all its work through a tool that the supervisor runs, and a tool that misbehaves costs
// its clip alone.
#include "command_line.hpp"
#include "worker/bridge_scene.hpp"

#include <thread>
#include <unistd.h>

using namespace filmgate;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

std::string bytes_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("a clip is inspected through the tool, and the result names tool, version and runs") {
  const BridgeScene scene;
  scene.clip("a.bridged");
  const auto heard = scene.inspect();
  INFO(heard.all());
  CHECK(heard.result["exit"].integer() == 0);
  CHECK(bridged_value(heard, "bridged.label") == "BRIDGED"); // the tool read the clip's file
  const auto& sandbox = heard.result["sandbox"];
  CHECK(sandbox["level"].text() == "full");
  CHECK(sandbox["tier"].text() == "bridge");
  REQUIRE(sandbox["tools"].items().size() == 1);
  const auto& tool = sandbox["tools"].items()[0];
  CHECK(tool["tool"].text() == "fake");
  CHECK(tool["command"].text() == scene.house / "tool");
  CHECK(tool["version"].text() == "fake tool 7.1");
  CHECK(tool["runs"].integer() == 1);
  CHECK(heard.of("bridge").empty()); // between worker and supervisor alone
  CHECK(scene.scratch_is_gone());
}

TEST_CASE("a plate's frames are those that the tool wrote") {
  const FolderOfItsOwn out; // before the scene, whose temporary files come to lie elsewhere
  const BridgeScene scene;
  auto request = plate_request(scene.clip("a.bridged"), out.path());
  const auto heard = run_with("bridge_plugins", request.set("compression", "none"));
  INFO(heard.all());
  CHECK(heard.result["exit"].integer() == 0);
  CHECK(heard.result["sandbox"]["tools"].items()[0]["runs"].integer() == 4); // describe, and three frames
  REQUIRE(heard.of("output").size() == 3);
  for (int frame = 0; frame < 3; ++frame) { // each has a grey of its own: (64 + frame) / 255 as a half
    const int half = 0x3404 + 16 * frame;
    std::string row;
    for (int x = 0; x < 32; ++x) row += {static_cast<char>(half & 0xff), static_cast<char>(half >> 8)};
    CHECK(bytes_of(out / fmt::format("a.{}.exr", 1001 + frame)).find(row) != std::string::npos);
  }
  CHECK(scene.scratch_is_gone());
}

TEST_CASE("the program inspects and plates through a tool, and config and doctor tell of it") {
  const FolderOfItsOwn out; // before the scene, whose temporary files come to lie elsewhere
  const BridgeScene scene;
  const auto clip = scene.clip("a.bridged");
  (void)installation_with("bridge_plugins");
  const std::string program = FILMGATE_PROGRAM;
  const auto inspected = run({program, "inspect", clip, "--json"});
  CHECK(inspected.exit == 0);
  CHECK_THAT(inspected.out, Contains("BRIDGED"));
  CHECK(run({program, "plate", clip, "--colourspace", "camera", "-o", out.path()}).exit == 0);
  CHECK(run({program, "config", "check"}).exit == 0);
  CHECK_THAT(run({program, "doctor"}).out, Contains("tool fake: " + scene.house / "tool"));
  const auto alone = run({program, "inspect", clip, "--in-process"});
  CHECK_THAT(alone.out + alone.err, Contains("[bridge.fake]"));
  std::filesystem::remove(scene.house / "tool");
  const auto wrong = run({program, "doctor"});
  CHECK(wrong.exit == 78);
  CHECK_THAT(wrong.out, Contains("WRONG  tool fake"));
}

TEST_CASE("without a tool configured the plugin says which setting is missing, and other clips are read") {
  const BridgeScene scene;
  scene.clip("a.bridged");
  scene.house.write("filmgate.toml", "");
  const auto heard = scene.inspect();
  REQUIRE(heard.of("unread").size() == 1);
  CHECK_THAT(heard.of("unread")[0]["why"].text(), Contains("[bridge.fake]"));
  CHECK(heard.result["sandbox"]["tier"].text() == "strict");
  CHECK(heard.result["sandbox"]["tools"].is_null());
}

TEST_CASE("a tool runs in its scratch folder, with an environment of its own and nothing of ours open") {
  const BridgeScene scene;
  scene.clip("a.bridged", "1 link");
  const auto heard = scene.inspect();
  const auto scratch = bridged_value(heard, "bridged.scratch");
  CHECK_THAT(scratch, StartsWith(scene.scratches.path()));
  // Home, folder, path, language, a variable of ours, bytes to read, descriptors (three and that of the folder looked at), no new privileges.
  CHECK_THAT(bridge_outcome(heard), Contains(scratch + " " + scratch + " /usr/local/bin:/usr/bin:/bin C.UTF-8  0 4 1"));
}

TEST_CASE("a tool that fails, crashes or is not there fails that call, with its own words") {
  const std::vector<std::pair<std::string, std::string>> all{{"fail", "exit code 3: no such lens"}, {"crash", "was killed by SIGSEGV"}};
  for (const auto& [operation, words] : all) {
    const BridgeScene scene;
    scene.clip("a.bridged", "1 " + operation);
    CHECK_THAT(bridge_outcome(scene.inspect()), Contains(words));
  }
  const BridgeScene scene;
  scene.clip("a.bridged");
  std::filesystem::remove(scene.house / "tool");
  const auto heard = scene.inspect();
  REQUIRE(heard.of("unread").size() == 1);
  CHECK_THAT(heard.of("unread")[0]["why"].text(), Contains("can not be run"));
}

TEST_CASE("a tool that hangs is killed in time though its worker says nothing meanwhile, and the next clip is read") {
  const BridgeScene scene("seconds = 6\n");
  scene.clip("a.bridged", "1 hang");
  scene.clip("b.bridged");
  const auto before = std::chrono::steady_clock::now();
  const auto heard = scene.inspect({4, 0});
  INFO(heard.all());
  CHECK_THAT(bridge_outcome(heard), Contains("took longer than its setting allows"));
  CHECK(heard.of("record").size() == 2);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(60));
}

TEST_CASE("a tool that floods gives the first of it, and one that fills the disk is stopped") {
  const BridgeScene scene("output_megabytes = 2\nseconds = 60\n");
  scene.clip("a.bridged", "1 flood");
  scene.clip("b.bridged", "1 fill");
  scene.clip("c.bridged", "1 fill-many");
  const auto heard = scene.inspect();
  CHECK_THAT(bridge_outcome(heard, 0), StartsWith("done 65536 xxxx"));
  CHECK_THAT(bridge_outcome(heard, 1), Contains("SIGXFSZ") || Contains("exit code"));
  CHECK_THAT(bridge_outcome(heard, 2), Contains("more than 2 MiB"));
  CHECK(scene.scratch_is_gone());
}

TEST_CASE("what one run wrote is gone when the next begins") {
  const BridgeScene scene;
  scene.clip("a.bridged", "2 keep"); // prints what lies there, and leaves a file
  CHECK(bridge_outcome(scene.inspect()) == "done 0 ");
}

TEST_CASE("what a tool leaves running is ended with it") {
  const BridgeScene scene;
  scene.clip("a.bridged", "1 leave");
  const auto said = bridge_outcome(scene.inspect());
  REQUIRE_THAT(said, StartsWith("done "));
  const auto left = std::atoi(said.substr(said.rfind(' ')).c_str());
  REQUIRE(left > 1);
  bool runs = true;
  for (int i = 0; i < 100 && runs; ++i, ::usleep(20'000)) runs = bytes_of("/proc/" + std::to_string(left) + "/comm") == "sleep\n" && bytes_of("/proc/" + std::to_string(left) + "/stat").find(") Z ") == std::string::npos;
  CHECK_FALSE(runs);
}

TEST_CASE("cancelling ends the tool too") {
  const BridgeScene scene("seconds = 600\n");
  scene.clip("a.bridged", "1 hang");
  scene.clip("b.bridged");
  const auto installation = installation_with("bridge_plugins");
  std::atomic<bool> cancelled{false};
  std::thread person([&] {
    for (int i = 0; i < 1000 && !scene.marked(); ++i) ::usleep(20'000);
    cancelled = true;
  });
  const auto before = std::chrono::steady_clock::now();
  const auto result = supervise(inspect_request(scene.roll.path()), installation, {}, [](const Json&) {}, cancelled);
  person.join();
  CHECK(scene.marked());
  INFO(result.dump());
  CHECK(result["exit"].integer() == 130);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(60));
  CHECK(scene.scratch_is_gone());
}
