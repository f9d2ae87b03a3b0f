// SPDX-License-Identifier: Apache-2.0
#include "child_process.hpp"

#include <catch2/catch.hpp>
#include <cerrno>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace filmgate;

namespace {

class DescriptorLimit { // while it lives, this process cannot have descriptors from `limit` on
 public:
  explicit DescriptorLimit(rlim_t limit) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit low{limit, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &low);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;

 private:
  rlimit before_{};
};

bool children_left() { return ::waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

}  // namespace

TEST_CASE("a child that cannot be watched for want of a descriptor is ended and reaped") {
  REQUIRE(!children_left());
  bool unwatched = false;
  for (rlim_t limit = 3; limit < 64; ++limit) {
    const DescriptorLimit low(limit);
    const auto child = ChildProcess::start({.program = Path("/bin/sleep"), .arguments = {"60"}, .input = {}});
    if (child) break;
    unwatched = unwatched || child.error().message.find("pidfd_open") != std::string::npos;
    CHECK(!children_left());
  }
  CHECK(unwatched);
}
