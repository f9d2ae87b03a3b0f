// SPDX-License-Identifier: Apache-2.0
//
// A host written from the SDK's C headers alone, as a stranger would write one: it loads a bundle's library by the
// bundle's id. Tests of plugins go through it, so nothing of filmgate's own host can hide a fault.
//   stranger::Plugin plugin("org.filmgate.testpattern");
//   stranger::Clip clip(plugin, {path});   stranger::Lane lane(clip);   lane.rows(0).samples(y)
#pragma once
#include "plugins/stranger_host.hpp"

#include <filmgate/draft/rows.h>
#include <filmgate/metadata.h>
#include <filmgate/transform.h>

#include <dlfcn.h>
#include <cinttypes>
#include <deque>
#include <map>
#include <variant>

namespace stranger {

class Plugin {
 public:
  // bundle: its id, looked for among the built ones, or the path of a .fgplugin folder.
  explicit Plugin(const std::string& bundle) {
    const std::filesystem::path folder = bundle.find('/') == std::string::npos
                                             ? std::filesystem::path(TEST_BUNDLE_DIR) / (bundle + ".fgplugin")
                                             : std::filesystem::path(bundle);
    const auto library = library_of(folder);
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);  // never closed, as the ABI promises
    if (!handle) throw std::runtime_error(::dlerror());
    entry_ = static_cast<const fg_entry*>(::dlsym(handle, FG_ENTRY_SYMBOL));
    if (!entry_) throw std::runtime_error(library.string() + " exports no " FG_ENTRY_SYMBOL);
    host_.c = {sizeof(fg_host), FG_ABI_MAJOR, FG_ABI_MINOR, "stranger", "0", nullptr, &service::find};
    auto error = no_error();
    check(entry_->create(&host_.c, folder.c_str(), &plugin_, &error), error);
  }
  ~Plugin() { entry_->destroy(plugin_); }
  Plugin(const Plugin&) = delete;

  const fg_entry& entry() const { return *entry_; }
  fg_plugin* raw() const { return plugin_; }
  Host& host() { return host_; }
  const std::vector<Report>& reports() const { return host_.reports; }
  // id empty: the first of its interface.
  template <class Table>
  const Table& table(const char* interface_id, std::string_view id = {}) const {
    for (uint32_t i = 0; const void* found = entry_->get(interface_id, i); ++i)
      if (id.empty() || id == static_cast<const Table*>(found)->id) return *static_cast<const Table*>(found);
    throw std::runtime_error(std::string(entry_->id) + " offers no " + interface_id + " " + std::string(id));
  }

 private:
  static std::filesystem::path library_of(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".so") return entry.path();
    throw std::runtime_error(folder.string() + " holds no library");
  }
  Host host_;
  const fg_entry* entry_ = nullptr;
  fg_plugin* plugin_ = nullptr;
};

// "42", "0.5", text, "24000/1001", "0a ff" for bytes, "1 2 3" for arrays, "86400@30000/1001 drop" for timecodes.
inline std::string render(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.9g", number);
  if (std::strtod(text, nullptr) != number) std::snprintf(text, sizeof text, "%.17g", number);
  return text;
}
inline std::string render(fg_rational q) { return std::to_string(q.num) + "/" + std::to_string(q.den); }
inline std::string render(int64_t number) { return std::to_string(number); }
inline std::string render(const fg_timecode& tc) {
  return std::to_string(tc.frame) + "@" + render(tc.base) + (tc.flags & FG_TC_DROP ? " drop" : "");
}
template <class Item>
std::string render(const Item* items, uint32_t count) {
  std::string out;
  for (uint32_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += render(items[i]);
  }
  return out;
}
inline std::string render(const fg_value& v) {
  switch (v.type) {
    case FG_V_I64:
      return render(v.as.i64);
    case FG_V_F64:
      return render(v.as.f64);
    case FG_V_TEXT:
      return v.as.text;
    case FG_V_RATIONAL:
      return render(v.as.q);
    case FG_V_I64_ARRAY:
      return render(v.as.i64s, v.count);
    case FG_V_F64_ARRAY:
      return render(v.as.f64s, v.count);
    case FG_V_RATIONAL_ARRAY:
      return render(v.as.qs, v.count);
    case FG_V_TIMECODE:
      return render(*v.as.tc);
    case FG_V_BYTES: {
      std::string out;
      for (uint32_t i = 0; i < v.count; ++i) {
        char two[4];
        std::snprintf(two, sizeof two, i ? " %02x" : "%02x", static_cast<const uint8_t*>(v.as.bytes)[i]);
        out += two;
      }
      return out;
    }
    default:
      return "?";
  }
}

// Parameters of a request: {{"gain", 2.0}, {"method", "hq"}}.
using Scalar = std::variant<int64_t, double, std::string, fg_rational, std::vector<double>>;
class Settings {
 public:
  Settings() = default;
  Settings(std::initializer_list<std::pair<std::string, Scalar>> given) {
    for (const auto& one : given) put(one.first, one.second);
  }
  void put(const std::string& key, const Scalar& value) {
    const auto& [name, held] = held_.emplace_back(key, value);
    fg_kv kv{name.c_str(), {}};
    kv.value.count = 1;
    if (auto* i = std::get_if<int64_t>(&held))
      kv.value.type = FG_V_I64, kv.value.as.i64 = *i;
    else if (auto* d = std::get_if<double>(&held))
      kv.value.type = FG_V_F64, kv.value.as.f64 = *d;
    else if (auto* t = std::get_if<std::string>(&held))
      kv.value.type = FG_V_TEXT, kv.value.as.text = t->c_str();
    else if (auto* q = std::get_if<fg_rational>(&held)) kv.value.type = FG_V_RATIONAL, kv.value.as.q = *q;
    else kv.value = {FG_V_F64_ARRAY, static_cast<uint32_t>(std::get<4>(held).size()), {.f64s = std::get<4>(held).data()}};
    kvs_.push_back(kv);
  }
  Settings(const Settings& other) {
    for (const auto& [key, value] : other.held_) put(key, value);
  }
  const fg_kv* data() const { return kvs_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(kvs_.size()); }

 private:
  std::deque<std::pair<std::string, Scalar>> held_;  // a deque: what points into it stays true
  std::vector<fg_kv> kvs_;
};

}  // namespace stranger
