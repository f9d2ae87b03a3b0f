// SPDX-License-Identifier: Apache-2.0
//
// An open movie as reader and lanes share it; immutable, but for the pictures of a stream whose frames lean on each other,
// which all lanes take from one decoder.
#pragma once
#include "coded_track.hpp"
#include "gpmf_track.hpp"
#include "picture_colour.hpp"

#include <coded_video/shown_clip.hpp>

namespace movie {

struct Clip : coded_video::ShownClip {
  MovieFile movie;
  const Track* track = nullptr; // of pictures
  PictureEntry entry;
  std::string facts_problem;
  Timeline timeline;
  fg_timecode start{-1, {0, 0}, 0, 0};
  uint32_t timecode_flags = 0;
  std::optional<GpmfTrack> gpmf;
  std::shared_ptr<const CodedTrack> packets;
  std::shared_ptr<coded_video::Pictures> shared; // nullptr: every frame is coded by itself, and each lane has a decoder

  Clip(const fg::Host& host, const std::string& uri);
  [[nodiscard]] int64_t frame_count() const { return static_cast<int64_t>(timeline.samples.size()); }
  [[nodiscard]] uint32_t sample_of(int64_t frame) const; // FG_E_OUT_OF_RANGE
  [[nodiscard]] uint64_t packet_of(int64_t frame) const override { return sample_of(frame); }
  [[nodiscard]] uint32_t state(int64_t frame) const override; // FG_E_TRUNCATED
  [[nodiscard]] fg_timecode timecode(int64_t frame) const override;
  [[nodiscard]] double seconds(int64_t frame) const; // since the first
  [[nodiscard]] std::shared_ptr<coded_video::Pictures> pictures() const override;

 private:
  void look_at_stream();
  void describe();
  void read_timecode();
};

// Every value of the clip under its key.
void put_clip_values(const Clip& clip, const fg::Record& record);
void put_frame_values(const Clip& clip, const fg::Record& record);

}  // namespace movie
