// SPDX-License-Identifier: Apache-2.0
//
// The manifest is read for what every host needs of it. A host is stricter about keys that it does not know; so that a
// bundle for a newer host can be checked, unknown tables pass here.
#include "bundle.hpp"

#include "finding.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace check {
namespace {

constexpr int64_t most_within = 65536; // what a host reads of a file before it asks a plugin

std::string text_of(const toml::table& table, const std::string& at, const char* key) {
  const auto value = table[key].value<std::string>();
  expect(value && !value->empty(), "manifest.toml: ", at, key, ": a text is wanted");
  return *value;
}

std::vector<std::string> texts_of(const toml::table& table, const char* key) {
  std::vector<std::string> out;
  if (const auto* list = table[key].as_array())
    for (const auto& item : *list)
      if (const auto text = item.value<std::string>()) out.push_back(*text);
  return out;
}

template <class Each>
void each_table(const toml::table& root, const char* name, Each each) {
  if (!root.contains(name)) return;
  const auto* list = root[name].as_array();
  expect(list != nullptr, "manifest.toml: ", name, ": write [[", name, "]]");
  for (const auto& item : *list) {
    const auto* table = item.as_table();
    expect(table != nullptr, "manifest.toml: ", name, ": write [[", name, "]]");
    each(*table);
  }
}

// At an offset, or within so many first bytes: no host looks at both.
void check_magic(const toml::table& magic, const std::string& reader) {
  const auto at = "manifest.toml: reader '" + reader + "': magic: ";
  expect(!magic["hex"].value_or(std::string()).empty(), at, "hex: the bytes are wanted");
  if (!magic.contains("within")) return;
  const auto within = magic["within"].value<int64_t>();
  expect(within && *within >= 1 && *within <= most_within, at, "within: a number from 1 to ", most_within, " is wanted");
  expect(!magic.contains("offset"), at, "an offset or within, not both");
}

Bundle::Reader reader_of(const toml::table& table) {
  Bundle::Reader out;
  out.id = text_of(table, "reader.", "id");
  out.extensions = texts_of(table, "extensions");
  out.sequence = table["sequence"].value_or(false);
  for (const auto& capability : texts_of(table, "capabilities")) out.decodes = out.decodes || capability == "decode";
  const auto* magic = table["magic"].as_array();
  if (magic)
    for (const auto& one : *magic)
      if (const auto* member = one.as_table()) check_magic(*member, out.id);
  expect(!out.extensions.empty() || (magic && !magic->empty()), "manifest.toml: reader '", out.id,
         "' names neither extensions nor magic, so no file would reach it");
  return out;
}

toml::table parse(const std::filesystem::path& file) {
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    found(file.string(), ":", error.source().begin.line, ": ", std::string(error.description()));
  }
}

}  // namespace

Bundle Bundle::read(const std::filesystem::path& folder) {
  const auto root = parse(folder / "manifest.toml");
  Bundle out;
  out.folder = folder;
  expect(root["manifest"].value_or<int64_t>(0) == 1, "manifest.toml: manifest = 1 is the only form there is");
  out.id = text_of(root, "", "id"), out.version = text_of(root, "", "version"), out.licence = text_of(root, "", "licence");
  const auto library = text_of(root, "", "library");
  expect(library.find('/') == library.npos, "manifest.toml: library: '", library, "' must be a file of the bundle itself");
  out.library = folder / library;
  const auto* abi = root["abi"].as_array();
  expect(abi && abi->size() == 2, "manifest.toml: abi: write abi = [1, 0]");
  out.abi_major = abi->get(0)->value_or<int64_t>(-1), out.abi_minor = abi->get(1)->value_or<int64_t>(-1);
  each_table(root, "reader", [&](const toml::table& table) { out.readers.push_back(reader_of(table)); });
  each_table(root, "metadata", [&](const toml::table& table) { out.metadata.push_back({text_of(table, "metadata.", "id"), texts_of(table, "extensions")}); });
  each_table(root, "transform", [&](const toml::table& table) { out.transforms.push_back(text_of(table, "transform.", "id")); });
  return out;
}

bool has_extension(const std::vector<std::string>& extensions, const std::filesystem::path& file) {
  auto own = file.extension().string();
  if (!own.empty()) own.erase(0, 1);
  std::transform(own.begin(), own.end(), own.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(extensions.begin(), extensions.end(), own) != extensions.end();
}

}  // namespace check
