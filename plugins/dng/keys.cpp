// SPDX-License-Identifier: Apache-2.0
//
// Tags become the schema's fields. Sources: Exif 3.0, DNG 1.7, CinemaDNG 1.1. Cameras write 0 or nothing for what they do
// not know: such a value is absent, not zero.
#include "dng/keys.hpp"

#include "clip_tags.hpp"
#include "tag_names.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace dng {
namespace {

class Tags { // by their names, without the prefix
 public:
  Tags(const fg::Values& vendor, const std::string& prefix) : vendor_(vendor), prefix_(prefix) {}
  [[nodiscard]] const fg_value* find(const char* name) const { return vendor_.find(prefix_ + name); }

 private:
  const fg::Values& vendor_;
  const std::string& prefix_;
};

class TagFields { // whose source keys are tags' names, without the prefix
 public:
  TagFields(const fg::Fields& out, const std::string& prefix) : out_(out), prefix_(prefix) {}
  void put(const char* field, const fg::Value& value, const char* name, int32_t status = FG_FIELD_PRESENT) const {
    out_.put(field, value, (prefix_ + name).c_str(), status);
  }
  void absent(const char* field, const char* name) const { out_.absent(field, (prefix_ + name).c_str()); }
  void unreadable(const char* field, const char* name) const { out_.unreadable(field, (prefix_ + name).c_str()); }

 private:
  const fg::Fields& out_;
  const std::string& prefix_;
};

struct TextRule { const char* field; const char* key; };
constexpr TextRule texts[]{
    {"reelName", "ReelName"}, {"cameraLabel", "CameraLabel"}, {"cameraMake", "Make"}, {"cameraModel", "Model"},
    {"cameraModel", "UniqueCameraModel"}, {"cameraSerialNumber", "CameraSerialNumber"},
    {"cameraSerialNumber", "BodySerialNumber"}, {"cameraFirmwareVersion", "CameraFirmware"}, {"lensMake", "LensMake"},
    {"lensModel", "LensModel"}, {"lensSerialNumber", "LensSerialNumber"}, {"owner", "CameraOwnerName"},
    {"capDate", "DateTimeOriginal"}, {"comments", "ImageDescription"}};
struct NumberRule { const char* field; const char* key; };
constexpr NumberRule numbers[]{
    {"isoSpeed", "ISOSpeedRatings"}, {"isoSpeed", "ISOSpeed"}, {"isoSpeed", "RecommendedExposureIndex"},
    {"expTime", "ExposureTime"}, {"aperture", "FNumber"}, {"tStop", "TStop"}, {"nominalFocalLength", "FocalLength"},
    {"focus", "SubjectDistance"}};

// One number, or the first of several (TStop may be a range).
std::optional<double> number_of(const fg_value& value) {
  double out = 0;
  if (value.count == 0) return std::nullopt;
  switch (value.type) {
    case FG_V_RATIONAL_ARRAY: out = value.as.qs[0].den ? static_cast<double>(value.as.qs[0].num) / static_cast<double>(value.as.qs[0].den) : NAN; break;
    case FG_V_I64_ARRAY: out = static_cast<double>(value.as.i64s[0]); break;
    case FG_V_F64_ARRAY: out = value.as.f64s[0]; break;
    case FG_V_RATIONAL: out = value.as.q.den ? static_cast<double>(value.as.q.num) / static_cast<double>(value.as.q.den) : NAN; break;
    case FG_V_I64: out = static_cast<double>(value.as.i64); break;
    case FG_V_F64: out = value.as.f64; break;
    default: return std::nullopt;
  }
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::optional<int64_t> integer_of(const Tags& tags, const char* key) {
  const auto* value = tags.find(key);
  const auto number = value ? number_of(*value) : std::nullopt;
  if (!number || std::abs(*number) > 1e9) return std::nullopt;
  return static_cast<int64_t>(*number);
}

void put_texts(const Tags& tags, const TagFields& out) {
  std::string_view given; // rules for one field stand together, the best first
  for (const auto& [field, key] : texts) {
    const auto* value = tags.find(key);
    if (!value || given == field) continue;
    given = field;
    if (value->type != FG_V_TEXT) out.unreadable(field, key);
    else if (std::string_view(value->as.text).find_first_not_of(" \t") == std::string_view::npos) out.absent(field, key);
    else out.put(field, std::string(value->as.text), key);
  }
}

void put_numbers(const Tags& tags, const TagFields& out) {
  std::string_view given;
  for (const auto& [field, key] : numbers) {
    const auto* value = tags.find(key);
    if (!value || given == field) continue;
    given = field;
    const auto number = number_of(*value);
    if (!number || *number <= 0 || *number >= 4294967295.0) out.absent(field, key); // 2^32-1: unknown, or infinity
    else out.put(field, *number, key);
  }
}

std::vector<uint8_t> bytes_of(const fg_value& value) {
  if (value.type == FG_V_BYTES) return {static_cast<const uint8_t*>(value.as.bytes), static_cast<const uint8_t*>(value.as.bytes) + value.count};
  std::vector<uint8_t> out;
  if (value.type == FG_V_I64_ARRAY)
    for (uint32_t i = 0; i < value.count; ++i) out.push_back(static_cast<uint8_t>(value.as.i64s[i]));
  return out;
}

void put_time(const Tags& tags, const TagFields& out) {
  fg_rational rate{0, 0};
  if (const auto* value = tags.find("FrameRate")) {
    if (value->type == FG_V_RATIONAL && value->as.q.num > 0 && value->as.q.den > 0) rate = value->as.q;
    if (rate.num > 0) out.put("framesPerSecond", rate, "FrameRate");
    else out.unreadable("framesPerSecond", "FrameRate");
  }
  if (const auto* value = tags.find("TimeCodes")) {
    const auto timecode = timecode_of(bytes_of(*value), rate);
    if (timecode.frame >= 0) out.put("timeCode", timecode, "TimeCodes");
    else out.unreadable("timeCode", "TimeCodes");
  }
  const auto* exposure = tags.find("ExposureTime");
  const auto seconds = exposure ? number_of(*exposure) : std::nullopt;
  if (!seconds || *seconds <= 0 || rate.num <= 0) return;
  const double angle = 360 * *seconds * static_cast<double>(rate.num) / static_cast<double>(rate.den);
  if (angle <= 360.5) out.put("shutterAngle", angle, "ExposureTime", FG_FIELD_DERIVED);
}

// "+01:00" to seconds.
void put_utc_offset(const Tags& tags, const TagFields& out) {
  constexpr const char* key = "OffsetTimeOriginal";
  const auto* value = tags.find(key);
  if (!value) return;
  const std::string_view text = value->type == FG_V_TEXT ? value->as.text : "";
  int hours = 0, minutes = 0;
  const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
                      std::from_chars(&text[1], &text[3], hours).ptr == &text[3] &&
                      std::from_chars(&text[4], &text[4] + 2, minutes).ptr == &text[4] + 2;
  if (shaped) out.put("utcOffset", (text[0] == '-' ? -1.0 : 1.0) * (hours * 3600 + minutes * 60), key);
  else if (text.find_first_not_of(" :") == text.npos) out.absent("utcOffset", key);
  else out.unreadable("utcOffset", key);
}

// Degrees, minutes and seconds, and "S" or "W" for the negative half.
std::optional<double> degrees_of(const Tags& tags, const char* key, const char* half_key) {
  const auto* value = tags.find(key);
  if (!value || value->type != FG_V_RATIONAL_ARRAY || value->count != 3) return std::nullopt;
  double degrees = 0, share = 1;
  for (uint32_t i = 0; i < 3; ++i, share /= 60) {
    const auto& part = value->as.qs[i];
    if (part.den > 0) degrees += share * static_cast<double>(part.num) / static_cast<double>(part.den);
    else if (i == 0) return std::nullopt;
  }
  const auto* half = tags.find(half_key);
  const bool negative = half && half->type == FG_V_TEXT && (half->as.text[0] == 'S' || half->as.text[0] == 'W');
  return negative ? -degrees : degrees;
}

void put_position(const Tags& tags, const TagFields& out) {
  if (const auto latitude = degrees_of(tags, "GPSLatitude", "GPSLatitudeRef")) out.put("latitude", *latitude, "GPSLatitude");
  if (const auto longitude = degrees_of(tags, "GPSLongitude", "GPSLongitudeRef")) out.put("longitude", *longitude, "GPSLongitude");
  const auto* altitude = tags.find("GPSAltitude");
  const auto metres = altitude ? number_of(*altitude) : std::nullopt;
  if (metres) out.put("altitude", integer_of(tags, "GPSAltitudeRef").value_or(0) == 1 ? -*metres : *metres, "GPSAltitude");
}

void put_picture(const Tags& tags, const TagFields& out) {
  if (tags.find("DNGVersion"))
    out.put("container", std::string(tags.find("TimeCodes") || tags.find("FrameRate") ? "CinemaDNG" : "DNG"), "DNGVersion",
            FG_FIELD_DERIVED);
  if (const auto compression = integer_of(tags, "Compression"); compression && *compression >= 0)
    out.put("codec", name_of_compression(static_cast<uint64_t>(*compression)), "Compression");
  const bool own_codec = integer_of(tags, "Compression") == 9; // its samples are not what BitsPerSample says
  if (const auto bits = integer_of(tags, "BitsPerSample"); bits && !own_codec) out.put("bitDepth", *bits, "BitsPerSample");
  constexpr std::array turns{"as recorded", "mirrored", "turned by 180 degrees", "upside down", "transposed", "turned by 90 degrees",
                             "transposed on the other diagonal", "turned by 270 degrees"};
  if (const auto turn = integer_of(tags, "Orientation"); turn && *turn >= 1 && *turn <= 8)
    out.put("orientation", std::string(turns[static_cast<size_t>(*turn - 1)]), "Orientation");
}

}  // namespace

void normalise(const fg::Values& vendor, const std::string& prefix, const fg::Fields& out) {
  const Tags tags(vendor, prefix);
  const TagFields fields(out, prefix);
  put_texts(tags, fields);
  put_numbers(tags, fields);
  put_time(tags, fields);
  put_utc_offset(tags, fields);
  put_position(tags, fields);
  put_picture(tags, fields);
}

}  // namespace dng
