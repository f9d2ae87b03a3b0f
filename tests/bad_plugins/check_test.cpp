// SPDX-License-Identifier: Apache-2.0
//
// filmgate-check on bad plugins: each fails the check that is meant for it, before any other.
#include "bad_plugins/kinds.hpp"
#include "base/json.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

using filmgate::Json;

namespace {

struct Outcome {
  int exit = -1;
  std::string first_failure, message; // of the checks, in their order
  std::vector<std::string> failures;
};

Outcome check(const std::string& bundle, const std::string& sample, int level = 6) {
  std::vector<std::string> words{FILMGATE_CHECK_PROGRAM, bundle};
  if (!sample.empty()) words.push_back(sample);
  words.insert(words.end(), {"--json", "--level", std::to_string(level), "--deadline", "4", "--memory", "256"});
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
    const auto outcome = check(std::string(BAD_PLUGINS) + "/" + bad_plugins::id_of(kind) + ".fgplugin", "");
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
