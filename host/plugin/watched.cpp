// SPDX-License-Identifier: Apache-2.0
#include "watched.hpp"

namespace filmgate {

void Misdeeds::note(const std::string& what) {
  const std::lock_guard hold(turn_);
  if (known_.insert(what).second) untold_.insert(what);
}

void Misdeeds::note_changed(const std::string& what) { note("changed " + what + ", which belongs to the whole process; it was put back"); }

void Misdeeds::note_process() {
  for (const auto& what : put_back_process_state()) note_changed(what);
}

void Misdeeds::tell(const std::string& plugin_id, const JobHandle* job) {
  if (!job || !job->report) return;
  std::set<std::string> news;
  {
    const std::lock_guard hold(turn_);
    news.swap(untold_);
  }
  for (const auto& what : news)
    job->report({plugin_id, ReportSeverity::error, plugin_misbehaved, -1, what});
}

}  // namespace filmgate
