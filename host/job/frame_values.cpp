// SPDX-License-Identifier: Apache-2.0
#include "frame_values.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int64_t frames_at_once = 256;
constexpr int64_t most_unasked = 10'000; // frames of an export; each costs a call of a plugin

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

struct FrameOutput {
  const RecordWish& wish;
  const JobHandle& job;
  ClipRecord& record;

  void put(int64_t frame, const std::vector<NativeEntry>& entries, const std::vector<Normaliser>& normalisers, const std::string& source) const {
    if (wish.frames)
      for (const auto& native : entries) record.add_native(frame, native.key, native.unit, native.value, source);
    for (const auto& [field, plugin] : meaning_of(entries, normalisers, job, record)) {
      const auto status = status_of(field.origin);
      if (wish.frames) record.add_field(frame, field.field, field.value, status, plugin, field.key);
      if (status == FieldStatus::present || status == FieldStatus::derived) record.add_to_range(frame, field.field, field.value, plugin, field.key);
    }
  }
};

void add_read(ClipSession& session, const std::vector<Normaliser>& of_clip, PluginShelf& shelf, const Catalog& catalog, const FrameOutput& out) {
  const int64_t count = session.clip->facts().frame_count;
  auto normalisers = of_clip;
  for (int64_t first = 0; first < count && !out.job.cancelled; first += frames_at_once) {
    std::vector<NativeEntry> natives;
    const auto status = session.clip->metadata(first, std::min(frames_at_once, count - first), natives);
    if (!status) out.record.add_failure("unreadable-metadata", status.error());
    if (normalisers.empty()) normalisers = normalisers_for(natives, shelf, catalog, out.record); // the clip itself may say nothing
    by_frames(natives, [&](int64_t frame, const auto& one) { out.put(frame, one, normalisers, session.plugin->id()); });
    if (!status) return;
  }
}

void add_exported(const Attachment& attached, int64_t frame_count, PluginShelf& shelf, const Catalog& catalog, const FrameOutput& out) {
  std::vector<NativeEntry> entries;
  std::copy_if(attached.values->entries.begin(), attached.values->entries.end(), std::back_inserter(entries),
               [&](const NativeEntry& one) { return one.frame >= 0 && (frame_count < 0 || one.frame < frame_count); });
  if (entries.empty()) return;
  std::stable_sort(entries.begin(), entries.end(), [](const NativeEntry& a, const NativeEntry& b) { return a.frame < b.frame; });
  if (!out.wish.frames && out.wish.ranges != Ranges::all && entries.back().frame >= most_unasked) return;
  const auto normalisers = normalisers_for(entries, shelf, catalog, out.record);
  by_frames(entries, [&](int64_t frame, const auto& one) { out.put(frame, one, normalisers, *attached.plugin); });
}

}  // namespace

FieldStatus status_of(FieldOrigin origin) {
  switch (origin) {
    case FieldOrigin::present: return FieldStatus::present;
    case FieldOrigin::derived: return FieldStatus::derived;
    case FieldOrigin::unreadable: return FieldStatus::unreadable;
    case FieldOrigin::absent: return FieldStatus::absent;
  }
  return FieldStatus::absent;
}

std::vector<Normaliser> normalisers_for(const std::vector<NativeEntry>& natives, PluginShelf& shelf, const Catalog& catalog, ClipRecord& record) {
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

std::vector<SaidField> meaning_of(const std::vector<NativeEntry>& entries, const std::vector<Normaliser>& normalisers, const JobHandle& job, ClipRecord& record) {
  std::vector<SaidField> out;
  for (const auto& normaliser : normalisers) {
    std::vector<FieldEntry> fields;
    const auto status = normalise(*normaliser.plugin, normaliser.metadata, entries, job, fields);
    if (!status) record.add_failure("normalise-failed", status.error());
    for (auto& field : fields) out.push_back({std::move(field), normaliser.plugin->id()});
  }
  return out;
}

void add_frames(const FrameSources& sources, const RecordWish& wish, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job, ClipRecord& record) {
  if (!wish.frames && wish.ranges == Ranges::none) return;
  const auto& facts = sources.session.clip->facts();
  const FrameOutput out{wish, job, record};
  if (wish.frames || wish.ranges == Ranges::all) add_read(sources.session, sources.normalisers, shelf, catalog, out);
  for (const auto& attached : sources.attached) add_exported(attached, facts.frame_count, shelf, catalog, out);
}

}  // namespace filmgate
