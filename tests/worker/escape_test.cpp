// SPDX-License-Identifier: Apache-2.0
//
// A plugin tries to get out: from its constructor, while it opens a clip, and while it decodes. Each attempt fails or
// ends its own worker alone, and the clip after it is inspected.
#include "sanitizers.hpp"
#include "worker/heard.hpp"

#include <csignal>
#include <cstring>
#include <fmt/core.h>
#include <unistd.h>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

constexpr const char* plugins = "escape_plugins";
constexpr const char* killed = "SIGSYS"; // the whole process, by the filter

struct Attempt {
  std::string what, argument, expected;
};

// A roll with an original that is no part of the clip, and a file outside of it.
struct Scene {
  FolderOfItsOwn roll, elsewhere, output;
  std::string neighbour = roll.write("neighbour.other", "an original");
  std::string outside = elsewhere.write("secret.txt", "a secret");
  std::string clip(const std::string& where, const Attempt& attempt) const {
    return roll.write("a.escape", "ESCAPE " + where + " " + attempt.what + " " + attempt.argument);
  }
};

std::string text(int error) { return std::strerror(error); }

// None of them differs between the three places.
std::vector<Attempt> attempts(const Scene& scene) {
  std::vector<Attempt> out{
      {"read", "/etc/passwd", text(EACCES)},
      {"read", "/etc/shadow", text(EACCES)},
      {"read", scene.neighbour, text(EACCES)},
      {"read", scene.outside, text(EACCES)},
      {"read", "/dev/urandom", text(EACCES)},
      {"list", scene.elsewhere.path(), text(EACCES)},
      {"list", "/", text(EACCES)},
      {"write", scene.roll / "a.escape", text(EACCES)},
      {"write", scene.neighbour, text(EACCES)},
      {"truncate", scene.roll / "a.escape", text(EPERM)},
      {"unlink", scene.roll / "a.escape", text(EACCES)},
      {"rename", scene.roll / "a.escape", text(EACCES)},
      {"chmod", scene.roll / "a.escape", text(EPERM)},
      {"create", scene.roll / "new", text(EACCES)},
      {"create", scene.elsewhere / "new", text(EACCES)},
      {"mkdir", scene.elsewhere / "folder", text(EACCES)},
      {"local-socket", "", text(EACCES)},
      {"udp", "", killed},
      {"tcp", "", killed},
      {"thread", "", "done"},
  };
  if (sanitizer_build) return out; // whose run-time library needs the rest
  const std::vector<Attempt> rest{
      {"read", "/proc/self/maps", text(EACCES)},
      {"memory", "", text(EACCES)},
      {"own-descriptor", "", text(ENOSYS)},
      {"survive-parent", "", text(ENOSYS)},
      {"core", "", text(ENOSYS)},
      {"raise-limit", "", text(EPERM)},
      {"memory-file", "", text(EPERM)},
      {"memory-as-code", "", text(EACCES)},
      {"fork", "", killed},
      {"exec", "", killed},
      {"ptrace", "", killed},
      {"kill", "", killed},
  };
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

std::string native(const Heard& heard, const std::string& key) {
  for (const auto& record : heard.of("record"))
    for (const auto& one : record["record"]["native"].items())
      if (one["key"].text() == key) return one["value"].text();
  return "";
}

void check_killed(const Heard& heard, const std::string& clip) {
  const auto problems = heard.of("problem");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0]["signal"].text() == killed);
  CHECK(problems[0]["plugin"].text() == "org.filmgate.test.escape");
  CHECK(problems[0]["path"].text() == clip);
  CHECK_THAT(problems[0]["message"].text(), Contains("a system call that the sandbox forbids"));
}

void check_intact(const Scene& scene, const std::string& before) {
  std::ostringstream now, neighbour;
  now << std::ifstream(scene.roll / "a.escape").rdbuf();
  neighbour << std::ifstream(scene.neighbour).rdbuf();
  CHECK(now.str() == before);
  CHECK(neighbour.str() == "an original");
  CHECK(scene.elsewhere.files() == 1);
}

}  // namespace

TEST_CASE("what a plugin tries while it opens a clip fails, or costs this clip alone") {
  const Scene scene;
  scene.roll.write("b.escape", "ESCAPE nowhere nothing");
  for (const auto& attempt : attempts(scene)) {
    const auto clip = scene.clip("open", attempt);
    const auto heard = run_with(plugins, inspect_request(scene.roll.path()));
    INFO(attempt.what << " " << attempt.argument << "\n" << heard.all());
    if (attempt.expected == killed) {
      check_killed(heard, clip);
      CHECK(heard.of("record").size() == 1); // b
    } else {
      CHECK(heard.of("record").size() == 2);
      CHECK(native(heard, "escape.open") == attempt.expected);
    }
    CHECK(heard.result["sandbox"]["level"].text() == "full");
    check_intact(scene, "ESCAPE open " + attempt.what + " " + attempt.argument);
  }
}

TEST_CASE("what a plugin's constructor tries fails, or is reported with the plugin and the clip that it was loaded for") {
  const Scene scene;
  const auto clip = scene.clip("nowhere", {"nothing", "", ""});
  for (const auto& attempt : attempts(scene)) {
    const Variable order("FILMGATE_TEST_CONSTRUCTOR", attempt.what + " " + attempt.argument);
    const auto heard = run_with(plugins, inspect_request(scene.roll.path()));
    INFO(attempt.what << " " << attempt.argument << "\n" << heard.all());
    if (attempt.expected == killed) check_killed(heard, clip);
    else CHECK(native(heard, "escape.constructor") == attempt.expected);
    check_intact(scene, "ESCAPE nowhere nothing ");
  }
}

TEST_CASE("what a plugin tries while it decodes fails that frame, or its worker, by name") {
  const Scene scene;
  auto all = attempts(scene);
  all.push_back({"write", scene.output / "a.manifest.json", text(ENOENT)}); // the output folder is open, and holds no more than its own
  if (!sanitizer_build) all.push_back({"map-written", scene.output / "code", text(EACCES)});
  if (!sanitizer_build) all.push_back({"map", scene.roll / "a.escape", text(EACCES)});
  for (const auto& attempt : all) {
    const auto clip = scene.clip("decode", attempt);
    const auto heard = run_with(plugins, plate_request(clip, scene.output.path()));
    INFO(attempt.what << " " << attempt.argument << "\n" << heard.all());
    CHECK(heard.result["exit"].integer() == 1);
    if (attempt.expected == killed) {
      check_killed(heard, clip);
      CHECK(heard.of("problem")[0]["frame"].integer(-1) == 0);
      CHECK(heard.result["sandbox"]["level"].text() == "full"); // known though the worker died
    } else {
      REQUIRE_FALSE(heard.of("problem").empty());
      CHECK_THAT(heard.of("problem")[0]["message"].text(), Contains(attempt.what + ": " + attempt.expected));
    }
    check_intact(scene, "ESCAPE decode " + attempt.what + " " + attempt.argument);
    for (const auto& entry : std::filesystem::directory_iterator(scene.output.path())) std::filesystem::remove_all(entry);
  }
}

TEST_CASE("what the supervisor had open is closed before a plugin runs") {
  const Scene scene;
  constexpr int inherited = 77;
  REQUIRE(::dup2(STDERR_FILENO, inherited) == inherited); // without close-on-exec
  (void)scene.clip("open", {"descriptor", std::to_string(inherited), ""});
  const auto heard = run_with(plugins, inspect_request(scene.roll.path()));
  ::close(inherited);
  INFO(heard.all());
  CHECK(native(heard, "escape.open") == text(EBADF));
}

TEST_CASE("a plugin that grows a file without end is ended at the limit") {
  const Scene scene;
  const auto heard = run_with(plugins, plate_request(scene.clip("decode", {"grow", scene.output / "flood", ""}), scene.output.path()));
  INFO(heard.all());
  REQUIRE(heard.of("problem").size() == 1);
  CHECK(heard.of("problem")[0]["signal"].text() == "SIGXFSZ");
  CHECK(std::filesystem::file_size(scene.output / "flood") == 0);
}

TEST_CASE("a plugin that writes events of its own does not change what the result says of its sandbox") {
  const Scene scene;
  (void)scene.clip("open", {"forge", "none", ""});
  const auto heard = run_with(plugins, inspect_request(scene.roll.path()));
  INFO(heard.all());
  REQUIRE(native(heard, "escape.open") == "done");
  CHECK(heard.of("confined").size() == 2); // it reached the pipe
  CHECK(heard.result["sandbox"]["level"].text() == "full");
}

TEST_CASE("a plate into the folder of its originals is refused, since a plugin could write into them") {
  const Scene scene;
  const auto clip = scene.clip("nowhere", {"nothing", "", ""});
  for (const auto& output : {scene.roll.path(), std::filesystem::path(scene.roll.path()).parent_path().string(), scene.roll.path() + "/../" + std::filesystem::path(scene.roll.path()).filename().string()}) {
    const auto heard = run_with(plugins, plate_request(clip, output));
    INFO(output);
    CHECK(heard.result["exit"].integer() == 64);
    CHECK_THAT(heard.result["message"].text(), Contains("a.escape") && Contains("choose a folder"));
  }
  const auto heard = run_with(plugins, plate_request(clip, scene.roll / "plates"));
  CHECK_THAT(heard.result["message"].text(), !Contains("choose a folder"));
}
