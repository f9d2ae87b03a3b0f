// SPDX-License-Identifier: Apache-2.0
//
// Loads bundles, checks that the library is what its manifest says, and keeps it for the process's life: plugins are
// never unloaded, a new version is started in a new worker.
#pragma once
#include "base/result.hpp"
#include "catalog/bundle.hpp"
#include "catalog/licence.hpp"
#include "plugin/bridge.hpp"

#include <map>
#include <memory>

namespace filmgate {

class LoadedPlugin {
 public:
  struct Raw; // the entry, its handle and the host it was given; known to this folder only
  LoadedPlugin(Bundle bundle, std::unique_ptr<Raw> raw);
  ~LoadedPlugin();
  [[nodiscard]] const Bundle& bundle() const { return bundle_; }
  [[nodiscard]] const std::string& id() const { return bundle_.id; }
  [[nodiscard]] std::string sdk_built() const;  // the SDK release it was compiled with
  [[nodiscard]] std::string vendor_sdk() const; // name and version of the vendor's SDK inside; "" when there is none
  [[nodiscard]] Raw& raw() const { return *raw_; }

 private:
  Bundle bundle_;
  std::unique_ptr<Raw> raw_;
};

class PluginShelf { // [one thread] load before lanes are made
 public:
  // bridge: for the bundles of that tier whose tool is open; it must outlive the shelf.
  explicit PluginShelf(Bridge* bridge = nullptr) : bridge_(bridge) {}
  // Refuses a bundle whose licence may not share a process with what is loaded already, and names both.
  [[nodiscard]] Result<LoadedPlugin*> load(const Bundle& bundle);
  // The id of the loaded plugin whose licence keeps this bundle out; "" when none does.
  [[nodiscard]] std::string conflict(const Bundle& bundle) const;
  [[nodiscard]] bool indifferent() const { return terms_.indifferent(); } // no licence here keeps any bundle out
  void close() { closed_ = true; } // load() gives what is here and loads nothing more

 private:
  Bridge* bridge_;
  std::map<std::string, std::unique_ptr<LoadedPlugin>> loaded_; // by library path
  LicenceTerms terms_; // of all code that was loaded, refused plugins' too: it stays in the process
  std::vector<std::pair<std::string, LicenceTerms>> by_plugin_;
  bool closed_ = false;
};

}  // namespace filmgate
