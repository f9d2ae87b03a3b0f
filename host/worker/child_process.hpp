// SPDX-License-Identifier: Apache-2.0
//
// A child process with its pipes and its pidfd: a worker, or a tool. Never waits without a limit. Private to this folder.
#pragma once
#include "base/file.hpp"

#include <optional>
#include <string>
#include <sys/types.h>

namespace filmgate {

inline constexpr int answers_for_worker = 3; // the descriptor that a worker with a bridge finds its answers on

struct ChildEnd { // how it went
  bool signalled = false;
  int code = 0; // exit status, or the signal
};

struct ChildPlan {
  Path program;
  std::vector<std::string> arguments;   // after its own name
  std::string input;                    // all that it can read on standard input
  std::optional<std::vector<std::string>> environment = {}; // absent: ours
  Path folder = {};                     // that it starts in; empty: ours
  bool answers = false;                 // it gets a pipe of answers
};

class ChildProcess {
 public:
  [[nodiscard]] static Result<ChildProcess> start(const ChildPlan& plan);
  ChildProcess(ChildProcess&&) = default;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess(); // kills and reaps it if it still runs
  [[nodiscard]] int out_fd() const { return out_.fd(); }
  [[nodiscard]] int error_fd() const { return error_.fd(); }
  [[nodiscard]] int answers_fd() const { return answers_.fd(); } // never blocks
  [[nodiscard]] int process_fd() const { return process_.fd(); } // readable when it has ended
  void signal(int number) const;
  void kill_group() const; // it, and all that it started and that stayed in its group
  // Reaps it when it has ended, and ends what it left behind in its group; never blocks.
  [[nodiscard]] std::optional<ChildEnd> end() const;

 private:
  ChildProcess(OpenFile out, OpenFile error, OpenFile answers, OpenFile process, pid_t group)
      : out_(std::move(out)), error_(std::move(error)), answers_(std::move(answers)), process_(std::move(process)), group_(group) {}
  OpenFile out_, error_, answers_, process_;
  pid_t group_; // of processes: the child, and what a plugin in it may have started
};

}  // namespace filmgate
