// SPDX-License-Identifier: Apache-2.0
//
// The fuzz target of a normaliser that is compiled into the program: values of any type under the keys that the reader
// gives, and under others. The keys are learnt from a clip that the target brings along.
#pragma once
#include "fuzz/clip_visit.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

FG_EXTERN_C const fg_entry filmgate_entry_v1;

namespace fuzz {

class PluginInMemory {
 public:
  explicit PluginInMemory(MemoryHost& host) {
    auto error = no_error();
    promise(filmgate_entry_v1.create(&host, "/bundle", &plugin_, &error) == FG_OK, "create failed");
  }
  ~PluginInMemory() { filmgate_entry_v1.destroy(plugin_); }
  PluginInMemory(const PluginInMemory&) = delete;
  [[nodiscard]] fg_plugin* raw() const { return plugin_; }
  template <class Table>
  [[nodiscard]] const Table& table(const char* id) const { return *static_cast<const Table*>(filmgate_entry_v1.get(id, 0)); }

 private:
  fg_plugin* plugin_ = nullptr;
};

// The keys of the clip's values and of its first frame's.
inline std::vector<std::string> keys_of(const std::string& extension, const std::vector<uint8_t>& clip) {
  MemoryHost host;
  host.files.push_back({"/clip/a." + extension, clip});
  const PluginInMemory plugin(host);
  const auto& reader = plugin.table<fg_reader_v1>(FG_READER);
  const char* const names[] = {host.files[0].uri.c_str(), nullptr};
  fg_open open{};
  open.struct_size = sizeof open, open.file_count = 1, open.files = names, open.sidecars = names + 1;
  fg_reader* opened = nullptr;
  auto error = no_error();
  promise(reader.open(plugin.raw(), &open, &opened, &error) == FG_OK, std::string("the clip for the keys: ") + error.message);
  std::vector<std::string> keys;
  for (const int64_t first : {int64_t{-1}, int64_t{0}}) {
    Collected got;
    got.first = first, got.end = first + 1;
    const auto sink = got.records();
    promise(reader.metadata(opened, first, 1, &sink, nullptr, &error) == FG_OK, std::string("the values for the keys: ") + error.message);
    for (uint32_t i = 0; i < got.values.size(); ++i) keys.emplace_back(got.values.data()[i].key);
  }
  reader.close(opened);
  promise(!keys.empty(), "no keys");
  return keys;
}

inline void put_value(Kept& out, const std::string& key, FuzzInput& in) {
  fg_value value{static_cast<uint32_t>(in.between(FG_V_I64, FG_V_TIMECODE)), 1, {}};
  const auto bytes = value.type == FG_V_I64 || value.type == FG_V_F64 || value.type == FG_V_RATIONAL ? std::string() : in.text();
  std::vector<uint64_t> words((bytes.size() + 39) / 8); // room for a timecode, and aligned
  std::memcpy(words.data(), bytes.data(), bytes.size());
  value.as.bytes = words.data();
  const auto rational = [&] { return fg_rational{in.number<int64_t>(), in.number<int64_t>() & INT64_MAX}; };
  switch (value.type) {
    case FG_V_I64: value.as.i64 = in.number<int64_t>(); break;
    case FG_V_F64: value.as.f64 = in.number<double>(); break;
    case FG_V_RATIONAL: value.as.q = rational(); break;
    case FG_V_BYTES: value.count = static_cast<uint32_t>(bytes.size()); break;
    case FG_V_I64_ARRAY:
    case FG_V_F64_ARRAY: value.count = static_cast<uint32_t>(bytes.size() / 8); break;
    case FG_V_RATIONAL_ARRAY: value.count = static_cast<uint32_t>(bytes.size() / 16); break;
    default: break;
  }
  fg_timecode timecode{in.number<int64_t>(), {0, 0}, 0, 0};
  if (value.type == FG_V_TIMECODE) timecode.base = rational(), timecode.flags = in.number<uint32_t>(), value.as.tc = &timecode;
  promise(out.put(key.c_str(), value), "the target made a value that may not be");
}

inline int normalise_any(const std::vector<std::string>& keys, const std::string& prefix, const uint8_t* data, size_t size) {
  FuzzInput in(data, size);
  Kept kept;
  while (!in.done() && kept.size() < 64) put_value(kept, in.between(0, 7) > 0 ? in.one_of(keys) : prefix + in.text(), in);
  MemoryHost host;
  const PluginInMemory plugin(host);
  const auto& table = plugin.table<fg_metadata_v1>(FG_METADATA);
  Collected out;
  const auto sink = out.fields();
  auto error = no_error();
  const auto status = table.normalise(plugin.raw(), size % 2 ? 0 : -1, kept.data(), kept.size(), &sink, nullptr, &error);
  promise(status == FG_OK || status == FG_E_CORRUPT || status == FG_E_OUT_OF_RANGE, std::string("normalise: ") + std::to_string(status) + " " + error.message);
  promise(!out.broken, std::string("normalise: ") + (out.broken ? out.broken : ""));
  return 0;
}

}  // namespace fuzz
