// SPDX-License-Identifier: Apache-2.0
//
// A bundle's library, loaded as a host loads it, and an instance of the plugin in it.
#pragma once
#include "bundle.hpp"
#include "call.hpp"
#include "host.hpp"

#include <filmgate/entry.h>

namespace check {

// The library's entry; the library stays loaded, as the ABI promises. Throws a Finding.
const fg_entry& load(const Bundle& bundle);

class Plugin {
 public:
  Plugin(const Bundle& bundle, const fg_entry& entry);
  explicit Plugin(const Bundle& bundle) : Plugin(bundle, load(bundle)) {}
  ~Plugin() noexcept(false);
  Plugin(const Plugin&) = delete;
  fg_plugin* raw() const { return plugin_; }
  const fg_entry& entry() const { return entry_; }
  Host& host() const { return host_; }
  // The table with this id; throws a Finding when there is none.
  template <class Table>
  const Table& table(const char* interface_id, const std::string& id) const {
    for (uint32_t i = 0; const void* found = table_at(interface_id, i); ++i)
      if (id == static_cast<const Table*>(found)->id) return *static_cast<const Table*>(found);
    found(entry_.id, ": offers no ", interface_id, " '", id, "', though its manifest lists it");
  }

 private:
  const void* table_at(const char* interface_id, uint32_t index) const;
  const fg_entry& entry_;
  mutable Host host_;
  fg_plugin* plugin_ = nullptr;
};

}  // namespace check
