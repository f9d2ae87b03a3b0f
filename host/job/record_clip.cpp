// SPDX-License-Identifier: Apache-2.0
//
// One record a clip: vendor values verbatim, normalised by whichever plugins know their keys, and what the host itself
// can tell. A value that a plugin gave is never overwritten by one that the host derived.
#include "clip_session.hpp"
#include "parameter_facts.hpp"

#include <algorithm>
#include <set>

namespace filmgate {
namespace {

constexpr int64_t frames_at_once = 256;

FieldStatus status_of(FieldOrigin origin) {
  switch (origin) {
    case FieldOrigin::present: return FieldStatus::present;
    case FieldOrigin::derived: return FieldStatus::derived;
    case FieldOrigin::unreadable: return FieldStatus::unreadable;
    case FieldOrigin::absent: return FieldStatus::absent;
  }
  return FieldStatus::absent;
}

struct Normaliser { LoadedPlugin* plugin; std::string metadata; };

// Every metadata interface whose manifest claims a prefix of one of the keys.
std::vector<Normaliser> normalisers_for(const std::vector<NativeEntry>& natives, PluginShelf& shelf, const Catalog& catalog,
                                        ClipRecord& record) {
  std::vector<Normaliser> out;
  for (const auto& bundle : catalog.bundles)
    for (const auto& metadata : bundle.metadata) {
      const bool claims = std::any_of(metadata.normalises.begin(), metadata.normalises.end(), [&](const std::string& prefix) {
        return std::any_of(natives.begin(), natives.end(), [&](const NativeEntry& n) { return n.key.starts_with(prefix); });
      });
      if (!claims) continue;
      if (auto plugin = shelf.load(bundle)) out.push_back({*plugin, metadata.id});
      else record.add_failure(shelf.conflict(bundle).empty() ? "plugin-refused" : licence_conflict, plugin.error());
    }
  return out;
}

void add_values(const std::vector<NativeEntry>& natives, const std::vector<Normaliser>& normalisers, const std::string& source,
                const JobHandle& job, ClipRecord& record, std::set<std::string>* given) {
  for (const auto& native : natives) record.add_native(native.frame, native.key, native.unit, native.value, source);
  for (const auto& normaliser : normalisers) {
    std::vector<FieldEntry> fields;
    const auto status = normalise(*normaliser.plugin, normaliser.metadata, natives, job, fields);
    if (!status) record.add_failure("normalise-failed", status.error());
    for (const auto& field : fields) {
      if (given && (field.origin == FieldOrigin::present || field.origin == FieldOrigin::derived)) given->insert(field.field);
      record.add_field(field.frame, field.field, field.value, status_of(field.origin), normaliser.plugin->id(), field.key);
    }
  }
}

// A normaliser sees one frame at a time. Entries of a frame lie together.
template <class Each> // (frame, its entries)
void by_frames(const std::vector<NativeEntry>& entries, Each each) {
  for (size_t at = 0; at < entries.size();) {
    size_t end = at;
    while (end < entries.size() && entries[end].frame == entries[at].frame) ++end;
    each(entries[at].frame, std::vector<NativeEntry>(entries.begin() + static_cast<ptrdiff_t>(at), entries.begin() + static_cast<ptrdiff_t>(end)));
    at = end;
  }
}

// After the reader's own values, so that these win where they differ; the others stand beside them.
void add_attached(const Attachment& attached, bool with_frames, int64_t frame_count, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job,
                  ClipRecord& record, std::set<std::string>& given) {
  record.add_file(*attached.file, "sidecar", true);
  auto entries = attached.values->entries;
  std::stable_sort(entries.begin(), entries.end(), [](const NativeEntry& a, const NativeEntry& b) { return a.frame < b.frame; });
  const auto normalisers = normalisers_for(entries, shelf, catalog, record);
  by_frames(entries, [&](int64_t frame, const std::vector<NativeEntry>& one) {
    if (frame < 0) add_values(one, normalisers, *attached.plugin, job, record, &given);
    else if (with_frames && frame < frame_count) add_values(one, normalisers, *attached.plugin, job, record, nullptr);
  });
}

void add_derived(const ClipFacts& facts, const std::string& name, const std::set<std::string>& given, ClipRecord& record) {
  const auto put = [&](const char* field, TypedValue value, bool known = true) {
    if (known && !given.contains(field)) record.add_field(-1, field, value, FieldStatus::derived, "filmgate", "");
  };
  put("clipName", {"text", Json(name)});
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

// What a clip is known by, also where only the reader's facts say it.
Json fields_with_derived(const ClipRecord& record, const ClipFacts& facts) {
  auto out = record.fields();
  if (facts.start.known() && !out.find("timeCode")) out.set("timeCode", Json::object({{"value", facts.start.text()}}));
  return out;
}

void add_frames(ClipSession& session, const std::vector<Normaliser>& normalisers, const JobHandle& job, ClipRecord& record) {
  const int64_t count = session.clip->facts().frame_count;
  for (int64_t first = 0; first < count && !job.cancelled; first += frames_at_once) {
    std::vector<NativeEntry> natives;
    const auto status = session.clip->metadata(first, std::min(frames_at_once, count - first), natives);
    if (!status) record.add_failure("unreadable-metadata", status.error());
    by_frames(natives, [&](int64_t, const std::vector<NativeEntry>& one) { add_values(one, normalisers, session.plugin->id(), job, record, nullptr); });
    if (!status) return;
  }
}

}  // namespace

ClipRecord record_of(ClipSession& session, const FoundClip& found, const RecordWish& wish, PluginShelf& shelf,
                     const Catalog& catalog, const JobHandle& job) {
  ClipRecord record;
  record.set_name(found.name);
  record.set_reader(session.plugin->id(), session.plugin->bundle().version);
  if (found.roll) record.set_roll(*found.roll);
  for (const auto& problem : found.problems) record.add_problem(problem);

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

  std::vector<NativeEntry> natives;
  const auto status = session.clip->metadata(-1, 0, natives);
  if (!status) record.add_failure("unreadable-metadata", status.error());
  const auto normalisers = normalisers_for(natives, shelf, catalog, record);
  std::set<std::string> given;
  add_values(natives, normalisers, session.plugin->id(), job, record, &given);
  if (wish.attachments)
    for (const auto& attached : wish.attachments->of(found, fields_with_derived(record, facts)))
      add_attached(attached, wish.frames, facts.frame_count, shelf, catalog, job, record, given);
  add_derived(facts, found.name, given, record);
  if (found.roll && !found.roll->reel.empty() && !given.contains("reelName"))
    record.add_field(-1, "reelName", {"text", Json(Path(found.roll->reel).display())}, FieldStatus::derived, found.roll->bundle, "");
  if (wish.parameters) {
    if (auto parameters = session.clip->parameters()) record.set_parameters(json_of(*parameters));
    else record.add_failure("parameters-unknown", parameters.error());
  }
  if (wish.frames) add_frames(session, normalisers, job, record);
  return record;
}

ClipRecord record_of_frame(ClipSession& session, int64_t frame, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job) {
  std::vector<NativeEntry> natives;
  const auto status = session.clip->metadata(frame, 1, natives);
  for (auto& native : natives) native.frame = -1;
  ClipRecord record;
  if (!status) record.add_failure("unreadable-metadata", status.error());
  const auto normalisers = normalisers_for(natives, shelf, catalog, record);
  add_values(natives, normalisers, session.plugin->id(), job, record, nullptr);
  return record;
}

}  // namespace filmgate
