// SPDX-License-Identifier: Apache-2.0
#include "process_state.hpp"

#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

extern char** environ;

namespace check {
namespace {

namespace fs = std::filesystem;

std::string line_of_status(const char* name) { // umask() cannot be asked without being changed
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name)) return line.substr(line.find_last_of(" \t") + 1);
  return "?";
}

std::string signal_handlers() {
  std::string out;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0) continue;
    out += fg::concat(number, ":", reinterpret_cast<uintptr_t>(action.sa_handler), "/", action.sa_flags, " ");
  }
  return out;
}

std::string blocked_signals() {
  sigset_t set;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &set);
  std::string out;
  for (int number = 1; number < NSIG; ++number)
    if (sigismember(&set, number) == 1) out += fg::concat(number, " ");
  return out;
}

std::string timers() {
  std::string out;
  for (const auto which : {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF}) {
    itimerval value{};
    ::getitimer(which, &value);
    out += value.it_value.tv_sec || value.it_value.tv_usec || value.it_interval.tv_sec || value.it_interval.tv_usec ? "running " : "off ";
  }
  return out;
}

std::string limits() {
  std::string out;
  for (int resource = 0; resource < static_cast<int>(RLIM_NLIMITS); ++resource) {
    rlimit limit{};
    ::getrlimit(static_cast<__rlimit_resource>(resource), &limit);
    out += fg::concat(resource, ":", limit.rlim_cur, "/", limit.rlim_max, " ");
  }
  return out;
}

std::string environment() {
  std::string out;
  for (char** one = environ; one && *one; ++one) out += std::string(*one) + "\n";
  return out;
}

std::string locale() {
  const char* all = std::setlocale(LC_ALL, nullptr);
  return fg::concat(std::string_view(all ? all : "?"), ", decimal point ", std::string_view(std::localeconv()->decimal_point), ", this thread's ",
                    reinterpret_cast<uintptr_t>(::uselocale(nullptr)));
}

std::string identity(int fd) {
  struct stat status {};
  return ::fstat(fd, &status) == 0 ? fg::concat(uint64_t{status.st_dev}, "/", uint64_t{status.st_ino}) : "closed";
}

std::string sizes_and_times(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return "gone";
  return fg::concat(int64_t{status.st_size}, " bytes, ", int64_t{status.st_mtim.tv_sec}, ".", int64_t{status.st_mtim.tv_nsec}, ", mode ", status.st_mode);
}

}  // namespace

ProcessState process_state(const std::vector<std::string>& files) {
  std::error_code gone;
  ProcessState out{{"the umask", line_of_status("Umask:")},
                   {"the current folder", fs::current_path(gone).string()},
                   {"the locale", locale()},
                   {"a signal handler", signal_handlers()},
                   {"the blocked signals", blocked_signals()},
                   {"a timer", timers()},
                   {"the environment", environment()},
                   {"a resource limit", limits()}};
  for (int fd = 0; fd < 16; ++fd) // standard ones, and those that the check opened before the plugin came
    if (const auto held = identity(fd); held != "closed" || fd <= STDERR_FILENO) out.emplace_back(fg::concat("descriptor ", fd), held);
  for (const auto& file : files) out.emplace_back("the original " + file, sizes_and_times(file));
  return out;
}

std::string difference(const ProcessState& before, const ProcessState& after) {
  for (const auto& fact : before) {
    const auto& [name, value] = fact;
    const auto now = std::find_if(after.begin(), after.end(), [&](const auto& one) { return one.first == fact.first; });
    const std::string held = now == after.end() ? "closed" : now->second;
    if (held == value) continue;
    const bool short_enough = value.size() < 100 && held.size() < 100;
    return short_enough ? fg::concat(name, " (before: ", value, "; after: ", held, ")") : name;
  }
  return "";
}

size_t thread_count() {
  size_t count = 0;
  for ([[maybe_unused]] const auto& task : fs::directory_iterator("/proc/self/task")) ++count;
  return count;
}

std::vector<std::string> open_descriptors() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone; // the directory's own descriptor is among them
    const auto target = fs::read_symlink(entry.path(), gone);
    if (!gone && target.string().find("/proc/") != 0) out.push_back(entry.path().filename().string() + ": " + target.string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace check
