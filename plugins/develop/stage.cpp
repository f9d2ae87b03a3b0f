// SPDX-License-Identifier: Apache-2.0
#include "stage.hpp"

#include "demosaic.hpp"
#include "unpack.hpp"

#include <algorithm>
#include <cstring>

namespace develop {
namespace {

void check_mosaic(const fg_image_desc& in) {
  fg::require(in.cfa_w == 2 && in.cfa_h == 2, FG_E_UNSUPPORTED, "a mosaic of ", int{in.cfa_w}, " x ", int{in.cfa_h}, "; only 2 x 2 is developed");
  const bool first = in.cfa[0] == 1 && in.cfa[3] == 1, second = in.cfa[1] == 1 && in.cfa[2] == 1;
  const auto a = first ? in.cfa[1] : in.cfa[0], b = first ? in.cfa[2] : in.cfa[3];
  fg::require(first != second && a + b == 2 && a != b, FG_E_UNSUPPORTED,
              "the mosaic is not of red, blue and two greens on a diagonal");
  fg::require(in.active.w >= 2 && in.active.h >= 2, FG_E_UNSUPPORTED, "a mosaic of ", in.active.w, " x ", in.active.h, " pixels");
}

void check_shape(const fg_image_desc& in) {
  const bool inside = in.active.x >= 0 && in.active.y >= 0 && in.active.w > 0 && in.active.h > 0 &&
                      int64_t{in.active.x} + in.active.w <= in.width && int64_t{in.active.y} + in.active.h <= in.height;
  fg::require(inside && in.width <= 65535 && in.height <= 65535, FG_E_CORRUPT, "the active area lies outside the raster");
  const bool packed = in.sample == FG_SAMPLE_PACKED && in.packing >= FG_PACK_LSB && in.packing <= FG_PACK_MSB32_PAIRS;
  fg::require(in.sample == FG_SAMPLE_U8 || in.sample == FG_SAMPLE_U16 || packed, FG_E_UNSUPPORTED, "samples of kind ", in.sample, " are not developed");
  fg::require(in.bits >= 1 && in.bits <= (in.sample == FG_SAMPLE_U8 ? 8u : 16u), FG_E_UNSUPPORTED, "samples of ", in.bits, " bits");
  fg::require(in.planar == 0, FG_E_UNSUPPORTED, "planar recorded samples are not developed");
  const bool layout = in.layout == FG_LAYOUT_CFA || in.layout == FG_LAYOUT_MONO || (in.layout == FG_LAYOUT_RGB && !packed);
  fg::require(layout, FG_E_UNSUPPORTED, "pixels of layout ", in.layout, " are not developed");
  if (in.layout == FG_LAYOUT_CFA) check_mosaic(in);
}

const char* encoding_of(Target target) {
  switch (target) {
    case Target::ap0: return "aces2065-1";
    case Target::ap1: return "acescg";
    case Target::camera: return "linear.camera";
  }
  return "linear.camera";
}

// Samples past both ends of a half row, mirrored about the first and last pixel so that the mosaic goes on.
void mirror_ends(float* even, float* odd, int32_t width, int32_t reach) {
  float* half[2] = {even, odd};
  const auto copy = [&](int32_t x) {
    const int32_t from = mirrored(x, width);
    half[x & 1][(x - (x & 1)) / 2] = half[from & 1][from / 2];
  };
  for (int32_t x = -reach; x < 0; ++x) copy(x);
  for (int32_t x = width; x < width + reach; ++x) copy(x);
}

template <class Method>
class MosaicRun { // one tile of one frame
 public:
  MosaicRun(const fg_image_desc& in, const SensorPlan& plan, const fg_rect& tile, void* scratch)
      : in_(in), plan_(plan), width_(in.active.w), memory_{static_cast<float*>(scratch), half_row_stride(static_cast<uint32_t>(width_))},
        method_(memory_, Band{tile.y, tile.y + tile.h, (width_ + 1) / 2}) {
    for (auto& row : ring_) row.half[0] = memory_.take(), row.half[1] = memory_.take();
    for (auto* channel : {room_.red, room_.green, room_.blue}) channel[0] = memory_.take(), channel[1] = memory_.take();
    codes_ = reinterpret_cast<uint16_t*>(memory_.next);
  }
  static uint64_t scratch_bytes(const fg_image_desc& in) {
    const auto rows = static_cast<uint64_t>(Method::half_rows + 2 * Method::mosaic_rows + 6);
    return rows * static_cast<uint64_t>(half_row_stride(static_cast<uint32_t>(in.active.w))) * sizeof(float) +
           (uint64_t{in.width} + 2 * code_slack) * sizeof(uint16_t);
  }
  void run(const fg_image& from, const fg_image& to, Highlights highlights) {
    const int32_t first = to.window.y, end = first + to.window.h;
    for (int32_t y = first - Method::halo; y < end + Method::halo; ++y) {
      load(from, y);
      if (ColourRows colours; method_.push(ring_, y, room_, colours)) finish(colours, to, y - Method::halo, highlights);
    }
  }

 private:
  void load(const fg_image& from, int32_t y) {
    const int32_t source = mirrored(y, in_.active.h);
    unpack_row(in_, fg::row_bytes(from, source + in_.active.y, fg::recorded_row_bytes(in_)), in_.width, codes_);
    auto& row = ring_[y & (Method::mosaic_rows - 1)];
    const size_t site = (source & 1) * 2;
    row.green = plan_.colour[site] == 1 ? 0 : 1;
    row.red = plan_.colour[site + (row.green == 0 ? 1 : 0)] == 0;
    split_levels(codes_ + in_.active.x, (static_cast<uint32_t>(width_) + 1) / 2, plan_.site[site], plan_.site[site + 1], true, row.half[0], row.half[1]);
    mirror_ends(row.half[0], row.half[1], width_, Method::halo + 2);
  }
  void finish(const ColourRows& colours, const fg_image& to, int32_t y, Highlights highlights) {
    const auto width = static_cast<uint32_t>(width_);
    const auto plane = [&](uint32_t i) { return reinterpret_cast<uint16_t*>(fg::row_bytes(to, y, uint64_t{width} * 2, i).data()); };
    finish_row(colours, width, plan_, highlights, true, plane(0), plane(1), plane(2));
  }

  const fg_image_desc& in_;
  const SensorPlan& plan_;
  int32_t width_;
  RowMemory memory_;
  Method method_;
  MosaicRow ring_[Method::mosaic_rows];
  ColourRows room_;
  uint16_t* codes_;
};

}  // namespace

int32_t mirrored(int32_t y, int32_t count) {
  if (count == 1) return 0;
  const int32_t period = 2 * count - 2;
  int32_t at = y % period;
  if (at < 0) at += period;
  return at < count ? at : period - at;
}

DevelopStage::DevelopStage(const fg_image_desc& in, const fg_frame_info& first, const Choices& choices)
    : in_((check_shape(in), in)), choices_(choices), plan_(in_, first.sensor, choices, in.layout == FG_LAYOUT_CFA) {
  output_.size(static_cast<uint32_t>(in_.active.w), static_cast<uint32_t>(in_.active.h)).samples(FG_SAMPLE_F16, 16);
  output_.layout = FG_LAYOUT_RGB;
  output_.planar = 1;
  output_.pixel_aspect = in_.pixel_aspect;
  output_.orientation = in_.orientation;
  output_.encoding = encoding_of(choices.target);
}

int32_t DevelopStage::halo() const {
  if (in_.layout != FG_LAYOUT_CFA) return 0;
  return choices_.demosaic == Demosaic::fast ? HamiltonAdams::halo : DirectionalLmmse::halo;
}

uint64_t DevelopStage::scratch_bytes() const noexcept {
  if (in_.layout != FG_LAYOUT_CFA) return direct_scratch_bytes(in_);
  return choices_.demosaic == Demosaic::fast ? MosaicRun<HamiltonAdams>::scratch_bytes(in_) : MosaicRun<DirectionalLmmse>::scratch_bytes(in_);
}

// Rows mirrored at the edges lie inside the halo of the rows there, unless the picture is lower than the halo.
fg_rect DevelopStage::needs(fg_rect tile) const noexcept {
  const int32_t first = std::max(0, tile.y - halo()), end = std::min(in_.active.h, tile.y + tile.h + halo());
  return {0, first + in_.active.y, static_cast<int32_t>(in_.width), end - first};
}

void DevelopStage::process(const fg_image& in, const fg_frame_info& frame, const fg_image& out, void* scratch, const fg_job*) const {
  fg::require(out.window.x == 0 && out.window.w == in_.active.w, FG_E_INVALID_ARGUMENT, "tiles are whole rows");
  std::optional<SensorPlan> of_frame; // sensor data that changed within the clip
  if (!plan_.made_for(frame.sensor)) of_frame.emplace(in_, frame.sensor, choices_, in_.layout == FG_LAYOUT_CFA);
  const SensorPlan& plan = of_frame ? *of_frame : plan_;
  if (in_.layout != FG_LAYOUT_CFA) develop_directly(in_, plan, choices_.highlights, in, out, scratch);
  else if (choices_.demosaic == Demosaic::fast) MosaicRun<HamiltonAdams>(in_, plan, out.window, scratch).run(in, out, choices_.highlights);
  else MosaicRun<DirectionalLmmse>(in_, plan, out.window, scratch).run(in, out, choices_.highlights);
}

}  // namespace develop
