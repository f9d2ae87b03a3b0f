// SPDX-License-Identifier: Apache-2.0
//
// One process of the runner: started in a group of its own, and killed with all its descendants when its time is up or when
// it has ended. What it prints goes nowhere, or to where the runner's own errors go.
#pragma once
#include <string>
#include <vector>

namespace check {

struct ChildEnd {
  bool timed_out = false;
  int signal = 0, exit = 0; // signal 0: it ended by itself
};

// words[0] is the program. kept_fd is the only descriptor besides 0, 1 and 2 that it inherits.
ChildEnd run_child(const std::vector<std::string>& words, const std::string& folder, int kept_fd, int seconds, bool shows_output);

void adopt_orphans(); // of the children, so that none escapes

}  // namespace check
