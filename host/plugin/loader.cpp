// SPDX-License-Identifier: Apache-2.0
//
// Boost.DLL is used here and nowhere else, through its throwing overload: the other one loses dlerror's reason.
#include "plugin/loader.hpp"

#include "raw.hpp"

#include <vector>

#include <boost/dll/shared_library.hpp>

namespace filmgate {
namespace {

constexpr size_t longest_version = 256;

std::vector<boost::dll::shared_library>& kept_for_ever() {
  static auto* libraries = new std::vector<boost::dll::shared_library>; // never closed: plugins are not unloaded
  return *libraries;
}

// Boost 1.74 appends a meaningless system_error text to dlerror's.
std::string reason_of(const std::exception& error) {
  std::string text = error.what();
  for (const std::string_view tail : {": Bad file descriptor", ": Success"})
    if (const auto at = text.rfind(tail); at != text.npos) text.erase(at, tail.size());
  constexpr std::string_view front = "boost::dll::shared_library::load() failed: ";
  if (text.rfind(front, 0) == 0) text.erase(0, front.size());
  return text;
}

Result<const fg_entry*> entry_of(const Path& file) {
  try {
    using namespace boost::dll;
    shared_library library(file.bytes(), load_mode::rtld_now | load_mode::rtld_local);
    if (!library.has(FG_ENTRY_SYMBOL))
      return failure(Trouble::unavailable, "{}: exports no {}; it is not a plugin of ABI major 1", file.display(), FG_ENTRY_SYMBOL);
    const auto* entry = &library.get<const fg_entry>(FG_ENTRY_SYMBOL);
    kept_for_ever().push_back(std::move(library));
    return entry;
  } catch (const std::bad_alloc&) {
    return failure(Trouble::try_again, "{}: not enough memory to load it", file.display());
  } catch (const std::exception& error) {
    return failure(Trouble::unavailable, "{}: cannot be loaded: {}", file.display(), reason_of(error));
  }
}

Status agrees(const Bundle& bundle, const fg_entry& entry) {
  const auto file = bundle.library.display();
  if (!FG_HAS(&entry, get) || !entry.id || !entry.version || !entry.create || !entry.destroy || !entry.get)
    return failure(Trouble::unavailable, "{}: its entry is incomplete", file);
  if (entry.abi_major != FG_ABI_MAJOR || entry.abi_minor > FG_ABI_MINOR)
    return failure(Trouble::unavailable, "{}: built for ABI {}.{}, this host offers {}.{}; install a matching release",
                   file, entry.abi_major, entry.abi_minor, FG_ABI_MAJOR, FG_ABI_MINOR);
  if (bundle.id != entry.id || bundle.version != entry.version)
    return failure(Trouble::unavailable, "{}: the library says {} {}, its manifest says {} {}; reinstall the bundle", file,
                   entry.id, entry.version, bundle.id, bundle.version);
  return {};
}

}  // namespace

LoadedPlugin::LoadedPlugin(Bundle bundle, std::unique_ptr<Raw> raw) : bundle_(std::move(bundle)), raw_(std::move(raw)) {}
LoadedPlugin::~LoadedPlugin() {
  if (raw_->handle) watched(raw_->misdeeds, raw_->entry->destroy, raw_->handle);
}

std::string LoadedPlugin::sdk_built() const { return raw_->entry->sdk_built ? raw_->entry->sdk_built : ""; }
std::string LoadedPlugin::vendor_sdk() const {
  const auto* entry = raw_->entry;
  const char* said = FG_HAS(entry, vendor_sdk) && entry->vendor_sdk ? watched(raw_->misdeeds, entry->vendor_sdk, raw_->handle) : nullptr;
  return bounded_text(said, longest_version);
}

std::string PluginShelf::conflict(const Bundle& bundle) const {
  const LicenceTerms terms(bundle.licence);
  if (terms_.beside(terms).allowed()) return "";
  for (const auto& [who, theirs] : by_plugin_)
    if (!theirs.beside(terms).allowed()) return who;
  return by_plugin_.empty() ? bundle.id : by_plugin_.back().first; // only all of them together, or the bundle with itself
}

Result<LoadedPlugin*> PluginShelf::load(const Bundle& bundle) {
  auto& place = loaded_[bundle.library.bytes()];
  if (place) return place.get();
  if (closed_) return failure(Trouble::unavailable, "{}: is asked for too late; all plugins of a plate are loaded before its first frame", bundle.id);
  if (const auto other = conflict(bundle); !other.empty())
    return failure(Trouble::unavailable, "{} (licence {}) may not be loaded beside {}: GPL and proprietary code may not share a process; take another plugin for one of them",
                   bundle.id, bundle.licence, other);
  const LicenceTerms terms(bundle.licence);
  terms_ = terms_.beside(terms);
  by_plugin_.emplace_back(fmt::format("{} (licence {})", bundle.id, bundle.licence), terms);
  auto raw = std::make_unique<LoadedPlugin::Raw>();
  remember_process_state();
  const FloatMode mode; // constructors run
  FILMGATE_TRY(entry, entry_of(bundle.library));
  if (mode.put_back()) raw->misdeeds.note_changed("the floating-point mode");
  end_if_descriptors_were_closed();
  raw->misdeeds.note_process();
  FILMGATE_CHECK(agrees(bundle, *entry));
  fill_host(raw->host, bundle, bridge_);
  raw->entry = entry;
  auto error = fresh_error();
  FILMGATE_CHECK(outcome(bundle.id, watched_closely(raw->misdeeds, entry->create, &raw->host, bundle.folder.c_str(), &raw->handle, &error), error));
  place = std::make_unique<LoadedPlugin>(bundle, std::move(raw));
  return place.get();
}

}  // namespace filmgate
