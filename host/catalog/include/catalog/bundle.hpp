// SPDX-License-Identifier: Apache-2.0
//
// Bundles: <id>.fgplugin/ with manifest.toml and a library. Everything here is read from manifests; no code is loaded.
#pragma once
#include "base/expression.hpp"
#include "base/path.hpp"
#include "catalog/encoding.hpp"
#include "catalog/magic.hpp"
#include "catalog/roll_layout.hpp"

namespace filmgate {

struct ReaderEntry {
  std::string id;
  std::vector<std::string> formats, extensions, sidecars, capabilities;
  std::vector<Magic> magic;
  bool sequence = false; // numbered files make one clip
  std::optional<Expression> segments; // of a spanned clip's file names: (what all segments share)(number)
  std::optional<Expression> frames;   // of a sequence's, where not every number counts frames: (what all share)(number)
};
struct MetadataEntry {
  std::string id;
  std::vector<std::string> normalises, extensions; // key prefixes; sidecars it reads
  std::vector<Magic> magic;
  std::vector<std::string> beside; // "{stem}.x.toml": it reads a file only beside which one of these lies, and both together
};
struct TransformEntry {
  std::string id, role;
};

// What a bundle's code may reach: the clip's files alone; for SDKs that open by path, the folder they lie in; or the clip's
// files, and one tool that the supervisor runs for it.
enum class Tier { strict, paths, bridge };

struct Bundle {
  Path folder, library;
  std::string id, version, licence, description;
  int abi_major = 0, abi_minor = 0;
  Tier tier = Tier::strict;
  std::string bridge; // the tool's name in the settings; of the tier bridge alone
  std::vector<ReaderEntry> readers;
  std::vector<MetadataEntry> metadata;
  std::vector<TransformEntry> transforms;
  std::vector<Encoding> encodings;
  std::vector<RollLayout> rolls;
};
struct RefusedBundle {
  Path folder;
  std::string why;
};
struct Catalog {
  std::vector<Bundle> bundles;
  std::vector<RefusedBundle> refused;

  [[nodiscard]] const Bundle* find(std::string_view id) const;
  // The first transform with the role, and its bundle.
  [[nodiscard]] std::pair<const Bundle*, const TransformEntry*> transform_for(std::string_view role) const;
};

[[nodiscard]] Result<Bundle> read_bundle(const Path& folder);
// In the order of the path, then by name. The first bundle of an id wins; later ones are refused as shadowed.
[[nodiscard]] Catalog scan_bundles(const std::vector<Path>& search_path);

}  // namespace filmgate
