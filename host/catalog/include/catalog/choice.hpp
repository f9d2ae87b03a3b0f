// SPDX-License-Identifier: Apache-2.0
//
// Which plugins may open a file, best first. The order follows from the manifests alone.
#pragma once
#include "catalog/bundle.hpp"

namespace filmgate {

struct ReaderChoice {
  const Bundle* bundle = nullptr;
  const ReaderEntry* reader = nullptr;
  int rank = 0; // 3 magic and extension, 2 magic, 1 extension
};

[[nodiscard]] std::vector<ReaderChoice> rank_readers(const Catalog& catalog, std::string_view head, const Path& file);
struct MetadataChoice {
  const Bundle* bundle = nullptr;
  const MetadataEntry* metadata = nullptr;
  int rank = 0; // as a reader's
};
// Which metadata plugins may read a sidecar or an export.
[[nodiscard]] std::vector<MetadataChoice> rank_metadata(const Catalog& catalog, std::string_view head, const Path& file);
[[nodiscard]] bool has_extension(const std::vector<std::string>& extensions, const Path& file);

}  // namespace filmgate
