// SPDX-License-Identifier: Apache-2.0
//
// The bytes that go into a plate, hashed before any frame is made, so that a frame can be told from another's. Private
// to this folder.
#pragma once
#include "clip/finder.hpp"
#include "write/file_hash.hpp"

#include <ctime>
#include <sys/types.h>

namespace filmgate {

struct FrameSpan { // first and last frame, and the one that the chain was planned with
  int64_t first = 0, last = 0, planned_with = 0;
};

class PlateSources {
 public:
  // In a sequence a frame is a file, and only the files of the frames are read, and the clip's first; else all of the
  // clip's. Sidecars always. `go_on` is told the bytes done of a file.
  [[nodiscard]] static Result<PlateSources> hash(const FoundClip& clip, bool file_a_frame, const FrameSpan& frames,
                                                 const std::function<bool(uint64_t)>& go_on);
  [[nodiscard]] const std::vector<std::pair<Path, FileHash>>& pictures() const { return pictures_; } // for the manifest
  [[nodiscard]] std::vector<FileHash> shared() const; // what every frame may depend on
  [[nodiscard]] const FileHash* own(int64_t frame) const; // null when a file holds more than a frame
  // A file that was written to since it was hashed is not what the manifest says.
  [[nodiscard]] Status unchanged() const;

 private:
  struct Stamp {
    Path path;
    ino_t inode = 0;
    off_t size = 0;
    timespec modified{};
  };
  [[nodiscard]] Result<FileHash> take(const Path& path, const std::function<bool(uint64_t)>& go_on);
  std::vector<std::pair<Path, FileHash>> pictures_;
  std::vector<FileHash> shared_;
  std::vector<Stamp> stamps_;
  bool file_a_frame_ = false;
  int64_t first_ = 0;
};

// An original is never replaced by a frame, whatever folder and naming were chosen.
[[nodiscard]] Status spare_originals(const FoundClip& clip, const Path& folder,
                                     const std::function<bool(std::string_view)>& is_output);

}  // namespace filmgate
