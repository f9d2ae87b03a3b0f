// SPDX-License-Identifier: Apache-2.0
//
// Which clips the samples are, and which reader of the bundle is to open each.
#include "finding.hpp"
#include "runner.hpp"

#include <algorithm>

namespace check {
namespace {

namespace fs = std::filesystem;

// Of the metadata that reads this kind of file when no reader does; "" when a reader does, or nothing.
std::string metadata_for(const Bundle& bundle, const fs::path& file) {
  for (const auto& reader : bundle.readers)
    if (has_extension(reader.extensions, file)) return "";
  for (const auto& metadata : bundle.metadata)
    if (has_extension(metadata.extensions, file)) return metadata.id;
  return "";
}

const Bundle::Reader& reader_for(const Bundle& bundle, const fs::path& file) {
  for (const auto& reader : bundle.readers)
    if (has_extension(reader.extensions, file)) return reader;
  return bundle.readers.front();
}

std::vector<std::string> files_in(const Bundle& bundle, const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    for (const auto& reader : bundle.readers)
      if (has_extension(reader.extensions, entry.path())) {
        out.push_back(fs::absolute(entry.path()).string());
        break;
      }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Sample> samples_of(const Bundle& bundle, const std::vector<std::string>& paths) {
  std::vector<Sample> out;
  for (const fs::path path : paths) {
    if (const auto metadata = metadata_for(bundle, path); !metadata.empty() && !fs::is_directory(path)) {
      out.push_back({path.filename().string(), "", metadata, {fs::absolute(path).string()}});
      continue;
    }
    if (bundle.readers.empty()) continue;
    auto files = fs::is_directory(path) ? files_in(bundle, path) : std::vector<std::string>{fs::absolute(path).string()};
    if (files.empty()) fg::fail(FG_E_NOT_FOUND, path.string(), ": holds no file that the bundle reads");
    const auto& reader = reader_for(bundle, files.front());
    if (reader.sequence) out.push_back({path.filename().string(), reader.id, "", std::move(files)});
    else
      for (auto& file : files) out.push_back({fs::path(file).filename().string(), reader_for(bundle, file).id, "", {file}});
  }
  return out;
}

}  // namespace check
