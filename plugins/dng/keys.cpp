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

struct TextRule { const char* field; const char* key; };
constexpr TextRule texts[]{
    {"reelName", "dng.ReelName"}, {"cameraLabel", "dng.CameraLabel"}, {"cameraMake", "dng.Make"}, {"cameraModel", "dng.Model"},
    {"cameraModel", "dng.UniqueCameraModel"}, {"cameraSerialNumber", "dng.CameraSerialNumber"},
    {"cameraSerialNumber", "dng.BodySerialNumber"}, {"cameraFirmwareVersion", "dng.CameraFirmware"}, {"lensMake", "dng.LensMake"},
    {"lensModel", "dng.LensModel"}, {"lensSerialNumber", "dng.LensSerialNumber"}, {"owner", "dng.CameraOwnerName"},
    {"capDate", "dng.DateTimeOriginal"}, {"comments", "dng.ImageDescription"}};
struct NumberRule { const char* field; const char* key; };
constexpr NumberRule numbers[]{
    {"isoSpeed", "dng.ISOSpeedRatings"}, {"isoSpeed", "dng.ISOSpeed"}, {"isoSpeed", "dng.RecommendedExposureIndex"},
    {"expTime", "dng.ExposureTime"}, {"aperture", "dng.FNumber"}, {"tStop", "dng.TStop"}, {"nominalFocalLength", "dng.FocalLength"},
    {"focus", "dng.SubjectDistance"}};

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

std::optional<int64_t> integer_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  const auto number = value ? number_of(*value) : std::nullopt;
  if (!number || std::abs(*number) > 1e9) return std::nullopt;
  return static_cast<int64_t>(*number);
}

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  std::string_view given; // rules for one field stand together, the best first
  for (const auto& [field, key] : texts) {
    const auto* value = vendor.find(key);
    if (!value || given == field) continue;
    given = field;
    if (value->type != FG_V_TEXT) out.unreadable(field, key);
    else if (std::string_view(value->as.text).find_first_not_of(" \t") == std::string_view::npos) out.absent(field, key);
    else out.put(field, std::string(value->as.text), key);
  }
}

void put_numbers(const fg::Values& vendor, const fg::Fields& out) {
  std::string_view given;
  for (const auto& [field, key] : numbers) {
    const auto* value = vendor.find(key);
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

void put_time(const fg::Values& vendor, const fg::Fields& out) {
  fg_rational rate{0, 0};
  if (const auto* value = vendor.find("dng.FrameRate")) {
    if (value->type == FG_V_RATIONAL && value->as.q.num > 0 && value->as.q.den > 0) rate = value->as.q;
    if (rate.num > 0) out.put("framesPerSecond", rate, "dng.FrameRate");
    else out.unreadable("framesPerSecond", "dng.FrameRate");
  }
  if (const auto* value = vendor.find("dng.TimeCodes")) {
    const auto timecode = timecode_of(bytes_of(*value), rate);
    if (timecode.frame >= 0) out.put("timeCode", timecode, "dng.TimeCodes");
    else out.unreadable("timeCode", "dng.TimeCodes");
  }
  const auto* exposure = vendor.find("dng.ExposureTime");
  const auto seconds = exposure ? number_of(*exposure) : std::nullopt;
  if (!seconds || *seconds <= 0 || rate.num <= 0) return;
  const double angle = 360 * *seconds * static_cast<double>(rate.num) / static_cast<double>(rate.den);
  if (angle <= 360.5) out.put("shutterAngle", angle, "dng.ExposureTime", FG_FIELD_DERIVED);
}

// "+01:00" to seconds.
void put_utc_offset(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "dng.OffsetTimeOriginal";
  const auto* value = vendor.find(key);
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
std::optional<double> degrees_of(const fg::Values& vendor, const char* key, const char* half_key) {
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_RATIONAL_ARRAY || value->count != 3) return std::nullopt;
  double degrees = 0, share = 1;
  for (uint32_t i = 0; i < 3; ++i, share /= 60) {
    const auto& part = value->as.qs[i];
    if (part.den > 0) degrees += share * static_cast<double>(part.num) / static_cast<double>(part.den);
    else if (i == 0) return std::nullopt;
  }
  const auto* half = vendor.find(half_key);
  const bool negative = half && half->type == FG_V_TEXT && (half->as.text[0] == 'S' || half->as.text[0] == 'W');
  return negative ? -degrees : degrees;
}

void put_position(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto latitude = degrees_of(vendor, "dng.GPSLatitude", "dng.GPSLatitudeRef")) out.put("latitude", *latitude, "dng.GPSLatitude");
  if (const auto longitude = degrees_of(vendor, "dng.GPSLongitude", "dng.GPSLongitudeRef")) out.put("longitude", *longitude, "dng.GPSLongitude");
  const auto* altitude = vendor.find("dng.GPSAltitude");
  const auto metres = altitude ? number_of(*altitude) : std::nullopt;
  if (metres) out.put("altitude", integer_of(vendor, "dng.GPSAltitudeRef").value_or(0) == 1 ? -*metres : *metres, "dng.GPSAltitude");
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (vendor.find("dng.DNGVersion"))
    out.put("container", std::string(vendor.find("dng.TimeCodes") || vendor.find("dng.FrameRate") ? "CinemaDNG" : "DNG"), "dng.DNGVersion",
            FG_FIELD_DERIVED);
  if (const auto compression = integer_of(vendor, "dng.Compression"); compression && *compression >= 0)
    out.put("codec", name_of_compression(static_cast<uint64_t>(*compression)), "dng.Compression");
  if (const auto bits = integer_of(vendor, "dng.BitsPerSample")) out.put("bitDepth", *bits, "dng.BitsPerSample");
  constexpr std::array turns{"as recorded", "mirrored", "turned by 180 degrees", "upside down", "transposed", "turned by 90 degrees",
                             "transposed on the other diagonal", "turned by 270 degrees"};
  if (const auto turn = integer_of(vendor, "dng.Orientation"); turn && *turn >= 1 && *turn <= 8)
    out.put("orientation", std::string(turns[static_cast<size_t>(*turn - 1)]), "dng.Orientation");
}

}  // namespace

void normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_numbers(vendor, out);
  put_time(vendor, out);
  put_utc_offset(vendor, out);
  put_position(vendor, out);
  put_picture(vendor, out);
}

}  // namespace dng
