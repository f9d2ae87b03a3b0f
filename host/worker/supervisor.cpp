// SPDX-License-Identifier: Apache-2.0
#include "worker/supervisor.hpp"

#include "base/file.hpp"
#include "bridge_desk.hpp"
#include "child_process.hpp"
#include "event_lines.hpp"
#include "posture.hpp"
#include "rounds.hpp"
#include "worker/sandbox_report.hpp"
#include "write/temporary_file.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fmt/ranges.h>
#include <poll.h>
#include <set>
#include <unistd.h>

namespace filmgate {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int tick_ms = 100; // how late a cancel or a silence is noticed, at most
constexpr auto grace = std::chrono::seconds(5); // between asking to stop and killing
constexpr size_t error_text_limit = 64 << 10;
constexpr int most_restarts = 100;
constexpr int reads_at_once = 64; // of a pipe; a plugin that prints without an end must not keep us from looking at the clock

struct Whereabouts { // the last that a worker said of its place
  int64_t item = -1;
  std::set<int64_t> frames; // begun and not done: with several threads there are several
  std::string plugin, path, name;
  std::string exported; // the file with metadata of clips that is read; empty: none
  Json sandbox; // as told before any plugin was loaded: a plugin could write a later one itself
  void follow(const Json& event) {
    const auto& type = event["type"].text();
    if (type == "clip") {
      item = event["item"].integer(-1);
      frames.clear();
      plugin = event["plugin"].text(), path = event["path"].text(), name = event["name"].text();
      exported.clear();
    } else if (type == "export") {
      plugin = event["plugin"].text(), path = exported = event["path"].text();
    } else if (type == "frame") {
      frames.insert(event["frame"].integer(-1));
      plugin = event["plugin"].text();
    } else if (type == "progress") {
      frames.erase(event["frame"].integer(-1));
    } else if (type == "confined" && sandbox.is_null()) {
      sandbox = event["sandbox"];
    }
  }
};

struct WorkerEnd {
  Json result;       // null: it ended without one
  std::string how;   // "was killed by SIGSEGV", when it ended badly
  std::string code;  // of the problem: worker-crashed, worker-hung …
  std::string signal;
};

std::string signal_name(int number) {
  const char* name = ::sigabbrev_np(number);
  return name ? std::string("SIG") + name : "signal " + std::to_string(number);
}

class Watch { // one worker, from start to end
 public:
  // desk: NULL when no tool may be run
  Watch(ChildProcess& child, const WorkerLimits& limits, const Events& events, Whereabouts& place, BridgeDesk* desk)
      : child_(child), limits_(limits), events_(events), place_(place), desk_(desk) {}
  WorkerEnd until_end(const std::atomic<bool>& cancelled);

 private:
  void read_events();
  void hear(Json event);
  void take_order(const Json& event);
  void pass_errors();
  void check_time(const std::atomic<bool>& cancelled);
  void stop(std::string code, std::string how);
  [[nodiscard]] WorkerEnd close(const ChildEnd& end);

  ChildProcess& child_;
  const WorkerLimits& limits_;
  const Events& events_;
  Whereabouts& place_;
  BridgeDesk* desk_;
  EventLines lines_;
  Clock::time_point heard_ = Clock::now();
  std::optional<Clock::time_point> asked_to_stop_;
  size_t error_text_ = 0;
  WorkerEnd out_;
};

void Watch::stop(std::string code, std::string how) {
  if (out_.code.empty()) out_.code = std::move(code), out_.how = std::move(how);
  child_.signal(SIGKILL);
}

void Watch::take_order(const Json& event) {
  const auto status = desk_ ? desk_->take(event) : failure(Trouble::internal, "it asked for a tool, and there is none");
  if (!status) stop("worker-protocol", "broke the protocol: " + status.error().message);
}

void Watch::hear(Json event) {
  if (!out_.code.empty()) return; // it is being ended; what it still says counts for nothing
  const auto& type = event["type"].text();
  if (desk_ && type == "confined" && place_.sandbox.is_null()) desk_->open(event);
  place_.follow(event);
  if (type == "bridge") take_order(event);
  else if (type == "result") out_.result = std::move(event);
  else events_(event);
}

void Watch::read_events() {
  char block[65536];
  for (int reads = 0; reads < reads_at_once; ++reads) {
    const ssize_t got = ::read(child_.out_fd(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    heard_ = Clock::now();
    std::vector<Json> events;
    const auto status = lines_.feed({block, static_cast<size_t>(got)}, events);
    for (auto& event : events) hear(std::move(event));
    if (!status) return stop("worker-protocol", "broke the protocol: " + status.error().message);
  }
}

// Plugins and their SDKs print what they like; it is passed on, without control characters, up to a limit.
void Watch::pass_errors() {
  char block[4096];
  for (int reads = 0; reads < reads_at_once; ++reads) {
    const ssize_t got = ::read(child_.error_fd(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    if (error_text_ >= error_text_limit) continue;
    auto count = std::min(static_cast<size_t>(got), error_text_limit - error_text_);
    for (size_t i = 0; i < count; ++i)
      if (static_cast<unsigned char>(block[i]) < 32 && block[i] != '\n' && block[i] != '\t') block[i] = '?';
    error_text_ += count;
    (void)!::write(STDERR_FILENO, block, count);
    static constexpr char cut[] = "\n(the worker wrote more; it is left out)\n";
    if (error_text_ >= error_text_limit) (void)!::write(STDERR_FILENO, cut, sizeof cut - 1);
  }
}

void Watch::check_time(const std::atomic<bool>& cancelled) {
  const auto now = Clock::now();
  if (cancelled && !asked_to_stop_) {
    asked_to_stop_ = now;
    child_.signal(SIGTERM);
    if (desk_) desk_->cancel();
  }
  if (desk_ && desk_->busy()) heard_ = now; // it waits for its tool, which has a limit of its own
  if (asked_to_stop_ && now - *asked_to_stop_ > grace) stop("worker-killed", "did not stop when asked to and was killed");
  if (limits_.silence_seconds > 0 && now - heard_ > std::chrono::seconds(limits_.silence_seconds))
    stop("worker-hung", fmt::format("said nothing for {} s and was killed", limits_.silence_seconds));
}

WorkerEnd Watch::close(const ChildEnd& end) {
  read_events();
  pass_errors();
  if (end.signalled) out_.signal = signal_name(end.code);
  if (!out_.result.is_null() && out_.code.empty()) return std::move(out_);
  out_.result = Json();
  if (!out_.code.empty()) return std::move(out_);
  out_.code = "worker-crashed";
  out_.how = end.signalled ? "was killed by " + out_.signal + (end.code == SIGSYS ? ", for a system call that the sandbox forbids," : "") : fmt::format("ended with exit code {} and no result", end.code);
  return std::move(out_);
}

WorkerEnd Watch::until_end(const std::atomic<bool>& cancelled) {
  std::vector<pollfd> sources{{child_.out_fd(), POLLIN, 0}, {child_.error_fd(), POLLIN, 0}, {child_.process_fd(), POLLIN, 0}};
  const auto own = sources.size();
  for (;;) {
    sources.resize(own);
    if (desk_) desk_->add_sources(sources);
    ::poll(sources.data(), sources.size(), tick_ms);
    if (sources[0].revents) read_events();
    if (sources[1].revents) pass_errors();
    // A pipe that was closed early would be ready for ever.
    for (size_t i = 0; i < 2; ++i)
      if ((sources[i].revents & POLLHUP) && !(sources[i].revents & POLLIN)) sources[i].fd = -1;
    if (sources[2].revents)
      if (const auto end = child_.end()) return close(*end);
    if (const auto status = desk_ ? desk_->serve() : Status{}; !status) stop("worker-protocol", "broke the protocol: " + status.error().message);
    check_time(cancelled);
  }
}

Json crash_problem(const WorkerEnd& end, const Whereabouts& place) {
  auto message = place.path.empty() ? std::string("the worker ") : place.path + ": the worker ";
  message += end.how;
  if (!place.plugin.empty()) message += " in plugin " + place.plugin;
  if (place.frames.size() == 1) message += fmt::format(", frame {}", *place.frames.begin());
  else if (!place.frames.empty()) message += fmt::format(", in one of frames {}", fmt::join(place.frames, ", "));
  auto out = Json::object({{"v", 1}, {"type", "problem"}, {"severity", "error"}, {"code", end.code}, {"message", message}, {"plugin", place.plugin}});
  if (!end.signal.empty()) out.set("signal", end.signal);
  if (!place.frames.empty()) out.set("frame", *place.frames.begin());
  if (!place.path.empty()) out.set("path", place.path);
  return out;
}

void remove_temporaries(const Json& request) { // of the attempt that died
  const Path folder(request["output"].text());
  const auto& attempt = request["attempt"].text();
  const auto names = list_folder(folder);
  if (!names) return;
  for (const auto& name : *names)
    if (is_of_attempt(name, attempt)) ::unlink((folder / name).c_str());
}

// Folders that the worker made for an output that did not come; confined, it can not remove them itself.
class NewFolders {
 public:
  explicit NewFolders(const Json& request) {
    for (Path folder(request["output"].text()); !folder.empty() && !exists(folder) && folder.parent() != folder; folder = folder.parent()) made_.push_back(folder);
  }
  void remove_if_empty() const {
    for (const auto& folder : made_) // the deepest first
      if (::rmdir(folder.c_str()) != 0) return;
  }

 private:
  std::vector<Path> made_;
};

// Whichever way the supervisor leaves a worker that gave no result, by lack of memory too.
class AttemptsRemains {
 public:
  explicit AttemptsRemains(const Json& request) : request_(request) {}
  AttemptsRemains(const AttemptsRemains&) = delete;
  AttemptsRemains& operator=(const AttemptsRemains&) = delete;
  ~AttemptsRemains() {
    try {
      if (!settled_) remove_temporaries(request_);
    } catch (const std::bad_alloc&) { // then the next run finds them
    }
  }
  void settled() { settled_ = true; } // the worker ended with a result and cleaned up itself

 private:
  const Json& request_;
  bool settled_ = false;
};

Json result_of(const Json& request, Trouble trouble, const std::string& message, Json sandbox) {
  if (sandbox.is_null()) sandbox = not_confined("the worker ended before any plugin was loaded");
  return Json::object({{"v", 1}, {"type", "result"}, {"id", request["id"]}, {"kind", request["kind"]},
                       {"exit", static_cast<int>(trouble)}, {"message", message}, {"sandbox", sandbox}});
}

Json limited(const Json& request, const WorkerLimits& limits, const BridgeDesk* desk) {
  auto out = request;
  auto asked = Json::object({{"parent", static_cast<int64_t>(::getpid())}});
  if (limits.memory_megabytes > 0) asked.set("memoryMegabytes", limits.memory_megabytes);
  if (desk) asked.set("bridge", desk->offer());
  return out.set("limits", std::move(asked));
}

// NULL when nothing is configured that a bundle wants. A desk is of one worker: what it may ask for is known anew each time.
Result<std::unique_ptr<BridgeDesk>> desk_for(const Json& request, BridgeLedger& ledger, const Events& events) {
  if (ledger.offered.empty()) return nullptr;
  FILMGATE_TRY(scratch, ScratchFolder::make(request["output"].text()));
  return std::make_unique<BridgeDesk>(ledger, request, std::move(scratch), events);
}

Json run_workers(const Json& request, const Installation& installation, const WorkerLimits& limits, BridgeLedger& ledger, const Events& events,
                 const std::atomic<bool>& cancelled) {
  const bool batch = request["kind"].text() == "inspect";
  Json asked = request, confined;
  Rounds rounds;
  const Events counted = [&](const Json& event) {
    if (rounds.follow(event)) events(event);
  };
  Whereabouts place;
  AttemptsRemains remains(request); // outlives the workers
  for (int restart = 0; restart <= most_restarts; ++restart) {
    auto desk = desk_for(request, ledger, counted);
    if (!desk) return result_of(request, desk.error().trouble, desk.error().message, not_confined("no worker was started"));
    auto child = ChildProcess::start({installation.worker(), {}, limited(asked, limits, desk->get()).dump(), {}, {}, *desk != nullptr});
    if (!child) return result_of(request, child.error().trouble, child.error().message, not_confined("no worker could be started"));
    place = {};
    if (*desk) (*desk)->answer_on(child->answers_fd());
    auto end = Watch(*child, limits, counted, place, desk->get()).until_end(cancelled);
    place.sandbox = confined = beside(place.sandbox, confined);
    if (!end.result.is_null()) {
      if (batch && rounds.ask_for_rest(asked)) continue;
      if (!place.sandbox.is_null()) end.result.set("sandbox", place.sandbox);
      remains.settled();
      return batch && restart > 0 ? rounds.result(end.result) : end.result;
    }
    if (cancelled) return result_of(request, Trouble::cancelled, "cancelled", place.sandbox);
    const auto problem = crash_problem(end, place);
    counted(problem);
    const bool by_export = batch && !place.exported.empty();
    if (!batch || (place.item < 0 && !by_export)) return result_of(request, Trouble::found_wrong, problem["message"].text(), place.sandbox);
    counted(Json::object({{"v", 1}, {"type", "unread"}, {"path", place.path}, {"looksLike", ""}, {"why", problem["message"]}, {"companion", false}}));
    if (by_export) Rounds::leave_out_export(place.exported, asked);
    else Rounds::go_on_behind(place.item, asked);
  }
  return result_of(request, Trouble::found_wrong, fmt::format("gave up after {} workers ended badly", most_restarts + 1), place.sandbox);
}

}  // namespace

Json supervise(const Json& request, const Installation& installation, const WorkerLimits& limits, const Events& events,
               const std::atomic<bool>& cancelled) {
  const NewFolders folders(request);
  auto ledger = BridgeLedger::of(installation);
  if (!ledger) return result_of(request, ledger.error().trouble, ledger.error().message, not_confined("no worker was started"));
  auto result = run_workers(request, installation, limits, *ledger, events, cancelled);
  ledger->tell(result);
  if (result["exit"].integer() != 0) folders.remove_if_empty();
  return result;
}

}  // namespace filmgate
