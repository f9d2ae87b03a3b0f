// SPDX-License-Identifier: Apache-2.0
//
// Curve, matrix, exposure and half float as one pointwise stage. Samples of up to 16 bits go through a table that was
// worked out in double precision when the stage was planned; floats are worked out one by one.
#include "curve.hpp"
#include "gamut.hpp"

#include <filmgate/cpp/rgb_rows.hpp>
#include <filmgate/cpp/transform.hpp>

#include <algorithm>
#include <cmath>

namespace camera_colour {
namespace {

constexpr double largest_linear = 1e9; // more overflows in the matrix, and no half float holds it
constexpr double most_stops = 20;

Target target_of(const std::string& name) {
  if (name == "ACES2065-1") return Target::ap0;
  if (name == "ACEScg") return Target::ap1;
  fg::require(name == "camera", FG_E_UNSUPPORTED, "colourspace '", name, "' is unknown; known are ACES2065-1, ACEScg, camera");
  return Target::camera;
}

const char* encoding_of(Target target) {
  return target == Target::ap0 ? "aces2065-1" : target == Target::ap1 ? "acescg" : "linear.camera";
}

class CameraColour : public fg::Stage {
 public:
  CameraColour(const fg_image_desc& in, const fg::Values& parameters) : in_(in), rows_(in_), curve_(Curve::read(parameters)) {
    const auto target = target_of(parameters.text("colourspace", "ACES2065-1"));
    const double stops = parameters.number("exposure", 0);
    fg::require(std::abs(stops) <= most_stops, FG_E_OUT_OF_RANGE, "exposure ", stops, " is outside -20 .. 20");
    const auto colours = output_matrix(parameters, target);
    for (size_t i = 0; i < 9; ++i) matrix_[i] = static_cast<float>(colours[i] * std::exp2(stops));
    table_.resize(rows_.code_count());
    for (uint32_t code = 0; code < table_.size(); ++code) table_[code] = linear(rows_.value_of(static_cast<uint16_t>(code)));
    out_.size(rows_.width(), static_cast<uint32_t>(in_.active.h)).samples(FG_SAMPLE_F16, 16);
    out_.layout = FG_LAYOUT_RGB, out_.planar = 1;
    out_.pixel_aspect = in_.pixel_aspect, out_.orientation = in_.orientation;
    out_.encoding = encoding_of(target);
  }
  const fg::ImageDesc& output() const noexcept override { return out_; }
  uint32_t flags() const noexcept override { return FG_T_HALF_OUT; }
  uint64_t scratch_bytes() const noexcept override { return uint64_t{rows_.width()} * 3 * sizeof(float); }
  fg_rect needs(fg_rect tile) const noexcept override {
    return {0, tile.y + in_.active.y, static_cast<int32_t>(in_.width), tile.h};
  }
  void process(const fg_image& in, const fg_frame_info&, const fg_image& out, void* scratch, const fg_job*) const override {
    const uint32_t width = rows_.width();
    fg::require(out.window.x == 0 && static_cast<uint32_t>(out.window.w) == width, FG_E_INVALID_ARGUMENT, "tiles are whole rows");
    auto* red = static_cast<float*>(scratch);
    float* const rgb[3] = {red, red + width, red + 2 * size_t{width}};
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      for (uint32_t channel = 0; channel < 3; ++channel) read(in, y + in_.active.y, channel, rgb[channel]);
      turn(rgb[0], rgb[1], rgb[2], width);
      fg::put_half_row(out, y, rgb, width);
    }
  }

 private:
  [[nodiscard]] float linear(double code) const {
    const double value = curve_.linear(code);
    return static_cast<float>(std::isnan(value) ? 0.0 : std::clamp(value, -largest_linear, largest_linear));
  }
  void read(const fg_image& in, int32_t y, uint32_t channel, float* out) const {
    if (!table_.empty()) return rows_.look_up(in, y, channel, table_, out);
    rows_.floats(in, y, channel, out);
    for (uint32_t x = 0; x < rows_.width(); ++x) out[x] = linear(out[x]);
  }
  void turn(float* __restrict red, float* __restrict green, float* __restrict blue, uint32_t width) const {
    const auto m = matrix_;
    for (uint32_t x = 0; x < width; ++x) {
      const float r = red[x], g = green[x], b = blue[x];
      red[x] = m[0] * r + m[1] * g + m[2] * b;
      green[x] = m[3] * r + m[4] * g + m[5] * b;
      blue[x] = m[6] * r + m[7] * g + m[8] * b;
    }
  }

  fg::ImageDesc in_, out_;
  fg::RgbRows rows_;
  Curve curve_;
  std::array<float, 9> matrix_{};
  std::vector<float> table_; // code to linear; empty for float samples
};

constexpr const char* curve_numbers[] = {"base", "log_slope", "log_offset", "lin_slope", "lin_offset", "lin_break", "linear_slope", "cut", "linear_offset", "gamma", "toe"};

// Of every parameter, those that the form of the curve does not use too.
void check_types(const fg::Values& parameters) {
  for (const auto& [key, value] : parameters.all()) {
    const std::string_view name = key;
    const auto is = [&](const auto& names) { return std::find(std::begin(names), std::end(names), name) != std::end(names); };
    const std::string_view texts[] = {"colourspace", "curve", "adaptation"}, lists[] = {"values", "matrix", "primaries", "white"};
    if (is(texts)) fg::require(value.type == FG_V_TEXT, FG_E_INVALID_ARGUMENT, name, ": text is wanted");
    else if (is(lists)) fg::require(value.type == FG_V_F64_ARRAY, FG_E_INVALID_ARGUMENT, name, ": a list of numbers is wanted");
    else if (is(curve_numbers) || name == "exposure") fg::require(std::isfinite(fg::number(value)), FG_E_INVALID_ARGUMENT, name, " is no number");
    else fg::fail(FG_E_UNSUPPORTED, "unknown parameter '", name, "'");
  }
  const auto adaptation = parameters.text("adaptation", "none");
  fg::require(adaptation == "none" || adaptation == "bradford" || adaptation == "cat02", FG_E_UNSUPPORTED,
              "adaptation '", adaptation, "' is unknown; known are none, bradford, cat02");
}

struct Transform {
  static constexpr const char* id = "camera-colour";
  static void parameters(const fg::Parameters& out) {
    using namespace std::string_literals;
    const fg::Value none = std::vector<double>{};
    out.put({.key = "colourspace", .label = "Colour space", .dflt = "ACES2065-1"s,
             .choices = {{"ACES2065-1", "AP0, scene-linear"}, {"ACEScg", "AP1, scene-linear"}, {"camera", "the encoding's own colours, linear"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "exposure", .label = "Exposure", .unit = "stops", .dflt = 0.0, .min = -most_stops, .max = most_stops});
    out.put({.key = "curve", .label = "Form of the curve from code value to linear", .dflt = "linear"s,
             .choices = {{"linear", ""}, {"log", ""}, {"camera-log", "log with a straight part below lin_break"},
                         {"split-log", "log with a straight part of its own below a code"}, {"power", ""}, {"table", ""}}});
    for (const char* key : curve_numbers)
      out.put({.key = key, .label = "A number of the curve", .dflt = 0.0});
    out.put({.key = "values", .label = "Linear values of a table, from code 0 to 1", .dflt = none});
    out.put({.key = "matrix", .label = "Linear RGB to ACES2065-1, row major; empty: there is none", .dflt = std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0, 1}});
    out.put({.key = "primaries", .label = "x and y of red, green and blue, instead of a matrix", .dflt = none});
    out.put({.key = "white", .label = "x and y of the white of the primaries", .dflt = none});
    out.put({.key = "adaptation", .label = "From that white to the ACES white", .dflt = "none"s,
             .choices = {{"none", ""}, {"bradford", ""}, {"cat02", ""}}});
  }
  static std::unique_ptr<fg::Stage> create(const fg::Host&, const fg_image_desc& in, const fg_frame_info&, const fg::Values& parameters) {
    check_types(parameters);
    return std::make_unique<CameraColour>(in, parameters);
  }
};

}  // namespace
}  // namespace camera_colour

FG_PLUGIN(fg::TransformOf<camera_colour::Transform>)
