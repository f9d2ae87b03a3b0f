// SPDX-License-Identifier: Apache-2.0
//
// An opened clip: the MXF file of its pictures and the XML of its card. Immutable; reader and lanes share it. P2 keeps every
// track in a file of its own (OP-Atom, SMPTE ST 390): pictures without keys of their own, parted by the index table.
#pragma once
#include "codec.hpp"
#include "sidecar.hpp"

#include <mxf_video/shown_mxf.hpp>

namespace panasonic {

class Clip {
 public:
  Clip(const fg::Host& host, const std::string& uri, std::vector<SidecarValue> sidecar);

  const fg::draft::MxfFile& mxf() const { return *mxf_; }
  const std::string& uri() const { return mxf_->file().uri(); }
  const std::vector<SidecarValue>& sidecar() const { return sidecar_; }
  const Codec& codec() const { return codec_; }
  // Its pictures, for lanes; nullptr when they are not decoded.
  std::shared_ptr<const mxf_video::ShownMxf> shown() const { return codec_.refusal.empty() ? shown_ : nullptr; }
  const fg::ImageDesc& desc() const { return desc_; }
  int64_t frame_count() const { return frames_; }
  fg_rational rate() const { return rate_; }
  fg_timecode timecode(int64_t frame) const { return fg::draft::mxf_later(start_, frame, rate_); }
  bool has(int64_t frame) const { return mxf_->is_whole(frame); }
  void require_frame(int64_t frame) const;
  // The first value whose element has this name; empty when there is none.
  std::string sidecar_text(std::string_view element) const;

 private:
  void describe(const fg::draft::MxfSet& picture);
  void name_encoding(mxf_video::ShownMxf& shown) const;

  std::shared_ptr<const fg::draft::MxfFile> mxf_;
  std::vector<SidecarValue> sidecar_;
  Codec codec_;
  std::shared_ptr<const mxf_video::ShownMxf> shown_; // nullptr: raw
  fg::ImageDesc desc_;
  int64_t frames_ = 0;
  fg_rational rate_{0, 0};
  fg_timecode start_{-1, {0, 0}, 0, 0};
};

}  // namespace panasonic
