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

}  // namespace

std::vector<ReaderChoice> rank_readers(const Catalog& catalog, std::string_view head, const Path& file) {
  std::vector<ReaderChoice> out;
  for (const auto& bundle : catalog.bundles)
    for (const auto& reader : bundle.readers)
      if (const int rank = rank_of(reader, head, file); rank > 0) out.push_back({&bundle, &reader, rank});
  std::sort(out.begin(), out.end(), [](const ReaderChoice& a, const ReaderChoice& b) {
    return std::tie(b.rank, a.bundle->id, a.reader->id) < std::tie(a.rank, b.bundle->id, b.reader->id);
  });
  return out;
}

std::vector<MetadataChoice> rank_metadata(const Catalog& catalog, std::string_view head, const Path& file) {
  std::vector<MetadataChoice> out;
  for (const auto& bundle : catalog.bundles)
    for (const auto& metadata : bundle.metadata)
      if (const int rank = rank_of(metadata, head, file); rank > 0) out.push_back({&bundle, &metadata, rank});
  std::sort(out.begin(), out.end(), [](const MetadataChoice& a, const MetadataChoice& b) {
    return std::tie(b.rank, a.bundle->id, a.metadata->id) < std::tie(a.rank, b.bundle->id, b.metadata->id);
  });
  return out;
}

}  // namespace filmgate
