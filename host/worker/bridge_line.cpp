// SPDX-License-Identifier: Apache-2.0
#include "bridge_line.hpp"

#include "child_process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr int look_ms = 50; // how late a cancel is noticed, at most
constexpr int lowest_fd = 10; // away from the numbers that vendors' code closes by habit

BridgeAnswer answer_of(const Json& said) {
  BridgeAnswer out;
  out.exit = static_cast<int>(said["exit"].integer()), out.signal = static_cast<int>(said["signal"].integer());
  out.timed_out = said["timedOut"].boolean(), out.text_cut = said["textCut"].boolean();
  out.text = said["text"].text(), out.errors = said["errors"].text();
  return out;
}

}  // namespace

Result<std::unique_ptr<BridgeLine>> BridgeLine::from(const Json& request, Events events) {
  std::unique_ptr<BridgeLine> out(new BridgeLine(std::move(events)));
  const auto& offer = request["limits"]["bridge"];
  if (offer.is_null()) return out;
  out->answers_ = OpenFile(::fcntl(answers_for_worker, F_DUPFD_CLOEXEC, lowest_fd));
  if (!out->answers_.open()) return failure(Trouble::usage, "request: limits.bridge is given, and descriptor {} is not open for the answers", answers_for_worker);
  out->scratch_ = offer["scratch"].text();
  for (const auto& tool : offer["tools"].items()) out->offered_.insert(tool.text());
  return out;
}

void BridgeLine::open(const std::map<std::string, std::set<Path>>& bridged) {
  for (const auto& [tool, files] : bridged) open_.insert(tool);
}

Status BridgeLine::wait_for_bytes(const std::atomic<bool>& cancelled) {
  for (;;) {
    if (cancelled) return failure(Trouble::cancelled, "cancelled");
    pollfd wait{answers_.fd(), POLLIN, 0};
    if (const int ready = ::poll(&wait, 1, look_ms); ready > 0) return {};
    else if (ready < 0 && errno != EINTR) return system_failure(errno, "bridge");
  }
}

Result<Json> BridgeLine::answer_to(int64_t id, const std::atomic<bool>& cancelled) {
  char block[65536];
  for (;;) {
    for (auto end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n')) {
      FILMGATE_TRY(said, Json::parse(std::string_view(rest_).substr(0, end)));
      rest_.erase(0, end + 1);
      if (said["id"].integer(-1) == id) return said; // else it answers an order that was given up
    }
    FILMGATE_CHECK(wait_for_bytes(cancelled));
    const ssize_t got = ::read(answers_.fd(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failure(Trouble::unavailable, "nobody runs tools any more");
    rest_.append(block, static_cast<size_t>(got));
  }
}

Result<BridgeAnswer> BridgeLine::run(const std::string& tool, const std::string& operation, const Json& values, const std::atomic<bool>& cancelled) {
  const std::lock_guard lock(turn_);
  if (cancelled) return failure(Trouble::cancelled, "cancelled");
  const auto id = ++last_id_;
  events_(Json::object({{"v", 1}, {"type", "bridge"}, {"id", id}, {"tool", tool}, {"operation", operation}, {"values", values}}));
  FILMGATE_TRY(said, answer_to(id, cancelled));
  if (!said["why"].text().empty()) return failure(Trouble::unavailable, "{}", said["why"].text());
  return answer_of(said);
}

}  // namespace filmgate
