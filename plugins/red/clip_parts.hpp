// SPDX-License-Identifier: Apache-2.0
//
// The segments of one clip, <clip>_001.R3D and on, as one run of frames. A segment that is missing or cannot be read leaves a
// hole: its length follows from the timecodes (or the frame numbers) around it, and the frames behind it keep their numbers.
#pragma once
#include "segment_file.hpp"

#include <memory>

namespace red {

struct ClipPart {
  int64_t number = 0; // of the segment, as in its name
  std::string uri;
  uint32_t given = 0;                      // its place among the files that were given, when it is one of them
  std::unique_ptr<const SegmentFile> file; // none: missing or unreadable
  std::string why;                         // why there is none
  bool absent = false;                     // no such file at all
  int64_t first = 0, count = 0;            // frames of the clip
};

struct ClipProblem {
  const char* code;
  std::string text;
};

// The name of another segment of the clip; as it is when its own has no number.
[[nodiscard]] std::string with_number(std::string uri, int64_t number);

class ClipParts {
 public:
  ClipParts(const fg::Host& host, const std::vector<std::string>& uris);

  [[nodiscard]] const SegmentFile& first() const; // the first that can be read
  [[nodiscard]] const std::vector<ClipPart>& parts() const { return parts_; }
  [[nodiscard]] const std::vector<ClipProblem>& problems() const { return problems_; }
  [[nodiscard]] int64_t frame_count() const { return frame_count_; }
  [[nodiscard]] uint32_t found() const;
  [[nodiscard]] fg_timecode start() const { return start_; } // of frame 0
  // Where a frame of the clip lies; FG_E_OUT_OF_RANGE.
  [[nodiscard]] const ClipPart& part_of(int64_t frame) const;

 private:
  void open_all(const fg::Host& host, const std::vector<std::string>& uris);
  void add_missing(const std::vector<std::string>& uris);
  void place_frames();
  void close_hole(size_t begin, size_t end);

  std::vector<ClipPart> parts_; // by number, the missing ones too
  std::vector<ClipProblem> problems_;
  int64_t frame_count_ = 0;
  fg_timecode start_{-1, {0, 0}, 0, 0};
};

}  // namespace red
