// SPDX-License-Identifier: Apache-2.0
#include "watched.hpp"

#include <new>
#include <utility>

namespace filmgate {

void Misdeeds::take_down(std::string_view begin, std::string_view middle, std::string_view end) noexcept {
  const std::lock_guard hold(turn_);
  try {
    std::string what(begin);
    what.append(middle).append(end);
    if (known_.insert(what).second) untold_.insert(std::move(what));
  } catch (const std::bad_alloc&) {
    forgotten_ = true;
  }
}

void Misdeeds::note(std::string_view what) noexcept { take_down(what, "", ""); }

void Misdeeds::note_changed(std::string_view what) noexcept {
  take_down("changed ", what, ", which belongs to the whole process; it was put back");
}

void Misdeeds::note_process() {
  for (const auto& what : put_back_process_state()) note_changed(what);
}

void Misdeeds::tell(const std::string& plugin_id, const JobHandle* job) {
  if (!job || !job->report) return;
  std::set<std::string> news;
  {
    const std::lock_guard hold(turn_);
    news.swap(untold_);
    if (std::exchange(forgotten_, false)) news.insert("did what it must not do when there was no memory to write down what");
  }
  for (const auto& what : news)
    job->report({plugin_id, ReportSeverity::error, plugin_misbehaved, -1, what});
}

}  // namespace filmgate
