// SPDX-License-Identifier: Apache-2.0
//
// One line on a terminal that says how far the work is and when it will be done; nothing when stderr is no terminal.
// Private to this folder.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace filmgate {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine(); // wipes the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(int64_t done, int64_t total, const std::string& unit);
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_, last_;
};

}  // namespace filmgate
