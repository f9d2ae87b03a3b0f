// SPDX-License-Identifier: Apache-2.0
//
// The supervisor's end of the bridge. Any plugin in a worker can write what a worker writes, so nothing of it is believed:
// what may be asked for is known before the first plugin is loaded, and each order is held against that and against
// the settings. Private to this folder.
#pragma once
#include "bridge_order.hpp"
#include "catalog/bundle.hpp"
#include "job/request.hpp"
#include "tool_run.hpp"

#include <memory>

namespace filmgate {

struct BridgeLedger { // of a request, over all of its workers
  struct Entry {
    int64_t runs = 0; // that workers asked for
    bool asked_version = false;
    std::string version; // its first line
  };
  std::map<std::string, Entry> tools; // that were open
  std::map<std::string, BridgeTool> offered; // configured, and wanted by an installed bundle
  int64_t refusals = 0;

  [[nodiscard]] static Result<BridgeLedger> of(const Installation& installation);
  // The member "sandbox" of a result, and the exit code when an order was refused.
  void tell(Json& result) const;
};

class BridgeDesk { // of one worker
 public:
  BridgeDesk(BridgeLedger& ledger, const Json& request, ScratchFolder scratch, const Events& events);
  [[nodiscard]] Json offer() const; // limits.bridge of the worker's request
  void answer_on(int fd) { answers_fd_ = fd; } // never blocks
  // The event that was written before any plugin was loaded.
  void open(const Json& confined);
  // Fails when no host's code can have written the order: the worker is to be ended.
  [[nodiscard]] Status take(const Json& order);
  [[nodiscard]] bool busy() const { return running_ != nullptr; }
  void add_sources(std::vector<pollfd>& sources) const;
  [[nodiscard]] Status serve(); // what can be done without waiting
  void cancel() { if (running_) running_->stop("cancelled"); }

 private:
  struct Order {
    int64_t id = 0;
    std::string tool;
    std::vector<std::string> arguments;
  };
  [[nodiscard]] Result<Order> accept(const Json& order, const BridgeTool& tool);
  [[nodiscard]] Status refuse(int64_t id, const std::string& why);
  void start(Order order);
  void ended(const ToolEnd& end);
  void answer(const Json& said) { unsent_ += said.dump() + "\n"; }
  [[nodiscard]] Status send();

  BridgeLedger& ledger_;
  std::vector<Path> roots_;
  ScratchFolder scratch_; // goes after the run, which may write into it
  const Events& events_;
  int answers_fd_ = -1;
  std::map<std::string, BridgeScope> open_; // tools
  std::unique_ptr<ToolRun> running_;
  bool asks_version_ = false; // on our own behalf; the order itself comes after it
  Order order_;
  std::string unsent_;
};

}  // namespace filmgate
