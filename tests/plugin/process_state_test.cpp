// SPDX-License-Identifier: Apache-2.0
//
// In processes of their own, for what is changed here belongs to the whole of one.
#include "process_state.hpp"

#include <catch2/catch.hpp>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace filmgate;

namespace {

int exit_of(const std::function<bool()>& body) { // 0: it held
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Something is changed, put back, named; and a second look finds nothing.
bool is_put_back(const std::function<void()>& change, const std::string& name) {
  remember_process_state();
  change();
  const auto changed = put_back_process_state();
  return changed == std::vector<std::string>{name} && put_back_process_state().empty();
}

}  // namespace

TEST_CASE("what nobody changed is not put back") {
  CHECK(exit_of([] { remember_process_state(); return put_back_process_state().empty(); }) == 0);
}

TEST_CASE("each part of the process's state is put back and named") {
  CHECK(exit_of([] { return is_put_back([] { ::umask(0777); }, "the umask") && ::umask(0) != 0777; }) == 0);
  CHECK(exit_of([] {
          const auto before = std::filesystem::current_path();
          return is_put_back([] { (void)!::chdir("/proc"); }, "the current folder") && std::filesystem::current_path() == before;
        }) == 0);
  CHECK(exit_of([] { return is_put_back([] { std::setlocale(LC_ALL, "C.UTF-8"); }, "the locale") && std::string(std::setlocale(LC_ALL, nullptr)) == "C"; }) == 0);
  CHECK(exit_of([] { return is_put_back([] { std::signal(SIGUSR1, SIG_IGN); }, "what a signal does") && std::signal(SIGUSR1, SIG_DFL) == SIG_DFL; }) == 0);
  CHECK(exit_of([] { return is_put_back([] { ::alarm(100); }, "a timer") && ::alarm(0) == 0; }) == 0);
  CHECK(exit_of([] {
          ::setenv("ROGUE_BEFORE", "kept", 1);
          const bool held = is_put_back([] { ::setenv("ROGUE_BEFORE", "changed", 1), ::setenv("ROGUE_NEW", "1", 1); }, "the environment");
          return held && std::string(::getenv("ROGUE_BEFORE")) == "kept" && !::getenv("ROGUE_NEW");
        }) == 0);
  CHECK(exit_of([] {
          return is_put_back([] {
            sigset_t set;
            sigemptyset(&set), sigaddset(&set, SIGINT);
            ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
          }, "the signals that are blocked");
        }) == 0);
}

TEST_CASE("a process whose descriptors were closed ends, and one whose were not goes on") {
  CHECK(exit_of([] { remember_process_state(); end_if_descriptors_were_closed(); return true; }) == 0);
  CHECK(exit_of([] {
          remember_process_state();
          for (int fd = 0; fd < 1024; ++fd) ::close(fd);
          end_if_descriptors_were_closed();
          return true;
        }) == 70);
  CHECK(exit_of([] { // closed, and its number given out again
          remember_process_state();
          for (int fd = 3; fd < 1024; ++fd) ::close(fd);
          for (int fd = 3; fd < 64; ++fd) (void)::dup(0);
          end_if_descriptors_were_closed();
          return true;
        }) == 70);
}
