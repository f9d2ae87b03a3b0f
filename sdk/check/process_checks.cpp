// SPDX-License-Identifier: Apache-2.0
//
// The process round the plugin: what it must leave as it was, what it must not print, and what it must not leave behind.
#include "checks.hpp"
#include "process_state.hpp"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

namespace check {
namespace {

constexpr auto patience = std::chrono::milliseconds(1500); // for a thread to end, or to crash
constexpr size_t most_printed = 1024; // bytes; vendors' libraries greet

struct Printed { // counts and throws away what is written to the standard outputs
  Printed() {
    std::fflush(nullptr);
    if (::pipe(ends_) != 0) fg::fail(FG_E_IO, "no pipe");
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) ::dup2(ends_[1], fd);
    ::close(ends_[1]);
    ::fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    reader_ = std::thread([this] {
      static char block[65536];
      for (;;) { // a process left behind may hold the other end open, so its end is not waited for
        const bool last = ended_;
        pollfd source{ends_[0], POLLIN, 0};
        ::poll(&source, 1, 10);
        const ssize_t got = ::read(ends_[0], block, sizeof block);
        if (got <= 0 && last) return;
        if (got <= 0) continue;
        if (bytes_ == 0) first_.assign(block, std::min<size_t>(static_cast<size_t>(got), 60));
        if ((bytes_ += static_cast<size_t>(got)) < 16u << 20) continue;
        page().end(Verdict::failed, page().step() + ": prints without an end; what must be said goes through fg.host.log or fg.host.report");
        ::_exit(1);
      }
    });
  }
  size_t end() {
    std::fflush(nullptr);
    ended_ = true;
    reader_.join();
    return bytes_;
  }
  std::string first_;

 private:
  int ends_[2];
  std::thread reader_;
  std::atomic<size_t> bytes_{0};
  std::atomic<bool> ended_{false};
};

std::string children() { // those that lost their parent too, for this process takes them in
  std::string out;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream in(task.path() / "children");
    for (std::string one; in >> one;) out += (out.empty() ? "" : ", ") + one;
  }
  return out;
}

}  // namespace

void check_process_state(const Case& subject) {
  for (int i = 0; i < 6; ++i) (void)::memfd_create("witness", MFD_CLOEXEC); // descriptors that belong to somebody else
  const auto before = process_state(subject.files);
  std::string changed;
  use_once(subject, [&](const std::string& step) {
    if (!changed.empty()) return;
    const auto what = difference(before, process_state(subject.files));
    if (!what.empty()) changed = step + ": changed " + what + "; it belongs to the whole process";
  });
  if (!changed.empty()) found(changed);
}

void check_float_mode(const Case& subject) {
  use_once(subject, [](const std::string&) {});
  const auto step = float_mode_changed_in();
  expect(step.empty(), step, ": left rounding or flush-to-zero changed; save the mode before (MXCSR, fenv) and put it back");
}

void check_quiet(const Case& subject) {
  Printed printed;
  use_once(subject, [](const std::string&) {});
  const auto bytes = printed.end();
  expect(bytes <= most_printed, "prints ", bytes, " bytes to standard output or error, beginning with '", printed.first_,
         "'; what must be said goes through fg.host.log or fg.host.report");
}

void check_leaves_nothing(const Case& subject) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  use_once(subject, [](const std::string&) {});
  page().now("waiting for what was left behind");
  const auto end = std::chrono::steady_clock::now() + patience;
  while (thread_count() > 1 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const auto left = children();
  expect(left.empty(), "leaves a process behind (", left, "); a reader needs no processes of its own");
  expect(thread_count() == 1, "leaves ", thread_count() - 1, " threads behind after destroy; join them");
}

}  // namespace check
