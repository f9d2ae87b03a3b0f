// SPDX-License-Identifier: Apache-2.0
//
// What the proxies share of the ABI; private to this folder.
#pragma once
#include "plugin/bridge.hpp"
#include "plugin/frame.hpp"
#include "plugin/job_handle.hpp"
#include "plugin/loader.hpp"
#include "plugin/metadata.hpp"
#include "plugin/parameters.hpp"
#include "watched.hpp"

#include <algorithm>
#include <deque>
#include <filmgate/draft/map.h>
#include <filmgate/draft/rows.h>
#include <filmgate/draft/trim.h>
#include <filmgate/metadata.h>
#include <filmgate/transform.h>
#include <mutex>

struct fg_job { // the ABI's opaque job: the handle of the request that makes the call
  const filmgate::JobHandle* handle;
};

namespace filmgate {

struct PluginHost : fg_host { // one a plugin, so that logs and reports know who speaks
  std::string plugin_id, host_name, host_version, cache;
  Tier tier = Tier::strict;
  std::string tool;         // of the tier bridge
  Bridge* bridge = nullptr; // NULL: the plugin gets none
};
void fill_host(PluginHost& host, const Bundle& bundle, Bridge* bridge);

struct LoadedPlugin::Raw {
  PluginHost host;
  const fg_entry* entry = nullptr;
  fg_plugin* handle = nullptr;
  Misdeeds misdeeds;
  void tell(const JobHandle* job) { misdeeds.tell(host.plugin_id, job); }
  // NULL when there is none, or one with a function missing. A table is an id and functions.
  template <class Table>
  const Table* find(const char* interface_id, const std::string& id) {
    constexpr uint32_t most_tables = 1000; // of an interface; get() of a bad plugin need not end
    for (uint32_t i = 0; i < most_tables; ++i) {
      const auto* table = static_cast<const Table*>(watched(misdeeds, entry->get, interface_id, i));
      if (!table) return nullptr;
      if (table->id && id == table->id) return is_complete(table, sizeof(Table)) ? table : nullptr;
    }
    return nullptr;
  }

 private:
  static bool is_complete(const void* table, size_t size) {
    const auto* slots = static_cast<const void* const*>(table);
    return std::all_of(slots, slots + size / sizeof(void*), [](const void* slot) { return slot != nullptr; });
  }
};

fg_error fresh_error();
// Of this thread: for want of memory the host could not keep what a plugin handed it. The next outcome() says so, for
// the plugin may have gone on as if nothing were.
bool& host_lost_something() noexcept;
// OK, or what the plugin said, with its id in front.
Status outcome(const std::string& plugin_id, fg_status status, const fg_error& error);

TypedValue typed(const fg_value& value);

// fg_kv that point into storage of their own; stays put once made.
class KeyValues {
 public:
  explicit KeyValues(const ParameterValues& values);
  KeyValues(const KeyValues&) = delete;
  void add(const std::string& key, const TypedValue& value);
  [[nodiscard]] const fg_kv* data() const { return kvs_.data(); }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(kvs_.size()); }

 private:
  std::vector<fg_kv> kvs_;
  std::deque<std::string> texts_;
  std::deque<std::vector<int64_t>> integers_;
  std::deque<std::vector<double>> reals_;
  std::deque<std::vector<fg_rational>> rationals_;
  std::deque<std::vector<uint8_t>> bytes_;
  std::deque<fg_timecode> timecodes_;
};

// A deep copy of a description; the struct inside points into it.
struct DescCopy {
  fg_image_desc desc{};
  std::string encoding;
  DescCopy() = default;
  explicit DescCopy(const fg_image_desc& other);
  DescCopy(const DescCopy& other) : DescCopy(other.desc) {}
  DescCopy& operator=(const DescCopy&) = delete;
};
// Refuses what makes no sense. decoded false: its samples, which are only told of, may be recorded in any way.
Result<Shape> shape_of(const fg_image_desc& desc, bool decoded = true);
Status check_sensor(const fg_sensor& sensor);      // refuses what is no number
std::string bounded_text(const char* text, size_t longest); // NULL: empty; cut where a text without an end would go on

struct FrameFacts::Raw {
  DescCopy desc;
  fg_sensor sensor{};
  bool has_sensor = false;
  std::vector<uint16_t> linear;
  fg_frame_info info{}; // desc and sensor point into this object
};

fg_image image_of(const fg_image_desc& desc, const Shape& shape, const RowsView& view);
Timecode timecode_of(const fg_timecode& timecode);

// Sinks that collect; contexts live on the caller's stack.
fg_record_sink collect_natives(std::vector<NativeEntry>& out);
struct ClipCollector { // what comes before the first begin() is of a clip without a name
  std::vector<ExportedClip>& clips;
  size_t entries = 0; // of all of them
};
fg_record_sink collect_clips(ClipCollector& out);
fg_file_sink collect_files(std::vector<FileFact>& out);
fg_param_sink collect_parameters(std::vector<ParameterFact>& out);
fg_field_sink collect_fields(std::vector<FieldEntry>& out);

}  // namespace filmgate
