// SPDX-License-Identifier: Apache-2.0
//
// Sinks that copy what a plugin puts into them, and normalise() through the raw table.
#pragma once
#include "plugins/stranger.hpp"

#include <filmgate/metadata.h>

namespace stranger {

struct Entry {    // one vendor value
  int64_t frame;  // -1: the clip's
  std::string key;
  uint32_t type;
  std::string text, unit;
};
struct Field {  // one normalised value; text is empty unless present or derived
  std::string text;
  int32_t status;
  std::string source;
};
struct ParamFact {
  std::string key, label, unit, dflt, min, max;
  uint32_t type, flags;
  std::vector<std::string> choices;
};
struct FileFact {
  int32_t kind;
  std::string uri;
  bool present;
};

inline int32_t keep_entry(void* ctx, int64_t frame, const char* key, const char* unit, const fg_value* v) noexcept {
  static_cast<std::vector<Entry>*>(ctx)->push_back({frame, key, v->type, render(*v), unit ? unit : ""});
  return 0;
}
inline fg_record_sink record_sink(std::vector<Entry>& out) {
  return {sizeof(fg_record_sink), &out,
          [](void*, const char*, const char*, const fg_timecode*) noexcept -> int32_t { return 0; }, &keep_entry,
          [](void*) noexcept -> int32_t { return 0; }};
}
inline fg_param_sink param_sink(std::vector<ParamFact>& out) {
  return {sizeof(fg_param_sink), &out, [](void* ctx, const fg_param* p) noexcept -> int32_t {
            auto text = [](const fg_value* v) { return v ? render(*v) : std::string(); };
            ParamFact fact{p->key,
                           p->label ? p->label : "",
                           p->unit ? p->unit : "",
                           text(p->dflt),
                           text(p->min),
                           text(p->max),
                           p->dflt->type,
                           p->flags,
                           {}};
            for (uint32_t i = 0; i < p->choice_count; ++i) fact.choices.push_back(p->choices[i].name);
            static_cast<std::vector<ParamFact>*>(ctx)->push_back(fact);
            return 0;
          }};
}

// Vendor values with their types, kept beyond the call that lent them.
class Kept {
 public:
  fg_record_sink sink() {
    return {sizeof(fg_record_sink), this,
            [](void*, const char*, const char*, const fg_timecode*) noexcept -> int32_t { return 0; },
            [](void* ctx, int64_t, const char* key, const char*, const fg_value* v) noexcept -> int32_t {
              static_cast<Kept*>(ctx)->put(key, *v);
              return 0;
            },
            [](void*) noexcept -> int32_t { return 0; }};
  }
  void put(const char* key, fg_value value) {
    const uint64_t size = value.type == FG_V_TEXT             ? std::strlen(value.as.text) + 1
                          : value.type == FG_V_BYTES          ? value.count
                          : value.type == FG_V_RATIONAL_ARRAY ? uint64_t{16} * value.count
                          : value.type == FG_V_I64_ARRAY || value.type == FG_V_F64_ARRAY ? uint64_t{8} * value.count
                          : value.type == FG_V_TIMECODE                                  ? sizeof(fg_timecode)
                                                                                         : 0;
    if (size > 0) {
      auto& store = stores_.emplace_back((size + 7) / 8);
      std::memcpy(store.data(), value.as.bytes, size);  // every pointer of the union is the same pointer
      value.as.bytes = store.data();
    }
    kvs_.push_back({keys_.emplace_back(key).c_str(), value});
  }
  const fg_kv* data() const { return kvs_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(kvs_.size()); }

 private:
  std::deque<std::string> keys_;
  std::deque<std::vector<uint64_t>> stores_;
  std::vector<fg_kv> kvs_;
};

// The fields that these vendor values mean. Repeated fields: the last; count them with `all` when it matters.
inline std::map<std::string, Field> normalise(const Plugin& plugin, const fg_kv* kvs, uint32_t count,
                                              int64_t frame = -1,
                                              std::vector<std::pair<std::string, Field>>* all = nullptr) {
  std::vector<std::pair<std::string, Field>> out;
  const fg_field_sink sink{sizeof(fg_field_sink), &out,
                           [](void* ctx, int64_t, const char* field, const fg_value* v, const char* source,
                              int32_t status) noexcept -> int32_t {
                             static_cast<std::vector<std::pair<std::string, Field>>*>(ctx)->push_back(
                                 {field, {v ? render(*v) : "", status, source ? source : ""}});
                             return 0;
                           }};
  auto error = no_error();
  check(plugin.table<fg_metadata_v1>(FG_METADATA).normalise(plugin.raw(), frame, kvs, count, &sink, nullptr, &error),
        error);
  if (all) *all = out;
  return {out.begin(), out.end()};
}

}  // namespace stranger
