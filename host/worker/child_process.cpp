// SPDX-License-Identifier: Apache-2.0
//
// posix_spawn and pidfd: no fork of a process with threads, no signal handler, no race on a reused process number.
#include "child_process.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace filmgate {
namespace {

constexpr int reap_patience_ms = 2000; // after SIGKILL; longer only in uninterruptible I/O

struct Pipe { OpenFile read, write; };

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_failure(errno, "pipe");
  return Pipe{OpenFile(ends[0]), OpenFile(ends[1])};
}

// One way, like a pipe; but writing to a child that has ended is an error of the call and no SIGPIPE for its caller.
Result<Pipe> make_quiet_pipe() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return system_failure(errno, "socketpair");
  ::shutdown(ends[0], SHUT_WR);
  return Pipe{OpenFile(ends[0]), OpenFile(ends[1])};
}

// A file in memory: unlike a pipe it takes any size without someone reading.
Result<OpenFile> memory_file(const std::string& bytes) {
  OpenFile file(::memfd_create("filmgate-request", MFD_CLOEXEC));
  if (!file.open()) return system_failure(errno, "memfd_create");
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t put = ::write(file.fd(), bytes.data() + at, bytes.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return system_failure(errno, "memfd");
    at += static_cast<size_t>(put);
  }
  if (::lseek(file.fd(), 0, SEEK_SET) != 0) return system_failure(errno, "memfd");
  return file;
}

Result<OpenFile> nothing_to_read() {
  OpenFile file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!file.open()) return system_failure(errno, "/dev/null");
  return file;
}

class SpawnPlan { // the standard descriptors, perhaps one for answers, and signals as a fresh process has them
 public:
  SpawnPlan(int in, int out, int error, int answers, const Path& folder) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, error, STDERR_FILENO);
    if (answers >= 0) ::posix_spawn_file_actions_adddup2(&actions_, answers, answers_for_worker);
    if (!folder.empty()) { // a tool; a worker closes by itself what it was not meant to get
      ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
      ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    start_attributes();
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  int run(const ChildPlan& plan, pid_t& out) const {
    auto arguments = pointers(plan.arguments, plan.program.c_str());
    std::vector<char*> own;
    if (plan.environment) own = pointers(*plan.environment, nullptr);
    return ::posix_spawn(&out, plan.program.c_str(), &actions_, &attributes_, arguments.data(), plan.environment ? own.data() : environ);
  }

 private:
  void start_attributes() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0); // one of its own, so that what it starts can be ended with it
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  static std::vector<char*> pointers(const std::vector<std::string>& texts, const char* first) {
    std::vector<char*> out;
    if (first) out.push_back(const_cast<char*>(first));
    for (const auto& text : texts) out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
  }
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Result<ChildProcess> ChildProcess::start(const ChildPlan& plan) {
  FILMGATE_TRY(in, plan.input.empty() ? nothing_to_read() : memory_file(plan.input));
  FILMGATE_TRY(out, make_pipe());
  FILMGATE_TRY(error, make_pipe());
  Pipe answers;
  if (plan.answers) {
    FILMGATE_TRY(made, make_quiet_pipe());
    answers = std::move(made);
  }
  pid_t child = 0;
  if (const int failed = SpawnPlan(in.fd(), out.write.fd(), error.write.fd(), answers.read.fd(), plan.folder).run(plan, child); failed != 0)
    return system_failure(failed, plan.program.display() + ": cannot be started");
  OpenFile process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  if (!process.open()) {
    const int reason = errno;
    ::kill(-child, SIGKILL); // it leads a group, and may have started something already
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
    return system_failure(reason, "pidfd_open");
  }
  for (const int fd : {out.read.fd(), error.read.fd(), answers.write.fd()})
    if (fd >= 0) ::fcntl(fd, F_SETFL, O_NONBLOCK);
  return ChildProcess(std::move(out.read), std::move(error.read), std::move(answers.write), std::move(process), child);
}

void ChildProcess::signal(int number) const { ::syscall(SYS_pidfd_send_signal, process_.fd(), number, nullptr, 0); }

void ChildProcess::kill_group() const { ::kill(-group_, SIGKILL); }

std::optional<ChildEnd> ChildProcess::end() const {
  siginfo_t how{};
  const auto wait = [&](int options) {
    return ::waitid(static_cast<idtype_t>(P_PIDFD), static_cast<id_t>(process_.fd()), &how, WEXITED | WNOHANG | options) == 0 && how.si_pid != 0;
  };
  if (!wait(WNOWAIT)) return {};
  kill_group(); // before it is reaped: until then nobody else can have the group's number
  if (!wait(0)) return {};
  return ChildEnd{how.si_code != CLD_EXITED, how.si_status};
}

ChildProcess::~ChildProcess() {
  if (!process_.open() || end()) return;
  signal(SIGKILL);
  pollfd wait{process_.fd(), POLLIN, 0};
  if (::poll(&wait, 1, reap_patience_ms) == 1) (void)end();
}

}  // namespace filmgate
