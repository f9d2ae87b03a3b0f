// SPDX-License-Identifier: Apache-2.0
//
// The host's sinks: what a plugin hands over is copied at once.
#include "raw.hpp"

namespace filmgate {
namespace {

// Enough for any clip and far below what could hurt the host.
constexpr size_t entry_limit = 4'000'000, clip_limit = 100'000;

int32_t nothing(void*) noexcept { return 0; }
int32_t no_group(void*, const char*, const char*, const fg_timecode*) noexcept { return 0; }

constexpr size_t longest_name = 64u << 10; // of a key, a unit, a path
constexpr uint32_t most_choices = 10000;
std::string text_of(const char* text) { return bounded_text(text, longest_name); }

template <class Body>
int32_t kept(Body&& body) noexcept { // a host that runs out of memory stops the plugin rather than throwing through it
  try {
    return body() ? 0 : 1;
  } catch (...) {
    host_lost_something() = true;
    return 1;
  }
}

int32_t put_native(void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* value) noexcept {
  return kept([&] {
    auto& out = *static_cast<std::vector<NativeEntry>*>(ctx);
    if (!key || !value || out.size() >= entry_limit) return false;
    out.push_back({frame, text_of(key), text_of(unit), typed(*value)});
    return true;
  });
}

int32_t begin_clip(void* ctx, const char* clip, const char* reel, const fg_timecode* start) noexcept {
  return kept([&] {
    auto& out = static_cast<ClipCollector*>(ctx)->clips;
    if (out.size() >= clip_limit) return false;
    out.push_back({text_of(clip), text_of(reel), start ? timecode_of(*start) : Timecode{}, {}});
    return true;
  });
}

int32_t put_of_clip(void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* value) noexcept {
  return kept([&] {
    auto& out = *static_cast<ClipCollector*>(ctx);
    if (!key || !value || ++out.entries > entry_limit) return false;
    if (out.clips.empty()) out.clips.emplace_back();
    out.clips.back().entries.push_back({frame, text_of(key), text_of(unit), typed(*value)});
    return true;
  });
}

const char* file_kind(int32_t kind) {
  switch (kind) {
    case FG_FILE_ESSENCE: return "essence";
    case FG_FILE_SIDECAR: return "sidecar";
    case FG_FILE_LOOK: return "look";
    case FG_FILE_AUDIO: return "audio";
    case FG_FILE_REPORT: return "report";
    default: return "other";
  }
}

int32_t put_file(void* ctx, int32_t kind, const char* uri, int32_t present) noexcept {
  return kept([&] {
    auto& out = *static_cast<std::vector<FileFact>*>(ctx);
    if (!uri || out.size() >= entry_limit) return false;
    out.push_back({file_kind(kind), Path(text_of(uri)), present != 0});
    return true;
  });
}

int32_t put_parameter(void* ctx, const fg_param* p) noexcept {
  return kept([&] {
    if (!p || !FG_HAS(p, dflt) || !p->key || !p->dflt) return false;
    auto& out = *static_cast<std::vector<ParameterFact>*>(ctx);
    if (out.size() >= entry_limit || (FG_HAS(p, choice_count) && p->choice_count > most_choices)) return false;
    ParameterFact fact{text_of(p->key), text_of(p->label), text_of(p->unit), typed(*p->dflt), {}, {}, {}, {}};
    if (FG_HAS(p, min) && p->min) fact.min = typed(*p->min);
    if (FG_HAS(p, max) && p->max) fact.max = typed(*p->max);
    if (FG_HAS(p, step) && p->step) fact.step = typed(*p->step);
    if (FG_HAS(p, choice_count) && p->choices)
      for (uint32_t i = 0; i < p->choice_count; ++i) fact.choices.emplace_back(text_of(p->choices[i].name));
    out.push_back(std::move(fact));
    return true;
  });
}

int32_t put_field(void* ctx, int64_t frame, const char* field, const fg_value* value, const char* key,
                  int32_t status) noexcept {
  return kept([&] {
    auto& out = *static_cast<std::vector<FieldEntry>*>(ctx);
    if (!field || out.size() >= entry_limit) return false;
    const auto origin = status == FG_FIELD_PRESENT      ? FieldOrigin::present
                        : status == FG_FIELD_DERIVED    ? FieldOrigin::derived
                        : status == FG_FIELD_UNREADABLE ? FieldOrigin::unreadable
                                                        : FieldOrigin::absent;
    out.push_back({frame, text_of(field), value ? typed(*value) : TypedValue{}, text_of(key), origin});
    return true;
  });
}

}  // namespace

fg_record_sink collect_natives(std::vector<NativeEntry>& out) {
  return {sizeof(fg_record_sink), &out, &no_group, &put_native, &nothing};
}
fg_record_sink collect_clips(ClipCollector& out) {
  return {sizeof(fg_record_sink), &out, &begin_clip, &put_of_clip, &nothing};
}
fg_file_sink collect_files(std::vector<FileFact>& out) { return {sizeof(fg_file_sink), &out, &put_file}; }
fg_param_sink collect_parameters(std::vector<ParameterFact>& out) {
  return {sizeof(fg_param_sink), &out, &put_parameter};
}
fg_field_sink collect_fields(std::vector<FieldEntry>& out) { return {sizeof(fg_field_sink), &out, &put_field}; }

}  // namespace filmgate
