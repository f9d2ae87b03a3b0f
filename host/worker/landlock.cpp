// SPDX-License-Identifier: Apache-2.0
//
// Rights are named here since the headers of a distribution are older than the kernels it meets. Every right that the
// kernel knows is handled, so that only what a grant names is allowed; executing a file is granted nowhere, and mapping
// a library needs reading only.
#include "landlock.hpp"

#include "base/file.hpp"
#include "sanitizers.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr uint64_t execute = 1u << 0, write_file = 1u << 1, read_file = 1u << 2, read_folder = 1u << 3, remove_file = 1u << 5, make_file = 1u << 8,
                   truncate = 1u << 14;
constexpr uint64_t network = 3;      // bind and connect TCP, from ABI 4
constexpr uint64_t other_domains = 3; // abstract sockets and signals to processes outside, from ABI 6
constexpr int path_beneath = 1;

struct RulesetAttributes { // the kernel's struct landlock_ruleset_attr, as of ABI 6
  uint64_t files, network, scoped;
};
struct [[gnu::packed]] PathAttributes { // struct landlock_path_beneath_attr
  uint64_t allowed;
  int32_t parent;
};

uint64_t rights_known(int abi) {
  const int count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;
  return (uint64_t{1} << count) - 1;
}

size_t size_known(int abi) { return abi >= 6 ? sizeof(RulesetAttributes) : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t); }

uint64_t rights_of(Grant grant) {
  switch (grant) {
    case Grant::read_file: return read_file;
    case Grant::list_folder: return read_folder;
    case Grant::read_folder: return read_file | read_folder | (sanitizer_build ? execute : 0); // for its symbolizer
    case Grant::write_folder: return read_file | read_folder | write_file | remove_file | make_file | truncate;
  }
  return 0;
}

// A rule on a folder holds for all below it, so a folder that took a file's place since must not get the file's rule.
Status allow(int ruleset, const GrantedPath& granted, uint64_t known) {
  OpenFile at(::open(granted.path.c_str(), O_PATH | O_CLOEXEC));
  if (!at.open()) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return system_failure(errno, "sandbox: " + granted.path.display());
  }
  struct stat status {};
  if (::fstat(at.fd(), &status) != 0) return system_failure(errno, "sandbox: " + granted.path.display());
  if (S_ISDIR(status.st_mode) != (granted.grant != Grant::read_file))
    return failure(Trouble::try_again, "sandbox: {}: was replaced while it was looked at; run the request again", granted.path.display());
  const PathAttributes rule{rights_of(granted.grant) & known, at.fd()};
  if (::syscall(SYS_landlock_add_rule, ruleset, path_beneath, &rule, 0) != 0)
    return system_failure(errno, fmt::format("sandbox: landlock_add_rule: {}", granted.path.display()));
  return {};
}

}  // namespace

Status confine_paths(const SandboxPlan& plan, int abi) {
  const auto known = rights_known(abi);
  const RulesetAttributes all{known, network, other_domains};
  const OpenFile ruleset(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, size_known(abi), 0)));
  if (!ruleset.open()) return system_failure(errno, "sandbox: landlock_create_ruleset");
  for (const auto& granted : plan) FILMGATE_CHECK(allow(ruleset.fd(), granted, known));
  if (::syscall(SYS_landlock_restrict_self, ruleset.fd(), 0) != 0) return system_failure(errno, "sandbox: landlock_restrict_self");
  return {};
}

}  // namespace filmgate
