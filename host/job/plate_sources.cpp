// SPDX-License-Identifier: Apache-2.0
#include "plate_sources.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace filmgate {
namespace {

Result<struct stat> look_at(const Path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return system_failure(errno, path.display());
  return status;
}

bool same(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

Result<FileHash> PlateSources::take(const Path& path, const std::function<bool(uint64_t)>& go_on) {
  FILMGATE_TRY(status, look_at(path)); // before the reading, so that a change meanwhile is seen
  stamps_.push_back({path, status.st_ino, status.st_size, status.st_mtim});
  return hash_of(path, go_on);
}

Result<PlateSources> PlateSources::hash(const FoundClip& clip, bool file_a_frame, const FrameSpan& frames,
                                        const std::function<bool(uint64_t)>& go_on) {
  PlateSources out;
  out.file_a_frame_ = file_a_frame, out.first_ = frames.first;
  for (int64_t i = 0; i < static_cast<int64_t>(clip.files.size()); ++i) {
    const bool delivered = !file_a_frame || (i >= frames.first && i <= frames.last);
    const bool shared = !file_a_frame || i == 0 || i == frames.planned_with;
    if (!delivered && !shared) continue;
    const auto& path = clip.files[static_cast<size_t>(i)];
    FILMGATE_TRY(hash, out.take(path, go_on));
    if (delivered) out.pictures_.emplace_back(path, hash);
    if (shared) out.shared_.push_back(hash);
  }
  for (const auto& path : clip.sidecars) {
    FILMGATE_TRY(hash, out.take(path, go_on));
    out.shared_.push_back(hash);
  }
  return out;
}

std::vector<FileHash> PlateSources::shared() const { return shared_; }

const FileHash* PlateSources::own(int64_t frame) const {
  const auto at = static_cast<size_t>(frame - first_);
  return file_a_frame_ && frame >= first_ && at < pictures_.size() ? &pictures_[at].second : nullptr;
}

Status PlateSources::unchanged() const {
  for (const auto& stamp : stamps_) {
    FILMGATE_TRY(now, look_at(stamp.path));
    if (now.st_ino != stamp.inode || now.st_size != stamp.size || !same(now.st_mtim, stamp.modified))
      return failure(Trouble::try_again, "{}: was written to while the plate was made; run it again when it is whole", stamp.path.display());
  }
  return {};
}

Status spare_originals(const FoundClip& clip, const Path& folder, const std::function<bool(std::string_view)>& is_output) {
  for (const auto* files : {&clip.files, &clip.sidecars})
    for (const auto& original : *files) {
      if (!is_output(original.name())) continue;
      const auto there = look_at(folder / original.name());
      FILMGATE_TRY(status, look_at(original));
      if (there && there->st_dev == status.st_dev && there->st_ino == status.st_ino)
        return failure(Trouble::usage, "{}: this original would be replaced by an output of the same name; choose another folder or naming",
                       original.display());
    }
  return {};
}

}  // namespace filmgate
