// SPDX-License-Identifier: Apache-2.0
//
// A child process with its pipes and its pidfd. Never waits without a limit. Private to this folder.
#pragma once
#include "base/file.hpp"

#include <optional>
#include <string>
#include <sys/types.h>

namespace filmgate {

struct ChildEnd { // how it went
  bool signalled = false;
  int code = 0; // exit status, or the signal
};

class ChildProcess {
 public:
  // `input` is all that the child can read.
  [[nodiscard]] static Result<ChildProcess> start(const Path& program, const std::string& input);
  ChildProcess(ChildProcess&&) = default;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess(); // kills and reaps it if it still runs
  [[nodiscard]] int out_fd() const { return out_.fd(); }
  [[nodiscard]] int error_fd() const { return error_.fd(); }
  [[nodiscard]] int process_fd() const { return process_.fd(); } // readable when it has ended
  void signal(int number) const;
  // Reaps it when it has ended, and ends what it left behind in its group; never blocks.
  [[nodiscard]] std::optional<ChildEnd> end() const;

 private:
  ChildProcess(OpenFile out, OpenFile error, OpenFile process, pid_t group)
      : out_(std::move(out)), error_(std::move(error)), process_(std::move(process)), group_(group) {}
  OpenFile out_, error_, process_;
  pid_t group_; // of processes: the child, and what a plugin in it may have started
};

}  // namespace filmgate
