// SPDX-License-Identifier: Apache-2.0
//
// Harm to the process: ends it, fills it, and changes what belongs to all of it.
#include "deed.hpp"

#include <cfenv>
#include <chrono>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <xmmintrin.h>

namespace rogue {
namespace {

using namespace std::chrono_literals;

[[noreturn]] void sleep_for_ever() {
  for (;;) std::this_thread::sleep_for(1h);
}

void fork_once() {
  if (::fork() == 0) {
    ::sleep(120);
    ::_exit(0);
  }
}

void escape() { // as a daemon does, out of the group
  const pid_t first = ::fork();
  if (first != 0) return;
  ::setsid();
  if (::fork() == 0) ::sleep(120);
  ::_exit(0);
}

void fill_memory() { // to where a limit should have stopped it long ago
  for (int blocks = 0; blocks < 64; ++blocks) {
    auto* block = static_cast<volatile char*>(std::malloc(64 << 20));
    if (!block) throw std::bad_alloc();
    for (size_t i = 0; i < 64 << 20; i += 4096) block[i] = 1;
  }
  throw std::bad_alloc();
}

void fill_outputs() {
  static char line[65536];
  std::fill_n(line, sizeof line - 1, 'x');
  line[sizeof line - 1] = '\n';
  for (int64_t written = 0; written < int64_t{1} << 30; written += sizeof line)
    if (::write(STDERR_FILENO, line, sizeof line) < 0) return;
}

void crash_later() {
  std::thread([] {
    std::this_thread::sleep_for(600ms);
    std::raise(SIGSEGV);
  }).detach();
}

void lower_a_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur -= 1;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void block_signals() {
  sigset_t set;
  sigemptyset(&set), sigaddset(&set, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

struct Deed {
  const char *kind, *moment;
  void (*act)();
};

const Deed deeds[] = {
    {"hangs_in_constructor", "constructor", [] { sleep_for_ever(); }},
    {"aborts_in_constructor", "constructor", [] { std::abort(); }},
    {"changes_umask_in_constructor", "constructor", [] { ::umask(0777); }},
    {"hangs_in_create", "create", [] { sleep_for_ever(); }},
    {"throws_across", "decode", [] { throw 42; }},
    {"aborts", "decode", [] { std::abort(); }},
    {"exits", "decode", [] { std::exit(0); }},
    {"exits_at_once", "open", [] { ::_exit(0); }},
    {"segfaults", "frame", [] { std::raise(SIGSEGV); }},
    {"leaks_memory", "open", [] { *static_cast<volatile char*>(std::malloc(5000)) = 1; }},
    {"leaks_descriptors", "open", [] { (void)::open("/dev/null", O_RDONLY | O_CLOEXEC); }},
    {"forks", "open", [] { fork_once(); }},
    {"escapes", "open", [] { escape(); }},
    {"fills_memory", "decode", [] { fill_memory(); }},
    {"fills_outputs", "decode", [] { fill_outputs(); }},
    {"prints", "metadata", [] { for (int i = 0; i < 100; ++i) std::puts("{\"v\":1,\"type\":\"result\",\"exit\":0}"); std::fflush(stdout); }},
    {"changes_umask", "open", [] { ::umask(0777); }},
    {"changes_folder", "open", [] { (void)!::chdir("/"); }},
    {"changes_locale", "metadata", [] { std::setlocale(LC_ALL, "C.UTF-8"); }},
    {"flushes_to_zero", "decode", [] { _mm_setcsr(_mm_getcsr() | 0x8040); }},
    {"changes_rounding", "frame", [] { std::fesetround(FE_UPWARD); }},
    {"closes_descriptors", "metadata", [] { for (int fd = 0; fd < 1024; ++fd) ::close(fd); }},
    {"thread_crashes_later", "open", [] { crash_later(); }},
    {"thread_crashes_later", "metadata", [] { std::this_thread::sleep_for(900ms); }},
    {"answers_never", "decode", [] { sleep_for_ever(); }},
    {"ignores_signals", "open", [] { std::signal(SIGTERM, SIG_IGN); }},
    {"sets_alarm", "open", [] { ::alarm(30); }},
    {"blocks_signals", "open", [] { block_signals(); }},
    {"changes_environment", "metadata", [] { ::setenv("TZ", "Mars/Olympus", 1); }},
    {"lowers_limits", "open", [] { lower_a_limit(); }},
};

}  // namespace

void at(const char* moment) {
  for (const auto& deed : deeds)
    if (is(deed.kind) && std::string_view(moment) == deed.moment) deed.act();
}

}  // namespace rogue
