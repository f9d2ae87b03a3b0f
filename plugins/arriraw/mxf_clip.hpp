// SPDX-License-Identifier: Apache-2.0
//
// ARRIRAW in an MXF file: one picture element a frame. Immutable; reader and lanes share it.
#pragma once
#include "mxf_labels.hpp"
#include "mxf_values.hpp"

#include <filmgate/cpp/draft/mxf.hpp>
#include <filmgate/cpp/reader.hpp>

namespace arriraw {

class MxfClip {
 public:
  explicit MxfClip(fg::File file);

  const fg::draft::MxfFile& mxf() const { return mxf_; }
  const std::string& uri() const { return mxf_.file().uri(); }
  MxfCoding coding() const { return coding_; }
  std::string refusal() const; // why no pixels can be read; empty: they can
  const std::string& company() const { return company_; }
  const std::string& product() const { return product_; }
  const std::vector<uint8_t>& umid() const { return umid_; }
  const std::vector<MxfValue>& values() const { return values_; }
  const std::vector<std::string>& problems() const { return problems_; }
  int64_t frame_count() const { return frames_; }
  fg_rational rate() const { return rate_; }
  fg_timecode timecode(int64_t frame) const { return fg::draft::mxf_later(start_, frame, rate_); }
  uint32_t width() const { return width_; }
  uint32_t height() const { return height_; }
  uint64_t row_bytes() const { return uint64_t{width_} * 12 / 8; }
  const std::string& stated_mosaic() const { return mosaic_; } // empty: none is stated that is understood

  void require_frame(int64_t frame) const;
  bool has(int64_t frame) const { return mxf_.is_whole(frame); }
  // Where the frame's rows begin in the file. FG_E_UNSUPPORTED when the element has another size than they take.
  uint64_t pixels_of(int64_t frame) const;
  std::vector<MxfValue> frame_values(int64_t frame) const;

 private:
  void find_mosaic();

  fg::draft::MxfFile mxf_;
  MxfCoding coding_ = MxfCoding::none;
  std::string company_, product_, mosaic_;
  std::vector<uint8_t> umid_;
  std::vector<MxfValue> values_;
  std::vector<std::string> problems_;
  int64_t frames_ = 0;
  fg_rational rate_{0, 0};
  fg_timecode start_{-1, {0, 0}, 0, 0};
  uint32_t width_ = 0, height_ = 0;
};

}  // namespace arriraw
