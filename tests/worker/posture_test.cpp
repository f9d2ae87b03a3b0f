// SPDX-License-Identifier: Apache-2.0
//
// What every result says of its sandbox, and what happens when the kernel lacks something. FILMGATE_SANDBOX_PRETEND
// makes this kernel look like a lesser one.
#include "command_line.hpp"
#include "kernel_offer.hpp"
#include "worker/heard.hpp"

#include <csignal>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string program = FILMGATE_PROGRAM;
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";

Heard pretend(const std::string& what, const std::string& floor = "", const std::string& order = "nothing") {
  const FolderOfItsOwn roll;
  roll.write("a.escape", "ESCAPE open " + order);
  const Variable lesser("FILMGATE_SANDBOX_PRETEND", what);
  if (floor.empty()) return run_with("escape_plugins", inspect_request(roll.path()));
  const Variable lowered("FILMGATE_SANDBOX_FLOOR", floor);
  return run_with("escape_plugins", inspect_request(roll.path()));
}

struct ProcessFacts {
  std::string name;
  char state = 'X'; // gone
  pid_t parent = 0;
};

ProcessFacts facts_of(pid_t process) {
  ProcessFacts out;
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  if (!std::getline(file, line)) return out;
  const auto open = line.find('('), close = line.rfind(')');
  out.name = line.substr(open + 1, close - open - 1);
  std::istringstream(line.substr(close + 1)) >> out.state >> out.parent;
  return out;
}

bool runs(pid_t process) {
  const auto state = facts_of(process).state;
  return state != 'X' && state != 'Z';
}

pid_t child_of(pid_t parent, const std::string& name) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto process = static_cast<pid_t>(std::atoi(entry.path().filename().c_str()));
    if (process <= 0) continue;
    if (const auto facts = facts_of(process); facts.parent == parent && facts.name == name.substr(0, 15)) return process;
  }
  return 0;
}

std::string outcome(const Heard& heard) {
  for (const auto& record : heard.of("record"))
    for (const auto& one : record["record"]["native"].items())
      if (one["key"].text() == "escape.open") return one["value"].text();
  return heard.all();
}

}  // namespace

TEST_CASE("a kernel without a feature is refused: no plugin is loaded, and the message says what is missing and what to do") {
  for (const auto& [what, word] : std::vector<std::pair<std::string, std::string>>{
           {"no-landlock", "Landlock"}, {"no-filter", "seccomp"}, {"landlock=0", "Landlock"}, {"no-landlock,no-filter", "seccomp"}}) {
    const auto heard = pretend(what);
    INFO(heard.all());
    CHECK(heard.result["exit"].integer() == 69);
    CHECK_THAT(heard.result["message"].text(), Contains(word) && Contains("[sandbox]") && Contains(ask_kernel()->release));
    CHECK(heard.of("record").empty());
    CHECK(heard.of("confined").empty());
    CHECK(heard.result["sandbox"]["level"].text() == "none");
  }
}

TEST_CASE("a lowered floor goes on with what is there, and the result says who lowered it and what is missing") {
  auto heard = pretend("no-landlock", "filter", "udp");
  INFO(heard.all());
  CHECK(heard.of("problem")[0]["signal"].text() == "SIGSYS"); // what is there is used
  const auto& sandbox = heard.result["sandbox"];
  CHECK(sandbox["level"].text() == "partial");
  CHECK(sandbox["lowered"].boolean());
  CHECK(sandbox["floor"].text() == "filter");
  CHECK(sandbox["floorOrigin"].text() == "FILMGATE_SANDBOX_FLOOR");
  CHECK(sandbox["landlock"].integer(-1) == 0);
  CHECK(sandbox["missing"].dump() == R"(["landlock"])");
  CHECK(outcome(pretend("no-landlock", "filter", "read /etc/passwd")) == "done");
  CHECK(pretend("no-filter", "filter").result["exit"].integer() == 69);

  heard = pretend("no-landlock,no-filter", "none", "local-socket");
  CHECK(outcome(heard) == "done");
  CHECK(heard.result["sandbox"]["level"].text() == "none");
  CHECK(heard.result["sandbox"]["missing"].items().size() == 2);
}

TEST_CASE("a lowered floor takes nothing away from a kernel that has all") {
  const auto heard = pretend("", "none", "read /etc/passwd");
  CHECK(outcome(heard) == std::strerror(EACCES));
  CHECK(heard.result["sandbox"]["level"].text() == "full");
  CHECK(heard.result["sandbox"]["lowered"].boolean());
}

TEST_CASE("the oldest Landlock is enough, and pretending makes no kernel newer") {
  const auto heard = pretend("landlock=1", "", "read /etc/passwd");
  CHECK(outcome(heard) == std::strerror(EACCES));
  CHECK(heard.result["sandbox"]["landlock"].integer() == 1);
  const auto real = ask_kernel()->landlock_abi;
  const Variable more("FILMGATE_SANDBOX_PRETEND", "landlock=99");
  CHECK(ask_kernel()->landlock_abi == real);
}

TEST_CASE("a word that nobody knows is an error, not a kernel") {
  const auto heard = pretend("landlock=x");
  CHECK(heard.result["exit"].integer() == 78);
  CHECK_THAT(heard.result["message"].text(), Contains("FILMGATE_SANDBOX_PRETEND"));
}

TEST_CASE("every way to a result says how plugins were confined") {
  const FolderOfItsOwn out;
  const auto plate = run({program, "plate", bars, "-o", out.path(), "--json"});
  INFO(plate.err);
  CHECK(Json::parse(plate.out).value()["result"]["sandbox"]["level"].text() == "full");
  CHECK(plate.err.find("sandbox") == std::string::npos);
  const auto here = run({program, "plate", bars, "-o", out.path(), "--json", "--in-process"});
  CHECK(Json::parse(here.out).value()["result"]["sandbox"]["why"].text() == "in process, for debugging");
  const auto lowered = run({program, "inspect", bars}, "FILMGATE_SANDBOX_FLOOR=none");
  CHECK_THAT(lowered.err, Contains("lowered to \"none\" by FILMGATE_SANDBOX_FLOOR"));
  CHECK(run({program, "inspect", bars}).err.empty());
}

TEST_CASE("doctor tells what workers get here, or why none can be started") {
  CHECK_THAT(run({program, "doctor"}).out, Contains("sandbox: Landlock ABI"));
  const auto lesser = run({program, "doctor"}, "FILMGATE_SANDBOX_PRETEND=no-landlock");
  CHECK(lesser.exit == 78);
  CHECK_THAT(lesser.out, Contains("WRONG  sandbox:"));
}

TEST_CASE("a supervisor that is killed leaves no worker behind") {
  const FolderOfItsOwn roll;
  roll.write("a.rogue", "ROGUE open hang");
  const auto installation = installation_with("bad_plugins");
  const pid_t supervisor = ::fork();
  if (supervisor == 0) {
    const std::atomic<bool> never{false};
    (void)supervise(inspect_request(roll.path()), installation, {}, [](const Json&) {}, never);
    ::_exit(0);
  }
  pid_t worker = 0;
  for (int i = 0; i < 200 && worker == 0; ++i, ::usleep(20'000)) worker = child_of(supervisor, "filmgate-worker");
  REQUIRE(worker != 0);
  ::usleep(200'000); // it has read its request, and hangs
  REQUIRE(runs(worker));
  ::kill(supervisor, SIGKILL);
  ::waitpid(supervisor, nullptr, 0);
  for (int i = 0; i < 200 && runs(worker); ++i) ::usleep(20'000);
  CHECK_FALSE(runs(worker));
}

TEST_CASE("a worker ends when the process that watches it has gone") {
  const auto worker = find_installation().value().worker().bytes();
  const FolderOfItsOwn folder;
  const auto request = folder.write("r.json", R"({"v":1,"id":"x","kind":"inspect","paths":["/nowhere"],"limits":{"parent":1}})");
  const auto said = run({"sh", "-c", quoted(worker) + " < " + quoted(request)});
  CHECK(said.exit == 130);
  CHECK_THAT(said.out, Contains("has ended"));
}
