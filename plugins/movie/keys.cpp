// SPDX-License-Identifier: Apache-2.0
//
// Keys of cameras become the schema's fields. The same thing is said under many names: the first that is there is put, the
// others follow and stand beside it when they differ.
#include "movie.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace movie {
namespace {

struct TextRule { const char* field; const char* key; };
constexpr std::array texts{
    TextRule{"cameraMake", "movie.item.com.apple.quicktime.make"}, TextRule{"cameraMake", "movie.item.com.apple.proapps.manufacturer"}, TextRule{"cameraMake", "movie.nikon.Make"},
    TextRule{"cameraMake", "movie.udta.\xC2\xA9mak"}, TextRule{"cameraMake", "movie.udta.manu"},
    TextRule{"cameraModel", "movie.item.com.arri.camera.CameraModel"}, TextRule{"cameraModel", "movie.item.com.dji.camera.CameraModel"},
    TextRule{"cameraModel", "movie.item.com.apple.quicktime.model"}, TextRule{"cameraModel", "movie.item.com.apple.proapps.image.{TIFF}.Model"}, TextRule{"cameraModel", "movie.nikon.Model"},
    TextRule{"cameraModel", "movie.udta.\xC2\xA9mod"}, TextRule{"cameraModel", "movie.udta.modl"}, TextRule{"cameraModel", "movie.gpmf.MINF"},
    TextRule{"cameraSerialNumber", "movie.item.com.arri.camera.CameraSerialNumber"}, TextRule{"cameraSerialNumber", "movie.item.com.dji.camera.CameraSerialNumber"},
    TextRule{"cameraSerialNumber", "movie.nikon.SerialNumber"}, TextRule{"cameraSerialNumber", "movie.gpmf.CASN"},
    TextRule{"cameraFirmwareVersion", "movie.item.com.arri.camera.SupVersion"}, TextRule{"cameraFirmwareVersion", "movie.item.com.dji.camera.SupVersion"},
    TextRule{"cameraFirmwareVersion", "movie.item.com.apple.quicktime.software"}, TextRule{"cameraFirmwareVersion", "movie.nikon.Software"}, TextRule{"cameraFirmwareVersion", "movie.gpmf.FMWR"},
    TextRule{"cameraFirmwareVersion", "movie.udta.FIRM"}, TextRule{"cameraLabel", "movie.item.com.arri.camera.CameraIndex"},
    TextRule{"reelName", "movie.item.com.arri.camera.ReelName"}, TextRule{"reelName", "movie.item.com.apple.proapps.reel"}, TextRule{"reelName", "movie.item.reel_name"},
    TextRule{"scene", "movie.item.com.arri.camera.SceneName"}, TextRule{"scene", "movie.item.com.apple.proapps.scene"}, TextRule{"take", "movie.item.com.arri.camera.TakeName"},
    TextRule{"take", "movie.item.com.apple.proapps.shot"}, TextRule{"lookName", "movie.item.com.arri.camera.LookName"}, TextRule{"lookName", "movie.item.com.arri.camera.look.name"},
    TextRule{"lensModel", "movie.item.com.arri.camera.LensType"}, TextRule{"lensModel", "movie.item.com.dji.camera.LensType"}, TextRule{"lensModel", "movie.nikon.LensModel"},
    TextRule{"lensMake", "movie.nikon.LensMake"}, TextRule{"lensSerialNumber", "movie.nikon.LensSerialNumber"}, TextRule{"lensSerialNumber", "movie.udta.LENS"},
    TextRule{"comments", "movie.item.com.apple.quicktime.comment"}, TextRule{"capDate", "movie.item.com.apple.quicktime.creationdate"}, TextRule{"capDate", "movie.nikon.DateTimeOriginal"}};

struct NumberRule { const char* field; const char* key; double divisor; };
constexpr std::array numbers{
    NumberRule{"isoSpeed", "movie.item.com.arri.camera.ExposureIndexAsa", 1}, NumberRule{"isoSpeed", "movie.item.com.dji.camera.ExposureIndexAsa", 1},
    NumberRule{"isoSpeed", "movie.item.org.smpte.rdd18.camera.isosensitivity", 1}, NumberRule{"isoSpeed", "movie.gpmf.ISOE", 1},
    NumberRule{"cameraCCTSetting", "movie.item.com.arri.camera.WhiteBalanceKelvin", 1}, NumberRule{"cameraCCTSetting", "movie.item.com.dji.camera.WhiteBalanceKelvin", 1},
    NumberRule{"cameraCCTSetting", "movie.item.org.smpte.rdd18.camera.whitebalance", 1}, NumberRule{"cameraCCTSetting", "movie.gpmf.WBAL", 1},
    NumberRule{"shutterAngle", "movie.item.com.arri.camera.ShutterAngle", 10}, NumberRule{"shutterAngle", "movie.item.org.smpte.rdd18.camera.shutterspeed_angle", 1},
    NumberRule{"expTime", "movie.gpmf.SHUT", 1}, NumberRule{"expTime", "movie.nikon.ExposureTime", 1}, NumberRule{"aperture", "movie.nikon.FNumber", 1},
    NumberRule{"aperture", "movie.item.org.smpte.rdd18.lens.irisfnumber", 1}, NumberRule{"nominalFocalLength", "movie.nikon.FocalLength", 1}};

std::optional<std::string> text_of(const fg_value& value) {
  if (value.type == FG_V_TEXT) return std::string(value.as.text);
  if (value.type == FG_V_I64) return std::to_string(value.as.i64);
  return std::nullopt;
}

// A number, or a text that is one; of several frames' worth the first.
std::optional<double> number_of(const fg_value& value) {
  double out = NAN;
  if (value.type == FG_V_TEXT) {
    char* end = nullptr;
    out = std::strtod(value.as.text, &end);
    if (end == value.as.text || *end != 0) return std::nullopt;
  } else if (value.type == FG_V_F64_ARRAY && value.count > 0) out = value.as.f64s[0];
  else if (value.type == FG_V_I64_ARRAY && value.count > 0) out = static_cast<double>(value.as.i64s[0]);
  else if (value.type == FG_V_RATIONAL && value.as.q.den == 0) return std::nullopt;
  else if (value.type == FG_V_I64 || value.type == FG_V_F64 || value.type == FG_V_RATIONAL) out = fg::number(value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, key] : texts) {
    const auto* value = vendor.find(key);
    if (!value) continue;
    const auto text = text_of(*value);
    if (!text) out.unreadable(field, key);
    else if (text->empty()) out.absent(field, key);
    else out.put(field, *text, key);
  }
}

void put_numbers(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, key, divisor] : numbers) {
    const auto* value = vendor.find(key);
    if (!value) continue;
    const auto number = number_of(*value);
    if (!number) out.unreadable(field, key);
    else if (*number > 0) out.put(field, *number / divisor, key);
    else out.absent(field, key);
  }
  constexpr const char* tint = "movie.item.com.arri.camera.WhiteBalanceTintCc";
  if (const auto* value = vendor.find(tint))
    if (const auto number = number_of(*value)) out.put("cameraTintSetting", *number, tint);
}

fg_rational thousandths(double value) { // 24000 is 24/1, 23976 is 24000/1001
  const auto whole = static_cast<int64_t>(std::llround(value));
  const auto near = static_cast<int64_t>(std::llround(value / 1000));
  if (whole == near * 1000) return {near, 1};
  if (near > 0 && std::abs(static_cast<double>(near) * 1000 / 1.001 - value) < 1.0) return {near * 1000, 1001};
  return {whole, 1000};
}

void put_rates(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* sensor = "movie.item.com.arri.camera.SensorFps";
  if (const auto* value = vendor.find(sensor)) {
    const auto number = number_of(*value);
    if (number && *number >= 1 && *number < 1e9) out.put("captureRate", fg::Value(thousandths(*number)), sensor);
    else out.unreadable("captureRate", sensor);
  }
}

// "+59.3341+018.0686+028.000/" of ISO 6709.
void put_place(const fg::Values& vendor, const fg::Fields& out) {
  for (const char* key : {"movie.item.com.apple.quicktime.location.ISO6709", "movie.udta.\xC2\xA9xyz"}) {
    const auto* value = vendor.find(key);
    if (!value || value->type != FG_V_TEXT) continue;
    const char* at = value->as.text;
    double found[3] = {NAN, NAN, NAN};
    for (auto& one : found) {
      char* end = nullptr;
      if (*at != '+' && *at != '-') break;
      one = std::strtod(at, &end);
      at = end;
    }
    if (!(std::abs(found[0]) <= 90 && std::abs(found[1]) <= 180)) return out.unreadable("latitude", key);
    out.put("latitude", found[0], key);
    out.put("longitude", found[1], key);
    if (std::isfinite(found[2])) out.put("altitude", found[2], key);
    return;
  }
  if (const auto* gps = vendor.find("movie.gpmf.GPS5"); gps && gps->type == FG_V_F64_ARRAY && gps->count >= 3 && std::abs(gps->as.f64s[0]) <= 90 && std::abs(gps->as.f64s[1]) <= 180) {
    out.put("latitude", gps->as.f64s[0], "movie.gpmf.GPS5");
    out.put("longitude", gps->as.f64s[1], "movie.gpmf.GPS5");
    out.put("altitude", gps->as.f64s[2], "movie.gpmf.GPS5");
  }
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  const auto text = [&](const char* field, const char* key) {
    if (const auto* value = vendor.find(key); value && value->type == FG_V_TEXT) out.put(field, std::string(value->as.text), key);
  };
  text("codec", "movie.picture.codec");
  text("container", "movie.container");
  if (const auto* bits = vendor.find("movie.stream.bits"); bits && bits->type == FG_V_I64 && bits->as.i64 > 0) out.put("bitDepth", bits->as.i64, "movie.stream.bits");
  if (const auto* aspect = vendor.find("movie.picture.pixelAspect"); aspect && aspect->type == FG_V_RATIONAL && aspect->as.q.den > 0)
    out.put("pixelAspectRatio", fg::Value(aspect->as.q), "movie.picture.pixelAspect");
  constexpr const char* encoding = "movie.taken.encoding";
  if (const auto* named = vendor.find(encoding); named && named->type == FG_V_TEXT) out.put("encoding", std::string(named->as.text), encoding, FG_FIELD_DERIVED);
  if (const auto* time = vendor.find("movie.timecode"); time && time->type == FG_V_TIMECODE) out.put("timeCode", fg::Value(*time->as.tc), "movie.timecode");
  for (const auto* key : {"movie.item.com.arri.camera.CameraModel", "movie.item.com.dji.camera.CameraModel", "movie.gpmf.device", "movie.gpmf.FMWR"})
    if (vendor.find(key) && !vendor.find("movie.item.com.apple.quicktime.make")) {
      const std::string_view name(key);
      out.put("cameraMake", std::string(name.find("arri") != name.npos ? "ARRI" : name.find("dji") != name.npos ? "DJI" : "GoPro"), key, FG_FIELD_DERIVED);
      return;
    }
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_numbers(vendor, out);
  put_rates(vendor, out);
  put_place(vendor, out);
  put_picture(vendor, out);
}

}  // namespace movie
