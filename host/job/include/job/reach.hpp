// SPDX-License-Identifier: Apache-2.0
//
// All that a request's plugins may touch, as a plain value. The job knows it once it has found the clips, and says it
// before the first plugin is loaded; what a worker makes of it is the worker's affair.
#pragma once
#include "clip/finder.hpp"

#include <map>
#include <set>

namespace filmgate {

struct Reach {
  std::set<Path> files;   // read
  std::set<Path> listed;  // folders whose names are read, but none of their other files
  std::set<Path> folders; // read with all that is in them: clips of bundles of the tier paths
  std::set<Path> bundles; // folders of code and its data
  Path output;            // the only folder that is written; empty: none
  std::set<std::string> path_bundles; // the ids that asked for `folders`
  std::map<std::string, std::set<Path>> bridged; // tools, and the files that each may be given: those of its clips
};

// The tools, of those that are offered, that a bundle which may open the clip asks for.
[[nodiscard]] std::set<std::string> tools_of(const FoundClip& clip, const std::set<std::string>& offered);
// The clips' files, and the folders of those that a bundle of the tier paths may come to open. Any bundle of the
// catalog may be loaded for them: which ones normalise a clip's values is known only when it is open.
[[nodiscard]] Reach reach_of(const std::vector<FoundClip>& clips, const Catalog& catalog, const std::set<std::string>& offered = {});
void reach_too(const std::vector<FoundExport>& exports, Reach& reach);
// Fails when a plugin that may write into the output folder could write into one of the clips' files.
[[nodiscard]] Status keeps_originals(const Reach& reach);

}  // namespace filmgate
