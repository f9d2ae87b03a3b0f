// SPDX-License-Identifier: Apache-2.0
//
// The stage around a CLF file: rows in as floats, out as halves.
#include "clf_file.hpp"

#include <filmgate/cpp/rgb_rows.hpp>
#include <filmgate/cpp/transform.hpp>

#include <cmath>

namespace ocio {
namespace {

constexpr double most_stops = 20;

Target target_of(const std::string& name) {
  fg::require(name != "camera", FG_E_UNSUPPORTED, "a CLF file leads to ACES2065-1 and not to linear camera RGB; ask for colourspace ACES2065-1 or ACEScg");
  fg::require(name == "ACES2065-1" || name == "ACEScg", FG_E_UNSUPPORTED, "colourspace '", name, "' is unknown; known are ACES2065-1, ACEScg");
  return name == "ACEScg" ? Target::ap1 : Target::ap0;
}

class Clf : public fg::Stage {
 public:
  Clf(const fg_image_desc& in, const std::string& file, Target target, double stops)
      : in_(in), rows_(in_), processor_(processor_of(file, target, std::exp2(stops))) {
    out_.size(rows_.width(), static_cast<uint32_t>(in_.active.h)).samples(FG_SAMPLE_F16, 16);
    out_.layout = FG_LAYOUT_RGB, out_.planar = 1;
    out_.pixel_aspect = in_.pixel_aspect, out_.orientation = in_.orientation;
    out_.encoding = target == Target::ap0 ? "aces2065-1" : "acescg";
  }
  const fg::ImageDesc& output() const noexcept override { return out_; }
  uint32_t flags() const noexcept override { return FG_T_HALF_OUT; }
  uint64_t scratch_bytes() const noexcept override { return uint64_t{rows_.width()} * 3 * sizeof(float); }
  fg_rect needs(fg_rect tile) const noexcept override {
    return {0, tile.y + in_.active.y, static_cast<int32_t>(in_.width), tile.h};
  }
  void process(const fg_image& in, const fg_frame_info&, const fg_image& out, void* scratch, const fg_job*) const override {
    namespace OCIO = OCIO_NAMESPACE;
    const uint32_t width = rows_.width();
    fg::require(out.window.x == 0 && static_cast<uint32_t>(out.window.w) == width, FG_E_INVALID_ARGUMENT, "tiles are whole rows");
    auto* red = static_cast<float*>(scratch);
    float* const rgb[3] = {red, red + width, red + 2 * size_t{width}};
    OCIO::PlanarImageDesc row(rgb[0], rgb[1], rgb[2], nullptr, static_cast<long>(width), 1);
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      for (uint32_t channel = 0; channel < 3; ++channel) rows_.floats(in, y + in_.active.y, channel, rgb[channel]);
      processor_->apply(row);
      fg::put_half_row(out, y, rgb, width);
    }
  }

 private:
  fg::ImageDesc in_, out_;
  fg::RgbRows rows_;
  OCIO_NAMESPACE::ConstCPUProcessorRcPtr processor_;
};

struct Transform {
  static constexpr const char* id = "clf";
  static void parameters(const fg::Parameters& out) {
    using namespace std::string_literals;
    out.put({.key = "colourspace", .label = "Colour space", .dflt = "ACES2065-1"s,
             .choices = {{"ACES2065-1", "AP0, scene-linear"}, {"ACEScg", "AP1, scene-linear"}, {"camera", "not by a CLF file"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "exposure", .label = "Exposure", .unit = "stops", .dflt = 0.0, .min = -most_stops, .max = most_stops});
    out.put({.key = "file", .label = "The CLF file, from code values to ACES2065-1; empty: they are ACES2065-1", .dflt = ""s});
  }
  static std::unique_ptr<fg::Stage> create(const fg::Host&, const fg_image_desc& in, const fg_frame_info&, const fg::Values& parameters) {
    parameters.allow_only({"colourspace", "exposure", "file"});
    const auto file = parameters.text("file", "");
    const double stops = parameters.number("exposure", 0);
    fg::require(std::abs(stops) <= most_stops, FG_E_OUT_OF_RANGE, "exposure ", stops, " is outside -20 .. 20");
    return std::make_unique<Clf>(in, file, target_of(parameters.text("colourspace", "ACES2065-1")), stops);
  }
};

}  // namespace
}  // namespace ocio

FG_PLUGIN(fg::TransformOf<ocio::Transform>)
