// SPDX-License-Identifier: Apache-2.0
//
// A metadata plugin's probe() and extract() through the raw table: what a file tells of its clips, and what that means.
//   const auto clips = stranger::extract(plugin, path);   stranger::fields_of(plugin, clips[0])["focus"].text
#pragma once
#include "plugins/stranger_metadata.hpp"

#include <fstream>

namespace stranger {

struct ToldClip {
  std::string name, reel;
  std::string start; // rendered; "" when not told
  std::vector<Entry> entries;
  std::map<int64_t, Kept> frames; // -1: the clip's own
  bool ended = false;

  std::string text(const std::string& key, int64_t frame = -1) const {
    for (const auto& entry : entries)
      if (entry.frame == frame && entry.key == key) return entry.text;
    return "(not told)";
  }
};

inline int32_t probe(const Plugin& plugin, const std::string& path, const std::string& bytes) {
  const auto* head = reinterpret_cast<const uint8_t*>(bytes.data());
  const fg_probe ask{sizeof ask, path.c_str(), head, static_cast<uint32_t>(std::min<size_t>(bytes.size(), 65536)), bytes.size(), nullptr, nullptr};
  return plugin.table<fg_metadata_v1>(FG_METADATA).probe(plugin.raw(), &ask);
}
inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline int32_t probe(const Plugin& plugin, const std::string& path) { return probe(plugin, path, bytes_of(path)); }

// Throws Error; what came before it is in `out`.
inline void extract(const Plugin& plugin, const std::string& path, std::deque<ToldClip>& out, size_t most_values = SIZE_MAX, const std::string& beside = "") {
  struct Told { std::deque<ToldClip>& clips; size_t left; } told{out, most_values};
  const fg_record_sink sink{
      sizeof(fg_record_sink), &told,
      [](void* ctx, const char* clip, const char* reel, const fg_timecode* start) noexcept -> int32_t {
        auto& clips = static_cast<Told*>(ctx)->clips;
        if (!clips.empty() && !clips.back().ended) return 1;
        auto& one = clips.emplace_back();
        one.name = clip ? clip : "", one.reel = reel ? reel : "", one.start = start ? render(*start) : "";
        return 0;
      },
      [](void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* v) noexcept -> int32_t {
        auto& self = *static_cast<Told*>(ctx);
        if (self.left-- == 0 || self.clips.empty() || self.clips.back().ended) return 1;
        auto& clip = self.clips.back();
        clip.entries.push_back({frame, key, v->type, render(*v), unit ? unit : ""});
        clip.frames[frame].put(key, *v);
        return 0;
      },
      [](void* ctx) noexcept -> int32_t {
        auto& clips = static_cast<Told*>(ctx)->clips;
        if (clips.empty() || clips.back().ended) return 1;
        clips.back().ended = true;
        return 0;
      }};
  const char* const name = path.c_str();
  const char* const sidecar = beside.c_str();
  fg_open open{};
  open.struct_size = sizeof open, open.file_count = 1, open.files = &name, open.sidecars = &sidecar;
  open.sidecar_count = beside.empty() ? 0 : 1;
  auto error = no_error();
  check(plugin.table<fg_metadata_v1>(FG_METADATA).extract(plugin.raw(), &open, &sink, &error), error);
}
inline std::deque<ToldClip> extract(const Plugin& plugin, const std::string& path) {
  std::deque<ToldClip> out;
  extract(plugin, path, out);
  return out;
}
inline std::map<std::string, Field> fields_of(const Plugin& plugin, const ToldClip& clip, int64_t frame = -1) {
  const auto at = clip.frames.find(frame);
  return at == clip.frames.end() ? std::map<std::string, Field>() : normalise(plugin, at->second.data(), at->second.size(), frame);
}

}  // namespace stranger
