// SPDX-License-Identifier: Apache-2.0
//
// Header fields become the schema's. A field that the header leaves undefined is absent, one of 0 where 0 can not be too.
#include "dpx.hpp"

#include <filmgate/cpp/draft/clock.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace dpx {
namespace {

using fg::concat;

struct TextRule { const char* field; const char* key; };
constexpr TextRule texts[]{{"cameraModel", "dpx.InputDevice"},          {"cameraSerialNumber", "dpx.InputDeviceSerialNumber"},
                           {"production", "dpx.Project"},               {"owner", "dpx.Copyright"},
                           {"comments", "dpx.Element1.Description"},    {"cameraMake", "cineon.InputDevice"},
                           {"cameraModel", "cineon.InputDeviceModel"},  {"cameraSerialNumber", "cineon.InputDeviceSerialNumber"}};

constexpr std::array transfers{"user defined", "printing density", "linear", "logarithmic", "unspecified video", "SMPTE 274M", "ITU-R 709",
                               "ITU-R 601 B/G", "ITU-R 601 M", "composite NTSC", "composite PAL", "Z linear", "Z homogeneous"};
constexpr std::array packings{"packed", "filled, method A", "filled, method B"};
constexpr std::array turns{"as recorded", "mirrored", "upside down", "turned by 180 degrees", "transposed", "turned by 90 degrees",
                           "turned by 270 degrees", "transposed on the other diagonal"}; // in the format's own order

std::optional<int64_t> whole(const fg::Values& vendor, const std::string& key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_I64 ? std::optional(value->as.i64) : std::nullopt;
}
std::optional<double> real(const fg::Values& vendor, const std::string& key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_F64 ? std::optional(value->as.f64) : std::nullopt;
}
std::string text(const fg::Values& vendor, const std::string& key) {
  const auto* value = vendor.find(key);
  const std::string all = value && value->type == FG_V_TEXT && value->as.text ? value->as.text : "";
  const auto first = all.find_first_not_of(' '), last = all.find_last_not_of(' ');
  return first == all.npos ? "" : all.substr(first, last - first + 1);
}
template <size_t N>
std::string name_of(const std::array<const char*, N>& names, int64_t code) {
  return code >= 0 && code < static_cast<int64_t>(N) ? names[static_cast<size_t>(code)] : concat("code ", code);
}
bool is_undefined(const fg::Values& vendor, const std::string& key) {
  const auto names = " " + text(vendor, key.substr(0, key.find('.')) + ".Undefined") + " ";
  return names.find(" " + key + " ") != names.npos;
}

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, key] : texts) {
    const auto words = text(vendor, key);
    if (!words.empty()) out.put(field, words, key);
    else if (vendor.find(key) && vendor.find(key)->type != FG_V_TEXT) out.unreadable(field, key);
    else if (vendor.find(key) || is_undefined(vendor, key)) out.absent(field, key);
  }
}

// "2010:08:03 08:38:16" as the header has it; a zone may follow.
void put_date(const fg::Values& vendor, const fg::Fields& out) {
  for (const char* key : {"dpx.SourceDateTime", "dpx.CreationDateTime"})
    if (const auto when = text(vendor, key); !when.empty()) return out.put("capDate", when, key);
  for (const char* which : {"Source", "Creation"}) {
    const auto key = concat("cineon.", which, "Date");
    const auto day = text(vendor, key), hour = text(vendor, concat("cineon.", which, "Time"));
    if (!day.empty()) return out.put("capDate", hour.empty() ? day : day + " " + hour, key.c_str());
  }
}

fg_rational put_rate(const fg::Values& vendor, const fg::Fields& out) {
  const char* absent = nullptr;
  for (const char* key : {"dpx.TemporalSampleRate", "dpx.FilmFrameRate", "cineon.FilmFrameRate"}) {
    const auto number = real(vendor, key);
    const auto rate = fg::draft::rate_of(number.value_or(0));
    if (rate.num > 0) return out.put("framesPerSecond", rate, key), rate;
    if (number || is_undefined(vendor, key)) absent = key;
  }
  if (absent) out.absent("framesPerSecond", absent);
  return {0, 0};
}

void put_time(const fg::Values& vendor, const fg::Fields& out) {
  const auto rate = put_rate(vendor, out);
  constexpr const char* key = "dpx.TimeCode";
  const auto words = text(vendor, key);
  if (!words.empty() && rate.num > 0) {
    const auto timecode = fg::draft::timecode_of(words, rate, false);
    if (timecode) out.put("timeCode", *timecode, key);
    else out.unreadable("timeCode", key);
  } else if (words.empty() && is_undefined(vendor, key)) {
    out.absent("timeCode", key);
  }
  if (const auto angle = real(vendor, "dpx.FilmShutterAngle")) {
    if (*angle > 0 && *angle <= 360) out.put("shutterAngle", *angle, "dpx.FilmShutterAngle");
    else out.absent("shutterAngle", "dpx.FilmShutterAngle");
  }
  if (const auto seconds = real(vendor, "dpx.IntegrationTime"); seconds && *seconds > 0 && *seconds < 1e6)
    out.put("expTime", *seconds, "dpx.IntegrationTime");
}

// Maker, type, prefix, count and perforations, as SMPTE ST 254 prints them on the film's edge.
void put_key_code(const fg::Values& vendor, const fg::Fields& out) {
  std::string code;
  for (const char* part : {"FilmManufacturerId", "FilmType", "FilmPrefix", "FilmCount", "FilmPerforationOffset"}) {
    auto words = text(vendor, concat("dpx.", part));
    if (const auto number = whole(vendor, concat("cineon.", part)); words.empty() && number) words = std::to_string(*number);
    if (words.empty()) return;
    code += (code.empty() ? "" : " ") + words;
  }
  out.put("keyCode", code, vendor.find("dpx.FilmPrefix") ? "dpx.FilmPrefix" : "cineon.FilmPrefix");
}

void put_orientation(const fg::Values& vendor, const char* key, const fg::Fields& out) {
  const auto turn = whole(vendor, key);
  if (turn && *turn >= 0 && *turn < static_cast<int64_t>(turns.size())) out.put("orientation", name_of(turns, *turn), key);
}

void put_dpx_picture(const fg::Values& vendor, const fg::Fields& out) {
  const auto bits = whole(vendor, "dpx.Element1.BitDepth");
  if (bits) out.put("bitDepth", *bits, "dpx.Element1.BitDepth");
  const auto packing = whole(vendor, "dpx.Element1.Packing");
  if (bits && packing) out.put("codec", concat(*bits, " bit, ", name_of(packings, *packing)), "dpx.Element1.Packing");
  const auto transfer = whole(vendor, "dpx.Element1.Transfer"), colours = whole(vendor, "dpx.Element1.Colorimetric");
  if (transfer && colours)
    out.put("colourScience", concat("transfer: ", name_of(transfers, *transfer), "; colorimetric: ", name_of(transfers, *colours)),
            "dpx.Element1.Transfer");
  put_orientation(vendor, "dpx.ImageOrientation", out);
  if (vendor.find("dpx.ByteOrder")) out.put("container", "DPX " + text(vendor, "dpx.Version"), "dpx.Version");
}

void put_cineon_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (!vendor.find("cineon.ChannelCount")) return;
  out.put("container", std::string("Cineon"), "cineon.Version");
  if (const auto bits = whole(vendor, "cineon.Channel1.BitDepth")) out.put("bitDepth", *bits, "cineon.Channel1.BitDepth");
  put_orientation(vendor, "cineon.ImageOrientation", out);
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_date(vendor, out);
  put_time(vendor, out);
  put_key_code(vendor, out);
  put_dpx_picture(vendor, out);
  put_cineon_picture(vendor, out);
}

}  // namespace dpx
