// SPDX-License-Identifier: Apache-2.0
//
// Makes the filter's programs while filmgate is built, since compiling them takes a millisecond that no worker should
// spend. libseccomp is seen here and nowhere else. An allow-list: a call that a future kernel adds is denied until it is
// named. A failure here is a failure of the build.
#include "sanitizers.hpp"
#include "system_call_filter.hpp"
#include "system_call_lists.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <linux/filter.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <span>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>
#include <vector>

namespace filmgate {
namespace {

using Conditions = std::vector<scmp_arg_cmp>;
constexpr uint64_t low_word = 0xffffffff; // arguments that the kernel reads as int may have anything above

scmp_arg_cmp bits(unsigned argument, uint64_t mask, uint64_t value) { return {argument, SCMP_CMP_MASKED_EQ, mask, value}; }
scmp_arg_cmp is(unsigned argument, uint64_t value) { return bits(argument, low_word, value); }

class Filter {
 public:
  explicit Filter(uint32_t otherwise) : context_(::seccomp_init(otherwise), &::seccomp_release) {
    if (!context_) failed_ = -ENOMEM;
    set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    set(SCMP_FLTATR_CTL_OPTIMIZE, 2); // a tree instead of a chain
  }
  void rule(uint32_t action, const char* name, const Conditions& conditions = {}) {
    const int number = ::seccomp_syscall_resolve_name(name);
    if (failed_ != 0 || number == __NR_SCMP_ERROR) return;
    keep(::seccomp_rule_add_array(context_.get(), action, number, static_cast<unsigned>(conditions.size()), conditions.data()), name);
  }
  [[nodiscard]] std::vector<sock_filter> program() {
    std::vector<sock_filter> out(4096); // the kernel's own limit
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::tmpfile(), &std::fclose);
    if (failed_ == 0) keep(file ? ::seccomp_export_bpf(context_.get(), ::fileno(file.get())) : -errno, "seccomp_export_bpf");
    if (failed_ != 0) {
      std::fprintf(stderr, "filter of system calls: %s: %s\n", where_.c_str(), std::strerror(-failed_));
      std::exit(70);
    }
    std::rewind(file.get());
    out.resize(std::fread(out.data(), sizeof out[0], out.size(), file.get()));
    return out;
  }

 private:
  void set(scmp_filter_attr attribute, uint32_t value) {
    if (failed_ == 0) keep(::seccomp_attr_set(context_.get(), attribute, value), "seccomp_attr_set");
  }
  void keep(int result, const char* where) {
    if (result < 0 && failed_ == 0) failed_ = result, where_ = where;
  }
  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
  int failed_ = 0;
  std::string where_;
};

constexpr uint32_t refuse = SCMP_ACT_ERRNO(EPERM), no_access = SCMP_ACT_ERRNO(EACCES), absent = SCMP_ACT_ERRNO(ENOSYS);

bool left_to_sanitizer(const char* name) {
  return sanitizer_build && std::any_of(std::begin(sanitizer_calls), std::end(sanitizer_calls), [&](const char* one) { return std::string_view(one) == name; });
}

void list(Filter& filter, uint32_t action, std::span<const char* const> names) {
  for (const char* name : names)
    if (!left_to_sanitizer(name)) filter.rule(action, name);
}

// Writable memory never becomes code, and code is mapped from files alone.
void add_memory(Filter& filter) {
  constexpr uint64_t both = PROT_WRITE | PROT_EXEC;
  filter.rule(SCMP_ACT_ALLOW, "mmap", {bits(2, PROT_EXEC, 0)});
  filter.rule(SCMP_ACT_ALLOW, "mmap", {bits(2, both, PROT_EXEC), bits(3, MAP_ANONYMOUS, 0)});
  filter.rule(no_access, "mmap", {bits(2, both, both)});
  filter.rule(no_access, "mmap", {bits(2, both, PROT_EXEC), bits(3, MAP_ANONYMOUS, MAP_ANONYMOUS)});
  if (left_to_sanitizer("mprotect")) return;
  filter.rule(SCMP_ACT_ALLOW, "mprotect", {bits(2, PROT_EXEC, 0)});
  filter.rule(no_access, "mprotect", {bits(2, PROT_EXEC, PROT_EXEC)});
}

// Threads, but no processes; signals to itself alone. clone3, whose flags no filter can see, is absent: glibc then asks
// for clone.
void add_threads(Filter& filter) {
  if (!left_to_sanitizer("clone")) {
    filter.rule(SCMP_ACT_ALLOW, "clone", {bits(0, CLONE_THREAD, CLONE_THREAD)});
    filter.rule(SCMP_ACT_KILL_PROCESS, "clone", {bits(0, CLONE_THREAD, 0)});
  }
  constexpr uint64_t self = own_process_number; // known when the program is loaded
  for (const char* name : {"kill", "tgkill"}) {
    if (left_to_sanitizer(name)) continue;
    filter.rule(SCMP_ACT_ALLOW, name, {{0, SCMP_CMP_EQ, self, 0}});
    filter.rule(SCMP_ACT_KILL_PROCESS, name, {{0, SCMP_CMP_NE, self, 0}});
  }
}

// Reading one's own limits, not setting them; names of threads and memory, and nothing else of prctl.
void add_own_state(Filter& filter) {
  filter.rule(SCMP_ACT_ALLOW, "seccomp"); // filters only ever take away
  if (left_to_sanitizer("prctl")) return;
  filter.rule(SCMP_ACT_ALLOW, "prlimit64", {is(0, 0), {2, SCMP_CMP_EQ, 0, 0}});
  filter.rule(refuse, "prlimit64", {{2, SCMP_CMP_NE, 0, 0}});
  constexpr uint64_t name_memory = 0x53564d41; // PR_SET_VMA, which newer headers have
  for (const uint64_t option : {uint64_t{PR_SET_NAME}, uint64_t{PR_GET_NAME}, name_memory}) filter.rule(SCMP_ACT_ALLOW, "prctl", {is(0, option)});
}

void add_descriptors(Filter& filter) {
  if (left_to_sanitizer("fcntl")) return;
  // Not F_SETOWN and F_SETSIG: they send any signal to any process of this user.
  for (const uint64_t command : {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK,
                                 F_OFD_SETLK, F_OFD_SETLKW, F_GETPIPE_SZ})
    filter.rule(SCMP_ACT_ALLOW, "fcntl", {is(1, command)});
  for (const uint64_t command : {TCGETS, FIONREAD, TIOCGWINSZ}) filter.rule(SCMP_ACT_ALLOW, "ioctl", {is(1, command)});
  for (const uint64_t command : {TIOCSTI, TIOCLINUX}) filter.rule(SCMP_ACT_KILL_PROCESS, "ioctl", {is(1, command)}); // types into the terminal
}

// A look at the network ends the process; sockets of the machine itself are refused, as a lookup of names survives.
void add_network(Filter& filter) {
  for (const uint64_t family : {AF_INET, AF_INET6, AF_PACKET, AF_VSOCK}) filter.rule(SCMP_ACT_KILL_PROCESS, "socket", {is(0, family)});
  for (const uint64_t family : {AF_UNIX, AF_NETLINK}) filter.rule(no_access, "socket", {is(0, family)});
}

std::vector<sock_filter> system_calls() {
  Filter filter(absent);
  list(filter, SCMP_ACT_ALLOW, allowed_calls);
  list(filter, refuse, refused_calls);
  list(filter, SCMP_ACT_KILL_PROCESS, deadly_calls);
  if (sanitizer_build) // by name again: some of them are in the lists above with conditions
    for (const char* name : sanitizer_calls) filter.rule(SCMP_ACT_ALLOW, name);
  add_memory(filter);
  add_threads(filter);
  add_own_state(filter);
  add_descriptors(filter);
  add_network(filter);
  return filter.program();
}

std::vector<sock_filter> new_code() {
  Filter filter(SCMP_ACT_ALLOW);
  filter.rule(no_access, "mmap", {bits(2, PROT_EXEC, PROT_EXEC)});
  return filter.program();
}

void print(FILE* out, const char* name, const std::vector<sock_filter>& program) {
  std::fprintf(out, "inline constexpr sock_filter %s[] = {\n", name);
  for (const auto& one : program) std::fprintf(out, "  {%u, %u, %u, %uu},\n", one.code, one.jt, one.jf, one.k);
  std::fputs("};\n", out);
}

}  // namespace
}  // namespace filmgate

int main(int count, char** words) {
  const std::unique_ptr<FILE, int (*)(FILE*)> out(count == 2 ? std::fopen(words[1], "w") : nullptr, &std::fclose);
  if (!out) return 64;
  std::fputs("// SPDX-License-Identifier: Apache-2.0\n// Made by system_call_filter_maker.\n#pragma once\n#include <linux/filter.h>\n\n", out.get());
  filmgate::print(out.get(), "system_calls_program", filmgate::system_calls());
  filmgate::print(out.get(), "new_code_program", filmgate::new_code());
  return std::ferror(out.get()) != 0 ? 74 : 0;
}
