// SPDX-License-Identifier: Apache-2.0
//
// How soon a call returns when its job is cancelled. The best of some attempts counts, for a busy machine is slow for
// reasons of its own.
#include "checks.hpp"

#include <chrono>
#include <thread>

namespace check {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int64_t most_ms = 200;
constexpr int attempts = 3;

// Milliseconds from the cancel to the return. The cancel comes `after` the start of the call.
int64_t late_by(const Plugin& plugin, std::chrono::milliseconds after, const std::function<void()>& body) {
  plugin.host().cancel(after.count() == 0);
  auto cancelled_at = Clock::now();
  std::thread other([&] {
    if (after.count() == 0) return;
    std::this_thread::sleep_for(after);
    cancelled_at = Clock::now();
    plugin.host().cancel(true);
  });
  std::exception_ptr thrown;
  try {
    body();
  } catch (const Refusal& refusal) {
    if (refusal.status != FG_E_CANCELLED) thrown = std::current_exception();
  } catch (...) {
    thrown = std::current_exception();
  }
  const auto returned = Clock::now();
  other.join();
  plugin.host().cancel(false);
  if (thrown) std::rethrow_exception(thrown);
  return std::chrono::duration_cast<std::chrono::milliseconds>(returned - cancelled_at).count(); // below 0: it was done before
}

void check_soon(const Plugin& plugin, const char* what, const std::function<void()>& body) {
  for (const auto after : {std::chrono::milliseconds(0), std::chrono::milliseconds(20)}) {
    int64_t best = INT64_MAX;
    for (int i = 0; i < attempts && best > most_ms; ++i) best = std::min(best, late_by(plugin, after, body));
    expect(best <= most_ms, std::string_view(what), ": returns ", best, " ms after the job was cancelled; poll fg.host.control every 50 ms, ", most_ms, " ms are allowed");
  }
}

}  // namespace

void check_cancel(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  check_soon(plugin, "metadata", [&] { (void)clip.metadata(-1, 0); });
  if (!clip.decodes() || clip.some_frames().empty()) return;
  const int64_t index = clip.some_frames().front();
  const Lane lane(clip);
  const auto desc = lane.frame(index).desc;
  check_soon(plugin, "decode", [&] {
    if (lane.map_table()) (void)lane.lent(index, desc, 0, static_cast<int32_t>(desc.height));
    else (void)lane.decode(index, desc);
  });
  (void)Lane(clip).pixels(index); // behind a cancelled job comes the next, with the same reader
}

}  // namespace check
