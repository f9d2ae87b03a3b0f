// SPDX-License-Identifier: Apache-2.0
//
// Vendor keys to normalised fields, by the metadata interface of a plugin.
#pragma once
#include "plugin/reader.hpp"

namespace filmgate {

enum class FieldOrigin { present, absent, unreadable, derived };
struct FieldEntry {
  int64_t frame; // -1: the clip
  std::string field;
  TypedValue value; // type "" when absent or unreadable
  std::string key;  // the vendor key it came from
  FieldOrigin origin;
};

// Entries are those of one frame, or of the clip.
[[nodiscard]] Status normalise(LoadedPlugin& plugin, const std::string& metadata, const std::vector<NativeEntry>& entries,
                               const JobHandle& job, std::vector<FieldEntry>& out);

// What a sidecar or an export tells of one clip.
struct ExportedClip {
  std::string clip, reel; // "" when it does not say
  Timecode start;         // of the clip
  std::vector<NativeEntry> entries;
};

// How sure the plugin is that it reads this file, 0 .. 100.
[[nodiscard]] int probe_export(LoadedPlugin& plugin, const std::string& metadata, const Path& file, const JobHandle& job);
struct ExportFiles {
  Path file;
  std::vector<Path> beside; // that the plugin asked for in its manifest
};
// What came before an error is kept in `out`.
[[nodiscard]] Status extract(LoadedPlugin& plugin, const std::string& metadata, const ExportFiles& files, const JobHandle& job, std::vector<ExportedClip>& out);

}  // namespace filmgate
