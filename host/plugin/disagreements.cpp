// SPDX-License-Identifier: Apache-2.0
//
// What two frames say of themselves, in words, member by member.
#include "plugin/samples.hpp"

#include "raw.hpp"

#include <fmt/ranges.h>
#include <span>

namespace filmgate {
namespace {

constexpr const char* nothing = "none";

std::string state_text(FrameState state) { return state == FrameState::ok ? "there" : state == FrameState::dropped ? "dropped" : "missing"; }

std::string numbers(const double* values, size_t count) { return fmt::format("{}", fmt::join(std::span(values, count), " ")); }

// A level that is the same everywhere is told once.
std::string levels(const double* values, size_t count) {
  const bool same = std::all_of(values, values + count, [&](double value) { return value == values[0]; });
  return numbers(values, same ? 1 : count);
}

// How much of a sensor's members means anything: what a plugin left in the rest is no difference.
size_t sites_of(const fg_image_desc& desc) {
  if (desc.layout == FG_LAYOUT_CFA) return std::clamp<size_t>(size_t{desc.cfa_w} * desc.cfa_h, 1, std::size(fg_sensor{}.black));
  return desc.layout == FG_LAYOUT_MONO ? 1 : 3;
}
size_t colours_of(const fg_image_desc& desc) {
  if (desc.layout != FG_LAYOUT_CFA) return desc.layout == FG_LAYOUT_MONO ? 1 : 3;
  const auto most = *std::max_element(desc.cfa, desc.cfa + sites_of(desc));
  return std::min<size_t>(size_t{most} + 1, std::size(fg_sensor{}.white));
}
size_t calibrations_of(const fg_sensor& sensor) { return (sensor.has & FG_SENSOR_ILLUMINANTS) && sensor.illuminant_k[1] != 0 ? 2 : 1; }

class Comparison {
 public:
  Comparison(const FrameFacts& a, const FrameFacts& b) : a_(a), b_(b) {}
  template <class Text> // (const FrameFacts&) -> std::string
  void of(const char* what, Text text) {
    auto one = text(a_), other = text(b_);
    if (one != other) out_.push_back({what, std::move(one), std::move(other)});
  }
  template <class Text> // (const fg_sensor&, const fg_image_desc&) -> std::string
  void of_sensor(const char* what, uint32_t bit, Text text) {
    of(what, [&](const FrameFacts& frame) {
      const auto& raw = *frame.raw;
      return raw.has_sensor && (raw.sensor.has & bit) ? text(raw.sensor, raw.desc.desc) : std::string(nothing);
    });
  }
  std::vector<Disagreement> take() { return std::move(out_); }

 private:
  const FrameFacts &a_, &b_;
  std::vector<Disagreement> out_;
};

void compare_pictures(Comparison& compare) {
  compare.of("size", [](const FrameFacts& f) { return fmt::format("{} x {}", f.shape.width, f.shape.height); });
  compare.of("active area", [](const FrameFacts& f) { return fmt::format("{}", fmt::join(f.shape.active, ",")); });
  compare.of("pixel aspect", [](const FrameFacts& f) { return f.shape.pixel_aspect.text(); });
  compare.of("orientation", [](const FrameFacts& f) { return std::to_string(f.shape.orientation); });
  compare.of("encoding", [](const FrameFacts& f) { return f.shape.encoding.empty() ? "unknown" : f.shape.encoding; });
  const auto of_samples = [](const FrameFacts& f, auto text) {
    const auto samples = Samples::of(f);
    return samples ? text(*samples) : samples.error().message;
  };
  compare.of("layout", [&](const FrameFacts& f) { return of_samples(f, [](const Samples& s) { return s.layout(); }); });
  compare.of("samples", [&](const FrameFacts& f) { return of_samples(f, [](const Samples& s) { return s.kind(); }); });
}

void compare_sensors(Comparison& compare) {
  using Sensor = const fg_sensor&;
  using Desc = const fg_image_desc&;
  compare.of_sensor("black level", FG_SENSOR_BLACK, [](Sensor s, Desc d) { return levels(s.black, sites_of(d)); });
  compare.of_sensor("white level", FG_SENSOR_WHITE, [](Sensor s, Desc d) { return levels(s.white, colours_of(d)); });
  compare.of_sensor("neutral", FG_SENSOR_NEUTRAL, [](Sensor s, Desc d) { return numbers(s.neutral, colours_of(d)); });
  compare.of_sensor("gain", FG_SENSOR_GAIN, [](Sensor s, Desc) { return numbers(&s.gain, 1); });
  compare.of_sensor("illuminants", FG_SENSOR_ILLUMINANTS, [](Sensor s, Desc) { return numbers(s.illuminant_k, calibrations_of(s)); });
  compare.of_sensor("matrix from XYZ", FG_SENSOR_XYZ_TO_CAMERA, [](Sensor s, Desc) { return numbers(s.xyz_to_camera[0], 9 * calibrations_of(s)); });
  compare.of_sensor("matrix to D50", FG_SENSOR_CAMERA_TO_D50, [](Sensor s, Desc) { return numbers(s.camera_to_d50[0], 9 * calibrations_of(s)); });
  compare.of_sensor("matrix to AP0", FG_SENSOR_CAMERA_TO_AP0, [](Sensor s, Desc) { return numbers(s.camera_to_ap0, 9); });
}

}  // namespace

std::vector<Disagreement> disagreements(const FrameFacts& a, const FrameFacts& b) {
  Comparison compare(a, b);
  compare.of("state", [](const FrameFacts& f) { return state_text(f.state); });
  compare.of("timecode", [](const FrameFacts& f) { return f.timecode.known() ? fmt::format("{} at {}", f.timecode.text(), f.timecode.base.text()) : nothing; });
  compare_pictures(compare);
  compare_sensors(compare);
  auto out = compare.take();
  if (a.raw->linear != b.raw->linear)
    out.push_back({"linear table", fmt::format("{} codes", a.raw->linear.size()), fmt::format("{} codes", b.raw->linear.size())});
  return out;
}

}  // namespace filmgate
