// SPDX-License-Identifier: Apache-2.0
#include "rolls.hpp"

#include "base/file.hpp"
#include "base/glob.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace filmgate {
namespace {

constexpr int highest_climb = 8; // as deep as a pattern may be
constexpr size_t most_listings = 4096, most_sidecars = 64;

bool any_matches(const std::vector<std::string>& patterns, const std::string& path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return path_matches(pattern, path); });
}

bool climbs_by_name(const Path& folder) { return !folder.name().empty() && folder.name() != "." && folder.name() != ".."; }

Path above(const Path& folder) {
  if (climbs_by_name(folder)) return folder.parent();
  return folder == Path(".") ? Path("..") : folder / "..";
}

// "." and ".." have a name too, which the system knows.
std::string own_name(const Path& folder) {
  if (climbs_by_name(folder)) return std::string(folder.name());
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(folder.c_str(), nullptr), &std::free);
  return real ? std::string(Path(real.get()).name()) : "";
}

Path without_slash(Path path) {
  auto bytes = path.bytes();
  while (bytes.size() > 1 && bytes.back() == '/') bytes.pop_back();
  return Path(bytes);
}

}  // namespace

std::string Rolls::Place::within(std::string_view name) const { return inside.empty() ? std::string(name) : inside + "/" + std::string(name); }

const std::vector<std::string>& Rolls::names_in(const Path& folder) {
  static const std::vector<std::string> none;
  const auto known = listings_.find(folder.bytes());
  if (known != listings_.end()) return known->second;
  if (listings_.size() >= most_listings) return none;
  auto names = list_folder(folder);
  return listings_[folder.bytes()] = names ? std::move(*names) : none; // what can not be listed marks nothing
}

void Rolls::match(const Path& folder, std::string_view pattern, size_t limit, std::vector<Path>& out) {
  const auto slash = pattern.find('/');
  const auto first = pattern.substr(0, slash);
  for (const auto& name : names_in(folder)) {
    if (out.size() >= limit) return;
    if (!name_matches(first, name)) continue;
    if (slash == pattern.npos) out.push_back(folder / name);
    else if (is_folder(folder / name)) match(folder / name, pattern.substr(slash + 1), limit, out);
  }
}

const RollLayout* Rolls::layout_at(const Path& folder, std::string_view own) {
  for (const auto& bundle : catalog_.bundles)
    for (const auto& layout : bundle.rolls) {
      if (!layout.folder.empty() && !name_matches(layout.folder, own)) continue;
      const bool all = std::all_of(layout.markers.begin(), layout.markers.end(), [&](const std::string& marker) {
        std::vector<Path> one;
        match(folder, marker, 1, one);
        return !one.empty();
      });
      if (all) return &layout;
    }
  return nullptr;
}

// The nearest folder upwards that looks like a card's root.
const Rolls::Place& Rolls::place_of(const Path& folder) {
  const auto known = places_.find(folder.bytes());
  if (known != places_.end()) return known->second;
  Place place;
  Path at = folder;
  for (int climbed = 0; climbed <= highest_climb; ++climbed) {
    const auto name = own_name(at);
    if (name.empty()) break; // the file system's own root
    if ((place.layout = layout_at(at, name)) != nullptr) {
      place.root = at, place.root_name = name;
      break;
    }
    place.inside = place.inside.empty() ? name : name + "/" + place.inside;
    at = above(at);
  }
  return places_[folder.bytes()] = place;
}

void Rolls::apply_to(FoundClip& clip) {
  const auto& place = place_of(without_slash(clip.folder));
  if (!place.layout || clip.files.empty()) return;
  const auto& layout = *place.layout;
  const auto path = place.within(clip.files.front().name());
  if (!layout.clips.empty() && !any_matches(layout.clips, path)) return;
  clip.roll = Roll{layout.name, layout.bundle, place.root_name, layout.reel_of(place.root_name + "/" + path)};
  const std::string stem(clip.files.front().stem());
  if (stem.find_first_of("*?#") != stem.npos) return; // it would match the sidecars of others
  for (auto pattern : layout.sidecars) {
    if (const auto at = pattern.find("{stem}"); at != pattern.npos) pattern.replace(at, 6, stem);
    match(place.root, pattern, most_sidecars, clip.sidecars);
  }
  std::sort(clip.sidecars.begin(), clip.sidecars.end());
  clip.sidecars.erase(std::unique(clip.sidecars.begin(), clip.sidecars.end()), clip.sidecars.end());
}

void Rolls::apply(Found& found, const std::vector<Path>& named) {
  const bool none = std::all_of(catalog_.bundles.begin(), catalog_.bundles.end(), [](const Bundle& bundle) { return bundle.rolls.empty(); });
  if (none) return;
  for (auto& clip : found.clips) apply_to(clip);
  const auto is_companion = [&](const Path& file) {
    const auto& place = place_of(without_slash(file.parent()));
    if (!place.layout) return false;
    const auto path = place.within(file.name());
    // A clip that no plugin reads is never a companion, however wide the pattern.
    return any_matches(place.layout->companions, path) && !any_matches(place.layout->clips, path);
  };
  // Proxies, thumbnails and a clip's sound have a reader too, and are no clips of the card's all the same.
  std::erase_if(found.clips, [&](const FoundClip& clip) {
    return std::all_of(clip.files.begin(), clip.files.end(), [&](const Path& file) {
      return is_companion(file) && std::find(named.begin(), named.end(), file) == named.end();
    });
  });
  std::erase_if(found.unread, [&](const Unread& one) { return is_companion(one.path); });
  std::erase_if(found.exports, [&](const FoundExport& one) { return is_companion(one.as_file.path); });
}

}  // namespace filmgate
