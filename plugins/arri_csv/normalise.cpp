// SPDX-License-Identifier: Apache-2.0
//
// Columns of the table become the schema's fields.
#include "arri_csv.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>

namespace arri_csv {
namespace {

using fg::draft::Reading;
using fg::draft::TextFields;

constexpr double degrees_in_a_turn = 360;

struct TextRule { const char* field; const char* column; };
constexpr TextRule texts[]{
    {"reelName", "Reel"}, {"clipName", "Camera Clip Name"}, {"cameraModel", "Camera Model"}, {"cameraSerialNumber", "Camera Serial Number"},
    {"cameraFirmwareVersion", "Camera SUP Name"}, {"cameraLabel", "Camera Index"}, {"lensSerialNumber", "Lens Serial Number"},
    {"orientation", "Image Orientation"}, {"recorderModel", "Recorder Type"}, {"storageMediaSerialNumber", "Storage Media Serial Number"},
    {"uuid", "UUID"}, {"umid", "SMPTE UMID"}, {"codec", "Recording Codec"}, {"colourScience", "Color Processing Version"}, {"scene", "Scene"},
    {"take", "Take"}, {"production", "Production"}, {"director", "Director"}, {"cinematographer", "Cinematographer"},
    {"company", "Production Company"}, {"lookName", "Look Name"}};

struct NumberRule { const char* field; const char* column; };
constexpr NumberRule positives[]{{"isoSpeed", "Exposure Index ASA"}, {"cameraCCTSetting", "White Balance"}, {"nominalFocalLength", "Lens Focal Length"}};

std::optional<double> angle_of(std::string_view text) {
  const auto number = fg::draft::number_of(text);
  return number && *number <= degrees_in_a_turn ? number : std::nullopt;
}

Reading yes_or_no(std::string_view text) {
  if (text == "Yes" || text == "yes" || text == "1") return int64_t{1};
  if (text == "No" || text == "no" || text == "0") return int64_t{0};
  return std::nullopt;
}

std::optional<double> seconds_of(std::string_view text) { // "20.000 ms"
  const auto measure = fg::draft::measure_of(text);
  if (!measure) return std::nullopt;
  if (measure->unit == "ms") return measure->number / 1000;
  return measure->unit == "s" ? std::optional(measure->number) : std::nullopt;
}

void put_times(const TextFields& fields) {
  fields.put("framesPerSecond", "Project FPS", fg::draft::as_rate);
  fields.put("captureRate", "Sensor FPS", fg::draft::as_rate);
  const auto rate = fg::draft::rate_of(fg::draft::number_of(fields.text("Master TC Time Base")).value_or(0));
  if (rate.num > 0)
    fields.put("timeCode", "Master TC", [&](std::string_view text) -> Reading {
      const auto timecode = timecode_of(text, rate, fields.text("Master TC Drop Frame"));
      return timecode ? Reading(*timecode) : std::nullopt;
    });
  fields.put("imageCounter", "Master TC Frame Count", fg::draft::as_whole);
  fields.put_positive("expTime", "Exposure Time", seconds_of);
  fields.put_positive("shutterAngle", "Shutter Angle", angle_of);
}

// "2018/03/27", "12:36:51", and how far the clock on the wall was from UTC: "UTC+00:00", "00:00".
void put_date(const TextFields& fields) {
  const auto time = fields.text("System Image Creation Time");
  fields.put("capDate", "System Image Creation Date", [&](std::string_view date) -> Reading {
    const bool shaped = date.size() == 10 && date[4] == '/' && date[7] == '/' && time.size() == 8 && time[2] == ':' && time[5] == ':';
    if (!shaped) return std::nullopt;
    auto out = std::string(date) + " " + time;
    out[4] = out[7] = ':';
    return out.find_first_not_of("0123456789: ") == out.npos ? Reading(out) : std::nullopt;
  });
  fields.put("utcOffset", "System Image Timezone Offset", [&](std::string_view zone) -> Reading {
    const auto seconds = [](std::string_view text) -> std::optional<double> {
      if (text.size() != 5 || text[2] != ':') return std::nullopt;
      const auto hours = fg::draft::whole_of(text.substr(0, 2)), minutes = fg::draft::whole_of(text.substr(3));
      return hours && minutes && *hours >= 0 && *minutes >= 0 && *hours <= 14 && *minutes < 60 ? std::optional(static_cast<double>(*hours * 3600 + *minutes * 60)) : std::nullopt;
    };
    if (zone.size() != 9 || !zone.starts_with("UTC") || (zone[3] != '+' && zone[3] != '-')) return std::nullopt;
    const auto offset = seconds(zone.substr(4)), summer = seconds(fields.text("System Image Timezone DST"));
    return offset ? Reading((zone[3] == '-' ? -*offset : *offset) + summer.value_or(0)) : std::nullopt;
  });
}

void put_picture(const TextFields& fields) {
  fields.put("width", "Image Width", fg::draft::as_whole);
  fields.put("height", "Image Height", fg::draft::as_whole);
  const auto left = fg::draft::whole_of(fields.text("Active Image Left")), top = fg::draft::whole_of(fields.text("Active Image Top")),
             width = fg::draft::whole_of(fields.text("Active Image Width")), height = fg::draft::whole_of(fields.text("Active Image Height"));
  if (left && top && width && height) fields.out().put("activeArea", std::vector<int64_t>{*left, *top, *width, *height}, fields.key("Active Image Left").c_str());
  fields.put("pixelAspectRatio", "Lens Squeeze", [](std::string_view text) { return fg::draft::as_squeeze(fg::draft::number_of(text).value_or(0)); });
  fields.put("encoding", "Target Color Space", fg::draft::as_text);
  fields.put("cameraTintSetting", "White Balance CC", fg::draft::as_number);
  fields.put("circleTake", "Circle Take", yes_or_no);
}

// As ARRI's own converter splits it: the maker's name, then the model.
void put_lens(const TextFields& fields) {
  const auto name = fields.text("Lens Model");
  const auto space = name.find(' ');
  if (space == name.npos) fields.put_text("lensModel", "Lens Model");
  else fields.derived("lensMake", name.substr(0, space), "Lens Model"), fields.derived("lensModel", name.substr(space + 1), "Lens Model");
  const auto unit = fields.text("Lens Distance Unit");
  const double metres = unit == "Meter" ? 1 : unit == "Foot" || unit == "Feet" ? 0.3048 : 0;
  fields.put_positive("focus", "Lens Focus Distance", [&](std::string_view text) {
    const auto number = fg::draft::number_of(text);
    return number && metres > 0 ? std::optional(*number * metres) : std::nullopt;
  });
  constexpr double most = 20'000; // T = 2^((value / 1000 - 1) / 2)
  fields.put("tStop", "Lens Linear Iris", [&](std::string_view text) -> Reading {
    const auto iris = fg::draft::number_of(text);
    return iris && *iris >= 0 && *iris <= most ? Reading(std::exp2((*iris / 1000 - 1) / 2)) : std::nullopt;
  });
  fields.put("ndDensity", "ND Filter Density", fg::draft::as_number);
}

void put_cdl(const TextFields& fields) { // slope, offset, power of red, green, blue; saturation
  fields.put("cdl", "CDL Mode", [&](std::string_view) -> Reading {
    std::vector<double> out;
    for (const char* column : {"CDL Slope R", "CDL Slope G", "CDL Slope B", "CDL Offset R", "CDL Offset G", "CDL Offset B", "CDL Power R",
                               "CDL Power G", "CDL Power B", "CDL Saturation"}) {
      const auto number = fg::draft::number_of(fields.text(column));
      if (!number) return std::nullopt;
      out.push_back(*number);
    }
    return out;
  });
}

}  // namespace

std::optional<fg_timecode> timecode_of(std::string_view text, fg_rational rate, std::string_view drop) {
  const auto said = yes_or_no(drop);
  return fg::draft::timecode_of(text, rate, said ? std::optional(std::get<int64_t>(*said) == 1) : std::nullopt);
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "arri_csv.", {nothing.begin(), nothing.end()});
  for (const auto& [field, column] : texts) fields.put_text(field, column);
  for (const auto& [field, column] : positives) fields.put_positive(field, column, fg::draft::number_of);
  put_times(fields);
  put_date(fields);
  put_picture(fields);
  put_lens(fields);
  put_cdl(fields);
  if (fields.has("Camera SUP Name")) fields.derived("cameraMake", std::string("ARRI"), "Camera SUP Name");
  const auto camera = fields.text("Camera ID");
  auto model = fields.text("Camera Model");
  std::replace(model.begin(), model.end(), ' ', '_');
  if (!camera.empty() && !model.empty()) fields.derived("cameraIdentifier", "ARRI-" + model + "-SN_" + camera, "Camera ID");
}

}  // namespace arri_csv
