// SPDX-License-Identifier: Apache-2.0
//
// plate: one clip's frames, decoded, developed and written, with the papers that prove what was done.
#include "base/file.hpp"
#include "confined_shelf.hpp"
#include "frame_identity.hpp"
#include "kinds.hpp"
#include "one_clip.hpp"
#include "plate_papers.hpp"
#include "plate_sources.hpp"
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
  Result<RunTimes> render(const ChainPlan& plan, PlateOutputs& outputs, const FrameIdentity& identity);
  [[nodiscard]] Result<std::vector<std::unique_ptr<ChainLane>>> make_lanes(const ChainPlan& plan);
  [[nodiscard]] ExrHeader common_header(const ChainPlan& plan) const;
  [[nodiscard]] Result<ExrHeader> header_of(const ChainPlan& plan, const ChainFrame& frame);
  [[nodiscard]] Result<PlatePlace> choose_place();
  Status hash_sources();
  [[nodiscard]] Result<FrameIdentity> identify(const ChainPlan& plan) const;
  [[nodiscard]] PlatePapers papers(const ChainPlan& plan, std::vector<PlateFrame> frames) const;
  [[nodiscard]] Json result(const ChainPlan& plan, const PlateOutputs& outputs);
  [[nodiscard]] Json summary(const ChainPlan& plan, const PlateOutputs& outputs) const;
  void emit(const Json& event) {
    const std::lock_guard lock(events_turn_);
    context_.events(event);
  }
  void hear(const PluginReport& said); // any thread
  void tell(const Problem& problem, int64_t frame = -1);
  [[nodiscard]] bool go_on(int64_t index, const Status& status, const PlateOutputs& outputs);

  const Json& request_;
  const JobContext& context_;
  JobHandle job_;
  std::mutex events_turn_;
  FoundClip found_;
  std::vector<FoundExport> exports_;
  PluginShelf shelf_;
  ClipSession session_;
  Json clip_fields_;
  PlateSettings settings_;
  PlateTools tools_;
  std::vector<int64_t> frames_;
  PlateSources sources_;
  std::optional<FileHash> clf_; // of the file that defines the encoding
  std::vector<std::pair<int64_t, std::string>> failed_;
  Status stopped_;               // why no more frames are begun, when it is not the clip's fault
  std::atomic<bool> wrong_{false}; // an error was told of the clip, or a plugin harmed the process
};

void PlateRun::hear(const PluginReport& said) {
  if (said.code == plugin_misbehaved) wrong_ = true;
  tell(problem_of(said), said.frame);
}

void PlateRun::tell(const Problem& problem, int64_t frame) {
  if (problem.severity == Severity::error) wrong_ = true;
  emit(problem_event(problem, frame));
}

Status PlateRun::find_clip() {
  std::vector<Problem> problems;
  FILMGATE_TRY(found, find_one_clip(Path(request_["clip"].text()), context_, problems));
  found_ = std::move(found.clip), exports_ = std::move(found.exports);
  emit(clip_event(found_, 0, 1));
  for (const auto& problem : problems) tell(problem);
  return {};
}

Status PlateRun::open_clip(const Path& output) {
  auto reach = reach_of({found_}, context_.catalog, context_.bridge ? context_.bridge->offered() : std::set<std::string>{});
  reach.output = output;
  reach_too(exports_, reach);
  FILMGATE_TRY(shelf, confined_shelf(context_, reach));
  shelf_ = std::move(shelf);
  FILMGATE_TRY(session, open_session(found_, {request_["reader"].text(), {}}, shelf_, job_));
  session_ = std::move(session);
  std::vector<Problem> problems;
  std::vector<Unread> left;
  const auto attachments = Attachments::read(exports_, shelf_, job_, [this](const Json& event) { emit(event); }, problems, left);
  for (const auto& problem : problems) tell(problem);
  const auto record = record_of(session_, found_, {.attachments = &attachments}, shelf_, context_.catalog, job_);
  FILMGATE_CHECK(Status(record.interruption())); // or the frames would lack what another try finds
  for (const auto& problem : record.problems()) tell(problem);
  clip_fields_ = record.fields();
  return {};
}

Status PlateRun::choose_frames() {
  const auto count = session_.clip->facts().frame_count;
  FILMGATE_TRY(range, frames_asked(request_.find("frames"), count, found_.name));
  if (settings_.first_number > INT64_MAX - count) return failure(Trouble::usage, "first frame number is too large");
  for (int64_t i = range.first; i < range.end(); ++i) frames_.push_back(i);
  return {};
}

// Planned with the first frame that can be described; frames that can not are reported when their turn comes.
Result<std::unique_ptr<ChainPlan>> PlateRun::plan_chain() {
  if (!session_.clip->facts().decodes) return failure(Trouble::unavailable, "{}: this plugin inspects the clip but does not decode it", session_.plugin->id());
  FILMGATE_TRY(tools, choose_plate_tools(session_, frames_, settings_, shelf_, context_));
  tools_ = std::move(tools);
  for (const auto& problem : tools_.problems) tell(problem);
  (void)record_of_frame(session_, frames_.front(), shelf_, context_.catalog, job_); // loads what normalises frames
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

ExrHeader PlateRun::common_header(const ChainPlan& plan) const {
  const auto& shape = plan.output();
  ExrHeader header;
  header.width = shape.width, header.height = shape.height;
  if (shape.pixel_aspect.known()) header.pixel_aspect = static_cast<float>(shape.pixel_aspect.approximate());
  header.container = settings_.container;
  header.compression = settings_.compression;
  header.gamut = shape.encoding == "aces2065-1" ? Gamut::ap0 : shape.encoding == "acescg" ? Gamut::ap1 : Gamut::unknown;
  header.attributes = standard_attributes(clip_fields_);
  return header;
}

Result<ExrHeader> PlateRun::header_of(const ChainPlan& plan, const ChainFrame& frame) {
  auto header = common_header(plan);
  const auto record = record_of_frame(session_, frame.index, shelf_, context_.catalog, job_);
  FILMGATE_CHECK(Status(record.interruption()));
  for (const auto& problem : record.problems()) tell(problem, frame.index);
  for (auto& own : standard_attributes(record.fields())) set_attribute(header.attributes, std::move(own));
  add_timecode(header.attributes, frame.facts.timecode);
  return header;
}

// What the clip is to blame for is told, and the next frame is begun. What the output or the machine is to blame for
// would meet every other frame too.
bool PlateRun::go_on(int64_t index, const Status& status, const PlateOutputs& outputs) {
  if (stopped_) stopped_ = outputs.trouble();
  if (stopped_ && !status && status.error().trouble == Trouble::try_again) stopped_ = status;
  if (!stopped_) return false;
  if (!status) {
    failed_.emplace_back(index, status.error().message);
    tell({"frame-failed", Severity::error, fmt::format("frame {}: {}", index, status.error().message)}, index);
  }
  return true;
}

Result<RunTimes> PlateRun::render(const ChainPlan& plan, PlateOutputs& outputs, const FrameIdentity& identity) {
  FILMGATE_TRY(lanes, make_lanes(plan));
  int64_t finished = 0;
  RunHooks hooks;
  hooks.begin = [&](const ChainFrame& frame) -> Result<std::unique_ptr<FrameSink>> {
    auto about = event("frame");
    about.set("item", 0).set("frame", frame.index).set("plugin", session_.plugin->id());
    emit(about);
    FILMGATE_TRY(header, header_of(plan, frame));
    PlateFrame output{frame.index, settings_.first_number + frame.index - frames_.front(), {}, frame.facts.timecode, frame.facts.effective, {}, {}};
    output.fingerprint = identity.fingerprint(output, header, sources_.own(frame.index));
    return outputs.begin(std::move(output), header);
  };
  hooks.done = [&](int64_t index, const Status& status) {
    if (!go_on(index, status, outputs)) return false;
    auto progress = event("progress");
    progress.set("unit", "frames").set("frame", index).set("done", ++finished).set("total", static_cast<int64_t>(frames_.size()));
    emit(progress);
    return true;
  };
  FILMGATE_TRY(times, run_chain(plan, lanes, frames_, hooks, job_));
  outputs.publish_all();
  if (stopped_) stopped_ = outputs.trouble();
  if (!stopped_)
    return failure(stopped_.error().trouble, "{} ({} of {} frames are done and will be kept)", stopped_.error().message,
                   outputs.frames().size(), frames_.size());
  return times;
}

Result<PlatePlace> PlateRun::choose_place() {
  const Path folder(request_["output"].text());
  const auto& attempt = request_["attempt"].text();
  FILMGATE_TRY(naming, FrameNaming::make(settings_.naming, {{"clip", found_.name}, {"reel", clip_fields_["reelName"]["value"].text()}}));
  FILMGATE_CHECK(spare_originals(found_, folder, [&](std::string_view name) { return naming.matches(name); }));
  return PlatePlace{folder, std::move(naming), file_name_safe(found_.name), file_name_safe(attempt.empty() ? "attempt" : attempt)};
}

Status PlateRun::hash_sources() {
  const bool file_a_frame = static_cast<int64_t>(found_.files.size()) == session_.clip->facts().frame_count;
  FILMGATE_TRY(sources, PlateSources::hash(found_, file_a_frame, {frames_.front(), frames_.back(), tools_.first_index}, [&](uint64_t done) {
                 auto progress = event("progress");
                 emit(progress.set("unit", "source bytes").set("done", done));
                 return !context_.cancelled;
               }));
  sources_ = std::move(sources);
  if (!tools_.encoding || tools_.encoding->clf.empty()) return {};
  FILMGATE_TRY(clf, hash_of(tools_.encoding->clf, [&](uint64_t) { return !context_.cancelled; }));
  clf_ = clf;
  return {};
}

PlatePapers PlateRun::papers(const ChainPlan& plan, std::vector<PlateFrame> frames) const {
  return {found_.name, session_, tools_, settings_, plan.output(), std::move(frames), failed_, sources_.pictures(), clf_};
}

Result<FrameIdentity> PlateRun::identify(const ChainPlan& plan) const {
  auto recipe = recipe_of(papers(plan, {}));
  recipe.set("asked", in_effect(tools_.reader)).set("plannedWith", tools_.first_index);
  std::vector<const LoadedPlugin*> plugins{session_.plugin};
  for (const auto& stage : tools_.stages) plugins.push_back(stage.plugin);
  return FrameIdentity::make(recipe, plugins, sources_.shared());
}

Json PlateRun::summary(const ChainPlan& plan, const PlateOutputs& outputs) const {
  auto chosen = Json::array();
  for (const auto& one : settings_.chosen)
    chosen.push(Json::object({{"key", one.key}, {"value", one.value}, {"origin", one.origin}}));
  const auto& name = found_.name;
  return Json::object({{"clip", name},
                       {"reader", session_.plugin->id()},
                       {"frames", static_cast<int64_t>(outputs.frames().size())},
                       {"kept", outputs.kept()},
                       {"failed", static_cast<int64_t>(failed_.size())},
                       {"folder", outputs.place().folder.display()},
                       {"pattern", outputs.place().naming.pattern()},
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

Json PlateRun::result(const ChainPlan& plan, const PlateOutputs& outputs) {
  auto out = result_event(request_, failed_.empty() && !wrong_ ? 0 : static_cast<int>(Trouble::found_wrong));
  if (!failed_.empty()) out.set("message", fmt::format("{} of {} frames failed", failed_.size(), frames_.size()));
  else if (wrong_) out.set("message", "the plate is made, and something is wrong with the clip; see the errors above");
  return out.set("summary", summary(plan, outputs));
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
  FILMGATE_CHECK(check_header(common_header(*plan)));
  FILMGATE_TRY(place, choose_place());
  FILMGATE_CHECK(hash_sources());
  FILMGATE_TRY(identity, identify(*plan));
  PlateOutputs outputs(std::move(place), !request_["force"].boolean(), [this] { return sources_.unchanged(); });
  FILMGATE_TRY(times, render(*plan, outputs, identity));
  std::sort(failed_.begin(), failed_.end());
  const auto told = papers(*plan, outputs.frames());
  FILMGATE_CHECK(outputs.publish_papers(recipe_of(told).dump(2) + "\n", manifest_of(told).dump(2) + "\n"));
  for (const auto& frame : told.frames)
    emit(event("output").set("path", frame.file.display()).set("frame", frame.frame));
  emit(timing_event(*plan, times));
  return result(*plan, outputs);
}

}  // namespace

Json run_plate(const Json& request, const JobContext& context) {
  PlateRun run(request, context);
  auto out = run.run();
  return out ? *out : result_event(request, out.error().trouble, out.error().message);
}

}  // namespace filmgate
