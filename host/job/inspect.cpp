// SPDX-License-Identifier: Apache-2.0
//
// inspect: every clip found becomes a record, every file that nobody reads is named.
#include "clip_session.hpp"
#include "kinds.hpp"

#include <algorithm>

#include "catalog/known_formats.hpp"

namespace filmgate {
namespace {

Json unread_event(const Unread& unread) {
  auto out = event("unread");
  out.set("path", unread.path.display()).set("looksLike", unread.looks_like).set("why", unread.why).set("companion", unread.companion);
  return out;
}

bool skipped(const Json& request, int64_t item) {
  const auto& skip = request["skip"].items();
  return std::any_of(skip.begin(), skip.end(), [&](const Json& s) { return s.integer(-1) == item; });
}

struct Tally {
  int64_t clips = 0, unread = 0, problems = 0;
};

void inspect_clip(const FoundClip& found, const Json& request, const JobContext& context, const KnownFormats& formats,
                  PluginShelf& shelf, Tally& tally) {
  std::vector<Problem> reported;
  const JobHandle job{context.cancelled, [&](const PluginReport& said) {
                        reported.push_back({said.code, said.severity == ReportSeverity::error     ? Severity::error
                                                       : said.severity == ReportSeverity::warning ? Severity::warning
                                                                                                  : Severity::info,
                                            said.plugin + ": " + said.text});
                      }};
  auto session = open_session(found, request["reader"].text(), shelf, job);
  if (!session) {
    const Path& path = found.files.empty() ? found.folder : found.files.front();
    const auto looks_like = found.looks_like.empty() ? formats.looks_like({}, path) : found.looks_like;
    context.events(unread_event({path, looks_like, session.error().message, false}));
    ++tally.unread;
    return;
  }
  auto record = record_of(*session, found, {request["frames"].boolean()}, shelf, context.catalog, job);
  for (const auto& problem : reported) record.add_problem(problem);
  if (record.worst() == Severity::error) ++tally.problems;
  auto out = event("record");
  out.set("record", record.json(request["native"].boolean(true)));
  context.events(out);
  ++tally.clips;
}

}  // namespace

Json run_inspect(const Json& request, const JobContext& context) {
  std::vector<Path> paths;
  for (const auto& path : request["paths"].items()) paths.emplace_back(path.text());
  if (paths.empty()) return result_event(request, Trouble::usage, "inspect needs at least one path");
  auto formats = KnownFormats::read(context.installation.share / "known-formats.toml");
  if (!formats) return result_event(request, formats.error().trouble, formats.error().message);
  auto found = find_clips(paths, context.catalog, *formats);
  if (!found) return result_event(request, found.error().trouble, found.error().message);

  PluginShelf shelf;
  Tally tally;
  const auto count = static_cast<int64_t>(found->clips.size());
  for (int64_t item = 0; item < count; ++item) {
    if (context.cancelled) return result_event(request, Trouble::cancelled, "cancelled");
    const auto& clip = found->clips[static_cast<size_t>(item)];
    if (skipped(request, item)) continue;
    auto about = event("clip");
    about.set("item", item).set("count", count).set("name", clip.name);
    about.set("plugin", clip.choices.empty() ? "" : clip.choices.front().bundle->id);
    about.set("path", clip.files.empty() ? clip.folder.display() : clip.files.front().display());
    context.events(about);
    inspect_clip(clip, request, context, *formats, shelf, tally);
    context.events(Json::object({{"v", 1}, {"type", "progress"}, {"unit", "clips"}, {"done", item + 1}, {"total", count}}));
  }
  for (const auto& unread : found->unread) {
    context.events(unread_event(unread));
    if (!unread.companion) ++tally.unread;
  }
  auto out = result_event(request, tally.unread + tally.problems > 0 ? static_cast<int>(Trouble::found_wrong) : 0);
  out.set("summary", Json::object({{"clips", tally.clips}, {"unread", tally.unread}, {"clipsWithProblems", tally.problems}}));
  return out;
}

}  // namespace filmgate
