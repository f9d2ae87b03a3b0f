// SPDX-License-Identifier: Apache-2.0
#include "sanitizers.hpp"
#include "worker/heard.hpp"

using namespace filmgate;

namespace {

Installation rogue_installation() { return installation_with("bad_plugins"); }
Heard run(const Json& request, const WorkerLimits& limits = {}) { return run_with("bad_plugins", request, limits); }

}  // namespace

TEST_CASE("a clip whose plugin crashes is reported with plugin and signal, and the clips behind it are inspected") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE nowhere nothing");
  folder.write("b.rogue", "ROGUE metadata crash");
  folder.write("c.rogue", "ROGUE nowhere nothing");
  folder.write("d.rogue", "ROGUE open abort");
  folder.write("e.rogue", "ROGUE nowhere nothing");
  const auto heard = run(inspect_request(folder.path()));
  CHECK(heard.result["exit"].integer() == 1);
  const auto records = heard.of("record");
  REQUIRE(records.size() == 3);
  CHECK(records[0]["record"]["name"].text() == "a");
  CHECK(records[1]["record"]["name"].text() == "c");
  CHECK(records[2]["record"]["name"].text() == "e");
  const auto problems = heard.of("problem");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0]["code"].text() == "worker-crashed");
  CHECK(problems[0]["plugin"].text() == "org.filmgate.rogue.reader");
  CHECK(problems[0]["signal"].text() == "SIGSEGV");
  CHECK(problems[0]["path"].text() == folder / "b.rogue");
  CHECK(problems[1]["signal"].text() == "SIGABRT");
  CHECK(heard.of("unread").size() == 2);
  CHECK(heard.result["summary"]["clips"].integer() == 3);
  CHECK(heard.result["summary"]["unread"].integer() == 2);
}

TEST_CASE("a plugin that hangs is killed after the silence limit, and the next clip is inspected") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE open hang");
  folder.write("b.rogue", "ROGUE nowhere nothing");
  const auto heard = run(inspect_request(folder.path()), {1, 0});
  REQUIRE(heard.of("problem").size() == 1);
  CHECK(heard.of("problem")[0]["code"].text() == "worker-hung");
  CHECK(heard.of("record").size() == 1);
}

TEST_CASE("a plugin that eats memory costs its clip and not the machine") {
  if (sanitizer_build) {
    WARN("skipped: a sanitizer's shadow memory leaves no address space to limit; the build without one has this test");
    return;
  }
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE open eat");
  folder.write("b.rogue", "ROGUE nowhere nothing");
  const auto heard = run(inspect_request(folder.path()), {60, 512});
  const auto unread = heard.of("unread");
  REQUIRE(unread.size() == 1);
  CHECK(unread[0]["why"].text().find("out of memory") != std::string::npos);
  CHECK(heard.of("record").size() == 1);
}

TEST_CASE("a plugin that ends the process is reported though the exit code was 0") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE metadata exit");
  const auto heard = run(inspect_request(folder.path()));
  REQUIRE(heard.of("problem").size() == 1);
  CHECK(heard.of("problem")[0]["message"].text().find("exit code 0 and no result") != std::string::npos);
  CHECK(heard.result["exit"].integer() == 1);
}

TEST_CASE("what a plugin prints to standard output does not become an event") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE metadata print");
  const auto heard = run(inspect_request(folder.path()));
  CHECK(heard.of("record").size() == 1);
  CHECK(heard.result["kind"].text() == "inspect");
}

TEST_CASE("something thrown that is no exception ends at the plugin's edge") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE open throw");
  const auto heard = run(inspect_request(folder.path()));
  CHECK(heard.of("problem").empty());
  REQUIRE(heard.of("unread").size() == 1);
  CHECK(heard.of("unread")[0]["why"].text().find("not an exception") != std::string::npos);
}

TEST_CASE("a crash while decoding names the frame and leaves nothing in the folder") {
  const FolderOfItsOwn folder, out;
  const auto clip = folder.write("a.rogue", "ROGUE decode crash 1");
  const auto heard = run(plate_request(clip, out.path()));
  CHECK(heard.result["exit"].integer() == 1);
  const auto problems = heard.of("problem");
  REQUIRE(!problems.empty());
  CHECK(problems.back()["signal"].text() == "SIGSEGV");
  CHECK(problems.back()["frame"].integer() == 1);
  CHECK(problems.back()["plugin"].text() == "org.filmgate.rogue.reader");
  CHECK(out.files() == 0);
}

TEST_CASE("a frame that fails leaves the others, and the manifest names it") {
  const FolderOfItsOwn folder, out;
  const auto clip = folder.write("a.rogue", "ROGUE decode fail 1");
  const auto heard = run(plate_request(clip, out.path()));
  CHECK(heard.result["exit"].integer() == 1);
  CHECK(std::filesystem::exists(out / "a.1001.exr"));
  CHECK_FALSE(std::filesystem::exists(out / "a.1002.exr"));
  CHECK(std::filesystem::exists(out / "a.1003.exr"));
  CHECK(out.files() == 4); // two frames, manifest, recipe; no temporary
}

TEST_CASE("cancelling stops a plate and removes its temporaries") {
  const FolderOfItsOwn folder, out;
  const auto clip = folder.write("a.rogue", "ROGUE decode hang 2");
  const auto installation = rogue_installation();
  std::atomic<bool> cancelled{false};
  const auto result = supervise(plate_request(clip, out.path()), installation, {60, 0}, [&](const Json& event) {
    if (event["type"].text() == "frame" && event["frame"].integer() == 2) cancelled = true;
  }, cancelled);
  CHECK(result["exit"].integer() == 130);
  CHECK(out.files() == 0);
}

TEST_CASE("a plate that comes to nothing leaves no folder that was made for it, and those that were there stay") {
  const FolderOfItsOwn folder, out;
  const auto clip = folder.write("a.rogue", "ROGUE open fail");
  CHECK(run(plate_request(clip, out / "shot/plates")).result["exit"].integer() != 0);
  CHECK_FALSE(std::filesystem::exists(out / "shot"));
  CHECK(std::filesystem::exists(out.path()));
}

TEST_CASE("a worker that is not installed is said to be missing") {
  auto installation = rogue_installation();
  installation.prefix = "/nowhere";
  const std::atomic<bool> never{false};
  const auto result = supervise(inspect_request("/tmp"), installation, {}, [](const Json&) {}, never);
  CHECK(result["exit"].integer() != 0);
  CHECK(result["message"].text().find("/nowhere/bin/filmgate-worker") != std::string::npos);
}
