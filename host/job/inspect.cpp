// SPDX-License-Identifier: Apache-2.0
//
// inspect: every clip found becomes a record, every file that nobody reads is named. A clip whose plugin may not share
// this process with what is loaded already is put off: named as unread, with what another worker needs to do it. So is a
// clip that needs a tool beside one that does not: a tool is open to a worker, and any plugin in it could ask for a run.
#include "clip_session.hpp"
#include "confined_shelf.hpp"
#include "kinds.hpp"
#include "one_clip.hpp"

#include <algorithm>

#include "catalog/known_formats.hpp"

namespace filmgate {
namespace {

Json unread_event(const Unread& unread) {
  auto out = event("unread");
  return out.set("path", unread.path.display()).set("looksLike", unread.looks_like).set("why", unread.why).set("companion", unread.companion);
}

bool holds(const Json& list, int64_t item) {
  const auto& items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Json& one) { return one.integer(-1) == item; });
}

bool lacks_a_plugin(const ClipRecord& record) {
  const auto& problems = record.problems();
  return std::any_of(problems.begin(), problems.end(), [](const Problem& one) { return one.code == licence_conflict; });
}

// Of a clock that was never set, or of a recorder that counts each clip anew: nothing can be found by it.
bool starts_at_zero(const Json& fields) {
  const auto& text = fields["timeCode"]["value"].text();
  return !text.empty() && text.find_first_of("123456789") == text.npos;
}

class InspectRun {
 public:
  InspectRun(const Json& request, const JobContext& context, const KnownFormats& formats, const Found& found)
      : request_(request), context_(context), formats_(formats), found_(found) {}
  Json run();

 private:
  void inspect(int64_t item, const FoundClip& clip);
  void unread(const FoundClip& clip, const std::string& why);
  void read_exports();
  void tell_unread(const std::vector<Unread>& list);
  void put_off(int64_t item, const FoundClip& clip, const std::string& why, const std::set<std::string>& avoid);
  [[nodiscard]] ReaderWish wish_for(int64_t item) const;
  [[nodiscard]] std::vector<FoundClip> clips_of_this_round();
  [[nodiscard]] std::set<std::string> tools_for(const FoundClip& clip) const {
    return tools_of(clip, context_.bridge ? context_.bridge->offered() : std::set<std::string>{});
  }
  [[nodiscard]] bool to_do(int64_t item) const {
    const auto* only = request_.find("items");
    return item >= request_["from"].integer() && (!only || holds(*only, item));
  }
  // Why a reader of the clip can not be asked here; "" when all can.
  [[nodiscard]] std::string kept_out(const FoundClip& clip, const ReaderWish& wish) const;

  const Json& request_;
  const JobContext& context_;
  const KnownFormats& formats_;
  const Found& found_;
  PluginShelf shelf_;
  Attachments attachments_;
  std::vector<Unread> left_;  // that looked like exports
  std::set<std::string> tools_; // that this worker's clips need; those with others are put off
  int64_t clips_ = 0, unread_ = 0, problems_ = 0;
};

Json unread_clip(const FoundClip& clip, const std::string& why, const KnownFormats& formats) {
  const Path& path = clip.files.empty() ? clip.folder : clip.files.front();
  return unread_event({path, clip.looks_like.empty() ? formats.looks_like({}, path) : clip.looks_like, why, false});
}

void InspectRun::unread(const FoundClip& clip, const std::string& why) {
  context_.events(unread_clip(clip, why, formats_));
  ++unread_;
}

void InspectRun::put_off(int64_t item, const FoundClip& clip, const std::string& why, const std::set<std::string>& avoid) {
  auto ids = Json::array();
  for (const auto& id : avoid) ids.push(id);
  auto out = unread_clip(clip, why, formats_);
  context_.events(out.set("deferred", true).set("item", item).set("avoid", std::move(ids)));
  ++unread_;
}

ReaderWish InspectRun::wish_for(int64_t item) const {
  ReaderWish out{request_["reader"].text(), {}};
  for (const auto& one : request_["avoid"].items())
    if (one["item"].integer(-1) == item)
      for (const auto& id : one["bundles"].items()) out.avoid.insert(id.text());
  return out;
}

std::string InspectRun::kept_out(const FoundClip& clip, const ReaderWish& wish) const {
  for (const auto* bundle : bundles_to_ask(clip, wish))
    if (const auto other = shelf_.conflict(*bundle); !other.empty())
      return fmt::format("{} (licence {}) may not be loaded beside {}, which an earlier clip needed; inspect this clip alone", bundle->id, bundle->licence, other);
  return "";
}

// What earlier clips loaded must not decide how this one is read: then it is put off, and does without them.
void InspectRun::inspect(int64_t item, const FoundClip& clip) {
  std::vector<Problem> reported;
  const JobHandle job{context_.cancelled, [&](const PluginReport& said) { reported.push_back(problem_of(said)); }};
  const auto wish = wish_for(item);
  const bool alone = shelf_.indifferent();
  if (!alone)
    if (const auto why = kept_out(clip, wish); !why.empty()) return put_off(item, clip, why, wish.avoid);
  auto session = open_session(clip, wish, shelf_, job);
  if (!session) {
    auto avoid = wish.avoid; // those that did not know the clip, and keep out one that was not asked
    for (const auto* bundle : bundles_to_ask(clip, wish))
      if (shelf_.conflict(*bundle).empty()) avoid.insert(bundle->id);
    const bool barred = !kept_out(clip, wish).empty() && avoid.size() > wish.avoid.size();
    if (!barred)
      for (const auto& problem : reported) context_.events(problem_event(problem)); // there is no record to hold them
    return barred ? put_off(item, clip, session.error().message, avoid) : unread(clip, session.error().message);
  }
  const RecordWish wanted{request_["frames"].boolean(), request_["ranges"].boolean() ? Ranges::all : Ranges::read_anyway, request_["parameters"].boolean(), &attachments_};
  auto record = record_of(*session, clip, wanted, shelf_, context_.catalog, job);
  if (!alone && lacks_a_plugin(record))
    return put_off(item, clip, "a plugin for its metadata has a licence that keeps it out beside what earlier clips needed; inspect this clip alone", wish.avoid);
  if (!session->passed_over.empty()) record.add_problem({"reader-passed-over", Severity::info, session->passed_over});
  for (const auto& problem : reported) record.add_problem(problem);
  if (starts_at_zero(record.fields()))
    record.add_problem({"zero-timecode", Severity::error, clip.name + ": its timecode begins at zero, as of a clock that was not set; an edit finds it by its name alone"});
  if (record.worst() == Severity::error) ++problems_;
  context_.events(event("record").set("record", record.json(request_["native"].boolean(true))));
  ++clips_;
}

// In every worker anew, for the clips of each may need any of them. One that killed a worker is left out.
void InspectRun::read_exports() {
  std::vector<FoundExport> exports;
  for (const auto& one : found_.exports) {
    const auto& without = request_["withoutExports"].items();
    const auto path = one.as_file.path.display();
    if (std::none_of(without.begin(), without.end(), [&](const Json& name) { return name.text() == path; })) exports.push_back(one);
  }
  std::vector<Problem> problems;
  const JobHandle job{context_.cancelled, [&](const PluginReport& said) { problems.push_back(problem_of(said)); }};
  attachments_ = Attachments::read(exports, shelf_, job, context_.events, problems, left_);
  for (const auto& problem : problems) {
    context_.events(problem_event(problem));
    if (problem.severity == Severity::error) ++problems_;
  }
}

void InspectRun::tell_unread(const std::vector<Unread>& list) {
  for (const auto& one : list) {
    context_.events(unread_event(one));
    if (!one.companion) ++unread_;
  }
}

// First the clips without a tool, since the empty set is the least.
std::vector<FoundClip> InspectRun::clips_of_this_round() {
  std::map<std::set<std::string>, std::vector<FoundClip>> rounds;
  for (size_t i = 0; i < found_.clips.size(); ++i)
    if (to_do(static_cast<int64_t>(i))) rounds[tools_for(found_.clips[i])].push_back(found_.clips[i]);
  if (rounds.empty()) return {};
  tools_ = rounds.begin()->first;
  return std::move(rounds.begin()->second);
}

Json InspectRun::run() {
  auto reach = reach_of(clips_of_this_round(), context_.catalog, tools_);
  reach_too(found_.exports, reach);
  auto shelf = confined_shelf(context_, reach);
  if (!shelf) return result_event(request_, shelf.error().trouble, shelf.error().message);
  shelf_ = std::move(*shelf);
  read_exports();
  const auto count = static_cast<int64_t>(found_.clips.size());
  for (int64_t item = 0; item < count; ++item) {
    if (context_.cancelled) return result_event(request_, Trouble::cancelled, "cancelled");
    if (!to_do(item)) continue;
    const auto& clip = found_.clips[static_cast<size_t>(item)];
    if (tools_for(clip) != tools_) {
      put_off(item, clip, "is read through a tool, which needs a worker without the other clips", wish_for(item).avoid);
      continue;
    }
    context_.events(clip_event(clip, item, count));
    inspect(item, clip);
    context_.events(Json::object({{"v", 1}, {"type", "progress"}, {"unit", "clips"}, {"done", item + 1}, {"total", count}}));
  }
  if (!request_.find("items")) {
    tell_unread(found_.unread);
    tell_unread(left_);
    tell_unread(attachments_.unused(found_.clips));
  }
  auto out = result_event(request_, unread_ + problems_ > 0 ? static_cast<int>(Trouble::found_wrong) : 0);
  return out.set("summary", Json::object({{"clips", clips_}, {"unread", unread_}, {"clipsWithProblems", problems_}}));
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
  return InspectRun(request, context, *formats, *found).run();
}

}  // namespace filmgate
