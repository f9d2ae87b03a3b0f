// SPDX-License-Identifier: Apache-2.0
#include "watched.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace filmgate;

namespace {

struct Told {
  std::atomic<bool> never{false};
  std::vector<PluginReport> reports;
  JobHandle handle{never, [this](const PluginReport& said) { reports.push_back(said); }};
};

int round_upwards(int answer) {
  std::fesetround(FE_UPWARD);
  return answer;
}
fg_status throw_a_number() { throw 42; }
int honest(int answer) { return answer; }

}  // namespace

TEST_CASE("a rounding mode that a call left behind is put back, the answer kept, and told once") {
  Misdeeds misdeeds;
  Told told;
  for (int i = 0; i < 3; ++i) {
    CHECK(watched(misdeeds, &round_upwards, 7) == 7);
    CHECK(std::fegetround() == FE_TONEAREST);
    misdeeds.tell("com.example.x", &told.handle);
  }
  REQUIRE(told.reports.size() == 1);
  CHECK(told.reports[0].plugin == "com.example.x");
  CHECK(told.reports[0].code == "plugin-misbehaved");
  CHECK(told.reports[0].severity == ReportSeverity::error);
  CHECK(told.reports[0].text.find("floating-point mode") != std::string::npos);
}

#if defined(__SSE__)
TEST_CASE("flushing denormals to zero does not outlive the call that set it") {
  Misdeeds misdeeds;
  watched(misdeeds, +[] { _mm_setcsr(_mm_getcsr() | 0x8040); });
  volatile float tiny = 1e-38f;
  CHECK(tiny / 16 > 0);
}
#endif

TEST_CASE("an exception that crosses the boundary becomes a failed call and is told") {
  Misdeeds misdeeds;
  Told told;
  CHECK(watched(misdeeds, &throw_a_number) == FG_E_INTERNAL);
  misdeeds.tell("com.example.x", &told.handle);
  REQUIRE(told.reports.size() == 1);
  CHECK(told.reports[0].text.find("exception") != std::string::npos);
}

TEST_CASE("what nobody listened to is told to the next who does, and an honest call tells nothing") {
  Misdeeds misdeeds;
  Told told;
  CHECK(watched(misdeeds, &honest, 3) == 3);
  misdeeds.tell("com.example.x", &told.handle);
  CHECK(told.reports.empty());
  watched(misdeeds, &round_upwards, 1);
  misdeeds.tell("com.example.x", nullptr);
  misdeeds.tell("com.example.x", &told.handle);
  CHECK(told.reports.size() == 1);
}
