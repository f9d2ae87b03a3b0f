// SPDX-License-Identifier: Apache-2.0
//
// A stage that a transform planned on a made-up frame, given tiles of whole rows as hosts give them. The frames are noise of
// every kind of format that a transform can be asked for; a check takes those that it accepts.
#pragma once
#include "clip.hpp"

#include <filmgate/transform.h>

namespace check {

struct Format { // a made-up frame
  std::string name;
  fg_image_desc desc{};
  bool sensor = false;
};
std::vector<Format> made_up_formats(int32_t width, int32_t height);
fg_sensor made_up_sensor();

class Stage {
 public:
  Stage(const Plugin& plugin, const std::string& transform, const Format& format, const Values& parameters = {});
  ~Stage() noexcept(false);
  Stage(const Stage&) = delete;
  const fg_image_desc& output() const { return *output_; }
  const fg_image_desc& input() const { return format_.desc; }
  const Format& format() const { return format_; }
  fg_rect needs(int32_t first, int32_t rows) const;        // as the stage says it
  fg_rect rows_needed(int32_t first, int32_t rows) const;  // clipped to the raster, in whole rows
  // Output rows [first, first + rows) from `in`, which holds at least rows_needed(). A picture checked for its borders.
  Picture process(const Picture& in, int32_t first, int32_t rows, uint8_t poison = usual_poison, Edge edge = Edge::end) const;
  // As above, from a copy of exactly the needed rows of `whole`.
  std::string tile(const Picture& whole, int32_t first, int32_t rows) const;
  int32_t height() const { return static_cast<int32_t>(output_->height); }
  bool whole_frame() const { return (info_.flags & FG_T_WHOLE_FRAME) != 0; }

 private:
  fg_frame_info frame() const;
  const Plugin& plugin_;
  const fg_transform_v1& table_;
  Format format_;
  fg_sensor sensor_;
  fg_stage* stage_ = nullptr;
  const fg_image_desc* output_ = nullptr;
  fg_stage_info info_{};
};

std::vector<ParameterFact> stage_parameters(const Plugin& plugin, const std::string& transform);
// The formats that the transform can be planned on. Throws a Finding when it takes none, or refuses them without a word.
std::vector<Format> accepted_formats(const Plugin& plugin, const std::string& transform, int level);
Picture noise(const fg_image_desc& desc, uint64_t seed, Edge edge = Edge::end);

}  // namespace check
