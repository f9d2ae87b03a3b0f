// SPDX-License-Identifier: Apache-2.0
//
// Crop, de-squeeze and scale as one stage, for planar half or float RGB. A band is filtered across block by block into
// a ring of float rows and down from there, so scratch depends on the scale and the width, never on a band's height.
#include "framing.hpp"
#include "horizontal.hpp"
#include "vertical.hpp"

#include <filmgate/cpp/half.hpp>
#include <filmgate/cpp/transform.hpp>

#include <algorithm>
#include <cstring>

namespace reframe {
namespace {

constexpr uint64_t round_up(uint64_t bytes) { return (bytes + 63) / 64 * 64; }

fg::ImageDesc described(const fg_image_desc& in, const Framing& framing) {
  fg::ImageDesc out(in);
  out.size(framing.across.output, framing.down.output).samples(FG_SAMPLE_F16, 16);
  out.pixel_aspect = framing.pixel_aspect;
  return out;
}

class Reframe : public fg::Stage {
 public:
  Reframe(const fg_image_desc& in, const Framing& framing)
      : framing_(framing),
        half_in_(in.sample == FG_SAMPLE_F16),
        out_(described(in, framing)),
        across_(framing.across),
        down_(framing.down) {
    constexpr int32_t block = Horizontal::block_rows;
    ring_rows_ =
        (down_.most_taps() + 2 * block - 1) / block * block;  // a block is fetched before its rows are all wanted
  }
  const fg::ImageDesc& output() const noexcept override { return out_; }
  uint32_t flags() const noexcept override { return FG_T_HALF_OUT; }
  uint64_t scratch_bytes() const noexcept override {
    return across_.block_bytes() + across_.temporary_bytes() +
           static_cast<uint64_t>(ring_rows_) * across_.out_stride() + across_.out_stride() +
           round_up(static_cast<uint64_t>(down_.most_taps()) * sizeof(float*));
  }
  fg_rect needs(fg_rect tile) const noexcept override {
    const auto height = static_cast<int32_t>(out_.height), width = static_cast<int32_t>(framing_.across.input);
    const int32_t top = std::clamp(tile.y, 0, height - 1);
    const auto end = static_cast<int32_t>(std::clamp<int64_t>(int64_t{tile.y} + tile.h, top + 1, height));
    int32_t first = INT32_MAX, last = 0;  // not at the ends alone: mirrored edges reach in either direction
    for (int32_t y = top; y < end; ++y) {
      const auto taps = down_.taps(y);
      first = std::min(first, taps.first);
      last = std::max(last, taps.first + static_cast<int32_t>(taps.weights.size()));
    }
    return {0, first, width, last - first};
  }
  void process(const fg_image& in, const fg_frame_info&, const fg_image& out, void* scratch,
               const fg_job*) const override {
    fg::require(in.plane_count == 3 && out.plane_count == 3, FG_E_INVALID_ARGUMENT, "three planes are wanted");
    fg::require(in.window.x == 0 && static_cast<uint32_t>(in.window.w) == framing_.across.input, FG_E_INVALID_ARGUMENT,
                "whole rows are wanted");
    const int64_t right = int64_t{out.window.x} + out.window.w, bottom = int64_t{out.window.y} + out.window.h;
    fg::require(out.window.x >= 0 && out.window.y >= 0 && right <= out_.width && bottom <= out_.height,
                FG_E_OUT_OF_RANGE, "the tile leaves the picture");
    if (out.window.w <= 0 || out.window.h <= 0) return;
    for (uint32_t plane = 0; plane < 3; ++plane) run_plane(in, out, plane, static_cast<uint8_t*>(scratch));
  }

 private:
  struct Places {  // scratch, shared out
    uint8_t* block;
    uint8_t* temporary;
    uint8_t* ring;
    float* sum;
    const float** rows;
  };
  Places share_out(uint8_t* scratch) const {
    Places out{};
    out.block = scratch;
    out.temporary = out.block + across_.block_bytes();
    out.ring = out.temporary + across_.temporary_bytes();
    auto* sum = out.ring + static_cast<uint64_t>(ring_rows_) * across_.out_stride();
    out.sum = reinterpret_cast<float*>(sum);
    out.rows = reinterpret_cast<const float**>(sum + across_.out_stride());
    return out;
  }
  uint8_t* ring_row(const Places& at, int32_t row) const {  // counted from the band's first input row
    return at.ring + static_cast<uint64_t>(row % ring_rows_) * across_.out_stride();
  }
  void run_plane(const fg_image& in, const fg_image& out, uint32_t plane, uint8_t* scratch) const {
    const auto at = share_out(scratch);
    const auto band = needs(out.window);
    fg::require(band.y >= in.window.y && band.y + band.h <= in.window.y + in.window.h, FG_E_INVALID_ARGUMENT,
                "the input lacks rows that needs() asked for");
    const auto width = static_cast<size_t>(out.window.w), left = static_cast<size_t>(out.window.x);
    int32_t fetched = 0;  // rows of the band that stand in the ring
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      const auto taps = down_.taps(y);
      const int32_t first = taps.first - band.y, count = static_cast<int32_t>(taps.weights.size());
      for (; fetched < first + count; fetched += Horizontal::block_rows) fetch(in, plane, band, fetched, at);
      for (int32_t i = 0; i < count; ++i) at.rows[i] = reinterpret_cast<const float*>(ring_row(at, first + i)) + left;
      std::span<const float> result(at.rows[0], width);
      if (!framing_.down.is_copy()) {
        add_weighted({at.rows, static_cast<size_t>(count)}, taps.weights, {at.sum, width});
        result = {at.sum, width};
      }
      fg::floats_to_halves(result, reinterpret_cast<uint16_t*>(fg::row_bytes(out, y, width * 2, plane).data()));
    }
  }
  // Filters a block across into the ring. Past the band's end its last row stands in.
  void fetch(const fg_image& in, uint32_t plane, fg_rect band, int32_t first, const Places& at) const {
    const uint64_t bytes = uint64_t{framing_.across.input} * (half_in_ ? 2 : 4);
    for (int32_t i = 0; i < Horizontal::block_rows; ++i) {
      const auto row = fg::row_bytes(in, band.y + std::min(first + i, band.h - 1), bytes, plane);
      auto* to = reinterpret_cast<float*>(at.block + static_cast<uint64_t>(i) * across_.in_stride());
      if (half_in_)
        fg::halves_to_floats({reinterpret_cast<const uint16_t*>(row.data()), framing_.across.input}, to);
      else
        std::memcpy(to, row.data(), bytes);
    }
    across_.run(at.block, ring_row(at, first), at.temporary);
  }

  Framing framing_;
  bool half_in_;
  fg::ImageDesc out_;
  Horizontal across_;
  Vertical down_;
  int32_t ring_rows_;
};

struct Transform {
  static constexpr const char* id = "reframe";

  static void parameters(const fg::Parameters& out) {
    const fg::Value none = std::string(), zero = int64_t{0}, largest = int64_t{65535};
    out.put({.key = "crop",
             .label = "Picture to keep: x,y,width,height of the developed frame",
             .unit = "px",
             .dflt = none});
    out.put({.key = "desqueeze",
             .label = "Widening of the pixels: none, auto (as recorded), or a ratio such as 2/1",
             .dflt = std::string("none")});
    out.put({.key = "width",
             .label = "Width to scale to; 0 follows from the height",
             .unit = "px",
             .dflt = zero,
             .min = zero,
             .max = largest});
    out.put({.key = "height",
             .label = "Height to scale to; 0 follows from the width",
             .unit = "px",
             .dflt = zero,
             .min = zero,
             .max = largest});
    out.put({.key = "fit",
             .label = "What gives when width and height have another shape than the picture",
             .dflt = std::string("inside"),
             .choices = {{"inside", "The size: the whole picture, within both"},
                         {"fill", "The picture: cut evenly at two edges"},
                         {"stretch", "The shape"}}});
  }
  static std::unique_ptr<fg::Stage> create(const fg::Host& host, const fg_image_desc& in, const fg_frame_info&,
                                           const fg::Values& wanted) {
    wanted.allow_only({"crop", "desqueeze", "width", "height", "fit"});
    const bool taken =
        in.layout == FG_LAYOUT_RGB && in.planar == 1 && (in.sample == FG_SAMPLE_F16 || in.sample == FG_SAMPLE_F32);
    fg::require(taken, FG_E_UNSUPPORTED, "reframe takes planar half or float RGB; develop the frame first");
    fg::require(in.width >= 1 && in.width <= 65535 && in.height >= 1 && in.height <= 65535, FG_E_INVALID_ARGUMENT,
                "no picture of ", in.width, " x ", in.height);
    const auto framing = framing_of(in, wanted);
    const double most = std::max(framing.across.scale(), framing.down.scale());
    const bool only_desqueeze = framing.down.scale() <= 1 && !wanted.find("width") && !wanted.find("height");
    if (most > 1 && !only_desqueeze)
      host.log(FG_LOG_WARN, fg::concat("the picture is enlarged ", most, " times; no detail is gained"));
    return std::make_unique<Reframe>(in, framing);
  }
};

}  // namespace
}  // namespace reframe

FG_PLUGIN(fg::TransformOf<reframe::Transform>)
