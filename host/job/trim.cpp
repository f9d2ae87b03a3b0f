// SPDX-License-Identifier: Apache-2.0
//
// trim: a shorter original of one clip, nothing encoded again, and proved against what it was cut from before it has a
// name.
#include "base/file.hpp"
#include "confined_shelf.hpp"
#include "frame_naming.hpp"
#include "kinds.hpp"
#include "one_clip.hpp"
#include "trim_files.hpp"
#include "trim_proof.hpp"
#include "write/publish.hpp"

#include <algorithm>

namespace filmgate {
namespace {

class TrimRun {
 public:
  TrimRun(const Json& request, const JobContext& context)
      : request_(request), context_(context), job_{context.cancelled, [this](const PluginReport& said) { tell(problem_of(said)); }} {}
  Result<Json> run();

 private:
  Status open_clip();
  Status choose_frames();
  [[nodiscard]] Result<TrimEvidence> prove(const TrimFiles& files);
  [[nodiscard]] FoundClip found_again(const TrimFiles& files) const;
  [[nodiscard]] Json manifest(const TrimFiles& files, const TrimEvidence& evidence) const;
  [[nodiscard]] std::string manifest_name() const { return file_name_safe(found_.name) + ".trim.json"; }
  [[nodiscard]] Status publish_manifest(const std::string& text) const;
  [[nodiscard]] Json frames_json() const;
  [[nodiscard]] std::string attempt() const {
    const auto& asked = request_["attempt"].text();
    return file_name_safe(asked.empty() ? "attempt" : asked);
  }
  void tell(const Problem& problem) {
    if (problem.severity == Severity::error) wrong_ = true;
    context_.events(problem_event(problem));
  }

  const Json& request_;
  const JobContext& context_;
  JobHandle job_;
  Path folder_;
  FoundClip found_;
  PluginShelf shelf_;
  ClipSession session_;
  std::optional<ClipRecord> record_;
  FrameRange asked_, frames_;
  bool wrong_ = false; // an error was told of the clip
};

Status TrimRun::open_clip() {
  std::vector<Problem> problems;
  FILMGATE_TRY(found, find_one_clip(Path(request_["clip"].text()), context_, problems));
  found_ = std::move(found.clip);
  context_.events(clip_event(found_, 0, 1));
  for (const auto& problem : problems) tell(problem);
  FILMGATE_CHECK(make_folders(folder_));
  auto reach = reach_of({found_}, context_.catalog, context_.bridge ? context_.bridge->offered() : std::set<std::string>{});
  reach.output = folder_;
  FILMGATE_TRY(shelf, confined_shelf(context_, reach));
  shelf_ = std::move(shelf);
  FILMGATE_TRY(session, open_session(found_, {request_["reader"].text(), {}}, shelf_, job_));
  session_ = std::move(session);
  record_ = record_of(session_, found_, {}, shelf_, context_.catalog, job_);
  FILMGATE_CHECK(Status(record_->interruption()));
  for (const auto& problem : record_->problems()) tell(problem);
  return {};
}

Status TrimRun::choose_frames() {
  if (!session_.clip->trims())
    return failure(Trouble::unavailable, "{}: {} can not make a shorter original of such a clip; 'filmgate plugins list' says which formats can be trimmed",
                   found_.name, session_.plugin->id());
  FILMGATE_TRY(asked, frames_asked(request_.find("frames"), session_.clip->facts().frame_count, found_.name));
  FILMGATE_TRY(widened, session_.clip->widen(asked));
  asked_ = asked, frames_ = widened;
  (void)record_of_frame(session_, frames_.first, shelf_, context_.catalog, job_); // loads what normalises frames
  if (session_.clip->facts().decodes) FILMGATE_CHECK(session_.clip->lane()); // loads what decoding needs
  return seal(context_, shelf_);
}

// The new clip as it would be found, under the names that its files have for now.
FoundClip TrimRun::found_again(const TrimFiles& files) const {
  FoundClip out = found_;
  out.files.clear(), out.sidecars.clear(), out.problems.clear();
  for (const auto& file : files.files()) {
    const bool sidecar = std::any_of(found_.sidecars.begin(), found_.sidecars.end(), [&](const Path& one) { return one.name() == file.name; });
    (sidecar ? out.sidecars : out.files).push_back(file.temporary);
  }
  return out;
}

Result<TrimEvidence> TrimRun::prove(const TrimFiles& files) {
  const auto again = found_again(files);
  ClipSession trimmed;
  trimmed.plugin = session_.plugin, trimmed.reader = session_.reader;
  std::vector<Problem> problems;
  const JobHandle job{context_.cancelled, [&](const PluginReport& said) { problems.push_back(problem_of(said)); }};
  FILMGATE_TRY(clip, ReaderClip::open(*trimmed.plugin, trimmed.reader, again.files, again.sidecars, job));
  trimmed.clip = std::move(clip);
  auto record = record_of(trimmed, again, {}, shelf_, context_.catalog, job);
  for (const auto& problem : problems) record.add_problem(problem);
  return prove_trim({session_, trimmed, *record_, record, frames_}, shelf_, context_.catalog, job_, [&](int64_t done) {
    auto progress = event("progress");
    context_.events(progress.set("unit", "frames compared").set("done", done).set("total", frames_.count));
    return !context_.cancelled;
  });
}

Json TrimRun::frames_json() const {
  return Json::object({{"first", frames_.first}, {"count", frames_.count}, {"asked", Json::object({{"first", asked_.first}, {"count", asked_.count}})}});
}

Json TrimRun::manifest(const TrimFiles& files, const TrimEvidence& evidence) const {
  auto sources = Json::array(), outputs = Json::array();
  for (const auto* list : {&found_.files, &found_.sidecars})
    for (const auto& path : *list) sources.push(path.display());
  for (const auto& file : files.files())
    outputs.push(Json::object({{"path", file.name}, {"bytes", file.hash.bytes}, {"xxh128", file.hash.xxh128}}));
  const auto& bundle = session_.plugin->bundle();
  return Json::object({{"schema", "filmgate.trim/1"}, {"clip", found_.name}, {"host", FILMGATE_VERSION},
                       {"reader", Json::object({{"plugin", bundle.id}, {"version", bundle.version}, {"reader", session_.reader}})},
                       {"frames", frames_json()}, {"sources", std::move(sources)}, {"outputs", std::move(outputs)},
                       {"proved", Json::object({{"framesDecodedAndEqual", evidence.decoded}, {"framesDescribedAlike", evidence.described}})}});
}

Status TrimRun::publish_manifest(const std::string& text) const {
  const auto name = manifest_name();
  FILMGATE_TRY(file, TemporaryFile::create(folder_ / temporary_name(name, attempt())));
  FILMGATE_CHECK(file.append(text));
  std::vector<PendingFile> one;
  one.push_back({std::move(file), folder_ / name});
  auto published = publish(std::move(one), folder_);
  FILMGATE_CHECK(std::move(published.files[0]));
  return std::move(published.folder);
}

Result<Json> TrimRun::run() {
  folder_ = Path(request_["output"].text());
  if (folder_.empty()) return failure(Trouble::usage, "trim needs an output folder");
  FILMGATE_CHECK(open_clip());
  FILMGATE_CHECK(choose_frames());
  auto originals = found_.files;
  originals.insert(originals.end(), found_.sidecars.begin(), found_.sidecars.end());
  FILMGATE_TRY(files, TrimFiles::create(folder_, found_.name, attempt(), std::move(originals), context_.cancelled));
  FILMGATE_CHECK(session_.clip->trim(frames_, *files));
  if (files->files().empty()) return failure(Trouble::internal, "{}: says that it trimmed the clip, and wrote no file", session_.plugin->id());
  FILMGATE_TRY(evidence, prove(*files));
  FILMGATE_CHECK(files->settle());
  const auto text = manifest(*files, evidence).dump(2) + "\n";
  FILMGATE_CHECK(files->publish());
  FILMGATE_CHECK(publish_manifest(text));
  for (const auto& file : files->files()) context_.events(event("output").set("path", (folder_ / file.name).display()));
  auto out = result_event(request_, wrong_ ? static_cast<int>(Trouble::found_wrong) : 0);
  if (wrong_) out.set("message", "the trim is made, and something is wrong with the clip; see the errors above");
  return out.set("summary", Json::object({{"clip", found_.name}, {"reader", session_.plugin->id()}, {"frames", frames_json()}, {"folder", folder_.display()},
                                          {"files", static_cast<int64_t>(files->files().size())}, {"bytes", files->bytes()},
                                          {"decoded", evidence.decoded}, {"manifest", manifest_name()}}));
}

}  // namespace

Json run_trim(const Json& request, const JobContext& context) {
  TrimRun run(request, context);
  auto out = run.run();
  return out ? *out : result_event(request, out.error().trouble, out.error().message);
}

}  // namespace filmgate
