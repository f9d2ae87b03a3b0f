// SPDX-License-Identifier: Apache-2.0
//
// Loads the programs that system_call_filter_maker.cpp made when filmgate was built.
#include "system_call_filter.hpp"

#include "system_call_programs.hpp" // made by the build

#include <cerrno>
#include <linux/seccomp.h>
#include <span>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace filmgate {
namespace {

// For all threads of the process: a plugin may have started some.
Status load(std::span<const sock_filter> program) {
  const sock_fprog description{static_cast<unsigned short>(program.size()), const_cast<sock_filter*>(program.data())};
  const long result = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &description);
  if (result == 0) return {};
  if (result > 0) return failure(Trouble::internal, "sandbox: filter of system calls: thread {} has another one", result);
  return system_failure(errno, "sandbox: filter of system calls");
}

}  // namespace

Status filter_system_calls() {
  std::vector<sock_filter> program(std::begin(system_calls_program), std::end(system_calls_program));
  for (auto& one : program)
    if (BPF_CLASS(one.code) == BPF_JMP && one.k == own_process_number) one.k = static_cast<uint32_t>(::getpid());
  return load(program);
}

Status filter_new_code() { return load(new_code_program); }

}  // namespace filmgate
