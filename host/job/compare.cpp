// SPDX-License-Identifier: Apache-2.0
//
// compare: one clip opened twice, by two readers or with two sets of parameters, and all that differs. Two readers may know
// different things, which is no difference; what both say must be the same.
#include "base/file.hpp"
#include "clip_session.hpp"
#include "confined_shelf.hpp"
#include "frame_comparison.hpp"
#include "frame_naming.hpp"
#include "kinds.hpp"
#include "one_clip.hpp"
#include "plate_parameters.hpp"
#include "write/png_bytes.hpp"
#include "write/publish.hpp"

namespace filmgate {
namespace {

struct OneSide {
  ClipSession session;
  ParameterValues parameters;
  Json fields;
};

class CompareRun {
 public:
  CompareRun(const Json& request, const JobContext& context)
      : request_(request), context_(context), folder_(request["output"].text()),
        job_{context.cancelled, [this](const PluginReport& said) { context_.events(problem_event(problem_of(said))); }} {}
  Result<Json> run();

 private:
  [[nodiscard]] Status find_clip();
  [[nodiscard]] Result<OneSide> open_side(size_t index);
  [[nodiscard]] Status compare_clips();
  [[nodiscard]] Status compare_frames();
  [[nodiscard]] Result<Json> picture() const;
  [[nodiscard]] Json side_json(const OneSide& side, Json effective) const;
  [[nodiscard]] Json summary() const;
  void note(bool equal) { equal_ = equal_ && equal; }

  const Json& request_;
  const JobContext& context_;
  Path folder_;
  JobHandle job_;
  FoundClip found_;
  PluginShelf shelf_;
  OneSide a_, b_;
  FrameRange frames_;
  std::optional<FrameComparison> comparison_;
  std::vector<Disagreement> of_clip_;
  FieldDisagreements of_fields_;
  std::string why_no_pixels_;
  int64_t compared_ = 0, differing_ = 0; // frames
  bool equal_ = true;
};

Status CompareRun::find_clip() {
  std::vector<Problem> problems;
  FILMGATE_TRY(found, find_one_clip(Path(request_["clip"].text()), context_, problems));
  found_ = std::move(found.clip);
  context_.events(clip_event(found_, 0, 1));
  for (const auto& problem : problems) context_.events(problem_event(problem));
  if (!folder_.empty()) FILMGATE_CHECK(make_folders(folder_));
  auto reach = reach_of({found_}, context_.catalog, context_.bridge ? context_.bridge->offered() : std::set<std::string>{});
  reach.output = folder_;
  FILMGATE_TRY(shelf, confined_shelf(context_, reach));
  shelf_ = std::move(shelf);
  return {};
}

Result<OneSide> CompareRun::open_side(size_t index) {
  const auto& readers = request_["readers"].items();
  const auto& sets = request_["parameters"].items();
  OneSide out;
  FILMGATE_TRY(session, open_session(found_, {readers.empty() ? "" : readers[std::min(index, readers.size() - 1)].text(), {}}, shelf_, job_));
  out.session = std::move(session);
  FILMGATE_TRY(facts, out.session.clip->parameters());
  PlateTool tool{"reader", std::move(facts), {}};
  std::map<std::string, std::string> wishes;
  if (index < sets.size())
    for (const auto& [key, value] : sets[index].members()) wishes[key] = value.is_text() ? value.text() : value.dump();
  FILMGATE_CHECK(hand_out(wishes, {&tool}));
  out.parameters = tool.all();
  auto record = record_of(out.session, found_, {}, shelf_, context_.catalog, job_);
  FILMGATE_CHECK(Status(record.interruption()));
  for (const auto& problem : record.problems()) context_.events(problem_event(problem));
  out.fields = record.fields();
  return out;
}

Status CompareRun::compare_clips() {
  const auto &facts_a = a_.session.clip->facts(), &facts_b = b_.session.clip->facts();
  of_clip_ = disagreements(facts_a, facts_b);
  of_fields_ = disagreements(a_.fields, b_.fields);
  note(of_clip_.empty() && of_fields_.values.empty());
  FILMGATE_TRY(frames, frames_asked(request_.find("frames"), std::min(facts_a.frame_count, facts_b.frame_count), found_.name));
  frames_ = frames;
  for (auto* side : {&a_, &b_}) {
    if (!side->session.clip->facts().decodes) why_no_pixels_ = side->session.plugin->id() + " does not decode such a clip";
    (void)record_of_frame(side->session, frames_.first, shelf_, context_.catalog, job_); // loads what normalises frames
  }
  if (why_no_pixels_.empty()) { // loads what decoding needs
    FILMGATE_TRY(comparison, FrameComparison::open(*a_.session.clip, a_.parameters, *b_.session.clip, b_.parameters, frames_.first));
    comparison_.emplace(std::move(comparison));
  }
  return seal(context_, shelf_);
}

Status CompareRun::compare_frames() {
  for (int64_t frame = frames_.first; frame < frames_.end(); ++frame) {
    if (context_.cancelled) return failure(Trouble::cancelled, "cancelled");
    const auto fields = [&](OneSide& side) { return record_of_frame(side.session, frame, shelf_, context_.catalog, job_).fields(); };
    const auto of_frame = disagreements(fields(a_), fields(b_)).values;
    ComparedFrame said;
    if (comparison_) {
      FILMGATE_TRY(compared, comparison_->compare(frame));
      said = std::move(compared);
    }
    said.disagreements.insert(said.disagreements.end(), of_frame.begin(), of_frame.end());
    note(said.equal());
    compared_ += said.picture.has_value(), differing_ += !said.equal();
    auto told = event("compared");
    told.set("frame", frame).set("equal", said.equal()).set("disagreements", json_of(said.disagreements));
    if (said.picture) told.set("channels", json_of(*said.picture, comparison_->measure()["peak"].number()));
    if (!said.why_not.empty()) told.set("pixelsNotCompared", said.why_not);
    context_.events(told);
    context_.events(event("progress").set("unit", "frames compared").set("done", frame - frames_.first + 1).set("total", frames_.count));
  }
  return {};
}

Result<Json> CompareRun::picture() const {
  if (folder_.empty() || !comparison_ || !comparison_->map()) return Json();
  const auto& map = *comparison_->map();
  FILMGATE_TRY(bytes, png_of(map.width(), map.height(), map.rgb()));
  const auto name = file_name_safe(found_.name) + ".compare.png";
  FILMGATE_TRY(file, TemporaryFile::create(folder_ / temporary_name(name, file_name_safe(request_["attempt"].text()))));
  FILMGATE_CHECK(file.append({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  std::vector<PendingFile> one;
  one.push_back({std::move(file), folder_ / name});
  auto published = publish(std::move(one), folder_);
  FILMGATE_CHECK(std::move(published.files[0]));
  FILMGATE_CHECK(std::move(published.folder));
  context_.events(event("output").set("path", (folder_ / name).display()));
  return Json::object({{"path", (folder_ / name).display()}, {"pixelsPerCell", map.cell()}});
}

Json CompareRun::side_json(const OneSide& side, Json effective) const {
  const auto& bundle = side.session.plugin->bundle();
  return Json::object({{"plugin", bundle.id}, {"version", bundle.version}, {"reader", side.session.reader}, {"parameters", std::move(effective)}});
}

Json CompareRun::summary() const {
  const auto names = [](const std::vector<std::string>& list) {
    auto out = Json::array();
    for (const auto& name : list) out.push(name);
    return out;
  };
  auto out = Json::object({{"schema", "filmgate.compare/1"}, {"clip", found_.name}, {"host", FILMGATE_VERSION}, {"equal", equal_},
                           {"a", side_json(a_, comparison_ ? comparison_->effective_of_a() : Json::object())},
                           {"b", side_json(b_, comparison_ ? comparison_->effective_of_b() : Json::object())},
                           {"frames", Json::object({{"first", frames_.first}, {"count", frames_.count}, {"pixelsCompared", compared_}, {"different", differing_}})},
                           {"clipDisagreements", json_of(of_clip_)}, {"fieldDisagreements", json_of(of_fields_.values)},
                           {"fieldsOfAOnly", names(of_fields_.only_a)}, {"fieldsOfBOnly", names(of_fields_.only_b)}});
  if (!why_no_pixels_.empty()) out.set("pixelsNotCompared", why_no_pixels_);
  if (const auto measure = comparison_ ? comparison_->measure() : Json(); !measure.is_null())
    out.set("measure", measure).set("channels", json_of(comparison_->total(), measure["peak"].number()));
  return out;
}

Result<Json> CompareRun::run() {
  FILMGATE_CHECK(find_clip());
  FILMGATE_TRY(a, open_side(0));
  a_ = std::move(a);
  FILMGATE_TRY(b, open_side(1));
  b_ = std::move(b);
  FILMGATE_CHECK(compare_clips());
  FILMGATE_CHECK(compare_frames());
  FILMGATE_TRY(made, picture());
  auto out = result_event(request_, equal_ ? 0 : static_cast<int>(Trouble::found_wrong));
  auto said = summary();
  if (!made.is_null()) said.set("picture", made);
  return out.set("summary", said);
}

}  // namespace

Json run_compare(const Json& request, const JobContext& context) {
  CompareRun run(request, context);
  auto out = run.run();
  return out ? *out : result_event(request, out.error().trouble, out.error().message);
}

}  // namespace filmgate
