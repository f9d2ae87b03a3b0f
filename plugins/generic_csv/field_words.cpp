// SPDX-License-Identifier: Apache-2.0
#include "field_words.hpp"

#include "readings.hpp"

#include <algorithm>
#include <numbers>

namespace generic_csv {
namespace {

constexpr FieldWord words[]{
    {"clipName", Kind::text}, {"reelName", Kind::text}, {"timeCode", Kind::timecode}, {"framesPerSecond", Kind::rate}, {"captureRate", Kind::rate},
    {"frameCount", Kind::whole}, {"width", Kind::whole}, {"height", Kind::whole}, {"bitDepth", Kind::whole}, {"pixelAspectRatio", Kind::ratio},
    {"imageCounter", Kind::whole}, {"circleTake", Kind::whole}, {"codec", Kind::text}, {"container", Kind::text}, {"encoding", Kind::text},
    {"cameraMake", Kind::text}, {"cameraModel", Kind::text}, {"cameraSerialNumber", Kind::text}, {"cameraFirmwareVersion", Kind::text},
    {"cameraLabel", Kind::text}, {"cameraIdentifier", Kind::text}, {"cameraCCTSetting", Kind::kelvin}, {"cameraTintSetting", Kind::number},
    {"cameraTilt", Kind::degrees}, {"cameraRoll", Kind::degrees}, {"isoSpeed", Kind::number}, {"expTime", Kind::seconds},
    {"shutterAngle", Kind::degrees}, {"ndDensity", Kind::number}, {"lensMake", Kind::text}, {"lensModel", Kind::text},
    {"lensSerialNumber", Kind::text}, {"lensFirmwareVersion", Kind::text}, {"nominalFocalLength", Kind::millimetres},
    {"effectiveFocalLength", Kind::millimetres}, {"focus", Kind::metres}, {"tStop", Kind::number}, {"aperture", Kind::number},
    {"capDate", Kind::text}, {"owner", Kind::text}, {"comments", Kind::text}, {"scene", Kind::text}, {"take", Kind::text},
    {"production", Kind::text}, {"director", Kind::text}, {"cinematographer", Kind::text}, {"company", Kind::text}, {"lookName", Kind::text},
    {"colourScience", Kind::text}, {"orientation", Kind::text}, {"recorderMake", Kind::text}, {"recorderModel", Kind::text},
    {"recorderSerialNumber", Kind::text}, {"storageMediaSerialNumber", Kind::text}, {"uuid", Kind::text}, {"umid", Kind::text},
    {"altitude", Kind::metres}, {"latitude", Kind::degrees}, {"longitude", Kind::degrees}};

struct Unit { std::string_view name; double of; };
constexpr Unit lengths[]{{"m", 1}, {"cm", 0.01}, {"mm", 0.001}, {"um", 1e-6}, {"ft", 0.3048}, {"in", 0.0254}}; // metres
constexpr Unit angles[]{{"deg", 1}, {"rad", 180 / std::numbers::pi}};
constexpr Unit times[]{{"s", 1}, {"ms", 0.001}, {"us", 1e-6}};
constexpr Unit temperatures[]{{"K", 1}};

template <size_t count>
std::optional<double> among(const Unit (&units)[count], std::string_view name) {
  const auto* at = std::find_if(std::begin(units), std::end(units), [&](const Unit& unit) { return unit.name == name; });
  return at == std::end(units) ? std::nullopt : std::optional(at->of);
}

}  // namespace

const FieldWord* field_word(std::string_view field) {
  const auto* at = std::find_if(std::begin(words), std::end(words), [&](const FieldWord& word) { return word.field == field; });
  return at == std::end(words) ? nullptr : at;
}

std::string_view units_of(Kind kind) {
  switch (kind) {
    case Kind::metres:
    case Kind::millimetres: return "m, cm, mm, um, ft, in";
    case Kind::degrees: return "deg, rad";
    case Kind::seconds: return "s, ms, us";
    case Kind::kelvin: return "K";
    default: return "";
  }
}

std::optional<double> unit_factor(Kind kind, std::string_view unit) {
  if (unit.empty()) return 1.0;
  switch (kind) {
    case Kind::metres: return among(lengths, unit);
    case Kind::millimetres: {
      const auto metres = among(lengths, unit);
      return metres ? std::optional(*metres * 1000) : std::nullopt;
    }
    case Kind::degrees: return among(angles, unit);
    case Kind::seconds: return among(times, unit);
    case Kind::kelvin: return among(temperatures, unit);
    default: return std::nullopt;
  }
}

bool is_rate(std::string_view text) { return rate_of(text).num > 0; }

bool is_timecode_mark(std::string_view text) {
  return text.size() == 1 && text[0] > ' ' && text[0] < 0x7F && text[0] != '|' && !(text[0] >= '0' && text[0] <= '9');
}

}  // namespace generic_csv
