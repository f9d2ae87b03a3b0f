// SPDX-License-Identifier: Apache-2.0
//
// What the process of a check tells the runner, in memory that both map: it can be read however that process ended, and a
// plugin that closes descriptors does not cut it off.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>

namespace check {

enum class Verdict : uint32_t { running, passed, failed, skipped };

class Page {
 public:
  static Page* make(int& fd); // for the runner; fd is inherited by the process of the check
  static Page* open(int fd);  // for that process; closes fd
  static void unmap(Page* page);
  // What is being done now, for the report of a process that did not come back from it. Any thread.
  void now(const std::string& step);
  void end(Verdict verdict, const std::string& message);
  // For a signal handler: no lock, no memory.
  void end_in_handler(const char* message);
  Verdict verdict() const { return verdict_; }
  std::string step() const { return step_; }
  std::string message() const { return message_; }

 private:
  std::atomic<Verdict> verdict_;
  char step_[256];
  char message_[3000];
};

void set_page(Page* page); // of this process
Page& page();

}  // namespace check
