// SPDX-License-Identifier: Apache-2.0
//
// One record a clip: vendor values verbatim, normalised by whichever plugins know their keys. Where two of them say a field,
// the first wins and the other stands beside it; the order is: what the reader says of the clip; what the host learnt of the
// clip by opening it; sidecars and exports, by their names; what the host derives from names of files and cards.
#include "frame_values.hpp"
#include "parameter_facts.hpp"

#include <algorithm>
#include <set>

namespace filmgate {
namespace {

void add_values(const std::vector<NativeEntry>& natives, const std::vector<Normaliser>& normalisers, const std::string& source,
                const JobHandle& job, ClipRecord& record, std::set<std::string>& given) {
  for (const auto& native : natives) record.add_native(native.frame, native.key, native.unit, native.value, source);
  for (const auto& [field, plugin] : meaning_of(natives, normalisers, job, record)) {
    if (field.origin == FieldOrigin::present || field.origin == FieldOrigin::derived) given.insert(field.field);
    record.add_field(field.frame, field.field, field.value, status_of(field.origin), plugin, field.key);
  }
}

void add_attached(const Attachment& attached, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job, ClipRecord& record, std::set<std::string>& given) {
  record.add_file(*attached.file, "sidecar", true);
  std::vector<NativeEntry> entries;
  for (const auto& one : attached.values->entries)
    if (one.frame < 0) entries.push_back(one);
  add_values(entries, normalisers_for(entries, shelf, catalog, record), *attached.plugin, job, record, given);
}

void put_unless_given(const char* field, TypedValue value, const std::string& plugin, std::set<std::string>& given, ClipRecord& record) {
  if (given.insert(field).second) record.add_field(-1, field, value, FieldStatus::derived, plugin, "");
}

void add_facts(const ClipFacts& facts, std::set<std::string>& given, ClipRecord& record) {
  const auto put = [&](const char* field, TypedValue value, bool known = true) {
    if (known) put_unless_given(field, std::move(value), "filmgate", given, record);
  };
  put("frameCount", {"integer", Json(facts.frame_count)}, facts.frame_count >= 0);
  put("width", {"integer", Json(facts.shape.width)});
  put("height", {"integer", Json(facts.shape.height)});
  put("bitDepth", {"integer", Json(facts.shape.bits)}, facts.shape.bits > 0);
  put("pixelAspectRatio", {"rational", Json(facts.shape.pixel_aspect.text())}, facts.shape.pixel_aspect.known());
  put("encoding", {"text", Json(facts.shape.encoding)}, !facts.shape.encoding.empty());
  put("framesPerSecond", {"rational", Json(facts.rate.text())}, facts.rate.known());
  put("captureRate", {"rational", Json(facts.capture_rate.text())}, facts.capture_rate.known());
  put("timeCode", {"timecode", Json(facts.start.text()), Json(facts.start.base.text())}, facts.start.known());
  const auto& a = facts.shape.active;
  put("activeArea", {"integers", Json(Json::Array{a[0], a[1], a[2], a[3]})});
}

void add_files(ClipSession& session, ClipRecord& record) {
  auto files = session.clip->files();
  if (!files) record.add_failure("files-unknown", files.error());
  else
    for (const auto& file : *files) {
      record.add_file(file.path, file.kind, file.present);
      if (!file.present) record.add_problem({"missing-file", Severity::error, file.path.display() + ": belongs to the clip and is missing"});
    }
  const auto& facts = session.clip->facts();
  if (facts.segments_found < facts.segments_expected)
    record.add_problem({"missing-segments", Severity::error,
                        fmt::format("{} of {} segments are present", facts.segments_found, facts.segments_expected)});
}

}  // namespace

ClipRecord record_of(ClipSession& session, const FoundClip& found, const RecordWish& wish, PluginShelf& shelf,
                     const Catalog& catalog, const JobHandle& job) {
  ClipRecord record;
  record.set_name(found.name);
  record.set_reader(session.plugin->id(), session.plugin->bundle().version);
  if (found.roll) record.set_roll(*found.roll);
  for (const auto& problem : found.problems) record.add_problem(problem);
  add_files(session, record);

  std::vector<NativeEntry> natives;
  const auto status = session.clip->metadata(-1, 0, natives);
  if (!status) record.add_failure("unreadable-metadata", status.error());
  const auto normalisers = normalisers_for(natives, shelf, catalog, record);
  std::set<std::string> given;
  add_values(natives, normalisers, session.plugin->id(), job, record, given);
  add_facts(session.clip->facts(), given, record);
  const auto attached = wish.attachments ? wish.attachments->of(found, record.fields()) : std::vector<Attachment>{};
  for (const auto& one : attached) add_attached(one, shelf, catalog, job, record, given);
  put_unless_given("clipName", {"text", Json(found.name)}, "filmgate", given, record);
  if (found.roll && !found.roll->reel.empty()) put_unless_given("reelName", {"text", Json(Path(found.roll->reel).display())}, found.roll->bundle, given, record);
  if (wish.parameters) {
    if (auto parameters = session.clip->parameters()) record.set_parameters(json_of(*parameters));
    else record.add_failure("parameters-unknown", parameters.error());
  }
  add_frames({session, normalisers, attached}, wish, shelf, catalog, job, record);
  return record;
}

ClipRecord record_of_frame(ClipSession& session, int64_t frame, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job) {
  std::vector<NativeEntry> natives;
  const auto status = session.clip->metadata(frame, 1, natives);
  for (auto& native : natives) native.frame = -1;
  ClipRecord record;
  if (!status) record.add_failure("unreadable-metadata", status.error());
  std::set<std::string> given;
  add_values(natives, normalisers_for(natives, shelf, catalog, record), session.plugin->id(), job, record, given);
  return record;
}

}  // namespace filmgate
