// SPDX-License-Identifier: Apache-2.0
#include "one_clip.hpp"

#include "catalog/known_formats.hpp"
#include "clip_session.hpp"

namespace filmgate {

Result<OneClip> find_one_clip(const Path& path, const JobContext& context, std::vector<Problem>& problems) {
  if (path.empty()) return failure(Trouble::usage, "this needs a clip");
  FILMGATE_TRY(formats, KnownFormats::read(context.installation.share / "known-formats.toml"));
  FILMGATE_TRY(found, find_clips({path}, context.catalog, formats));
  if (found.clips.empty()) {
    for (const auto& one : found.exports) found.unread.push_back(one.as_file);
    if (found.unread.empty()) return failure(Trouble::bad_data, "{}: holds no file", path.display());
    const auto& first = found.unread.front();
    return failure(Trouble::unavailable, "{}: {}", first.path.display(), first.why);
  }
  if (found.clips.size() > 1)
    return failure(Trouble::usage, "{}: holds {} clips ({}, {} …); name one of them", path.display(), found.clips.size(),
                   found.clips[0].name, found.clips[1].name);
  for (const auto& unread : found.unread)
    if (unread.failed) problems.push_back({"unreadable", Severity::error, unread.path.display() + ": " + unread.why});
  return OneClip{std::move(found.clips.front()), std::move(found.exports)};
}

Json clip_event(const FoundClip& clip, int64_t item, int64_t count) {
  auto about = event("clip");
  about.set("item", item).set("count", count).set("name", clip.name);
  about.set("plugin", clip.choices.empty() ? "" : clip.choices.front().bundle->id);
  return about.set("path", clip.files.empty() ? clip.folder.display() : clip.files.front().display());
}

Result<FrameRange> frames_asked(const Json* ends, int64_t frame_count, const std::string& clip) {
  if (frame_count < 1) return failure(Trouble::found_wrong, "{}: has no complete frame", clip);
  int64_t first = 0, last = frame_count - 1;
  if (ends && !ends->is_null()) {
    const auto& items = ends->items();
    if (items.size() != 2 || !items[0].is_integer() || !items[1].is_integer())
      return failure(Trouble::bad_data, "frames are [first, last], both whole numbers");
    first = items[0].integer(), last = items[1].integer();
  }
  if (first < 0 || last < first || last >= frame_count)
    return failure(Trouble::usage, "frames {}-{} are not in {}, which has frames 0-{}", first, last, clip, frame_count - 1);
  return FrameRange{first, last - first + 1};
}

}  // namespace filmgate
