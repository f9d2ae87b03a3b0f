// SPDX-License-Identifier: Apache-2.0
//
// A confined process is refused some of these calls; what cannot be changed need not be put back, so their errors are
// passed over.
#include "process_state.hpp"

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <new>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

extern char** environ;

namespace filmgate {
namespace {

constexpr int last_signal = 31; // the others are for whoever asks for them
constexpr int descriptors_gone = 70;

using Words = std::vector<std::string>;

Words environment() {
  Words out;
  for (char** one = environ; one && *one; ++one) out.emplace_back(*one);
  return out;
}
bool environment_is(const Words& words) {
  size_t i = 0;
  for (char** one = environ; one && *one; ++one, ++i)
    if (i == words.size() || words[i] != *one) return false;
  return i == words.size();
}

std::string current_folder() {
  char path[4096];
  return ::getcwd(path, sizeof path) ? path : "";
}

std::string current_locale() {
  const char* name = std::setlocale(LC_ALL, nullptr);
  return name ? name : "C";
}

bool is_same(const sigset_t& a, const sigset_t& b) { // bytes behind the signals that exist may hold anything
  for (int number = 1; number <= last_signal; ++number)
    if (sigismember(&a, number) != sigismember(&b, number)) return false;
  return true;
}
bool is_same(const struct sigaction& a, const struct sigaction& b) {
  constexpr int restorer = 0x04000000; // the C library's own, added when a handler is set
  const bool no_handler = a.sa_handler == SIG_DFL || a.sa_handler == SIG_IGN; // then the mask says nothing, and sanitizers fill it
  return a.sa_handler == b.sa_handler && ((a.sa_flags ^ b.sa_flags) & ~restorer) == 0 && (no_handler || is_same(a.sa_mask, b.sa_mask));
}

bool timer_runs() {
  itimerval timer{};
  return ::getitimer(ITIMER_REAL, &timer) == 0 && (timer.it_value.tv_sec != 0 || timer.it_value.tv_usec != 0);
}

class ProcessState {
 public:
  void remember() {
    const mode_t mask = ::umask(077);
    (void)::umask(mask);
    umask_ = mask;
    folder_ = current_folder();
    locale_ = current_locale();
    thread_locale_ = ::uselocale(nullptr);
    environment_ = environment();
    for (int number = 1; number <= last_signal; ++number) ::sigaction(number, nullptr, &handlers_[number]);
    ::pthread_sigmask(SIG_SETMASK, nullptr, &blocked_);
    timer_ = timer_runs();
    known_ = true;
    open_witness();
  }
  Words put_back() {
    Words out;
    if (!known_) return out;
    const auto was = [&](bool changed, const char* what) { if (changed) out.emplace_back(what); };
    const mode_t mask = ::umask(umask_); // asks and puts back in one call: no other thread sees a third value
    was(mask != umask_ && mask != static_cast<mode_t>(-1), "the umask");
    was(put_back_folder(), "the current folder");
    was(put_back_locale(), "the locale");
    was(put_back_handlers(), "what a signal does");
    was(put_back_blocked(), "the signals that are blocked");
    was(put_back_timer(), "a timer");
    was(put_back_environment(), "the environment");
    return out;
  }
  bool witness_stands() const {
    struct stat status {};
    if (witness_ < 0) return true;
    if (::fstat(witness_, &status) != 0) return errno != EBADF; // a kernel in trouble has closed nothing
    return status.st_ino == witness_inode_;
  }

 private:
  bool put_back_folder() {
    if (folder_.empty() || current_folder() == folder_) return false;
    (void)!::chdir(folder_.c_str());
    return true;
  }
  bool put_back_locale() {
    const bool thread_changed = ::uselocale(nullptr) != thread_locale_;
    if (thread_changed) ::uselocale(thread_locale_);
    const bool changed = current_locale() != locale_;
    if (changed) std::setlocale(LC_ALL, locale_.c_str());
    return changed || thread_changed;
  }
  bool put_back_handlers() {
    bool changed = false;
    for (int number = 1; number <= last_signal; ++number) {
      struct sigaction now {};
      if (::sigaction(number, nullptr, &now) != 0 || is_same(now, handlers_[number])) continue;
      ::sigaction(number, &handlers_[number], nullptr);
      changed = true;
    }
    return changed;
  }
  bool put_back_blocked() {
    sigset_t now;
    sigemptyset(&now);
    ::pthread_sigmask(SIG_SETMASK, nullptr, &now);
    return !is_same(now, blocked_) && ::pthread_sigmask(SIG_SETMASK, &blocked_, nullptr) == 0;
  }
  bool put_back_timer() {
    if (timer_ || !timer_runs()) return false;
    const itimerval off{};
    ::setitimer(ITIMER_REAL, &off, nullptr);
    return true;
  }
  bool put_back_environment() {
    if (environment_is(environment_)) return false;
    ::clearenv();
    for (const auto& word : environment_) {
      char* copy = ::strdup(word.c_str()); // belongs to the environment from here on
      if (!copy || ::putenv(copy) != 0) throw std::bad_alloc(); // the next look finds the rest missing
    }
    return true;
  }
  void open_witness() { // one descriptor for all that a plugin must not close
    if (witness_ >= 0) return;
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    ::close(ends[1]);
    struct stat status {};
    if (::fstat(ends[0], &status) == 0) witness_ = ends[0], witness_inode_ = status.st_ino;
  }

  bool known_ = false, timer_ = false;
  mode_t umask_ = 0;
  std::string folder_, locale_;
  locale_t thread_locale_ = nullptr;
  Words environment_;
  struct sigaction handlers_[last_signal + 1] {};
  sigset_t blocked_{};
  int witness_ = -1;
  ino_t witness_inode_ = 0;
};

std::mutex turn;
ProcessState& remembered() { // never destroyed: a plugin's thread may outlive everything
  static auto* state = new ProcessState;
  return *state;
}

}  // namespace

void remember_process_state() {
  const std::lock_guard hold(turn);
  remembered().remember();
}

std::vector<std::string> put_back_process_state() {
  const std::lock_guard hold(turn);
  return remembered().put_back();
}

void end_if_descriptors_were_closed() {
  if (!remembered().witness_stands()) std::_Exit(descriptors_gone);
}

}  // namespace filmgate
