// SPDX-License-Identifier: Apache-2.0
#include "same_names.hpp"

#include <tuple>

namespace filmgate {
namespace {

// Two cards that number their clips from 1 are two reels; a proxy of another format is told by its format.
using Known = std::tuple<std::string, std::string, std::string>; // name, reel, format
Known known_as(const FoundClip& clip) {
  const auto reel = !clip.roll ? "" : !clip.roll->reel.empty() ? "reel " + clip.roll->reel : "card " + clip.roll->folder;
  return {clip.name, reel, clip.files.front().extension()};
}

}  // namespace

void tell_same_names(std::vector<FoundClip>& clips) {
  std::map<Known, std::vector<FoundClip*>> by_name;
  for (auto& clip : clips) by_name[known_as(clip)].push_back(&clip);
  for (const auto& [known, same] : by_name) {
    if (same.size() == 1) continue;
    for (auto* clip : same) {
      const auto* other = clip == same.front() ? same[1] : same.front();
      const auto more = same.size() == 2 ? std::string() : fmt::format(" and {} more", same.size() - 2);
      clip->problems.push_back({"duplicate-name", Severity::error,
                                fmt::format("{}: {}{} has the same name; an edit can not tell them apart: find out which is the copy, or rename the reel of one",
                                            clip->name, other->files.front().display(), more)});
    }
  }
}

}  // namespace filmgate
