// SPDX-License-Identifier: Apache-2.0
//
// Runs a piece of work in a forked child with a deadline and a limit on memory, so that whatever it does costs that one
// case alone.
#pragma once
#include <cstdio>
#include <cstring>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostile {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool memory_is_limited = false; // a sanitizer's shadow memory leaves nothing to measure
#else
constexpr bool memory_is_limited = true;
#endif

struct ChildLimits {
  int cpu_seconds = 2;   // of the processor: other work on the machine does not count
  int wall_seconds = 30; // for a child that waits
  uint64_t memory = 64u << 20; // beyond what it had when it began
};

struct Answer { // in memory that parent and child share
  char broken[512];
  bool opened, finished;
  uint64_t values, frames, bands, failures, reports, memory;
};

// What went wrong, or "". The work fills in the answer.
template <class Work>
std::string in_a_child(const ChildLimits& limits, Answer& answer, double& seconds, Work&& work) {
  answer = {};
  const pid_t child = ::fork();
  if (child < 0) return "no child could be made";
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    if constexpr (memory_is_limited) {
      unsigned long pages = 0;
      if (auto* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%lu", &pages) != 1) pages = 0;
        std::fclose(file);
      }
      const rlim_t most = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + limits.memory;
      const rlimit space{most, most};
      ::setrlimit(RLIMIT_AS, &space);
    }
    const itimerval cpu{{0, 0}, {limits.cpu_seconds, 0}}, wall{{0, 0}, {limits.wall_seconds, 0}};
    ::setitimer(ITIMER_PROF, &cpu, nullptr);
    ::setitimer(ITIMER_REAL, &wall, nullptr);
    work(answer);
    ::getrusage(RUSAGE_SELF, &after);
    answer.memory = static_cast<uint64_t>(after.ru_maxrss - before.ru_maxrss) << 10;
    answer.finished = true;
    ::_exit(0); // nothing of the parent's is torn down twice
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) return "was not done after " + std::to_string(limits.cpu_seconds) + " s";
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) return "waited for more than " + std::to_string(limits.wall_seconds) + " s";
  if (WIFSIGNALED(status)) return std::string("was killed by SIG") + ::sigabbrev_np(WTERMSIG(status));
  if (!answer.finished) return "ended with exit code " + std::to_string(WEXITSTATUS(status));
  if (answer.broken[0]) return answer.broken;
  if (memory_is_limited && answer.memory > limits.memory) return "took " + std::to_string(answer.memory >> 20) + " MB";
  return "";
}

}  // namespace hostile
