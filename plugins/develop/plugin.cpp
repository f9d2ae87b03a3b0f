// SPDX-License-Identifier: Apache-2.0
//
// The parameters, and the entry.
#include "stage.hpp"

namespace develop {
namespace {

template <class Value>
Value chosen(const fg::Values& parameters, const char* key, std::initializer_list<std::pair<const char*, Value>> choices) {
  const auto text = parameters.text(key, choices.begin()->first);
  std::string known;
  for (const auto& [name, value] : choices) {
    if (text == name) return value;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  fg::fail(FG_E_UNSUPPORTED, key, " '", text, "' is unknown; known are ", known);
}

}  // namespace

Choices Choices::read(const fg::Values& parameters) {
  parameters.allow_only({"demosaic", "colourspace", "exposure", "highlights", "white_balance"});
  Choices out;
  out.demosaic = chosen<Demosaic>(parameters, "demosaic", {{"fast", Demosaic::fast}, {"hq", Demosaic::hq}});
  out.target = chosen<Target>(parameters, "colourspace", {{"ACES2065-1", Target::ap0}, {"ACEScg", Target::ap1}, {"camera", Target::camera}});
  out.highlights = chosen<Highlights>(parameters, "highlights", {{"neutral", Highlights::neutral}, {"clip", Highlights::clip}, {"none", Highlights::none}});
  out.balance = chosen<bool>(parameters, "white_balance", {{"camera", true}, {"none", false}});
  // The matrices begin at balanced camera RGB, so unbalanced values have no way to ACES.
  fg::require(out.balance || out.target == Target::camera, FG_E_UNSUPPORTED,
              "white_balance none leaves camera RGB; use it with colourspace camera");
  out.exposure_stops = parameters.number("exposure", 0);
  fg::require(out.exposure_stops >= -20 && out.exposure_stops <= 20, FG_E_OUT_OF_RANGE, "exposure ", out.exposure_stops, " is outside -20 .. 20");
  return out;
}

struct Develop {
  static constexpr const char* id = "develop";
  static void parameters(const fg::Parameters& out) {
    using namespace std::string_literals;
    out.put({.key = "demosaic", .label = "Demosaic", .dflt = "fast"s,
             .choices = {{"fast", "Hamilton-Adams"}, {"hq", "directional LMMSE"}}});
    out.put({.key = "colourspace", .label = "Colour space", .dflt = "ACES2065-1"s,
             .choices = {{"ACES2065-1", "AP0, scene-linear"}, {"ACEScg", "AP1, scene-linear"}, {"camera", "balanced camera RGB, linear"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "exposure", .label = "Exposure", .unit = "stops", .dflt = 0.0, .min = -20.0, .max = 20.0});
    out.put({.key = "highlights", .label = "Clipped highlights", .dflt = "neutral"s,
             .choices = {{"neutral", "a clipped colour rises to the brightest one"}, {"clip", "all colours stop at the lowest clipping level"}, {"none", "as recorded"}}});
    out.put({.key = "white_balance", .label = "White balance", .dflt = "camera"s,
             .choices = {{"camera", "as the camera was set"}, {"none", "unbalanced"}}});
  }
  static std::unique_ptr<fg::Stage> create(const fg::Host&, const fg_image_desc& in, const fg_frame_info& first, const fg::Values& parameters) {
    return std::make_unique<DevelopStage>(in, first, Choices::read(parameters));
  }
};

}  // namespace develop

FG_PLUGIN(fg::TransformOf<develop::Develop>)
