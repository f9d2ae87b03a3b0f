// SPDX-License-Identifier: Apache-2.0
//
// Values of Canon's files become the schema's fields. The timed metadata of a frame come before Exif, which is of the clip.
#include "canon.hpp"

#include <filmgate/cpp/draft/finite_number.hpp>

#include <array>

namespace canon {
namespace {

struct Rule {
  const char* field;
  const char* key;
};
constexpr Rule texts[]{{"cameraMake", "canon.Make"},
                       {"cameraModel", "canon.Model"},
                       {"cameraSerialNumber", "canon.exif.BodySerialNumber"},
                       {"lensModel", "canon.maker.LensModel"},
                       {"lensModel", "canon.exif.LensModel"},
                       {"lensSerialNumber", "canon.exif.LensSerialNumber"},
                       {"owner", "canon.exif.CameraOwnerName"},
                       {"owner", "canon.maker.OwnerName"},
                       {"capDate", "canon.exif.DateTimeOriginal"}};
constexpr Rule numbers[]{{"expTime", "canon.frame.ExposureTime"},
                         {"expTime", "canon.exif.ExposureTime"},
                         {"aperture", "canon.frame.FNumber"},
                         {"aperture", "canon.exif.FNumber"},
                         {"nominalFocalLength", "canon.frame.FocalLength"},
                         {"nominalFocalLength", "canon.exif.FocalLength"},
                         {"cameraCCTSetting", "canon.frame.maker.ColorTempAsShot"}};

std::optional<double> number_of(const fg::Values& vendor, const char* key) { return fg::draft::finite_number(vendor.find(key)); }

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  std::string_view given;
  for (const auto& [field, key] : texts) {
    const auto* value = vendor.find(key);
    if (!value || given == field) continue;
    const bool text = value->type == FG_V_TEXT;
    const bool empty =
        text && std::string_view(value->as.text).find_first_not_of(" \t0") == std::string_view::npos; // "0000000000": no serial
    if (text && !empty)
      out.put(field, std::string(value->as.text), key), given = field;
    else if (text)
      out.absent(field, key);
    else
      out.unreadable(field, key);
  }
}

void put_numbers(const fg::Values& vendor, const fg::Fields& out) {
  std::string_view given;
  for (const auto& [field, key] : numbers) {
    if (given == field || !vendor.find(key)) continue;
    const auto number = number_of(vendor, key);
    if (!number || *number <= 0) {
      out.absent(field, key);
      continue;
    }
    given = field;
    out.put(field, *number, key);
  }
}

void put_iso(const fg::Values& vendor, const fg::Fields& out) {
  constexpr int64_t exact = 0x80000000; // marks the others
  for (const char* key : {"canon.frame.ISO", "canon.exif.RecommendedExposureIndex", "canon.exif.ISOSpeedRatings"}) {
    const auto* value = vendor.find(key);
    if (!value || value->type != FG_V_I64) continue;
    const auto iso = value->as.i64 & ~exact;
    if (iso > 0 && iso < exact - 1) return out.put("isoSpeed", static_cast<double>(iso), key);
    out.absent("isoSpeed", key);
  }
}

void put_time(const fg::Values& vendor, const fg::Fields& out) {
  for (const char* key : {"canon.frame.Timecode", "canon.Timecode"})
    if (const auto* value = vendor.find(key); value && value->type == FG_V_TIMECODE) {
      out.put("timeCode", *value->as.tc, key);
      break;
    }
  const auto* rate = vendor.find("canon.FrameRate");
  if (!rate || rate->type != FG_V_RATIONAL || rate->as.q.num <= 0 || rate->as.q.den <= 0) return;
  out.put("framesPerSecond", rate->as.q, "canon.FrameRate");
  const auto exposed = number_of(vendor, "canon.frame.ExposureTime");
  const double angle = 360 * exposed.value_or(0) * static_cast<double>(rate->as.q.num) / static_cast<double>(rate->as.q.den);
  if (angle > 0 && angle <= 360.5) out.put("shutterAngle", angle, "canon.frame.ExposureTime", FG_FIELD_DERIVED);
}

void put_firmware(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "canon.maker.FirmwareVersion";
  constexpr std::string_view label = "Firmware Version ";
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_TEXT) return;
  std::string_view text = value->as.text;
  if (text.starts_with(label)) text.remove_prefix(label.size());
  if (text.empty())
    out.absent("cameraFirmwareVersion", key);
  else
    out.put("cameraFirmwareVersion", std::string(text), key);
}

// Degrees, minutes and seconds, and "S" or "W" for the negative half.
void put_angle(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key, const char* half_key) {
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_RATIONAL_ARRAY || value->count != 3) return;
  double degrees = 0, share = 1;
  for (uint32_t i = 0; i < 3; ++i, share /= 60) {
    const auto& part = value->as.qs[i];
    if (part.den <= 0) return out.absent(field, key);
    degrees += share * static_cast<double>(part.num) / static_cast<double>(part.den);
  }
  const auto* half = vendor.find(half_key);
  const bool negative = half && half->type == FG_V_TEXT && (half->as.text[0] == 'S' || half->as.text[0] == 'W');
  out.put(field, negative ? -degrees : degrees, key);
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto* version = vendor.find("canon.CompressorVersion"); version && version->type == FG_V_TEXT)
    out.put("container", std::string(std::string_view(version->as.text).starts_with("CanonCRM") ? "Cinema RAW Light" : "CR3"),
            "canon.CompressorVersion", FG_FIELD_DERIVED);
  if (const auto levels = number_of(vendor, "canon.codec.WaveletLevels"))
    out.put("codec", std::string(*levels > 0 ? "CRX, wavelet" : "CRX, lossless"), "canon.codec.WaveletLevels", FG_FIELD_DERIVED);
  if (const auto bits = number_of(vendor, "canon.codec.BitsPerSample"); bits && *bits >= 1 && *bits <= 32)
    out.put("bitDepth", static_cast<int64_t>(*bits), "canon.codec.BitsPerSample");
  constexpr std::array turns{"as recorded",
                             "mirrored",
                             "turned by 180 degrees",
                             "upside down",
                             "transposed",
                             "turned by 90 degrees",
                             "transposed on the other diagonal",
                             "turned by 270 degrees"};
  if (const auto turn = number_of(vendor, "canon.Orientation"); turn && *turn >= 1 && *turn <= 8)
    out.put("orientation", std::string(turns[static_cast<size_t>(*turn) - 1]), "canon.Orientation");
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_numbers(vendor, out);
  put_iso(vendor, out);
  put_time(vendor, out);
  put_firmware(vendor, out);
  put_angle(vendor, out, "latitude", "canon.gps.GPSLatitude", "canon.gps.GPSLatitudeRef");
  put_angle(vendor, out, "longitude", "canon.gps.GPSLongitude", "canon.gps.GPSLongitudeRef");
  put_picture(vendor, out);
}

}  // namespace canon
