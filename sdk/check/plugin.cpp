// SPDX-License-Identifier: Apache-2.0
#include "plugin.hpp"

#include <dlfcn.h>

namespace check {
namespace {
constexpr uint32_t most_tables = 1000; // of one interface; a get() that never ends would be followed for ever
}

const fg_entry& load(const Bundle& bundle) {
  page().now("loading " + bundle.library.string() + " (its constructors run)");
  const auto before = float_mode();
  void* library = ::dlopen(bundle.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  note_float_mode("loading the library", before);
  expect(library != nullptr, "cannot be loaded: ", std::string_view(library ? "" : ::dlerror()));
  const auto* entry = static_cast<const fg_entry*>(::dlsym(library, FG_ENTRY_SYMBOL));
  expect(entry != nullptr, bundle.library.string(), ": exports no ", FG_ENTRY_SYMBOL, "; it is not a plugin of ABI major ", FG_ABI_MAJOR);
  return *entry;
}

Plugin::Plugin(const Bundle& bundle, const fg_entry& entry) : entry_(entry) {
  auto error = no_error();
  const auto status = call("create", entry.create, &host_, bundle.folder.c_str(), &plugin_, &error);
  succeed("create", status, error);
  expect(plugin_ != nullptr, "create: FG_OK, and no plugin was given");
}
Plugin::~Plugin() noexcept(false) {
  if (plugin_) call("destroy", entry_.destroy, plugin_);
}

const void* Plugin::table_at(const char* interface_id, uint32_t index) const {
  expect(index < most_tables, "get(", interface_id, "): gives a table for every index; it must give NULL past the end");
  return call(fg::concat("get(", interface_id, ")"), entry_.get, interface_id, index);
}

}  // namespace check
