// SPDX-License-Identifier: Apache-2.0
//
// The way from a plugin to a tool that somebody outside of this process runs. Here it is an interface alone: who runs
// the tool, and whether, is decided by what made it.
#pragma once
#include "base/json.hpp"
#include "base/path.hpp"

#include <atomic>
#include <set>

namespace filmgate {

struct BridgeAnswer { // of a tool that ran
  int exit = 0, signal = 0;
  bool timed_out = false;
  std::string text, errors; // the first of what it printed
  bool text_cut = false;
};

class Bridge {
 public:
  virtual ~Bridge() = default;
  [[nodiscard]] virtual const std::set<std::string>& offered() const = 0;    // tools, by name
  [[nodiscard]] virtual bool is_open(const std::string& tool) const = 0; // for the clips of this process
  [[nodiscard]] virtual const Path& scratch() const = 0;
  // Any thread; one runs at a time. A failure: it was not run.
  [[nodiscard]] virtual Result<BridgeAnswer> run(const std::string& tool, const std::string& operation, const Json& values,
                                                 const std::atomic<bool>& cancelled) = 0;
};

}  // namespace filmgate
