// SPDX-License-Identifier: Apache-2.0
//
// Draft. Tags of TIFF, DNG and Exif as fields of the schema, for values whose keys are a prefix and the tag's name (tiff_names.hpp):
//   fg::draft::ExifFields(vendor, "dng.", out).put_all();
// Sources: TIFF 6.0, Exif 3.0, DNG 1.7. Cameras write 0 or nothing for what they do not know: such a value is absent, not zero.
#pragma once
#include <filmgate/cpp/metadata.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

// One number, or the first of several (TStop may be a range).
inline std::optional<double> first_number(const fg_value& value) {
  double out = 0;
  if (value.count == 0) return std::nullopt;
  const auto share = [](const fg_rational& q) { return q.den ? static_cast<double>(q.num) / static_cast<double>(q.den) : NAN; };
  switch (value.type) {
    case FG_V_RATIONAL_ARRAY: out = share(value.as.qs[0]); break;
    case FG_V_I64_ARRAY: out = static_cast<double>(value.as.i64s[0]); break;
    case FG_V_F64_ARRAY: out = value.as.f64s[0]; break;
    case FG_V_RATIONAL: out = share(value.as.q); break;
    case FG_V_I64: out = static_cast<double>(value.as.i64); break;
    case FG_V_F64: out = value.as.f64; break;
    default: return std::nullopt;
  }
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

class ExifFields {
 public:
  ExifFields(const Values& vendor, std::string prefix, const Fields& out) : vendor_(vendor), prefix_(std::move(prefix)), out_(out) {}

  [[nodiscard]] std::optional<int64_t> integer(const char* tag) const {
    const auto* value = find(tag);
    const auto number = value ? first_number(*value) : std::nullopt;
    if (!number || std::abs(*number) > 1e9) return std::nullopt;
    return static_cast<int64_t>(*number);
  }
  void put_all() const {
    put_texts();
    put_numbers();
    put_utc_offset();
    put_position();
    put_orientation();
  }

 private:
  struct Rule { const char* field; const char* tag; };
  static constexpr Rule texts[]{
      {"reelName", "ReelName"}, {"cameraLabel", "CameraLabel"}, {"cameraMake", "Make"}, {"cameraModel", "Model"},
      {"cameraModel", "UniqueCameraModel"}, {"cameraSerialNumber", "CameraSerialNumber"}, {"cameraSerialNumber", "BodySerialNumber"},
      {"cameraFirmwareVersion", "CameraFirmware"}, {"lensMake", "LensMake"}, {"lensModel", "LensModel"},
      {"lensSerialNumber", "LensSerialNumber"}, {"owner", "CameraOwnerName"}, {"capDate", "DateTimeOriginal"},
      {"comments", "ImageDescription"}};
  static constexpr Rule numbers[]{
      {"isoSpeed", "ISOSpeedRatings"}, {"isoSpeed", "ISOSpeed"}, {"isoSpeed", "RecommendedExposureIndex"}, {"expTime", "ExposureTime"},
      {"aperture", "FNumber"}, {"tStop", "TStop"}, {"nominalFocalLength", "FocalLength"}, {"focus", "SubjectDistance"}};

  [[nodiscard]] std::string key(const char* tag) const { return prefix_ + tag; }
  [[nodiscard]] const fg_value* find(const char* tag) const { return vendor_.find(key(tag).c_str()); }

  // put(field, tag, value) for the first rule of each field whose tag is there: rules for one field stand together, the best first.
  template <class Put>
  void each(std::span<const Rule> rules, const Put& put) const {
    std::string_view given;
    for (const auto& [field, tag] : rules) {
      const auto* value = find(tag);
      if (!value || given == field) continue;
      given = field;
      put(field, tag, *value);
    }
  }
  void put_texts() const {
    each(texts, [&](const char* field, const char* tag, const fg_value& value) {
      if (value.type != FG_V_TEXT) out_.unreadable(field, key(tag).c_str());
      else if (std::string_view(value.as.text).find_first_not_of(" \t") == std::string_view::npos) out_.absent(field, key(tag).c_str());
      else out_.put(field, std::string(value.as.text), key(tag).c_str());
    });
  }
  void put_numbers() const {
    each(numbers, [&](const char* field, const char* tag, const fg_value& value) {
      const auto number = first_number(value);
      if (!number || *number <= 0 || *number >= 4294967295.0) out_.absent(field, key(tag).c_str()); // 2^32-1: unknown, or infinity
      else out_.put(field, *number, key(tag).c_str());
    });
  }
  void put_utc_offset() const { // "+01:00" to seconds
    const auto* value = find("OffsetTimeOriginal");
    if (!value) return;
    const auto source = key("OffsetTimeOriginal");
    const std::string_view text = value->type == FG_V_TEXT ? value->as.text : "";
    int hours = 0, minutes = 0;
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
                        std::from_chars(&text[1], &text[3], hours).ptr == &text[3] &&
                        std::from_chars(&text[4], &text[4] + 2, minutes).ptr == &text[4] + 2;
    if (shaped) out_.put("utcOffset", (text[0] == '-' ? -1.0 : 1.0) * (hours * 3600 + minutes * 60), source.c_str());
    else if (text.find_first_not_of(" :") == text.npos) out_.absent("utcOffset", source.c_str());
    else out_.unreadable("utcOffset", source.c_str());
  }
  // Degrees, minutes and seconds, and "S" or "W" for the negative half.
  [[nodiscard]] std::optional<double> degrees(const char* tag, const char* half_tag) const {
    const auto* value = find(tag);
    if (!value || value->type != FG_V_RATIONAL_ARRAY || value->count != 3) return std::nullopt;
    double out = 0, share = 1;
    for (uint32_t i = 0; i < 3; ++i, share /= 60) {
      const auto& part = value->as.qs[i];
      if (part.den > 0) out += share * static_cast<double>(part.num) / static_cast<double>(part.den);
      else if (i == 0) return std::nullopt;
    }
    const auto* half = find(half_tag);
    return half && half->type == FG_V_TEXT && (half->as.text[0] == 'S' || half->as.text[0] == 'W') ? -out : out;
  }
  void put_position() const {
    if (const auto latitude = degrees("GPSLatitude", "GPSLatitudeRef")) out_.put("latitude", *latitude, key("GPSLatitude").c_str());
    if (const auto longitude = degrees("GPSLongitude", "GPSLongitudeRef")) out_.put("longitude", *longitude, key("GPSLongitude").c_str());
    const auto* altitude = find("GPSAltitude");
    const auto metres = altitude ? first_number(*altitude) : std::nullopt;
    if (metres) out_.put("altitude", integer("GPSAltitudeRef").value_or(0) == 1 ? -*metres : *metres, key("GPSAltitude").c_str());
  }
  void put_orientation() const {
    constexpr std::array turns{"as recorded", "mirrored", "turned by 180 degrees", "upside down", "transposed", "turned by 90 degrees",
                               "transposed on the other diagonal", "turned by 270 degrees"};
    if (const auto turn = integer("Orientation"); turn && *turn >= 1 && *turn <= 8)
      out_.put("orientation", std::string(turns[static_cast<size_t>(*turn - 1)]), key("Orientation").c_str());
  }
  const Values& vendor_;
  std::string prefix_;
  const Fields& out_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
