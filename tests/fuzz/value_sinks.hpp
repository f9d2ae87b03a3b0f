// SPDX-License-Identifier: Apache-2.0
//
// Sinks that read every byte of what they are given (so that a sanitizer sees a pointer that is wrong), keep a copy of
// it to normalise, and notice values that the ABI does not allow.
#pragma once
#include <filmgate/record.h>

#include <cstring>
#include <deque>
#include <string>
#include <vector>

namespace fuzz {

constexpr size_t most_values = 200'000; // beyond it the sink says stop

// How many bytes a value's pointer leads to; -1: a value that may not be.
inline int64_t bytes_behind(const fg_value& v) {
  switch (v.type) {
    case FG_V_I64:
    case FG_V_F64: return 0;
    case FG_V_RATIONAL: return v.as.q.den >= 0 ? 0 : -1;
    case FG_V_TEXT: return v.as.text ? static_cast<int64_t>(std::strlen(v.as.text)) + 1 : -1;
    case FG_V_BYTES: return v.as.bytes || v.count == 0 ? int64_t{v.count} : -1;
    case FG_V_I64_ARRAY:
    case FG_V_F64_ARRAY: return v.as.bytes || v.count == 0 ? int64_t{v.count} * 8 : -1;
    case FG_V_RATIONAL_ARRAY: return v.as.bytes || v.count == 0 ? int64_t{v.count} * 16 : -1;
    case FG_V_TIMECODE: return v.as.tc && v.as.tc->base.den >= 0 ? static_cast<int64_t>(sizeof(fg_timecode)) : -1;
    default: return -1;
  }
}

class Kept { // keyed values that outlive the call that lent them
 public:
  bool put(const char* key, fg_value value) {
    const int64_t size = bytes_behind(value);
    if (!key || !*key || size < 0) return false;
    if (size > 0) {
      auto& store = stores_.emplace_back((static_cast<size_t>(size) + 7) / 8);
      std::memcpy(store.data(), value.as.bytes, static_cast<size_t>(size)); // every pointer of the union is the same
      value.as.bytes = store.data();
    }
    kvs_.push_back({keys_.emplace_back(key).c_str(), value});
    return true;
  }
  [[nodiscard]] const fg_kv* data() const { return kvs_.data(); }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(kvs_.size()); }

 private:
  std::vector<fg_kv> kvs_;
  std::deque<std::string> keys_;
  std::deque<std::vector<uint64_t>> stores_;
};

struct Collected {
  Kept values;
  size_t count = 0;
  int64_t first = -1, end = 0; // frames that were asked for
  const char* broken = nullptr;

  fg_record_sink records() {
    return {sizeof(fg_record_sink), this, [](void*, const char*, const char*, const fg_timecode*) noexcept -> int32_t { return 0; },
            [](void* ctx, int64_t frame, const char* key, const char*, const fg_value* v) noexcept -> int32_t {
              auto& self = *static_cast<Collected*>(ctx);
              const bool asked = self.first < 0 ? frame == -1 : frame >= self.first && frame < self.end;
              if (!asked) self.broken = "a value of a frame that was not asked for";
              if (!v || !self.values.put(key, *v)) self.broken = "a value that may not be";
              return ++self.count > most_values ? 1 : 0;
            },
            [](void*) noexcept -> int32_t { return 0; }};
  }
  fg_field_sink fields() {
    return {sizeof(fg_field_sink), this, [](void* ctx, int64_t, const char* field, const fg_value* v, const char* key, int32_t status) noexcept -> int32_t {
              auto& self = *static_cast<Collected*>(ctx);
              const bool given = status == FG_FIELD_PRESENT || status == FG_FIELD_DERIVED;
              if (!field || !*field || !key || status < FG_FIELD_PRESENT || status > FG_FIELD_DERIVED || given != (v != nullptr))
                self.broken = "a field that may not be";
              if (v && !self.values.put("field", *v)) self.broken = "a field's value that may not be";
              return ++self.count > most_values ? 1 : 0;
            }};
  }
  fg_file_sink files() {
    return {sizeof(fg_file_sink), this, [](void* ctx, int32_t kind, const char* uri, int32_t) noexcept -> int32_t {
              auto& self = *static_cast<Collected*>(ctx);
              if (kind < FG_FILE_ESSENCE || kind > FG_FILE_REPORT || !uri || !*uri) self.broken = "a file without a name or kind";
              return ++self.count > most_values ? 1 : 0;
            }};
  }
  fg_param_sink parameters() {
    return {sizeof(fg_param_sink), this, [](void* ctx, const fg_param* p) noexcept -> int32_t {
              auto& self = *static_cast<Collected*>(ctx);
              if (!p || !p->key || !p->dflt || !self.values.put(p->key, *p->dflt)) self.broken = "a parameter without key or default";
              return ++self.count > most_values ? 1 : 0;
            }};
  }
};

}  // namespace fuzz
