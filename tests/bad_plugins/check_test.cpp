// SPDX-License-Identifier: Apache-2.0
//
// filmgate-check on bad plugins: each fails the check that is meant for it, before any other.
#include "bad_plugins/kinds.hpp"
#include "base/json.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <thread>

using filmgate::Json;

namespace {

struct Outcome {
  int exit = -1;
  std::string first_failure, message; // of the checks, in their order
  std::vector<std::string> failures;
};

Outcome outcome_of(std::vector<std::string> words) {
  words.insert(words.begin(), FILMGATE_CHECK_PROGRAM);
  words.insert(words.end(), {"--json", "--deadline", "4", "--memory", "256"});
  const auto said = run(words);
  const auto json = Json::parse(said.out);
  Outcome out;
  out.exit = said.exit;
  if (!json) return out.first_failure = "no JSON", out.message = said.err, out; // no assertion: several run at once
  for (const auto& one : (*json)["checks"].items()) {
    const auto& result = one["result"].text();
    if (result == "pass" || result == "skip") continue;
    if (out.first_failure.empty()) out.first_failure = one["check"].text(), out.message = one["message"].text();
    out.failures.push_back(one["check"].text());
  }
  return out;
}

Outcome check(const std::string& bundle, const std::string& sample, int level = 6) {
  std::vector<std::string> words{bundle};
  if (!sample.empty()) words.push_back(sample);
  words.insert(words.end(), {"--level", std::to_string(level)});
  return outcome_of(std::move(words));
}

std::string beside(const std::string& kind) { return std::string(BAD_PLUGINS) + "/" + bad_plugins::id_of(kind) + ".fgplugin"; }

}  // namespace

TEST_CASE("each kind of bad plugin fails the check that is meant for it, and that one first") {
  const FolderOfItsOwn folder;
  constexpr size_t count = std::size(bad_plugins::kinds);
  std::vector<Outcome> outcomes(count);
  std::atomic<size_t> next{0};
  std::vector<std::thread> threads; // some kinds are waited for, so that others may run meanwhile
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      for (size_t at; (at = next++) < count;) {
        const std::string kind = bad_plugins::kinds[at].name;
        outcomes[at] = check(bad_plugins::bundle_of(kind), folder.write("a." + kind, bad_plugins::clip_bytes()));
      }
    });
  for (auto& thread : threads) thread.join();
  for (size_t at = 0; at < count; ++at) {
    const auto& kind = bad_plugins::kinds[at];
    const auto& outcome = outcomes[at];
    INFO(kind.name);
    INFO(outcome.message);
    CHECK(outcome.first_failure == kind.check);
    CHECK(outcome.exit == (*kind.check ? 1 : 0));
    CHECK(outcome.failures.size() <= 4); // the fault is told, and not drowned in its consequences
  }
}

TEST_CASE("the honest twin of the bad readers passes at the highest level") {
  const FolderOfItsOwn folder;
  const auto outcome = check(bad_plugins::bundle_of("well_behaved"), folder.write("a.well_behaved", bad_plugins::clip_bytes()), 10);
  INFO(outcome.first_failure << ": " << outcome.message);
  CHECK(outcome.exit == 0);
}

TEST_CASE("a library that is not what its manifest says is found without a sample") {
  const std::pair<const char*, const char*> libraries[] = {
      {"wrong_major", "entry"}, {"newer_minor", "entry"}, {"other_id", "entry"}, {"no_symbol", "exports"}, {"no_library", "manifest"}};
  for (const auto& [kind, meant] : libraries) {
    INFO(kind);
    const auto outcome = check(beside(kind), "");
    INFO(outcome.message);
    CHECK(outcome.first_failure == meant);
    CHECK(outcome.exit == 1);
  }
}

TEST_CASE("a library that is linked badly is found") {
  const std::pair<const char*, const char*> libraries[] = {{"extra_exports", "exports"}, {"unresolved_symbol", "loads"}, {"run_path", "linkage"}};
  for (const auto& [kind, meant] : libraries) {
    INFO(kind);
    const auto outcome = check(bad_plugins::bundle_of(kind), "");
    INFO(outcome.message);
    CHECK(outcome.first_failure == meant);
    CHECK(outcome.failures.size() == 1);
  }
}

TEST_CASE("a transform that looks at pixels which it said it does not need is found") {
  const auto outcome = check(bad_plugins::bundle_of("needs_lies"), "");
  CHECK(outcome.first_failure == "needs");
  CHECK(outcome.message.find("needs()") != std::string::npos);
}

TEST_CASE("a plugin that writes outside is told how far") {
  const FolderOfItsOwn folder;
  const auto sample = folder.write("a.writes_behind", bad_plugins::clip_bytes());
  CHECK(check(bad_plugins::bundle_of("writes_behind"), sample).message.find("touched byte 1 behind the end of the image") != std::string::npos);
}

TEST_CASE("a trim that is not what was asked for is found, and one that is refused in words is none") {
  using Catch::Matchers::Contains;
  const std::map<std::string, std::pair<int, std::string>> deeds{
      {"none", {0, ""}},   {"pairs", {0, ""}},  {"refuses", {69, ""}},  {"unable", {69, ""}},
      {"pixel", {1, "has other pixels than frame"}}, {"short", {1, "frames instead of"}},     {"writeno", {1, "wrote no file"}},
      {"slash", {1, "is no name for a file"}},       {"hidden", {1, "is no name for a file"}}, {"twice", {1, "two files named take.cutter"}},
      {"patches", {1, "were not written yet"}},      {"nofile", {1, "the clip has no file 7"}}, {"beyond", {1, "FG_E_TRUNCATED"}},
      {"goeson", {1, "the sink answered FG_E_TRUNCATED"}}, {"narrows", {1, "which is less"}}, {"aborts", {1, "SIGABRT"}}};
  for (const auto& [deed, expected] : deeds) {
    CAPTURE(deed);
    const FolderOfItsOwn folder;
    auto bytes = "CUTS " + deed + std::string(8 - deed.size(), ' ');
    for (const char sample : {'a', 'b', 'c', 'd', 'e', 'f'}) bytes += std::string(16, sample);
    const auto outcome = outcome_of({beside("cutter"), folder.write("take.cutter", bytes), "--only", "trim"});
    CHECK(outcome.exit == expected.first);
    CHECK_THAT(outcome.message, Contains(expected.second));
  }
}

TEST_CASE("a plugin of sidecars is checked on sidecars") {
  using Catch::Matchers::Contains;
  struct Wrong { const char *lines, *check, *message; };
  const Wrong kinds[] = {{"clip A B 5\nput lens 50\nframe 3 focus 2\nclip C - -\nput lens 35\n", "", ""},
                         {"clip A B -\nrestless count\n", "sidecar", "asked again"},
                         {"clip A B -\nput lens 50\nopen\n", "sidecar", "the last clip was not ended"},
                         {"clip A B -\noutside lens 50\n", "sidecar", "behind the end of a clip"},
                         {"put lens 50\n", "", ""},
                         {"", "sidecar", "nothing is told of it"},
                         {"clip A B -\ncrash\n", "sidecar", "SIGABRT"},
                         {"fail\n", "sidecar", "says that it fails"},
                         {"clip A B -\nframe -7 focus 2\n", "sidecar", "frame -7"}};
  for (const auto& kind : kinds) {
    CAPTURE(kind.lines);
    const FolderOfItsOwn folder;
    const auto outcome = check(beside("teller"), folder.write("a.tells", std::string("TELLS\n") + kind.lines), 10);
    CHECK(outcome.first_failure == kind.check);
    CHECK(outcome.exit == (*kind.check ? 1 : 0));
    CHECK_THAT(outcome.message, Contains(kind.message));
  }
}
