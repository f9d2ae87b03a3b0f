// SPDX-License-Identifier: Apache-2.0
//
// Columns of both tables become the schema's fields. A table of frames has no rate beside its timecodes, so that they stay
// as they are written.
#include "redline_csv.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

namespace redline_csv {
namespace {

using fg::draft::Reading;
using fg::draft::TextFields;

struct TextRule { const char* field; const char* column; };
constexpr TextRule texts[]{
    {"clipName", "Clip Name"}, {"reelName", "CamReelID"}, {"cameraLabel", "Camera"}, {"cameraModel", "Camera Model"}, {"cameraSerialNumber", "Camera PIN"},
    {"cameraFirmwareVersion", "Firmware Version"}, {"storageMediaSerialNumber", "Media Serial Number"}, {"uuid", "UUID"}, {"codec", "REDCODE"},
    {"colourScience", "Clip Original Image Pipeline"}, {"lensMake", "Lens Brand"}, {"lensModel", "Lens Name"}, {"lensSerialNumber", "Lens Serial Number"},
    {"scene", "Scene"}, {"take", "Take"}, {"production", "Production Name"}, {"director", "Director"}, {"cinematographer", "Director Of Photography"},
    {"owner", "Owner"}, {"lookName", "Look Name"}, {"comments", "Notes"}};

std::optional<double> millimetres_of(std::string_view text) { return fg::draft::in_unit(text, "mm"); }
std::optional<double> metres_of(std::string_view text) { // "410mm", "410"
  const auto number = millimetres_of(text);
  return number ? std::optional(*number / 1000) : std::nullopt;
}
std::optional<double> stop_of(std::string_view text) { // "F5.6", "5.600000"
  if (text.starts_with('F') || text.starts_with('f')) text.remove_prefix(1);
  return fg::draft::number_of(text);
}

void put_times(const TextFields& fields) {
  fields.put("framesPerSecond", "FPS", fg::draft::as_rate);
  fields.put("captureRate", "Record FPS", fg::draft::as_rate);
  fields.put("frameCount", "Total Frames", fg::draft::as_whole);
  const auto rate = fg::draft::rate_of(fg::draft::number_of(fields.text("FPS")).value_or(0));
  fields.put("timeCode", "Abs TC", [&](std::string_view text) -> Reading {
    const auto timecode = fg::draft::timecode_of(text, rate);
    return timecode ? Reading(*timecode) : std::nullopt;
  });
  fields.put_positive("shutterAngle", "Shutter (deg)", fg::draft::number_of);
  fields.put_positive("expTime", "Shutter (1/sec)", [](std::string_view text) { // the milliseconds beside it are whole ones
    const auto number = fg::draft::number_of(text);
    return number && *number > 0 ? std::optional(1 / *number) : number;
  });
}

void put_date(const TextFields& fields) { // "20220303" and "132146", where the camera was
  const auto time = fields.text("Timestamp");
  fields.put("capDate", "Date", [&](std::string_view day) -> Reading {
    if (day.size() != 8 || time.size() != 6 || (std::string(day) + time).find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const auto pair = [](std::string_view digits, size_t at) { return std::string(digits.substr(at, 2)); };
    return pair(day, 0) + pair(day, 2) + ":" + pair(day, 4) + ":" + pair(day, 6) + " " + pair(time, 0) + ":" + pair(time, 2) + ":" + pair(time, 4);
  });
}

void put_picture(const TextFields& fields) {
  fields.put("width", "Frame Width", fg::draft::as_whole);
  fields.put("height", "Frame Height", fg::draft::as_whole);
  fields.put("pixelAspectRatio", "Pixel Aspect Ratio", [](std::string_view text) { return fg::draft::as_squeeze(fg::draft::number_of(text).value_or(0)); });
  fields.put_positive("cameraCCTSetting", "Kelvin", fg::draft::number_of);
  fields.put("cameraTintSetting", "Tint", fg::draft::as_number);
  fields.put_positive("isoSpeed", "ISO", fg::draft::number_of);
  if (fields.text("CDL Enabled:") != "true") return fields.has("CDL Enabled:") ? fields.out().absent("cdl", fields.key("CDL Enabled:").c_str()) : void();
  fields.put("cdl", "CDL Enabled:", [&](std::string_view) -> Reading {
    std::vector<double> out;
    for (const char* part : {"CDL Slope: ", "CDL Offset: ", "CDL Power: "})
      for (const char* colour : {"Red", "Green", "Blue"})
        if (const auto number = fg::draft::number_of(fields.text(std::string(part) + colour))) out.push_back(*number);
    out.push_back(fg::draft::number_of(fields.text("CDL Saturation")).value_or(1));
    return out.size() == 10 ? Reading(out) : std::nullopt;
  });
}

void put_lens(const TextFields& fields) {
  fields.put_positive("nominalFocalLength", "Focal Length", millimetres_of);
  fields.put_positive("focus", "Focus Distance", metres_of);
  fields.put_positive("aperture", "Aperture", stop_of);
  fields.put_positive("tStop", "Cooke Metadata", t_stop_of, FG_FIELD_DERIVED);
  // Fixed data of a Cooke /i lens: N serial number, O owner, L type and focal length, …, B firmware: "B1.00".
  const auto fixed = fields.text("Lens Cooke /i Static");
  const auto mark = fixed.rfind('B');
  const auto firmware = mark == fixed.npos ? std::string_view() : fg::draft::trimmed(std::string_view(fixed).substr(mark + 1));
  if (fg::draft::number_of(firmware)) fields.derived("lensFirmwareVersion", std::string(firmware), "Lens Cooke /i Static");
}

}  // namespace

// Each byte holds 6 bits above which 01 stands; the 6th and 7th are the T number times 100.
std::optional<double> t_stop_of(std::string_view packed) {
  constexpr size_t at = 5 * 3;
  const auto byte = [&](size_t from) {
    int value = -1;
    const auto two = packed.substr(from, 2);
    const auto got = std::from_chars(two.data(), two.data() + two.size(), value, 16);
    return got.ec == std::errc{} && got.ptr == two.data() + 2 ? value : -1;
  };
  if (packed.size() < at + 5 || byte(0) != 'd' || packed[at + 2] != '/') return std::nullopt;
  const int high = byte(at), low = byte(at + 3);
  if (high < 0 || low < 0 || (high & 0xC0) != 0x40 || (low & 0xC0) != 0x40) return std::nullopt;
  return ((high & 0x3F) << 6 | (low & 0x3F)) / 100.0;
}

std::string clip_of(std::string_view uri) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto stem = fg::draft::file_stem(uri);
  constexpr std::string_view grammar = "A000_A000_0000AA"; // a camera and its reel, its clip; month, day, two random signs
  for (size_t at = 0; at + grammar.size() <= stem.size(); ++at) {
    bool fits = true;
    for (size_t i = 0; i < grammar.size() && fits; ++i) {
      const char c = stem[at + i];
      const bool letter = c >= 'A' && c <= 'Z';
      fits = grammar[i] == '0' ? digit(c) : grammar[i] == '_' ? c == '_' : i > 13 ? letter || digit(c) : letter;
    }
    if (fits) return std::string(stem.substr(at, grammar.size()));
  }
  const size_t end = stem.size() > 4 ? stem.size() - 4 : 0;
  const bool segment = end > 0 && stem[end] == '_' && digit(stem[end + 1]) && digit(stem[end + 2]) && digit(stem[end + 3]);
  return std::string(stem.substr(0, segment ? end : stem.size()));
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "redline_csv.");
  for (const auto& [field, column] : texts) fields.put_text(field, column);
  put_times(fields);
  put_date(fields);
  put_picture(fields);
  put_lens(fields);
  if (fields.has("Camera PIN")) fields.derived("cameraMake", std::string("RED"), "Camera PIN");
}

}  // namespace redline_csv
