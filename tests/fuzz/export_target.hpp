// SPDX-License-Identifier: Apache-2.0
//
// The fuzz target of a metadata plugin that is compiled into the program: the input is the sidecar or the export. What it
// tells is normalised, once as it is told and once with values of another type under the same keys.
#pragma once
#include "fuzz/values_target.hpp"

#include <map>

namespace fuzz {

struct Told { // begin, values, end; nothing outside of them
  std::map<int64_t, Collected> frames; // of one clip
  size_t values = 0, clips = 0;
  bool open = false;
  const char* broken = nullptr;

  fg_record_sink sink() {
    return {sizeof(fg_record_sink), this,
            [](void* ctx, const char* clip, const char* reel, const fg_timecode* start) noexcept -> int32_t {
              auto& self = *static_cast<Told*>(ctx);
              if (self.open) self.broken = "a clip within a clip";
              if ((clip && std::strlen(clip) > 1u << 24) || (reel && std::strlen(reel) > 1u << 24)) self.broken = "a name without end";
              if (start && (start->frame < 0 || start->base.num <= 0 || start->base.den <= 0)) self.broken = "a start that may not be";
              self.open = true;
              return ++self.clips > most_values ? 1 : 0;
            },
            [](void* ctx, int64_t frame, const char* key, const char*, const fg_value* v) noexcept -> int32_t {
              auto& self = *static_cast<Told*>(ctx);
              if (!self.open || frame < -1) self.broken = "a value outside of a clip";
              if (self.frames.size() < 8 || self.frames.contains(frame))
                if (!v || !self.frames[frame].values.put(key, *v)) self.broken = "a value that may not be";
              return ++self.values > most_values ? 1 : 0;
            },
            [](void* ctx) noexcept -> int32_t {
              auto& self = *static_cast<Told*>(ctx);
              if (!self.open) self.broken = "an end without a begin";
              self.open = false;
              return 0;
            }};
  }
};

inline void normalise_told(const PluginInMemory& plugin, int64_t frame, const Kept& values) {
  Collected out;
  const auto sink = out.fields();
  auto error = no_error();
  const auto status = plugin.table<fg_metadata_v1>(FG_METADATA).normalise(plugin.raw(), frame, values.data(), values.size(), &sink, nullptr, &error);
  promise(status == FG_OK, std::string("normalise: ") + std::to_string(status) + " " + error.message);
  promise(!out.broken, std::string("normalise: ") + (out.broken ? out.broken : ""));
}

struct FileBeside { std::string name = {}; const uint8_t* data = nullptr; size_t size = 0; };

inline int export_of(const std::string& name, const uint8_t* data, size_t size, const FileBeside& beside = {}) {
  MemoryHost host;
  host.files.push_back({"/clip/" + name, {data, size}});
  if (!beside.name.empty()) host.files.push_back({"/clip/" + beside.name, {beside.data, beside.size}});
  const PluginInMemory plugin(host);
  const auto& table = plugin.table<fg_metadata_v1>(FG_METADATA);
  const char* const uri = host.files[0].uri.c_str();
  const fg_probe ask{sizeof ask, uri, data, static_cast<uint32_t>(std::min<size_t>(size, 4096)), size, nullptr, nullptr};
  const int32_t score = table.probe(plugin.raw(), &ask);
  promise(score >= 0 && score <= 100, "probe: a score outside 0 .. 100");
  const char* const sidecar = host.files.back().uri.c_str();
  fg_open open{};
  open.struct_size = sizeof open, open.file_count = 1, open.files = &uri, open.sidecars = &sidecar;
  open.sidecar_count = beside.name.empty() ? 0 : 1;
  Told told;
  const auto sink = told.sink();
  auto error = no_error();
  const auto status = table.extract(plugin.raw(), &open, &sink, &error);
  const bool known = status == FG_OK || status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED || status == FG_E_NOT_THIS_FORMAT || status == FG_E_STOPPED;
  promise(known, std::string("extract: ") + std::to_string(status) + " " + error.message);
  promise(status == FG_OK || std::strlen(error.message) >= 8, "extract failed without words");
  promise(!told.broken, std::string("extract: ") + (told.broken ? told.broken : ""));
  promise(status != FG_OK || !told.open, "extract: a clip is left open");
  promise(host.open_files == 0 && host.taken == 0 && host.broken.empty(), "extract: files or memory are kept, or the host was told nonsense");
  for (const auto& [frame, collected] : told.frames) {
    normalise_told(plugin, frame, collected.values);
    Kept numbers;
    for (uint32_t i = 0; i < collected.values.size(); ++i) {
      fg_value number{FG_V_I64, 1, {}};
      number.as.i64 = i;
      promise(numbers.put(collected.values.data()[i].key, i % 2 ? number : collected.values.data()[i].value), "the target made a value that may not be");
    }
    normalise_told(plugin, frame, numbers);
  }
  return 0;
}

}  // namespace fuzz
