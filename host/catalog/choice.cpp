// SPDX-License-Identifier: Apache-2.0
#include "catalog/choice.hpp"

#include <algorithm>
#include <tuple>

namespace filmgate {

bool has_extension(const std::vector<std::string>& extensions, const Path& file) {
  return std::find(extensions.begin(), extensions.end(), file.extension()) != extensions.end();
}

namespace {

template <class Entry>
int rank_of(const Entry& entry, std::string_view head, const Path& file) {
  const bool magic = std::any_of(entry.magic.begin(), entry.magic.end(), [&](const Magic& m) { return m.matches(head); });
  return (magic ? 2 : 0) + (has_extension(entry.extensions, file) ? 1 : 0);
}

template <class Choice, class Entry> // entries: of a bundle
std::vector<Choice> ranked(const Catalog& catalog, std::vector<Entry> Bundle::*entries, std::string_view head, const Path& file) {
  struct Ranked { Choice choice; const std::string* id; };
  std::vector<Ranked> found;
  for (const auto& bundle : catalog.bundles)
    for (const auto& entry : bundle.*entries)
      if (const int rank = rank_of(entry, head, file); rank > 0) found.push_back({{&bundle, &entry, rank}, &entry.id});
  std::sort(found.begin(), found.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(b.choice.rank, a.choice.bundle->id, *a.id) < std::tie(a.choice.rank, b.choice.bundle->id, *b.id);
  });
  std::vector<Choice> out;
  for (const auto& one : found) out.push_back(one.choice);
  return out;
}

}  // namespace

std::vector<ReaderChoice> rank_readers(const Catalog& catalog, std::string_view head, const Path& file) {
  return ranked<ReaderChoice>(catalog, &Bundle::readers, head, file);
}

std::vector<MetadataChoice> rank_metadata(const Catalog& catalog, std::string_view head, const Path& file) {
  return ranked<MetadataChoice>(catalog, &Bundle::metadata, head, file);
}

}  // namespace filmgate
