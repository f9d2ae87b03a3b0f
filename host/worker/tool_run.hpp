// SPDX-License-Identifier: Apache-2.0
//
// One run of a configured tool, from start to end. Nothing here blocks: the supervisor polls its descriptors beside
// those of the worker. Private to this folder.
#pragma once
#include "catalog/bridge_tool.hpp"
#include "child_process.hpp"
#include "scratch_folder.hpp"

#include <chrono>
#include <poll.h>

namespace filmgate {

struct ToolEnd {
  ChildEnd end;
  bool timed_out = false, text_cut = false;
  std::string text, errors; // what it printed, up to a limit
  std::string why;          // it was stopped for this; "" when it ended or took too long
};

class ToolRun {
 public:
  // In a group of its own and in the scratch folder, with an environment of its own, without descriptors of ours, without
  // new privileges, with limits; and it dies with the thread that starts it.
  [[nodiscard]] static Result<ToolRun> start(const BridgeTool& tool, std::vector<std::string> arguments, const ScratchFolder& scratch);
  void add_sources(std::vector<pollfd>& sources) const;
  void stop(std::string why);
  [[nodiscard]] std::optional<ToolEnd> look(); // reads, keeps the limits, and tells the end when there is one

 private:
  using Clock = std::chrono::steady_clock;
  ToolRun(ChildProcess child, const BridgeTool& tool, const ScratchFolder& scratch);
  void read_texts();
  void keep_limits();

  ChildProcess child_;
  const ScratchFolder* scratch_;
  Clock::time_point deadline_, next_look_;
  uint64_t most_bytes_;
  bool out_open_ = true, error_open_ = true, stopped_ = false;
  ToolEnd told_;
};

}  // namespace filmgate
