// SPDX-License-Identifier: Apache-2.0
#include "catalog/choice.hpp"

#include <algorithm>
#include <tuple>

namespace filmgate {

bool has_extension(const std::vector<std::string>& extensions, const Path& file) {
  return std::find(extensions.begin(), extensions.end(), file.extension()) != extensions.end();
}

std::vector<ReaderChoice> rank_readers(const Catalog& catalog, std::string_view head, const Path& file) {
  std::vector<ReaderChoice> out;
  for (const auto& bundle : catalog.bundles)
    for (const auto& reader : bundle.readers) {
      const bool magic = std::any_of(reader.magic.begin(), reader.magic.end(), [&](const Magic& m) { return m.matches(head); });
      const int rank = (magic ? 2 : 0) + (has_extension(reader.extensions, file) ? 1 : 0);
      if (rank > 0) out.push_back({&bundle, &reader, rank});
    }
  std::sort(out.begin(), out.end(), [](const ReaderChoice& a, const ReaderChoice& b) {
    return std::tie(b.rank, a.bundle->id, a.reader->id) < std::tie(a.rank, b.bundle->id, b.reader->id);
  });
  return out;
}

}  // namespace filmgate
