// SPDX-License-Identifier: Apache-2.0
//
// One planned development: input shape and choices fixed, sensor data as each frame brings it.
#pragma once
#include "choices.hpp"
#include "sensor_plan.hpp"

#include <filmgate/cpp/transform.hpp>

namespace develop {

class DevelopStage final : public fg::Stage {
 public:
  DevelopStage(const fg_image_desc& in, const fg_frame_info& first, const Choices& choices);
  const fg::ImageDesc& output() const noexcept override { return output_; }
  uint32_t flags() const noexcept override { return FG_T_HALF_OUT; }
  uint64_t scratch_bytes() const noexcept override;
  fg_rect needs(fg_rect tile) const noexcept override;
  void process(const fg_image& in, const fg_frame_info& frame, const fg_image& out, void* scratch, const fg_job* job) const override;

 private:
  [[nodiscard]] int32_t halo() const;
  fg::ImageDesc in_, output_;
  Choices choices_;
  SensorPlan plan_;
};

// Monochrome and interleaved RGB sources: no mosaic, row by row. In direct.cpp.
[[nodiscard]] uint64_t direct_scratch_bytes(const fg_image_desc& in);
void develop_directly(const fg_image_desc& in, const SensorPlan& plan, Highlights highlights, const fg_image& from, const fg_image& to,
                      void* scratch);

// The row y of the active area that stands for row y, mirrored about its first and last.
[[nodiscard]] int32_t mirrored(int32_t y, int32_t count);

}  // namespace develop
