// SPDX-License-Identifier: Apache-2.0
//
// plate: one clip's frames, decoded, developed and written, with the papers that prove what was done.
#include "base/file.hpp"
#include "catalog/known_formats.hpp"
#include "confined_shelf.hpp"
#include "kinds.hpp"
#include "plate_papers.hpp"
#include "write/attributes.hpp"

#include <algorithm>
#include <thread>

namespace filmgate {
namespace {

constexpr uint32_t most_threads = 256;

class PlateRun {
 public:
  PlateRun(const Json& request, const JobContext& context)
      : request_(request), context_(context), job_{context.cancelled, [this](const PluginReport& said) { hear(said); }} {}
  Result<Json> run();

 private:
  Status find_clip();
  Status open_clip(const Path& output);
  Status choose_frames();
  Result<std::unique_ptr<ChainPlan>> plan_chain();
  Result<RunTimes> render(const ChainPlan& plan, PlateOutputs& outputs);
  [[nodiscard]] Result<std::vector<std::unique_ptr<ChainLane>>> make_lanes(const ChainPlan& plan);
  [[nodiscard]] ExrHeader header_of(const ChainPlan& plan, const ChainFrame& frame);
  Status write_papers(const ChainPlan& plan, const PlateOutputs& outputs);
  [[nodiscard]] Result<std::vector<std::pair<Path, FileHash>>> hash_sources();
  [[nodiscard]] Json summary(const ChainPlan& plan, const PlateOutputs& outputs) const;
  void emit(const Json& event) {
    const std::lock_guard lock(events_turn_);
    context_.events(event);
  }
  void hear(const PluginReport& said); // any thread

  const Json& request_;
  const JobContext& context_;
  JobHandle job_;
  std::mutex events_turn_;
  Found found_;
  PluginShelf shelf_;
  ClipSession session_;
  Json clip_fields_;
  PlateSettings settings_;
  PlateTools tools_;
  std::vector<int64_t> frames_;
  std::vector<std::pair<int64_t, std::string>> failed_;
  std::atomic<bool> misbehaved_{false}; // a plugin harmed the process
};

void PlateRun::hear(const PluginReport& said) {
  const auto severity = said.severity == ReportSeverity::error     ? Severity::error
                        : said.severity == ReportSeverity::warning ? Severity::warning
                                                                   : Severity::info;
  if (said.code == plugin_misbehaved) misbehaved_ = true;
  emit(problem_event({said.code, severity, said.plugin + ": " + said.text}, said.frame));
}

Status PlateRun::find_clip() {
  const auto& path = request_["clip"].text();
  if (path.empty()) return failure(Trouble::usage, "plate needs a clip");
  FILMGATE_TRY(formats, KnownFormats::read(context_.installation.share / "known-formats.toml"));
  FILMGATE_TRY(found, find_clips({Path(path)}, context_.catalog, formats));
  found_ = std::move(found);
  if (found_.clips.empty()) {
    if (found_.unread.empty()) return failure(Trouble::bad_data, "{}: holds no file", Path(path).display());
    const auto& first = found_.unread.front();
    return failure(Trouble::unavailable, "{}: {}", first.path.display(), first.why);
  }
  if (found_.clips.size() > 1)
    return failure(Trouble::usage, "{}: holds {} clips ({}, {} …); name one of them", Path(path).display(), found_.clips.size(),
                   found_.clips[0].name, found_.clips[1].name);
  const auto& clip = found_.clips.front();
  auto about = event("clip");
  about.set("item", 0).set("count", 1).set("name", clip.name);
  about.set("plugin", clip.choices.empty() ? "" : clip.choices.front().bundle->id);
  about.set("path", clip.files.empty() ? clip.folder.display() : clip.files.front().display());
  emit(about);
  return {};
}

Status PlateRun::open_clip(const Path& output) {
  const auto& clip = found_.clips.front();
  auto reach = reach_of(found_.clips, context_.catalog);
  reach.output = output;
  FILMGATE_TRY(shelf, confined_shelf(context_, reach));
  shelf_ = std::move(shelf);
  FILMGATE_TRY(session, open_session(clip, {request_["reader"].text(), {}}, shelf_, job_));
  session_ = std::move(session);
  const auto record = record_of(session_, clip, {}, shelf_, context_.catalog, job_);
  for (const auto& problem : record.problems()) emit(problem_event(problem));
  clip_fields_ = record.fields();
  return {};
}

Status PlateRun::choose_frames() {
  const auto& facts = session_.clip->facts();
  const auto& name = found_.clips.front().name;
  if (facts.frame_count < 1) return failure(Trouble::found_wrong, "{}: has no complete frame", name);
  int64_t first = 0, last = facts.frame_count - 1;
  if (const auto* range = request_.find("frames"); range && !range->is_null()) {
    const auto& ends = range->items();
    if (ends.size() != 2 || !ends[0].is_integer() || !ends[1].is_integer())
      return failure(Trouble::bad_data, "frames are [first, last], both whole numbers");
    first = ends[0].integer(), last = ends[1].integer();
  }
  if (first < 0 || last < first || last >= facts.frame_count)
    return failure(Trouble::usage, "frames {}-{} are not in {}, which has frames 0-{}", first, last, name, facts.frame_count - 1);
  if (settings_.first_number > INT64_MAX - facts.frame_count) return failure(Trouble::usage, "first frame number is too large");
  for (int64_t i = first; i <= last; ++i) frames_.push_back(i);
  return {};
}

// Planned with the first frame that can be described; frames that can not are reported when their turn comes.
Result<std::unique_ptr<ChainPlan>> PlateRun::plan_chain() {
  if (!session_.clip->facts().decodes) return failure(Trouble::unavailable, "{}: this plugin inspects the clip but does not decode it", session_.plugin->id());
  FILMGATE_TRY(tools, choose_plate_tools(session_, frames_, settings_, shelf_, context_));
  tools_ = std::move(tools);
  for (const auto& problem : tools_.problems) emit(problem_event(problem));
  (void)fields_of_frame(session_, frames_.front(), shelf_, context_.catalog, job_); // loads what normalises frames
  FILMGATE_CHECK(seal(context_, shelf_));
  std::vector<StageRequest> wanted;
  for (const auto& stage : tools_.stages) wanted.push_back({stage.plugin, stage.transform, stage.tool.all()});
  return ChainPlan::make(tools_.first, wanted);
}

Result<std::vector<std::unique_ptr<ChainLane>>> PlateRun::make_lanes(const ChainPlan& plan) {
  const auto asked = request_["threads"].integer(0);
  if (asked < 0 || asked > most_threads) return failure(Trouble::usage, "threads {} must be from 0 (as many as there are) to {}", asked, most_threads);
  uint32_t width = asked > 0 ? static_cast<uint32_t>(asked) : std::max(1u, std::thread::hardware_concurrency());
  const auto& facts = session_.clip->facts();
  if (facts.max_lanes > 0) width = std::min(width, facts.max_lanes);
  const auto most_useful = std::max<uint64_t>(frames_.size(), static_cast<uint64_t>(plan.band_count()));
  width = static_cast<uint32_t>(std::min<uint64_t>(width, most_useful));
  std::vector<std::unique_ptr<ChainLane>> lanes;
  for (uint32_t i = 0; i < width; ++i) {
    FILMGATE_TRY(decoder, session_.clip->lane());
    lanes.push_back(std::make_unique<ChainLane>(plan, facts, std::move(decoder), tools_.reader.values, job_));
  }
  return lanes;
}

ExrHeader PlateRun::header_of(const ChainPlan& plan, const ChainFrame& frame) {
  const auto& shape = plan.output();
  ExrHeader header;
  header.width = shape.width, header.height = shape.height;
  if (shape.pixel_aspect.known()) header.pixel_aspect = static_cast<float>(shape.pixel_aspect.approximate());
  header.container = settings_.container;
  header.compression = settings_.compression;
  header.gamut = shape.encoding == "aces2065-1" ? Gamut::ap0 : shape.encoding == "acescg" ? Gamut::ap1 : Gamut::unknown;
  header.attributes = standard_attributes(clip_fields_);
  for (auto& own : standard_attributes(fields_of_frame(session_, frame.index, shelf_, context_.catalog, job_)))
    set_attribute(header.attributes, std::move(own));
  add_timecode(header.attributes, frame.facts.timecode);
  return header;
}

Result<RunTimes> PlateRun::render(const ChainPlan& plan, PlateOutputs& outputs) {
  FILMGATE_TRY(lanes, make_lanes(plan));
  int64_t finished = 0;
  RunHooks hooks;
  hooks.begin = [&](const ChainFrame& frame) {
    auto about = event("frame");
    about.set("item", 0).set("frame", frame.index).set("plugin", session_.plugin->id());
    emit(about);
    PlateFrame output{frame.index, settings_.first_number + frame.index - frames_.front(), {}, frame.facts.timecode, frame.facts.effective, {}};
    return outputs.begin(std::move(output), header_of(plan, frame));
  };
  hooks.done = [&](int64_t index, const Status& status) {
    if (!status) {
      failed_.emplace_back(index, status.error().message);
      emit(problem_event({"frame-failed", Severity::error, fmt::format("frame {}: {}", index, status.error().message)}, index));
    }
    auto progress = event("progress");
    progress.set("unit", "frames").set("frame", index).set("done", ++finished).set("total", static_cast<int64_t>(frames_.size()));
    emit(progress);
  };
  auto times = run_chain(plan, lanes, frames_, hooks, job_);
  if (!times) return times;
  FILMGATE_CHECK(outputs.publish_all());
  return times;
}

// In a sequence a frame is a file, so only the files of the frames are read; else the clip's files whole.
Result<std::vector<std::pair<Path, FileHash>>> PlateRun::hash_sources() {
  const auto& files = found_.clips.front().files;
  const bool file_a_frame = static_cast<int64_t>(files.size()) == session_.clip->facts().frame_count;
  std::vector<std::pair<Path, FileHash>> out;
  for (size_t i = 0; i < files.size(); ++i) {
    if (file_a_frame && (static_cast<int64_t>(i) < frames_.front() || static_cast<int64_t>(i) > frames_.back())) continue;
    FILMGATE_TRY(hash, hash_of(files[i], [&](uint64_t done) {
                   auto progress = event("progress");
                   emit(progress.set("unit", "source bytes").set("done", done));
                   return !context_.cancelled;
                 }));
    out.emplace_back(files[i], hash);
  }
  return out;
}

Status PlateRun::write_papers(const ChainPlan& plan, const PlateOutputs& outputs) {
  FILMGATE_TRY(sources, hash_sources());
  std::sort(failed_.begin(), failed_.end());
  const auto& name = found_.clips.front().name;
  PlatePapers papers{name, session_, tools_, settings_, plan.output(), outputs.frames(), failed_, std::move(sources), {}};
  if (tools_.encoding && !tools_.encoding->clf.empty()) {
    FILMGATE_TRY(hash, hash_of(tools_.encoding->clf, [&](uint64_t) { return !context_.cancelled; }));
    papers.clf = hash;
  }
  const auto stem = file_name_safe(name);
  FILMGATE_CHECK(write_whole(outputs.folder() / (stem + ".recipe.json"), recipe_of(papers).dump(2) + "\n"));
  return write_whole(outputs.folder() / (stem + ".manifest.json"), manifest_of(papers).dump(2) + "\n");
}

Json PlateRun::summary(const ChainPlan& plan, const PlateOutputs& outputs) const {
  auto chosen = Json::array();
  for (const auto& one : settings_.chosen)
    chosen.push(Json::object({{"key", one.key}, {"value", one.value}, {"origin", one.origin}}));
  const auto& name = found_.clips.front().name;
  return Json::object({{"clip", name},
                       {"reader", session_.plugin->id()},
                       {"frames", static_cast<int64_t>(outputs.frames().size())},
                       {"failed", static_cast<int64_t>(failed_.size())},
                       {"folder", outputs.folder().display()},
                       {"pattern", outputs.naming().pattern()},
                       {"firstNumber", settings_.first_number},
                       {"width", plan.output().width},
                       {"height", plan.output().height},
                       {"encoding", plan.output().encoding},
                       {"manifest", file_name_safe(name) + ".manifest.json"},
                       {"settings", std::move(chosen)}});
}

Json timing_event(const ChainPlan& plan, const RunTimes& times) {
  auto stages = Json::object({{"decode", times.decode}});
  for (size_t i = 0; i < plan.length(); ++i) stages.set(plan.name(i), times.stages[i]);
  stages.set("encode", times.encode).set("write", times.write);
  auto out = event("timing");
  return out.set("seconds", std::move(stages));
}

Result<Json> PlateRun::run() {
  const Path folder(request_["output"].text());
  if (folder.empty()) return failure(Trouble::usage, "plate needs an output folder");
  FILMGATE_TRY(settings, choose_plate_settings(request_, context_.installation));
  settings_ = std::move(settings);
  FILMGATE_CHECK(find_clip());
  FILMGATE_CHECK(make_folders(folder));
  FILMGATE_CHECK(open_clip(folder));
  FILMGATE_CHECK(choose_frames());
  FILMGATE_TRY(plan, plan_chain());
  const auto reel = clip_fields_["reelName"]["value"].text();
  FILMGATE_TRY(naming, FrameNaming::make(settings_.naming, {{"clip", found_.clips.front().name}, {"reel", reel}}));
  FILMGATE_CHECK(check_header(header_of(*plan, {frames_.front(), {}})));
  const auto& attempt = request_["attempt"].text();
  PlateOutputs outputs(folder, std::move(naming), file_name_safe(attempt.empty() ? "attempt" : attempt));
  FILMGATE_TRY(times, render(*plan, outputs));
  FILMGATE_CHECK(write_papers(*plan, outputs));
  for (const auto& frame : outputs.frames())
    emit(event("output").set("path", frame.file.display()).set("frame", frame.frame));
  emit(timing_event(*plan, times));
  auto out = result_event(request_, failed_.empty() && !misbehaved_ ? 0 : static_cast<int>(Trouble::found_wrong));
  if (!failed_.empty()) out.set("message", fmt::format("{} of {} frames failed", failed_.size(), frames_.size()));
  return out.set("summary", summary(*plan, outputs));
}

}  // namespace

Json run_plate(const Json& request, const JobContext& context) {
  PlateRun run(request, context);
  auto out = run.run();
  return out ? *out : result_event(request, out.error().trouble, out.error().message);
}

}  // namespace filmgate
