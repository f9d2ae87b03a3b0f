// SPDX-License-Identifier: Apache-2.0
//
// Lines become the schema's fields.
#include "blackmagic_text.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>

namespace blackmagic_text {
namespace {

using fg::draft::measure_of;
using fg::draft::Reading;
using fg::draft::TextFields;

struct TextRule { const char* field; const char* name; };
constexpr TextRule texts[]{
    {"cameraMake", "manufacturer"}, {"cameraModel", "camera_type"}, {"cameraUuid", "camera_id"}, {"cameraLabel", "camera_number"},
    {"cameraFirmwareVersion", "firmware_version"}, {"clipName", "clip_number"}, {"reelName", "reel_name"}, {"scene", "scene"}, {"take", "take"},
    {"production", "production_name"}, {"director", "director"}, {"lensModel", "lens_type"}};

std::optional<double> millimetres_of(std::string_view text) {
  const auto measure = measure_of(text);
  if (!measure) return std::nullopt;
  if (measure->unit == "mm") return measure->number;
  if (measure->unit == "cm") return measure->number * 10;
  if (measure->unit == "m") return measure->number * 1000;
  if (measure->unit == "in") return measure->number * 25.4;
  return measure->unit == "ft" ? std::optional(measure->number * 304.8) : std::nullopt;
}
std::optional<double> metres_of(std::string_view text) {
  const auto number = millimetres_of(text);
  return number ? std::optional(*number / 1000) : std::nullopt;
}
std::optional<double> stop_of(std::string_view text) { // "T2.3", "f2.8", "f/2.8"
  text.remove_prefix(text.substr(1).starts_with('/') ? 2 : 1);
  return fg::draft::number_of(text);
}
std::optional<double> degrees_of(std::string_view text) {
  const auto measure = measure_of(text);
  const bool angle = measure && (measure->unit == "\xC2\xB0" || measure->unit == "deg") && measure->number <= 360;
  return angle ? std::optional(measure->number) : std::nullopt;
}
std::optional<double> seconds_of(std::string_view text) { // "1/50"
  const auto above = measure_of(text);
  if (!above || !above->unit.starts_with('/')) return std::nullopt;
  const auto below = measure_of(above->unit.substr(1));
  const bool sound = below && below->number > 0 && (below->unit.empty() || below->unit == "s");
  return sound ? std::optional(above->number / below->number) : std::nullopt;
}
fg_rational pair_of(std::string_view text) { // "48,1,"
  const auto comma = text.find(',');
  if (comma == text.npos) return {0, 0};
  const auto second = text.substr(comma + 1);
  const auto frames = fg::draft::whole_of(text.substr(0, comma)), seconds = fg::draft::whole_of(second.substr(0, second.find(',')));
  if (!frames || !seconds || *frames <= 0 || *seconds <= 0) return {0, 0};
  return fg::draft::rate_of(static_cast<double>(*frames) / static_cast<double>(*seconds));
}

void put_times(const TextFields& fields) {
  const auto rate = pair_of(fields.text("frame.sensor_rate"));
  fields.put("captureRate", "frame.sensor_rate", [&](std::string_view) { return rate.num > 0 ? Reading(rate) : std::nullopt; });
  fields.put("framesPerSecond", "format_frame_rate", [](std::string_view text) -> Reading { // in 65536ths
    const auto number = fg::draft::whole_of(text);
    const auto found = number ? fg::draft::rate_of(static_cast<double>(*number) / 65536) : fg_rational{0, 0};
    return found.num > 0 ? Reading(found) : std::nullopt;
  }, FG_FIELD_DERIVED);
  const auto text = fields.text("frame.shutter_value");
  const double per_second = rate.num > 0 ? static_cast<double>(rate.num) / static_cast<double>(rate.den) : 0;
  if (const auto seconds = seconds_of(text)) {
    fields.put_positive("expTime", "frame.shutter_value", seconds_of);
    if (const double angle = *seconds * per_second * 360; angle > 0 && angle <= 363) fields.derived("shutterAngle", angle, "frame.shutter_value");
    return;
  }
  fields.put_positive("shutterAngle", "frame.shutter_value", degrees_of);
  const auto angle = degrees_of(text);
  if (angle && *angle > 0 && per_second > 0) fields.derived("expTime", *angle / 360 / per_second, "frame.shutter_value");
}

void put_lens(const TextFields& fields) {
  fields.put_positive("nominalFocalLength", "frame.focal_length", millimetres_of);
  const auto distance = fields.text("frame.distance");
  if (distance.starts_with("Inf") || distance.starts_with("inf") || distance == "\xE2\x88\x9E") fields.out().absent("focus", fields.key("frame.distance").c_str());
  else fields.put_positive("focus", "frame.distance", metres_of);
  const auto iris = fields.text("frame.aperture");
  const bool known = iris.starts_with('T') || iris.starts_with('t') || iris.starts_with('f') || iris.starts_with('F');
  fields.put_positive(iris.starts_with('T') || iris.starts_with('t') ? "tStop" : "aperture", "frame.aperture",
                      [&](std::string_view text) { return known ? stop_of(text) : std::nullopt; });
  // The filter wheel counts stops; a stop is a density of log10 2.
  if (const auto stops = fg::draft::number_of(fields.text("frame.internal_nd")); stops && *stops >= 0 && *stops < 32)
    fields.derived("ndDensity", *stops * std::log10(2.0), "frame.internal_nd");
}

void put_picture(const TextFields& fields) {
  if (const auto ratio = fields.text("braw_compression_ratio"); !ratio.empty()) fields.derived("codec", "Blackmagic RAW, " + ratio, "braw_compression_ratio");
  if (const auto generation = fields.text("viewing_bmdgen"); !generation.empty()) fields.derived("colourScience", "generation " + generation, "viewing_bmdgen");
  if (fields.has("viewing_gamma")) fields.out().absent("encoding", fields.key("viewing_gamma").c_str()); // how it is seen, not how it is stored
  const auto enabled = fields.text("anamorphic_enable");
  if (enabled != "0" && enabled != "false")
    fields.put("pixelAspectRatio", "anamorphic", [](std::string_view text) { return fg::draft::as_squeeze(fg::draft::in_unit(text, "x").value_or(0)); });
  if (fields.text("post_3dlut_mode") == "Disabled") fields.out().absent("lookName", fields.key("post_3dlut_mode").c_str());
  else fields.put_text("lookName", "post_3dlut_embedded_name");
  fields.put("circleTake", "good_take", [](std::string_view text) -> Reading {
    if (text == "true" || text == "1") return int64_t{1};
    return text == "false" || text == "0" ? Reading(int64_t{0}) : std::nullopt;
  });
  fields.put("capDate", "date_recorded", [](std::string_view text) -> Reading { // "2021:04:19", a day
    const bool shaped = text.size() == 10 && text[4] == ':' && text[7] == ':' && text.find_first_not_of("0123456789:") == text.npos;
    return shaped ? Reading(std::string(text)) : std::nullopt;
  });
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "blackmagic_text.");
  for (const auto& [field, name] : texts) fields.put_text(field, name);
  put_times(fields);
  put_lens(fields);
  put_picture(fields);
  fields.put_positive("isoSpeed", "frame.iso", fg::draft::number_of);
  fields.put_positive("cameraCCTSetting", "frame.white_balance_kelvin", fg::draft::number_of);
  fields.put("cameraTintSetting", "frame.white_balance_tint", fg::draft::as_number);
}

}  // namespace blackmagic_text
