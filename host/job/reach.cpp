// SPDX-License-Identifier: Apache-2.0
#include "job/reach.hpp"

#include <climits>
#include <cstdlib>
#include <map>
#include <sys/stat.h>

namespace filmgate {
namespace {

// Without links and dots; as it is when it leads nowhere.
std::string resolved(const Path& path) {
  char buffer[PATH_MAX];
  return ::realpath(path.c_str(), buffer) ? std::string(buffer) : path.bytes();
}

class Places { // of files; a folder of thousands of frames is resolved once
 public:
  std::string of(const Path& file) {
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0 || S_ISLNK(status.st_mode)) return resolved(file);
    auto& folder = folders_[file.parent()];
    if (folder.empty()) folder = resolved(file.parent());
    return folder + "/" + std::string(file.name());
  }

 private:
  std::map<Path, std::string> folders_;
};

bool lies_in(const std::string& path, std::string folder) {
  if (!folder.ends_with('/')) folder += '/';
  return path.starts_with(folder);
}

}  // namespace

std::set<std::string> tools_of(const FoundClip& clip, const std::set<std::string>& offered) {
  std::set<std::string> out;
  for (const auto& choice : clip.choices)
    if (choice.bundle->tier == Tier::bridge && offered.contains(choice.bundle->bridge)) out.insert(choice.bundle->bridge);
  return out;
}

Reach reach_of(const std::vector<FoundClip>& clips, const Catalog& catalog, const std::set<std::string>& offered) {
  Reach out;
  for (const auto& clip : clips) {
    out.files.insert(clip.files.begin(), clip.files.end());
    out.files.insert(clip.sidecars.begin(), clip.sidecars.end());
    out.listed.insert(clip.folder);
    for (const auto& choice : clip.choices)
      if (choice.bundle->tier == Tier::paths) out.folders.insert(clip.folder), out.path_bundles.insert(choice.bundle->id);
    for (const auto& tool : tools_of(clip, offered)) out.bridged[tool].insert(clip.files.begin(), clip.files.end());
  }
  for (const auto& bundle : catalog.bundles) out.bundles.insert(bundle.folder);
  return out;
}

void reach_too(const std::vector<FoundExport>& exports, Reach& reach) {
  for (const auto& one : exports) {
    reach.files.insert(one.as_file.path);
    for (const auto& [entry, files] : one.beside) reach.files.insert(files.begin(), files.end());
  }
}

Status keeps_originals(const Reach& reach) {
  if (reach.output.empty()) return {};
  const auto output = resolved(reach.output);
  Places places;
  for (const auto& file : reach.files)
    if (lies_in(places.of(file), output))
      return failure(Trouble::usage, "{}: lies in the output folder {}, where plugins may write; choose a folder that holds no original",
                     file.display(), reach.output.display());
  return {};
}

}  // namespace filmgate
