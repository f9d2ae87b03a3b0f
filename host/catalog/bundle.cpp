// SPDX-License-Identifier: Apache-2.0
//
// Reading manifests strictly: a misspelt key would silently change which files a plugin gets.
#include "catalog/bundle.hpp"

#include "base/file.hpp"
#include "catalog/bridge_tool.hpp"
#include "manifest_tables.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int abi_major = 1, abi_minor = 0;

Result<ReaderEntry> read_reader(const StrictFile& m, const Json& table, const std::string& at) {
  FILMGATE_CHECK(m.known(table, at, {"id", "formats", "extensions", "magic", "sequence", "segments", "sidecars", "capabilities"}));
  ReaderEntry out;
  FILMGATE_TRY(id, m.text(table, at, "id"));
  FILMGATE_TRY(formats, m.texts(table, at, "formats"));
  FILMGATE_TRY(extensions, m.texts(table, at, "extensions"));
  FILMGATE_TRY(sidecars, m.texts(table, at, "sidecars"));
  FILMGATE_TRY(capabilities, m.texts(table, at, "capabilities"));
  FILMGATE_TRY(magic, m.magic(table, at));
  out.id = id, out.formats = formats, out.extensions = extensions, out.sidecars = sidecars;
  out.capabilities = capabilities, out.magic = magic;
  if (const auto* value = table.find("sequence"); value && value->is_text()) {
    FILMGATE_TRY(frames, m.expression(table, at, "sequence", 2, Expression::Letters::any_case));
    out.frames = frames;
  } else if (value && !value->is_bool()) return m.wrong(at + ".sequence", "true, false or an expression of names is wanted");
  FILMGATE_TRY(segments, m.expression(table, at, "segments", 2, Expression::Letters::any_case));
  out.sequence = out.frames || table["sequence"].boolean(), out.segments = segments;
  if (out.extensions.empty() && out.magic.empty()) return m.wrong(at, "needs extensions or magic, or no file would reach it");
  return out;
}

Result<MetadataEntry> read_metadata(const StrictFile& m, const Json& table, const std::string& at) {
  FILMGATE_CHECK(m.known(table, at, {"id", "normalises", "extensions", "magic", "beside"}));
  FILMGATE_TRY(id, m.text(table, at, "id"));
  FILMGATE_TRY(normalises, m.texts(table, at, "normalises"));
  FILMGATE_TRY(extensions, m.texts(table, at, "extensions"));
  FILMGATE_TRY(magic, m.magic(table, at));
  FILMGATE_TRY(beside, m.texts(table, at, "beside"));
  for (const auto& name : beside)
    if (name.find("{stem}") == std::string::npos || name.find('/') != std::string::npos)
      return m.wrong(at + ".beside", "'" + name + "' is no name with {stem}, the name of the file it lies beside");
  return MetadataEntry{id, normalises, extensions, magic, beside};
}

Result<TransformEntry> read_transform(const StrictFile& m, const Json& table, const std::string& at) {
  FILMGATE_CHECK(m.known(table, at, {"id", "role"}));
  FILMGATE_TRY(id, m.text(table, at, "id"));
  return TransformEntry{id, table["role"].text()};
}

Status check_abi(const StrictFile& m, const Json& root, Bundle& bundle) {
  const auto& abi = root["abi"].items();
  if (abi.size() != 2 || !abi[0].is_integer() || !abi[1].is_integer()) return m.wrong("abi", "write abi = [1, 0]");
  const int64_t major = abi[0].integer(), minor = abi[1].integer();
  if (major != abi_major || minor < 0 || minor > abi_minor)
    return m.wrong("abi", fmt::format("built for ABI {}.{}, this host offers {}.{}; install a matching release", major, minor,
                                      abi_major, abi_minor));
  bundle.abi_major = static_cast<int>(major), bundle.abi_minor = static_cast<int>(minor);
  return {};
}

Status read_runtime(const StrictFile& m, const Json& root, Bundle& bundle) {
  const auto* runtime = root.find("runtime");
  if (!runtime) return {};
  if (!runtime->is_object()) return m.wrong("runtime", "write [runtime]");
  FILMGATE_CHECK(m.known(*runtime, "runtime", {"tier", "bridge"}));
  FILMGATE_TRY(tier, m.text(*runtime, "runtime", "tier"));
  if (tier != "strict" && tier != "paths" && tier != "bridge")
    return m.wrong("runtime.tier", "'" + tier + "' is no tier; write \"strict\", \"paths\" or \"bridge\"");
  bundle.tier = tier == "paths" ? Tier::paths : tier == "bridge" ? Tier::bridge : Tier::strict;
  FILMGATE_TRY(bridge, m.optional_text(*runtime, "runtime", "bridge"));
  if (bundle.tier == Tier::bridge && !is_bridge_name(bridge))
    return m.wrong("runtime.bridge", "the tier bridge needs the name of its tool, of a-z, 0-9, _ and -: what [bridge.NAME] of the settings configures");
  if (bundle.tier != Tier::bridge && !bridge.empty()) return m.wrong("runtime.bridge", "only the tier \"bridge\" has one");
  bundle.bridge = bridge;
  return {};
}

}  // namespace

Result<Bundle> read_bundle(const Path& folder) {
  const Path file = folder / "manifest.toml";
  FILMGATE_TRY(toml, read_toml(file));
  const StrictFile m(toml, file.display());
  const auto& root = toml.root;
  FILMGATE_CHECK(m.known(root, "", {"manifest", "id", "version", "abi", "licence", "library", "description", "reader", "metadata", "transform",
                               "runtime", "encoding", "roll"}));
  if (root["manifest"].integer() != 1) return m.wrong("manifest", "manifest = 1 is the only form this host reads");
  Bundle out;
  out.folder = folder;
  FILMGATE_TRY(id, m.text(root, "", "id"));
  FILMGATE_TRY(version, m.text(root, "", "version"));
  FILMGATE_TRY(licence, m.text(root, "", "licence"));
  FILMGATE_TRY(library, m.text(root, "", "library"));
  out.id = id, out.version = version, out.licence = licence, out.description = root["description"].text();
  if (library.find('/') != std::string::npos) return m.wrong("library", "must be a file of the bundle itself");
  out.library = folder / library;
  FILMGATE_CHECK(check_abi(m, root, out));
  FILMGATE_CHECK(read_runtime(m, root, out));
  if (!exists(out.library)) return m.wrong("library", "'" + library + "' is not in the bundle");
  FILMGATE_CHECK(m.each(root, "reader", out.readers, read_reader));
  FILMGATE_CHECK(m.each(root, "metadata", out.metadata, read_metadata));
  FILMGATE_CHECK(m.each(root, "transform", out.transforms, read_transform));
  FILMGATE_CHECK(m.each(root, "encoding", out.encodings, [&](const StrictFile& f, const Json& table, const std::string& at) { return read_encoding(f, table, at, file); }));
  FILMGATE_CHECK(m.each(root, "roll", out.rolls, read_roll_layout));
  for (auto& encoding : out.encodings) encoding.bundle = out.id, encoding.version = out.version;
  for (auto& roll : out.rolls) roll.bundle = out.id;
  return out;
}

const Bundle* Catalog::find(std::string_view id) const {
  const auto at = std::find_if(bundles.begin(), bundles.end(), [&](const Bundle& b) { return b.id == id; });
  return at == bundles.end() ? nullptr : &*at;
}

std::pair<const Bundle*, const TransformEntry*> Catalog::transform_for(std::string_view role) const {
  for (const auto& bundle : bundles)
    for (const auto& transform : bundle.transforms)
      if (transform.role == role) return {&bundle, &transform};
  return {nullptr, nullptr};
}

Catalog scan_bundles(const std::vector<Path>& search_path) {
  Catalog out;
  for (const auto& folder : search_path) {
    if (!exists(folder)) continue;
    const auto names = list_folder(folder);
    if (!names) {
      out.refused.push_back({folder, names.error().message});
      continue;
    }
    for (const auto& name : *names) {
      const Path path = folder / name;
      if (path.extension() != "fgplugin") continue;
      auto bundle = read_bundle(path);
      if (!bundle) out.refused.push_back({path, bundle.error().message});
      else if (const auto* first = out.find(bundle->id)) out.refused.push_back({path, "shadowed by " + first->folder.display()});
      else out.bundles.push_back(std::move(*bundle));
    }
  }
  return out;
}

}  // namespace filmgate
