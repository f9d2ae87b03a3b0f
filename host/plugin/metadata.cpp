// SPDX-License-Identifier: Apache-2.0
//
// Vendor values lent to a plugin's normaliser.
#include "plugin/metadata.hpp"

#include "raw.hpp"

namespace filmgate {

Status normalise(LoadedPlugin& plugin, const std::string& metadata, const std::vector<NativeEntry>& entries,
                 const JobHandle& handle, std::vector<FieldEntry>& out) {
  const auto* table = plugin.raw().find<fg_metadata_v1>(FG_METADATA, metadata);
  if (!table)
    return failure(Trouble::unavailable, "{}: offers no metadata '{}', though its manifest lists it", plugin.id(), metadata);
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
