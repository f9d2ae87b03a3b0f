// SPDX-License-Identifier: Apache-2.0
//
// The worker's end of the bridge: an order goes out as an event, the answer comes back on a descriptor of its own.
// Nothing is decided here that counts, since a plugin could write such an event itself. Private to this folder.
#pragma once
#include "base/file.hpp"
#include "job/request.hpp"

#include <memory>
#include <mutex>

namespace filmgate {

class BridgeLine final : public Bridge {
 public:
  // As the supervisor offers it in the request's limits; without an offer there are no tools. Takes over its descriptor.
  [[nodiscard]] static Result<std::unique_ptr<BridgeLine>> from(const Json& request, Events events);
  [[nodiscard]] int fd() const { return answers_.fd(); } // -1: none
  // Before the first plugin is loaded: the tools that its clips need.
  void open(const std::map<std::string, std::set<Path>>& bridged);

  [[nodiscard]] const std::set<std::string>& offered() const override { return offered_; }
  [[nodiscard]] bool is_open(const std::string& tool) const override { return open_.contains(tool); }
  [[nodiscard]] const Path& scratch() const override { return scratch_; }
  [[nodiscard]] Result<BridgeAnswer> run(const std::string& tool, const std::string& operation, const Json& values,
                                         const std::atomic<bool>& cancelled) override;

 private:
  explicit BridgeLine(Events events) : events_(std::move(events)) {}
  [[nodiscard]] Result<Json> answer_to(int64_t id, const std::atomic<bool>& cancelled);
  [[nodiscard]] Status wait_for_bytes(const std::atomic<bool>& cancelled);

  Events events_;
  OpenFile answers_;
  Path scratch_;
  std::set<std::string> offered_, open_;
  std::mutex turn_;
  int64_t last_id_ = 0;
  std::string rest_; // of the answers, after the last whole line
};

}  // namespace filmgate
