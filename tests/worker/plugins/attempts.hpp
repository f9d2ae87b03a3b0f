// SPDX-License-Identifier: Apache-2.0
//
// What a hostile plugin may try, each with what came of it: "done", or the kernel's reason.
#pragma once
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

inline std::string outcome_of(long result) { return result >= 0 ? "done" : std::strerror(errno); }

inline std::string map_as_code(const char* path, bool write_first) {
  static constexpr char code[] = "\xc3"; // ret
  if (write_first) {
    const int out = ::open(path, O_CREAT | O_WRONLY | O_TRUNC, 0666);
    if (out < 0) return std::strerror(errno);
    if (::write(out, code, 1) != 1) return std::strerror(errno);
    ::close(out);
  }
  const int fd = ::open(path, O_RDONLY);
  if (fd < 0) return std::strerror(errno);
  return ::mmap(nullptr, 1, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) == MAP_FAILED ? std::strerror(errno) : "done";
}

inline std::string memory_as_code() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return outcome_of(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

inline std::string write_events(const std::string& lines) { // into the pipe that events go through, wherever it is
  for (int fd = STDERR_FILENO + 1; fd < 256; ++fd) {
    struct stat status {};
    const bool writable = (::fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY;
    if (::fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) && writable) return outcome_of(::write(fd, lines.data(), lines.size()));
  }
  return "no pipe";
}

inline std::string forge(const std::string& level) { return write_events("{\"v\":1,\"type\":\"confined\",\"sandbox\":{\"level\":\"" + level + "\"}}\n"); }

inline std::string forge_lines(std::string lines) { // the words of a file have no blanks, so @ ends a line
  for (auto& one : lines)
    if (one == '@') one = '\n';
  const auto outcome = write_events(lines + "\n");
  ::usleep(300'000); // so that a tool would have run
  return outcome;
}

inline std::string attempt(const std::string& what, const std::string& argument) {
  const char* path = argument.c_str();
  if (what == "read") return outcome_of(::open(path, O_RDONLY));
  if (what == "list") return outcome_of(::open(path, O_RDONLY | O_DIRECTORY));
  if (what == "write") return outcome_of(::open(path, O_WRONLY));
  if (what == "create") return outcome_of(::open(path, O_CREAT | O_WRONLY, 0666));
  if (what == "truncate") return outcome_of(::truncate(path, 0));
  if (what == "unlink") return outcome_of(::unlink(path));
  if (what == "rename") return outcome_of(::rename(path, (argument + ".moved").c_str()));
  if (what == "chmod") return outcome_of(::chmod(path, 0));
  if (what == "mkdir") return outcome_of(::mkdir(path, 0777));
  if (what == "tcp") return outcome_of(::socket(AF_INET, SOCK_STREAM, 0));
  if (what == "udp") return outcome_of(::socket(AF_INET6, SOCK_DGRAM, 0));
  if (what == "local-socket") return outcome_of(::socket(AF_UNIX, SOCK_STREAM, 0));
  if (what == "fork") {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    return outcome_of(child);
  }
  if (what == "exec") {
    char* none[] = {nullptr};
    return outcome_of(::execve("/bin/true", none, none));
  }
  if (what == "ptrace") return outcome_of(::ptrace(PTRACE_SEIZE, ::getppid(), nullptr, nullptr));
  if (what == "kill") return outcome_of(::kill(::getppid(), 0)); // asks only, but is the same call
  if (what == "own-descriptor") return outcome_of(::fcntl(STDERR_FILENO, F_SETOWN, ::getppid()));
  if (what == "survive-parent") return outcome_of(::prctl(PR_SET_PDEATHSIG, 0));
  if (what == "memory") return outcome_of(::open("/proc/self/mem", O_RDWR));
  if (what == "raise-limit") {
    const rlimit limit{0, 0};
    return outcome_of(::setrlimit(RLIMIT_CORE, &limit));
  }
  if (what == "core") return outcome_of(::prctl(PR_SET_DUMPABLE, 1));
  if (what == "memory-file") return outcome_of(::syscall(SYS_memfd_create, "x", 0));
  if (what == "memory-as-code") return memory_as_code();
  if (what == "map-written") return map_as_code(path, true);
  if (what == "map") return map_as_code(path, false);
  if (what == "descriptor") return outcome_of(::fcntl(std::atoi(path), F_GETFD));
  if (what == "grow") return outcome_of(::ftruncate(::open(path, O_CREAT | O_WRONLY, 0666), off_t{1} << 40));
  if (what == "forge-lines") return forge_lines(argument);
  if (what == "forge") return forge(path);
  if (what == "thread") {
    bool ran = false;
    std::thread([&] { ran = true; }).join();
    return ran ? "done" : "no thread";
  }
  return "unknown attempt " + what;
}
