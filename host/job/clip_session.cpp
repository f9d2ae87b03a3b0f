// SPDX-License-Identifier: Apache-2.0
//
// Content decides which reader opens a clip: the manifests rank, at most three probes confirm.
#include "clip_session.hpp"

namespace filmgate {
namespace {

constexpr size_t probe_limit = 3;
constexpr int certain = 100;

bool is_wanted(const ReaderChoice& choice, const ReaderWish& wish) {
  if (wish.avoid.contains(choice.bundle->id)) return false;
  return wish.wanted.empty() || choice.reader->id == wish.wanted || choice.bundle->id == wish.wanted;
}

}  // namespace

std::vector<const Bundle*> bundles_to_ask(const FoundClip& found, const ReaderWish& wish) {
  std::vector<const Bundle*> out;
  for (const auto& choice : found.choices)
    if (is_wanted(choice, wish) && out.size() < probe_limit) out.push_back(choice.bundle);
  return out;
}

Result<ClipSession> open_session(const FoundClip& found, const ReaderWish& wish, PluginShelf& shelf, const JobHandle& job) {
  if (found.files.empty()) return failure(Trouble::found_wrong, "{}: no file of this clip is present", found.name);
  const Path& first = found.files.front();
  LoadedPlugin* best = nullptr;
  const ReaderChoice* chosen = nullptr;
  int best_score = 0;
  std::string refusals, kept_out;
  size_t asked = 0;
  for (const auto& choice : found.choices) {
    if (!is_wanted(choice, wish)) continue;
    if (asked++ == probe_limit || best_score == certain) break;
    const auto plugin = shelf.load(*choice.bundle);
    if (!plugin) {
      refusals += (refusals.empty() ? "" : "; ") + plugin.error().message;
      if (!shelf.conflict(*choice.bundle).empty()) kept_out = plugin.error().message;
      continue;
    }
    const int score = ReaderClip::probe(**plugin, choice.reader->id, first, job);
    if (score > best_score) best = *plugin, chosen = &choice, best_score = score;
  }
  if (!chosen) {
    const auto name = first.display();
    if (!wish.wanted.empty() && asked == 0)
      return failure(Trouble::unavailable, "{}: reader '{}' is not installed or does not claim this file; see filmgate plugins list", name, wish.wanted);
    return failure(Trouble::unavailable, "{}: {}", name,
                   refusals.empty() ? "no installed plugin recognises its content" : refusals);
  }
  auto clip = ReaderClip::open(*best, chosen->reader->id, found.files, found.sidecars, job);
  if (!clip) return tl::unexpected(std::move(clip.error()));
  return ClipSession{best, chosen->reader->id, std::move(*clip), best_score < certain ? kept_out : ""};
}

Problem problem_of(const PluginReport& said) {
  const auto severity = said.severity == ReportSeverity::error     ? Severity::error
                        : said.severity == ReportSeverity::warning ? Severity::warning
                                                                   : Severity::info;
  return {said.code, severity, said.plugin + ": " + said.text};
}

Json event(const char* type) { return Json::object({{"v", 1}, {"type", type}}); }

Json problem_event(const Problem& problem, int64_t frame) {
  auto out = event("problem");
  out.set("severity", problem.severity == Severity::error     ? "error"
                      : problem.severity == Severity::warning ? "warning"
                                                              : "info");
  out.set("code", problem.code).set("message", problem.message);
  if (frame >= 0) out.set("frame", frame);
  return out;
}

}  // namespace filmgate
