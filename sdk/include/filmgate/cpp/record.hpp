// SPDX-License-Identifier: Apache-2.0
//
// The sinks as C++ sees them: vendor values, normalised fields, files and parameters.
#pragma once
#include <filmgate/record.h>
#include <filmgate/cpp/value.hpp>

#include <optional>

namespace fg {
inline namespace v1 {

class Record { // vendor values, verbatim
 public:
  Record(const fg_record_sink* sink, int64_t frame) : sink_(sink), frame_(frame) {}
  void put(const std::string& key, const Value& value, const char* unit = nullptr) const {
    const fg_value lent = lend(value);
    require(sink_->put(sink_->ctx, frame_, key.c_str(), unit, &lent) == 0, FG_E_STOPPED, "the host asked to stop");
  }
  void put(const std::string& key, const char* text) const { put(key, Value(std::string(text))); }
  template <std::integral Integer>
  void put(const std::string& key, Integer value, const char* unit = nullptr) const {
    put(key, Value(static_cast<int64_t>(value)), unit);
  }
  template <std::floating_point Real>
  void put(const std::string& key, Real value, const char* unit = nullptr) const {
    put(key, Value(static_cast<double>(value)), unit);
  }
  // Of an export, for each clip; "" and NULL: it does not say.
  void begin(const std::string& clip, const std::string& reel, const fg_timecode* start = nullptr) const {
    require(sink_->begin(sink_->ctx, clip.c_str(), reel.c_str(), start) == 0, FG_E_STOPPED, "the host asked to stop");
  }
  void end() const { require(sink_->end(sink_->ctx) == 0, FG_E_STOPPED, "the host asked to stop"); }
  Record at(int64_t frame) const { return {sink_, frame}; }
  int64_t frame() const { return frame_; } // -1: the clip

 private:
  const fg_record_sink* sink_;
  int64_t frame_;
};

class Fields { // normalised, in the schema's unit
 public:
  Fields(const fg_field_sink* sink, int64_t frame) : sink_(sink), frame_(frame) {}
  void put(const char* field, const Value& value, const char* source_key, int32_t status = FG_FIELD_PRESENT) const {
    const fg_value lent = lend(value);
    send(field, &lent, source_key, status);
  }
  void absent(const char* field, const char* source_key) const { send(field, nullptr, source_key, FG_FIELD_ABSENT); }
  void unreadable(const char* field, const char* source_key) const { send(field, nullptr, source_key, FG_FIELD_UNREADABLE); }
  int64_t frame() const { return frame_; }

 private:
  void send(const char* field, const fg_value* value, const char* source_key, int32_t status) const {
    require(sink_->put(sink_->ctx, frame_, field, value, source_key, status) == 0, FG_E_STOPPED, "the host asked to stop");
  }
  const fg_field_sink* sink_;
  int64_t frame_;
};

class Files {
 public:
  explicit Files(const fg_file_sink* sink) : sink_(sink) {}
  void put(int32_t kind, const std::string& uri, bool present = true) const {
    require(sink_->put(sink_->ctx, kind, uri.c_str(), present ? 1 : 0) == 0, FG_E_STOPPED, "the host asked to stop");
  }

 private:
  const fg_file_sink* sink_;
};

struct Choice { const char* name; const char* label; };
struct Parameter { // one discoverable parameter; the type of dflt is its type
  const char* key;
  const char* label;
  const char* unit = nullptr;
  Value dflt;
  std::optional<Value> min = {}, max = {}, step = {};
  std::vector<Choice> choices = {};
  uint32_t flags = 0;
};

class Parameters {
 public:
  explicit Parameters(const fg_param_sink* sink) : sink_(sink) {}
  void put(const Parameter& parameter) const {
    fg_value dflt = lend(parameter.dflt), min{}, max{}, step{};
    fg_param out{};
    out.struct_size = sizeof out;
    out.flags = parameter.flags;
    out.key = parameter.key, out.label = parameter.label, out.unit = parameter.unit;
    out.dflt = &dflt;
    if (parameter.min) min = lend(*parameter.min), out.min = &min;
    if (parameter.max) max = lend(*parameter.max), out.max = &max;
    if (parameter.step) step = lend(*parameter.step), out.step = &step;
    std::vector<fg_choice> choices;
    for (const auto& choice : parameter.choices) choices.push_back({choice.name, choice.label});
    out.choices = choices.empty() ? nullptr : choices.data();
    out.choice_count = static_cast<uint32_t>(choices.size());
    require(sink_->put(sink_->ctx, &out) == 0, FG_E_STOPPED, "the host asked to stop");
  }

 private:
  const fg_param_sink* sink_;
};

}  // namespace v1
}  // namespace fg
