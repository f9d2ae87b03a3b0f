// SPDX-License-Identifier: Apache-2.0
//
// Calls into plugins when there is no memory behind them. This program's operator new fails on a thread that wishes it.
#include "watched.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>
#include <vector>

namespace {
thread_local bool memory_is_out = false;
}

void* operator new(size_t size) {
  void* got = memory_is_out ? nullptr : std::malloc(size > 0 ? size : 1);
  if (!got) throw std::bad_alloc();
  return got;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }

using namespace filmgate;

namespace {

struct Told {
  std::atomic<bool> never{false};
  std::vector<PluginReport> reports;
  JobHandle handle{never, [this](const PluginReport& said) { reports.push_back(said); }};
};

int use_all_memory(int answer) {
  memory_is_out = true;
  return answer;
}
int use_all_memory_and_round_upwards(int answer) {
  std::fesetround(FE_UPWARD);
  return use_all_memory(answer);
}

}  // namespace

TEST_CASE("no memory behind a call that is watched closely is an exception for its caller, not the end of the process") {
  Misdeeds misdeeds;
  Told told;
  remember_process_state();
  bool failed = false;
  try {
    watched_closely(misdeeds, &use_all_memory, 7);
  } catch (const std::bad_alloc&) {
    failed = true;
  }
  memory_is_out = false;
  CHECK(failed);
  CHECK(watched_closely(misdeeds, +[](int answer) { return answer; }, 7) == 7);
  misdeeds.tell("com.example.x", &told.handle);
  CHECK(told.reports.empty());
}

TEST_CASE("what a plugin did when there was no memory to write it down is told all the same") {
  Misdeeds misdeeds;
  Told told;
  const int answer = watched(misdeeds, &use_all_memory_and_round_upwards, 7);
  memory_is_out = false;
  CHECK(answer == 7);
  CHECK(std::fegetround() == FE_TONEAREST);
  misdeeds.tell("com.example.x", &told.handle);
  REQUIRE(told.reports.size() == 1);
  CHECK(told.reports[0].text.find("no memory to write down") != std::string::npos);
  misdeeds.tell("com.example.x", &told.handle);
  CHECK(told.reports.size() == 1);
}
