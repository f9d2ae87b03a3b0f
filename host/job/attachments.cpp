// SPDX-License-Identifier: Apache-2.0
#include "attachments.hpp"

#include "clip_session.hpp"

#include <algorithm>
#include <set>

namespace filmgate {
namespace {

constexpr size_t most_asked = 8, most_named = 3;

std::string folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "A001/A001C003.mov" and "A001C003" name one clip.
std::vector<std::string> names_of(std::string_view name) {
  const auto last = folded(name.substr(name.find_last_of("/\\") + 1));
  const auto dot = last.rfind('.');
  return dot == last.npos || dot == 0 ? std::vector{last} : std::vector{last, last.substr(0, dot)};
}

std::vector<std::string> names_of(const FoundClip& clip) {
  auto out = names_of(clip.name);
  if (clip.files.empty()) return out;
  for (auto& name : names_of(clip.files.front().name())) out.push_back(std::move(name));
  return out;
}

// Reels are told with 8, 16 or 32 characters.
bool reels_agree(const std::string& a, const std::string& b) {
  const auto left = folded(a), right = folded(b);
  return left.empty() || right.empty() || left.starts_with(right) || right.starts_with(left);
}

bool has_time(const ExportedClip& told) { return !told.reel.empty() && told.start.known(); }

bool belongs(const ExportedClip& told, const Json& fields) {
  const auto& reel = fields["reelName"]["value"].text();
  if (!told.clip.empty() || !has_time(told)) return reels_agree(told.reel, reel); // it was found by name
  return !reel.empty() && reels_agree(told.reel, reel) && told.start.text() == fields["timeCode"]["value"].text();
}

struct Surest {
  LoadedPlugin* plugin = nullptr;
  const MetadataEntry* metadata = nullptr;
  int score = 0;
};

Surest surest_of(const FoundExport& one, PluginShelf& shelf, const JobHandle& job, std::vector<Problem>& problems) {
  Surest out;
  for (size_t i = 0; i < std::min(one.choices.size(), most_asked) && out.score < 100; ++i) {
    const auto& choice = one.choices[i];
    auto plugin = shelf.load(*choice.bundle);
    if (!plugin) {
      problems.push_back({shelf.conflict(*choice.bundle).empty() ? "plugin-refused" : licence_conflict, Severity::error, plugin.error().message});
      continue;
    }
    if (const int score = probe_export(**plugin, choice.metadata->id, one.as_file.path, job); score > out.score) out = {*plugin, choice.metadata, score};
  }
  return out;
}

}  // namespace

Attachments Attachments::read(const std::vector<FoundExport>& exports, PluginShelf& shelf, const JobHandle& job, const Events& events,
                              std::vector<Problem>& problems, std::vector<Unread>& left) {
  Attachments out;
  for (const auto& one : exports) {
    if (job.cancelled) break;
    events(event("export").set("path", one.as_file.path.display()).set("plugin", one.choices.front().bundle->id));
    const auto surest = surest_of(one, shelf, job, problems);
    if (!surest.plugin) {
      left.push_back(one.as_file);
      continue;
    }
    File file{one.as_file, surest.plugin->id(), {}};
    const auto beside = one.beside.find(surest.metadata);
    const ExportFiles files{one.as_file.path, beside == one.beside.end() ? std::vector<Path>{} : beside->second};
    if (const auto status = extract(*surest.plugin, surest.metadata->id, files, job, file.clips); !status)
      problems.push_back({"unreadable-export", Severity::error, one.as_file.path.display() + ": " + status.error().message});
    out.files_.push_back(std::move(file));
  }
  out.index();
  return out;
}

void Attachments::index() {
  for (size_t file = 0; file < files_.size(); ++file)
    for (size_t clip = 0; clip < files_[file].clips.size(); ++clip) {
      const auto& told = files_[file].clips[clip];
      if (told.clip.empty() && has_time(told)) by_reel_.push_back({file, clip});
      else
        for (auto& name : names_of(told.clip.empty() ? files_[file].as_file.path.name() : std::string_view(told.clip))) by_name_.emplace(std::move(name), Place{file, clip});
    }
}

std::vector<Attachments::Place> Attachments::candidates(const FoundClip& clip) const {
  auto out = by_reel_;
  for (const auto& name : names_of(clip))
    for (auto [at, end] = by_name_.equal_range(name); at != end; ++at) out.push_back(at->second);
  const auto key = [](const Place& place) { return std::pair(place.file, place.clip); };
  std::sort(out.begin(), out.end(), [&](const Place& a, const Place& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(), [&](const Place& a, const Place& b) { return key(a) == key(b); }), out.end());
  return out;
}

std::vector<Attachment> Attachments::of(const FoundClip& clip, const Json& fields) const {
  std::vector<Attachment> out;
  for (const auto& place : candidates(clip)) {
    const auto& file = files_[place.file];
    const auto& told = file.clips[place.clip];
    if (!belongs(told, fields)) continue;
    file.used = true;
    out.push_back({&file.as_file.path, &file.plugin, &told});
  }
  return out;
}

std::vector<Unread> Attachments::unused(const std::vector<FoundClip>& clips) const {
  std::set<size_t> named; // clips may wait for another worker
  for (const auto& clip : clips)
    for (const auto& name : names_of(clip))
      for (auto [at, end] = by_name_.equal_range(name); at != end; ++at) named.insert(at->second.file);
  std::vector<Unread> out;
  for (size_t i = 0; i < files_.size(); ++i) {
    const auto& file = files_[i];
    if (file.used || file.clips.empty() || named.contains(i)) continue;
    std::string names;
    for (size_t n = 0; n < std::min(file.clips.size(), most_named); ++n) {
      const auto& told = file.clips[n];
      names += (n ? ", " : "") + Path(!told.clip.empty() ? told.clip : !told.reel.empty() ? told.reel + " " + told.start.text() : "a clip without a name").display();
    }
    if (file.clips.size() > most_named) names += fmt::format(" and {} more", file.clips.size() - most_named);
    auto unread = file.as_file;
    unread.why = fmt::format("tells of {} {} that {} not here ({}), by {}", file.clips.size(), file.clips.size() == 1 ? "clip" : "clips",
                             file.clips.size() == 1 ? "is" : "are", names, file.plugin);
    unread.companion = true; // nothing of it was lost
    out.push_back(std::move(unread));
  }
  return out;
}

}  // namespace filmgate
