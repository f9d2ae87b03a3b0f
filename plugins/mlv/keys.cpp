// SPDX-License-Identifier: Apache-2.0
#include "mlv.hpp"

#include <cmath>
#include <cstdio>
#include <numeric>

namespace mlv {
namespace {

std::optional<int64_t> integer(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_I64 ? std::optional(value->as.i64) : std::nullopt;
}

void put_text(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_TEXT) return;
  if (value->as.text[0]) out.put(field, std::string(value->as.text), key);
  else out.absent(field, key);
}

// 0 says that it is not known.
void put_scaled(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key, double scale) {
  const auto number = integer(vendor, key);
  if (!number) return;
  if (*number > 0) out.put(field, static_cast<double>(*number) * scale, key);
  else out.absent(field, key);
}

void put_focus(const fg::Values& vendor, const fg::Fields& out) {
  constexpr int64_t infinity = 65535;
  if (integer(vendor, "mlv.LENS.focalDist") == infinity) return out.absent("focus", "mlv.LENS.focalDist"); // no number is infinite
  put_scaled(vendor, out, "focus", "mlv.LENS.focalDist", 0.001);
}

void put_rate(const fg::Values& vendor, const fg::Fields& out) {
  const auto rate = integer(vendor, "mlv.MLVI.sourceFpsNom"), by = integer(vendor, "mlv.MLVI.sourceFpsDenom");
  if (!rate || !by) return;
  if (const auto sound = rate_of(*rate, *by); sound.num > 0) out.put("framesPerSecond", sound, "mlv.MLVI.sourceFpsNom");
  else out.absent("framesPerSecond", "mlv.MLVI.sourceFpsNom");
}

// The clock's second in which the recording began; the camera has no timecode.
void put_clock(const fg::Values& vendor, const fg::Fields& out) {
  const char* const names[] = {"mlv.RTCI.year", "mlv.RTCI.mon", "mlv.RTCI.mday", "mlv.RTCI.hour", "mlv.RTCI.min", "mlv.RTCI.sec"};
  int64_t parts[6];
  for (size_t i = 0; i < 6; ++i) {
    const auto part = integer(vendor, names[i]);
    if (!part) return;
    parts[i] = *part;
  }
  const bool sound = parts[0] >= 0 && parts[0] < 1000 && parts[1] < 12 && parts[2] >= 1 && parts[2] <= 31 && parts[3] < 24 && parts[4] < 60 && parts[5] < 61;
  if (!sound) return out.unreadable("capDate", names[0]);
  char text[40];
  std::snprintf(text, sizeof text, "%04d:%02d:%02d %02d:%02d:%02d", static_cast<int>(parts[0] + 1900), static_cast<int>(parts[1] + 1), static_cast<int>(parts[2]),
                static_cast<int>(parts[3]), static_cast<int>(parts[4]), static_cast<int>(parts[5]));
  out.put("capDate", std::string(text), names[0]);
}

void put_codec(const fg::Values& vendor, const fg::Fields& out) {
  const auto video = integer(vendor, "mlv.MLVI.videoClass");
  if (!video) return;
  out.put("container", std::string("Magic Lantern MLV"), "mlv.MLVI.version", FG_FIELD_DERIVED);
  if ((*video & 0x0F) != 1) return;
  out.put("codec", std::string(*video & 0x20 ? "lossless JPEG" : *video & 0x80 ? "LZMA" : *video & 0x40 ? "delta" : *video & 0x10 ? "CineForm" : "uncompressed"), "mlv.MLVI.videoClass");
}

}  // namespace

fg_rational rate_of(int64_t numerator, int64_t denominator) {
  if (numerator <= 0 || denominator <= 0) return {0, 0};
  const double measured = static_cast<double>(numerator) / static_cast<double>(denominator);
  for (const int64_t whole : {24, 30, 48, 60, 120})
    if (std::abs(measured * 1001 / (1000 * static_cast<double>(whole)) - 1) < 2e-5) return {whole * 1000, 1001};
  const int64_t common = std::gcd(numerator, denominator);
  return {numerator / common, denominator / common};
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_text(vendor, out, "cameraModel", "mlv.IDNT.cameraName");
  put_text(vendor, out, "cameraSerialNumber", "mlv.IDNT.cameraSerial");
  put_text(vendor, out, "lensModel", "mlv.LENS.lensName");
  put_text(vendor, out, "lensSerialNumber", "mlv.LENS.lensSerial");
  put_text(vendor, out, "uuid", "mlv.MLVI.guid");
  put_scaled(vendor, out, "isoSpeed", "mlv.EXPO.isoValue", 1);
  put_scaled(vendor, out, "expTime", "mlv.EXPO.shutterValue", 1e-6);
  put_scaled(vendor, out, "nominalFocalLength", "mlv.LENS.focalLength", 1);
  put_scaled(vendor, out, "aperture", "mlv.LENS.aperture", 0.01);
  put_scaled(vendor, out, "cameraCCTSetting", "mlv.WBAL.kelvin", 1);
  if (const auto bits = integer(vendor, "mlv.RAWI.bitsPerPixel"); bits && *bits > 0) out.put("bitDepth", *bits, "mlv.RAWI.bitsPerPixel");
  put_focus(vendor, out);
  put_rate(vendor, out);
  put_clock(vendor, out);
  put_codec(vendor, out);
}

}  // namespace mlv
