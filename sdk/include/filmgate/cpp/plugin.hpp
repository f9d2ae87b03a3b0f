// SPDX-License-Identifier: Apache-2.0
//
// The entry: FG_PLUGIN(fg::ReaderOf<MyFormat>, fg::MetadataOf<MyKeys>) at namespace scope of one source file is
// all a plugin exports. filmgate_add_plugin() defines FG_PLUGIN_ID and FG_PLUGIN_VERSION from the manifest.
#pragma once
#include <filmgate/entry.h>
#include <filmgate/cpp/host.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace fg {
inline namespace v1 {
namespace detail {

struct PluginState {
  Host host;
  std::string bundle_dir;
};
inline const Host& host_of(fg_plugin* p) { return reinterpret_cast<PluginState*>(p)->host; }
inline const std::string& bundle_of(fg_plugin* p) { return reinterpret_cast<PluginState*>(p)->bundle_dir; }

inline fg_status create(const fg_host* h, const char* bundle_dir, fg_plugin** out, fg_error* e) noexcept {
  return guard(e, [&] {
    auto made = std::make_unique<PluginState>(PluginState{Host(h), bundle_dir});
    *out = reinterpret_cast<fg_plugin*>(made.release());
  });
}
inline void destroy(fg_plugin* p) noexcept { delete reinterpret_cast<PluginState*>(p); }

template <class Part>
const void* pick(std::string_view interface_id, uint32_t& index) noexcept {
  if (interface_id != Part::interface_id) return nullptr;
  return index-- == 0 ? Part::table() : nullptr;
}

}  // namespace detail

template <class... Parts>
const void* get_part(const char* interface_id, uint32_t index) noexcept {
  const void* found = nullptr;
  uint32_t left = index;
  (void)((found = detail::pick<Parts>(interface_id, left)) || ...);
  return found;
}

}  // namespace v1
}  // namespace fg

#define FG_PLUGIN(...)                                                                            \
  FG_EXPORT const fg_entry filmgate_entry_v1 = {                                                  \
      sizeof(fg_entry),  FG_ABI_MAJOR,         FG_TARGET_ABI_MINOR,   FG_PLUGIN_ID,               \
      FG_PLUGIN_VERSION, FG_SDK_VERSION,       &fg::detail::create,   &fg::detail::destroy,       \
      &fg::get_part<__VA_ARGS__>, nullptr};
