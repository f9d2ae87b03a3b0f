// SPDX-License-Identifier: Apache-2.0
//
// Vendor values lent to a plugin's normaliser.
#include "plugin/metadata.hpp"

#include "probe.hpp"

namespace filmgate {
namespace {

Result<const fg_metadata_v1*> table_of(LoadedPlugin& plugin, const std::string& metadata) {
  const auto* table = plugin.raw().find<fg_metadata_v1>(FG_METADATA, metadata);
  if (!table) return failure(Trouble::unavailable, "{}: offers no metadata '{}', though its manifest lists it", plugin.id(), metadata);
  return table;
}

}  // namespace

int probe_export(LoadedPlugin& plugin, const std::string& metadata, const Path& file, const JobHandle& handle) {
  const auto table = table_of(plugin, metadata);
  return table ? probed(plugin, (*table)->probe, file, handle) : 0;
}

Status extract(LoadedPlugin& plugin, const std::string& metadata, const ExportFiles& files, const JobHandle& handle, std::vector<ExportedClip>& out) {
  FILMGATE_TRY(table, table_of(plugin, metadata));
  const char* const name = files.file.c_str();
  std::vector<const char*> beside;
  for (const auto& one : files.beside) beside.push_back(one.c_str());
  const fg_job job{&handle};
  fg_open open{};
  open.struct_size = sizeof open;
  open.file_count = 1, open.files = &name;
  open.sidecar_count = static_cast<uint32_t>(beside.size()), open.sidecars = beside.data();
  open.job = &job;
  ClipCollector collector{out};
  const auto sink = collect_clips(collector);
  auto error = fresh_error();
  const auto status = watched_closely(plugin.raw().misdeeds, table->extract, plugin.raw().handle, &open, &sink, &error);
  plugin.raw().tell(&handle);
  return outcome(plugin.id(), status, error);
}

Status normalise(LoadedPlugin& plugin, const std::string& metadata, const std::vector<NativeEntry>& entries,
                 const JobHandle& handle, std::vector<FieldEntry>& out) {
  FILMGATE_TRY(table, table_of(plugin, metadata));
  KeyValues values({});
  for (const auto& entry : entries) values.add(entry.key, entry.value);
  const auto sink = collect_fields(out);
  const fg_job job{&handle};
  auto error = fresh_error();
  const int64_t frame = entries.empty() ? -1 : entries.front().frame;
  const auto status = watched_closely(plugin.raw().misdeeds, table->normalise, plugin.raw().handle, frame, values.data(), values.size(), &sink, &job, &error);
  plugin.raw().tell(&handle);
  return outcome(plugin.id(), status, error);
}

}  // namespace filmgate
