// SPDX-License-Identifier: Apache-2.0
//
// The pictures of an open MXF file as frames that coded_video's lanes decode.
//   ShownMxf shown(host, mxf, {.rate = rate, .start = start});   if (shown.refusal.empty()) … ShownLane(host, shown)
// Frames are counted as they are shown; unit_of() says in which edit unit a frame's picture lies.
#pragma once
#include "mxf_video/coding.hpp"

#include <coded_video/parameter_sets.hpp>
#include <coded_video/shown_clip.hpp>

#include <mutex>

namespace mxf_video {

struct Order;
class PicturePackets;

struct Counting { // of the clip's frames
  fg_rational rate{0, 0};
  fg_timecode start{-1, {0, 0}, 0, 0};
};

class ShownMxf : public coded_video::ShownClip {
 public:
  // What is not decoded has a refusal; its desc is what the descriptor states.
  ShownMxf(const fg::Host& host, std::shared_ptr<const fg::draft::MxfFile> mxf, const Counting& counting);
  ~ShownMxf() override;

  Coding coding;
  [[nodiscard]] uint64_t packet_of(int64_t frame) const override; // its edit unit. FG_E_OUT_OF_RANGE, FG_E_UNSUPPORTED
  [[nodiscard]] uint32_t state(int64_t frame) const override;
  [[nodiscard]] fg_timecode timecode(int64_t frame) const override { return fg::draft::mxf_later(counting_.start, frame, counting_.rate); }
  [[nodiscard]] std::shared_ptr<coded_video::Pictures> pictures() const override;

 private:
  void look(const fg::draft::MxfSet& picture);
  void describe();
  [[nodiscard]] const Order& order() const; // found when the first frame is asked for

  std::shared_ptr<const fg::draft::MxfFile> mxf_;
  Counting counting_;
  uint32_t threads_;
  std::vector<uint8_t> header_;
  std::optional<coded_video::AvcIntra> without_sets_; // then FFmpeg is asked for the header, when pictures are wanted
  std::shared_ptr<const PicturePackets> packets_;
  mutable std::mutex opening_;
  mutable std::shared_ptr<const Order> order_;
  mutable std::shared_ptr<coded_video::Pictures> shared_;
};

}  // namespace mxf_video
