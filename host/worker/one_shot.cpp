// SPDX-License-Identifier: Apache-2.0
#include "worker/one_shot.hpp"

#include "base/file.hpp"
#include "bridge_line.hpp"
#include "confinement.hpp"
#include "job/request.hpp"
#include "worker/sandbox_report.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr uint64_t largest_request = 64u << 20;

std::atomic<bool> cancelled{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");
void cancel(int) { cancelled = true; }

Result<std::string> read_to_end(int fd) {
  std::string out;
  char block[65536];
  for (;;) {
    const ssize_t got = ::read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(errno, "request");
    if (got == 0) return out;
    out.append(block, static_cast<size_t>(got));
    if (out.size() > largest_request) return failure(Trouble::bad_data, "request: larger than {} bytes", largest_request);
  }
}

// Nobody listens any more, or nobody can be told: the work is cancelled.
void write_line(int fd, const Json& event) {
  const auto line = event.dump() + "\n";
  for (size_t at = 0; at < line.size();) {
    const ssize_t put = ::write(fd, line.data() + at, line.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      if (!cancelled.exchange(true) && errno != EPIPE)
        fmt::print(stderr, "filmgate-worker: events cannot be written: {}; cancelled\n", std::strerror(errno));
      return;
    }
    at += static_cast<size_t>(put);
  }
}

void listen_to_signals() {
  std::signal(SIGTERM, cancel);
  std::signal(SIGINT, cancel);
  std::signal(SIGPIPE, SIG_IGN);
}

// The last word of the host alone: which files each tool may be given stands here, and nothing later is believed.
Json confined_event(const Confinement& confinement, const Reach& reach) {
  auto out = Json::object({{"v", 1}, {"type", "confined"}, {"sandbox", confinement.posture()}});
  if (reach.bridged.empty()) return out;
  auto bridge = Json::object();
  for (const auto& [tool, files] : reach.bridged) {
    auto list = Json::array();
    for (const auto& file : files) list.push(file.bytes());
    bridge.set(tool, std::move(list));
  }
  return out.set("bridge", std::move(bridge));
}

Result<Json> run(int in_fd, int events_fd) {
  FILMGATE_TRY(text, read_to_end(in_fd));
  auto request = Json::parse(text);
  if (!request) return within("request", std::move(request.error()));
  FILMGATE_TRY(installation, find_installation());
  std::mutex turn; // orders to the bridge come from any thread
  const Events events = [&](const Json& event) {
    const std::lock_guard lock(turn);
    write_line(events_fd, event);
  };
  FILMGATE_TRY(bridge, BridgeLine::from(*request, events));
  std::set<int> keep{events_fd};
  if (bridge->fd() >= 0) keep.insert(bridge->fd());
  FILMGATE_TRY(confinement, Confinement::start(*request, installation, keep));
  const auto catalog = scan_bundles(installation.plugin_path);
  const Confine confine{[&](const Reach& reach) -> Status {
                          FILMGATE_CHECK(confinement.begin(reach, bridge->scratch()));
                          bridge->open(reach.bridged);
                          events(confined_event(confinement, reach));
                          return {};
                        },
                        [&] { return confinement.seal(); }};
  auto result = run_request(*request, {installation, catalog, events, cancelled, confine, bridge.get()});
  return result.set("sandbox", confinement.posture());
}

int answer(int in_fd, int events_fd) {
  auto result = run(in_fd, events_fd);
  if (!result) {
    const int exit = static_cast<int>(result.error().trouble);
    result = Json::object({{"v", 1}, {"type", "result"}, {"id", nullptr}, {"kind", nullptr}, {"exit", exit}, {"message", result.error().message},
                           {"sandbox", not_confined("the request ended before any plugin was loaded")}});
  }
  write_line(events_fd, *result);
  return static_cast<int>((*result)["exit"].integer(static_cast<int>(Trouble::internal)));
}

}  // namespace

int run_one_shot(int in_fd, int out_fd) {
  listen_to_signals();
  const OpenFile events(::fcntl(out_fd, F_DUPFD_CLOEXEC, 10));
  if (!events.open() || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
    std::fprintf(stderr, "filmgate-worker: standard output: %s\n", std::strerror(errno));
    return static_cast<int>(Trouble::io);
  }
  try {
    return answer(in_fd, events.fd());
  } catch (const std::exception& error) { // before or after the request itself: no memory, at most
    std::fprintf(stderr, "filmgate-worker: %s\n", error.what());
    static constexpr char last_words[] =
        R"({"v":1,"type":"result","id":null,"kind":null,"exit":75,"message":"the worker has not enough memory",)"
        R"("sandbox":{"level":"none","why":"the worker could not say how it was confined"}})" "\n";
    (void)!::write(events.fd(), last_words, sizeof last_words - 1);
    return static_cast<int>(Trouble::try_again);
  }
}

}  // namespace filmgate
