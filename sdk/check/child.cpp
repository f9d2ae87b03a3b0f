// SPDX-License-Identifier: Apache-2.0
#include "child.hpp"

#include <filmgate/cpp/failure.hpp>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace check {
namespace {

using Clock = std::chrono::steady_clock;

// The allocator of a check keeps no freed blocks a thread: they would look like memory that is lost.
std::vector<char*> environment() {
  static char no_cache[] = "GLIBC_TUNABLES=glibc.malloc.tcache_count=0";
  std::vector<char*> out;
  for (char** one = environ; one && *one; ++one)
    if (std::string_view(*one).substr(0, 15) != "GLIBC_TUNABLES=") out.push_back(*one);
  out.push_back(no_cache);
  out.push_back(nullptr);
  return out;
}

pid_t spawn(const std::vector<std::string>& words, const std::string& folder, bool shows_output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (shows_output) ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  else
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) ::posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
  sigset_t none, all;
  sigemptyset(&none), sigfillset(&all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  auto variables = environment();
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, words[0].c_str(), &actions, &attributes, arguments.data(), variables.data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  if (failed != 0) fg::fail(FG_E_IO, words[0], ": ", std::string(std::strerror(failed)));
  return child;
}

void kill_orphans() { // that left the group; they are children of the runner now
  for (int round = 0; round < 10; ++round) {
    std::string one;
    std::vector<pid_t> left;
    for (std::ifstream in("/proc/self/task/" + std::to_string(::getpid()) + "/children"); in >> one;) left.push_back(std::stoi(one));
    if (left.empty()) return;
    for (const pid_t orphan : left) ::kill(orphan, SIGKILL), ::waitpid(orphan, nullptr, 0);
  }
}

}  // namespace

void adopt_orphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

ChildEnd run_child(const std::vector<std::string>& words, const std::string& folder, int kept_fd, int seconds, bool shows_output) {
  ::fcntl(kept_fd, F_SETFD, 0);
  const pid_t child = spawn(words, folder, shows_output);
  pollfd process{static_cast<int>(::syscall(SYS_pidfd_open, child, 0)), POLLIN, 0};
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  ChildEnd out;
  do {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0 && !out.timed_out) {
      out.timed_out = true;
      ::kill(-child, SIGKILL);
    }
    ::poll(&process, 1, out.timed_out ? 100 : static_cast<int>(left));
  } while (!process.revents);
  ::close(process.fd);
  ::kill(-child, SIGKILL); // before it is reaped, so that the group's number is still its own
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) out.signal = WTERMSIG(status);
  else out.exit = WEXITSTATUS(status);
  kill_orphans();
  return out;
}

}  // namespace check
