// SPDX-License-Identifier: Apache-2.0
#include "clip/finder.hpp"

#include "base/file.hpp"
#include "numbered_name.hpp"
#include "rolls.hpp"
#include "same_names.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr int depth_limit = 32;
constexpr int64_t head_segment = -1; // one without a number, which the others follow from 0 on

std::string head_of(const Path& file) {
  OpenFile open(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  std::string head(discovered_bytes, '\0');
  const ssize_t got = open.open() ? ::pread(open.fd(), head.data(), head.size(), 0) : 0;
  head.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return head;
}

bool passed_over(std::string_view name) { return name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini"; }

class Finder {
 public:
  Finder(const Catalog& catalog, const KnownFormats& formats) : catalog_(catalog), formats_(formats) {}
  Found found;
  std::vector<Path> named; // the files that were named themselves

  void folder(const Path& path, int depth) {
    const auto names = list_folder(path);
    if (!names) return unreadable(path, names.error().message);
    if (depth > depth_limit) return unreadable(path, "folders are nested deeper than 32");
    std::vector<Path> folders, files;
    for (const auto& name : *names) {
      if (passed_over(name)) continue;
      struct stat status {};
      const Path child = path / name;
      if (::lstat(child.c_str(), &status) != 0) unreadable(child, "cannot be looked at");
      else if (S_ISDIR(status.st_mode)) folders.push_back(child);
      else if (S_ISREG(status.st_mode) || (S_ISLNK(status.st_mode) && !is_folder(child))) files.push_back(child);
    }
    group(files);
    for (const auto& child : folders) folder(child, depth + 1);
  }

  void single(const Path& file) { // what is named itself was meant, so nothing excuses that it is unread
    const size_t unread = found.unread.size(), exports = found.exports.size();
    clip({file}, std::string(file.stem()), {});
    named.push_back(file);
    for (size_t i = unread; i < found.unread.size(); ++i) found.unread[i].companion = false;
    for (size_t i = exports; i < found.exports.size(); ++i) found.exports[i].as_file.companion = false;
  }

 private:
  void unreadable(const Path& path, const std::string& why) { found.unread.push_back({path, "", why, false, true}); }

  // The reader of a sequence or of segments is asked for by the name's extension; the content confirms later.
  const ReaderEntry* reader_by_name(const Path& file) const {
    for (const auto& bundle : catalog_.bundles)
      for (const auto& reader : bundle.readers)
        if (has_extension(reader.extensions, file) && (reader.sequence || reader.segments)) return &reader;
    return nullptr;
  }

  struct Group {
    std::string name;
    std::vector<std::pair<int64_t, Path>> members;
    bool segments = false;
  };

  void group(const std::vector<Path>& files) {
    std::map<std::string, Group> groups; // keyed so that the order follows the names
    for (const auto& file : files) {
      const auto* reader = reader_by_name(file);
      const auto numbered = numbered_name(file.name());
      const std::string name(file.name());
      const auto segment = reader && reader->segments ? reader->segments->match(name) : std::nullopt;
      if (segment && segment->at(1).length() <= 12) { // (what all segments share)(number)
        auto& group = groups[segment->front() + "/segments"];
        group.name = segment->front(), group.segments = true;
        group.members.emplace_back(segment->at(1).empty() ? head_segment : std::strtoll(segment->at(1).c_str(), nullptr, 10), file);
      } else if (const auto frame = reader && reader->frames ? reader->frames->match(name) : std::nullopt; frame && frame->at(1).length() <= 12) {
        auto& group = groups[frame->front() + "/frames"];
        group.name = frame->front();
        group.members.emplace_back(std::strtoll(frame->at(1).c_str(), nullptr, 10), file);
      } else if (reader && reader->sequence && !reader->frames && numbered) {
        auto& group = groups[numbered->before + "\x01" + std::to_string(numbered->width) + numbered->after];
        group.name = numbered->before.empty() ? std::string(file.parent().name()) : trimmed(numbered->before);
        group.members.emplace_back(numbered->number, file);
      } else {
        auto& group = groups[name];
        group.name = std::string(file.stem());
        group.members.emplace_back(0, file);
      }
    }
    for (auto& [key, group] : groups) add(group);
  }

  static std::string trimmed(std::string text) {
    while (text.size() > 1 && (text.back() == '.' || text.back() == '_' || text.back() == '-')) text.pop_back();
    return text;
  }

  void add(Group& group) {
    std::sort(group.members.begin(), group.members.end());
    std::vector<Path> files;
    std::vector<int64_t> numbers;
    for (const auto& [number, file] : group.members) files.push_back(file), numbers.push_back(number);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end()); // A_001.X beside A_001.x hides no gap
    std::vector<Problem> problems;
    if (const int64_t count = missing_count(numbers); count > 0 && numbers.size() > 1)
      problems.push_back({group.segments ? "missing-segments" : "missing-frames", Severity::error,
                          fmt::format("{}: {} {} missing between {} and {}: {}; copy them beside the others", group.name, count,
                                      group.segments ? "segments" : "frames", numbers.front(), numbers.back(), missing_ranges(numbers))});
    if (group.segments && !numbers.empty() && numbers.front() != 1 && numbers.front() != head_segment)
      problems.push_back({"missing-segments", Severity::error, fmt::format("{}: the first segment is missing", group.name)});
    clip(files, group.name, problems);
  }

  void clip(const std::vector<Path>& files, const std::string& name, const std::vector<Problem>& problems) {
    const auto head = head_of(files.front());
    FoundClip out{Path(name).display(), files.front().parent(), files, {}, rank_readers(catalog_, head, files.front()), problems,
                  formats_.looks_like(head, files.front()), {}};
    if (!out.choices.empty()) {
      found.clips.push_back(std::move(out));
      return;
    }
    for (const auto& file : files)
      unread({file, out.looks_like,
              head.empty()             ? "the file is empty or cannot be read"
              : out.looks_like.empty() ? "no installed plugin reads it"
                                       : "looks like " + out.looks_like + "; the plugin for it is not installed",
              formats_.is_companion(out.looks_like), false},
             file == files.front() ? head : head_of(file));
  }

  // What a metadata plugin may know is no file that nobody reads.
  void unread(Unread file, std::string_view head) {
    auto choices = rank_metadata(catalog_, head, file.path);
    FoundExport out{std::move(file), std::move(choices)};
    for (const auto& choice : out.choices)
      if (auto beside = files_beside(*choice.metadata, out.as_file.path); !beside.empty()) out.beside.emplace(choice.metadata, std::move(beside));
    std::erase_if(out.choices, [&](const MetadataChoice& one) { return !one.metadata->beside.empty() && !out.beside.contains(one.metadata); });
    std::stable_partition(out.choices.begin(), out.choices.end(), [&](const MetadataChoice& one) { return out.beside.contains(one.metadata); });
    if (out.choices.empty()) found.unread.push_back(std::move(out.as_file));
    else found.exports.push_back(std::move(out));
  }

  static std::vector<Path> files_beside(const MetadataEntry& entry, const Path& file) {
    std::vector<Path> out;
    for (auto name : entry.beside) {
      name.replace(name.find("{stem}"), 6, std::string(file.stem()));
      if (const Path path = file.parent() / name; exists(path) && path.bytes() != file.bytes()) out.push_back(path);
    }
    return out;
  }

  const Catalog& catalog_;
  const KnownFormats& formats_;
};

// What all segments of a clip have in their names; else the name without its extension.
std::string clip_of(const ReaderEntry& reader, const Path& file) {
  const auto segment = reader.segments ? reader.segments->match(std::string(file.name())) : std::nullopt;
  return segment ? segment->front() : std::string(file.stem());
}

// {stem}.xml beside the clip's first file, {clip}.xml beside all of its segments.
void attach_sidecars(Found& found) {
  for (auto& clip : found.clips)
    for (const auto& pattern : clip.choices.front().reader->sidecars) {
      std::string name = pattern;
      if (const auto at = name.find("{stem}"); at != std::string::npos) name.replace(at, 6, std::string(clip.files.front().stem()));
      if (const auto at = name.find("{clip}"); at != std::string::npos) name.replace(at, 6, clip_of(*clip.choices.front().reader, clip.files.front()));
      const Path path = clip.folder / name;
      const bool known = std::find(clip.sidecars.begin(), clip.sidecars.end(), path) != clip.sidecars.end();
      if (!known && exists(path)) clip.sidecars.push_back(path);
    }
  const auto is_attached = [&](const Unread& unread) {
    return std::any_of(found.clips.begin(), found.clips.end(), [&](const FoundClip& clip) {
      return std::find(clip.sidecars.begin(), clip.sidecars.end(), unread.path) != clip.sidecars.end();
    });
  };
  std::erase_if(found.unread, is_attached);
  std::set<Path> beside; // what is read together with an export
  for (const auto& one : found.exports)
    for (const auto& [entry, files] : one.beside) beside.insert(files.begin(), files.end());
  std::erase_if(found.unread, [&](const Unread& unread) { return beside.contains(unread.path); });
  std::erase_if(found.exports, [&](const FoundExport& one) { return is_attached(one.as_file); });
}

}  // namespace

Result<Found> find_clips(const std::vector<Path>& paths, const Catalog& catalog, const KnownFormats& formats) {
  Finder finder(catalog, formats);
  for (const auto& path : paths) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return system_failure(errno, path.display());
    if (S_ISDIR(status.st_mode)) finder.folder(path, 0);
    else finder.single(path);
  }
  Rolls(catalog).apply(finder.found, finder.named);
  attach_sidecars(finder.found);
  tell_same_names(finder.found.clips);
  return std::move(finder.found);
}

}  // namespace filmgate
