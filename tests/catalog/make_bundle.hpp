// SPDX-License-Identifier: Apache-2.0
//
// Bundles that hold a manifest and an empty library: discovery loads no code, so that is all it may need.
#pragma once
#include "catalog/bundle.hpp"
#include "folder_of_its_own.hpp"

inline std::string good_manifest(const std::string& id, const std::string& more = "") {
  return "manifest = 1\nid = \"" + id + "\"\nversion = \"1.2.3\"\nabi = [1, 0]\nlicence = \"Apache-2.0\"\nlibrary = \"x.so\"\n" + more;
}

inline filmgate::Path make_bundle(const FolderOfItsOwn& folder, const std::string& name, const std::string& manifest) {
  folder.write(name + "/manifest.toml", manifest);
  folder.write(name + "/x.so", "");
  return filmgate::Path(folder / name);
}
