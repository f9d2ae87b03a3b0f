// SPDX-License-Identifier: Apache-2.0
#include "resource_limits.hpp"

#include "sanitizers.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr uint64_t gigabyte = 1u << 30;
constexpr uint64_t largest_frame = 16 * gigabyte; // an uncompressed half-float frame of 64k x 43k
constexpr uint64_t largest_original = uint64_t{64} << 40; // a trim may be as long
constexpr uint64_t longest_report = 4 * gigabyte; // events and messages, when they go to a file

Status lower(__rlimit_resource what, const char* name, uint64_t wanted) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return system_failure(errno, fmt::format("sandbox: {}", name));
  now.rlim_max = std::min<rlim_t>(now.rlim_max, wanted);
  now.rlim_cur = now.rlim_max;
  if (::setrlimit(what, &now) != 0) return system_failure(errno, fmt::format("sandbox: {} of {}", name, wanted));
  return {};
}

}  // namespace

ResourceLimits limits_for(const Json& request) {
  ResourceLimits out;
  const auto& kind = request["kind"].text();
  out.file_bytes = kind == "plate" ? largest_frame : kind == "trim" ? largest_original : longest_report;
  const auto megabytes = request["limits"]["memoryMegabytes"].integer();
  out.memory_megabytes = megabytes > 0 ? static_cast<uint64_t>(megabytes) : 0;
  return out;
}

Status apply(const ResourceLimits& limits) {
  FILMGATE_CHECK(lower(RLIMIT_CORE, "RLIMIT_CORE", 0)); // gigabytes of somebody's unreleased film
  FILMGATE_CHECK(lower(RLIMIT_FSIZE, "RLIMIT_FSIZE", limits.file_bytes));
  FILMGATE_CHECK(lower(RLIMIT_NOFILE, "RLIMIT_NOFILE", limits.open_files));
  FILMGATE_CHECK(lower(RLIMIT_NPROC, "RLIMIT_NPROC", limits.processes));
  if (limits.memory_megabytes > 0 && limits.memory_megabytes < UINT64_MAX >> 20)
    FILMGATE_CHECK(lower(RLIMIT_AS, "RLIMIT_AS", limits.memory_megabytes << 20));
  return {};
}

Json json_of(const ResourceLimits& limits) {
  auto out = Json::object({{"fileBytes", limits.file_bytes}, {"openFiles", limits.open_files}, {"processes", limits.processes}});
  if (limits.memory_megabytes > 0) out.set("memoryMegabytes", limits.memory_megabytes);
  return out;
}

Status close_inherited(const std::set<int>& keep) {
  const auto close = [](unsigned first, unsigned last) { return first > last || ::syscall(SYS_close_range, first, last, 0) == 0; };
  unsigned first = STDERR_FILENO + 1;
  bool well = true;
  for (const int fd : keep) {
    const auto kept = static_cast<unsigned>(fd);
    well = well && close(first, kept - 1);
    first = kept + 1;
  }
  return well && close(first, ~0u) ? Status{} : system_failure(errno, "sandbox: close_range");
}

Status die_with(int64_t parent) {
  if (!sanitizer_build && ::prctl(PR_SET_DUMPABLE, 0) != 0) return system_failure(errno, "sandbox: PR_SET_DUMPABLE");
  if (parent <= 0) return {};
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return system_failure(errno, "sandbox: PR_SET_PDEATHSIG");
  if (::getppid() != parent) return failure(Trouble::cancelled, "the process that asked for this has ended");
  return {};
}

}  // namespace filmgate
