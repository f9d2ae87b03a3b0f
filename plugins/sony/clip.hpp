// SPDX-License-Identifier: Apache-2.0
//
// An opened clip: one MXF file and its sidecar. Immutable; reader and lanes share it.
#pragma once
#include "acquisition.hpp"
#include "codec.hpp"
#include "sidecar.hpp"

#include <mxf_video/shown_mxf.hpp>

namespace sony {

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
  const AcquisitionSets& first() const { return first_; } // of the first frame
  int64_t frame_count() const { return frames_; }
  fg_rational rate() const { return rate_; }
  fg_timecode timecode(int64_t frame) const;
  // Empty values when the frame carries none. FG_E_OUT_OF_RANGE for a frame that is none of the clip's.
  AcquisitionSets acquisition(int64_t frame) const;
  bool has(int64_t frame) const; // all of its bytes
  void require_frame(int64_t frame) const;

 private:
  void describe(const fg::draft::MxfSet* picture);
  void name_encoding(const fg::draft::MxfSet& picture, mxf_video::ShownMxf& shown) const;
  std::string sidecar_text(std::string_view key) const;

  std::shared_ptr<const fg::draft::MxfFile> mxf_;
  std::vector<SidecarValue> sidecar_;
  Codec codec_;
  std::shared_ptr<const mxf_video::ShownMxf> shown_; // nullptr: raw
  fg::ImageDesc desc_;
  AcquisitionSets first_;
  int64_t frames_ = 0;
  fg_rational rate_{0, 0};
  fg_timecode start_{-1, {0, 0}, 0, 0};
};

}  // namespace sony
