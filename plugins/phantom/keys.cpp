// SPDX-License-Identifier: Apache-2.0
//
// Fields of a cine become the schema's. Cameras write 0 for what they do not know: such a value is absent.
#include "phantom.hpp"
#include "setup_fields.hpp"

#include <filmgate/cpp/draft/finite_number.hpp>

#include <chrono>
#include <cstdio>

namespace phantom {
namespace {

constexpr double most_whole = 4294967295.0; // a cine's whole numbers have 32 bits

std::optional<double> number_of(const fg::Values& vendor, const char* key) { return fg::draft::finite_number(vendor.find(key)); }

void put_positive(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  if (!vendor.find(key)) return;
  const auto number = number_of(vendor, key);
  if (number && *number > 0) out.put(field, *number, key);
  else out.absent(field, key);
}

void put_text(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  const auto* value = vendor.find(key);
  if (!value) return;
  if (value->type != FG_V_TEXT) out.unreadable(field, key);
  else if (value->as.text[0] == 0) out.absent(field, key);
  else out.put(field, std::string(value->as.text), key);
}

void put_number_as_text(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  if (const auto number = number_of(vendor, key); number && *number > 0 && *number <= most_whole) out.put(field, std::to_string(static_cast<int64_t>(*number)), key);
}

// "2014:07:14 10:38:04" of the image, in UTC.
void put_date(const fg::Values& vendor, const fg::Fields& out) {
  const char* key = vendor.find("phantom.FrameTime") ? "phantom.FrameTime" : "phantom.TriggerTime";
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_I64_ARRAY || value->count != 2) return;
  if (value->as.i64s[1] <= 0) return out.absent("capDate", key);
  if (value->as.i64s[1] > UINT32_MAX) return out.unreadable("capDate", key);
  const auto moment = std::chrono::sys_seconds(std::chrono::seconds(value->as.i64s[1]));
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d:%02u:%02u %02d:%02d:%02d", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                int(time.hours().count()), int(time.minutes().count()), int(time.seconds().count()));
  out.put("capDate", std::string(text), key);
  out.put("utcOffset", 0.0, key, FG_FIELD_DERIVED);
}

void put_rates(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto rate = number_of(vendor, "phantom.fPbRate"); rate && rate_of(*rate).num > 0)
    out.put("framesPerSecond", rate_of(*rate), "phantom.fPbRate");
  const auto captured = number_of(vendor, "phantom.FrameRate");
  if (captured && *captured >= 1 && *captured <= most_whole) out.put("captureRate", fg_rational{static_cast<int64_t>(*captured), 1}, "phantom.FrameRate");
  const auto* digits = vendor.find("phantom.FrameTC");
  if (digits && digits->type == FG_V_BYTES) {
    const auto timecode = timecode_of({static_cast<const uint8_t*>(digits->as.bytes), digits->count},
                                      rate_of(number_of(vendor, "phantom.fTcRate").value_or(0)));
    if (timecode.frame >= 0) out.put("timeCode", timecode, "phantom.FrameTC");
    else out.unreadable("timeCode", "phantom.FrameTC");
  }
}

void put_exposure(const fg::Values& vendor, const fg::Fields& out) {
  const auto recorded = number_of(vendor, "phantom.FrameExposure"), nanoseconds = number_of(vendor, "phantom.ShutterNs"),
             microseconds = number_of(vendor, "phantom.Shutter");
  const bool own = recorded && *recorded > 0, fine = nanoseconds && *nanoseconds > 0;
  const double seconds = own ? *recorded : fine ? *nanoseconds * 1e-9 : microseconds.value_or(0) * 1e-6;
  const char* key = own ? "phantom.FrameExposure" : fine ? "phantom.ShutterNs" : "phantom.Shutter";
  if (!vendor.find(key)) return;
  if (seconds <= 0) return out.absent("expTime", key);
  out.put("expTime", seconds, key);
  const auto captured = number_of(vendor, "phantom.FrameRate");
  if (captured && *captured > 0 && seconds * *captured <= 1.01) out.put("shutterAngle", 360 * seconds * *captured, key, FG_FIELD_DERIVED);
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto bits = number_of(vendor, "phantom.RealBPP"); bits && *bits > 0 && *bits <= 64)
    out.put("bitDepth", static_cast<int64_t>(*bits), "phantom.RealBPP");
  if (const auto* compression = vendor.find("phantom.biCompression"); compression && compression->type == FG_V_I64) {
    const auto code = compression->as.i64;
    const bool jpeg = number_of(vendor, "phantom.Compression").value_or(0) == 1;
    const char* name = jpeg ? "LEAD JPEG" : code == raw_samples ? "uncompressed"
                       : code == packed_10 ? "packed 10 bit, square-root coded"
                       : code == packed_12 ? "packed 12 bit" : "unknown";
    out.put("codec", std::string(name), "phantom.biCompression");
  }
  if (!vendor.find("phantom.OffImageOffsets")) return;
  out.put("container", std::string("Phantom Cine"), "phantom.OffImageOffsets", FG_FIELD_DERIVED);
  out.put("cameraMake", std::string("Vision Research"), "phantom.OffImageOffsets", FG_FIELD_DERIVED);
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_rates(vendor, out);
  put_exposure(vendor, out);
  put_date(vendor, out);
  put_picture(vendor, out);
  put_number_as_text(vendor, out, "cameraSerialNumber", "phantom.Serial");
  put_number_as_text(vendor, out, "cameraFirmwareVersion", "phantom.FirmwareVersion");
  // An empty name leaves the host free to take the file's.
  if (const auto* name = vendor.find("phantom.CineName"); name && name->type == FG_V_TEXT && name->as.text[0]) put_text(vendor, out, "clipName", "phantom.CineName");
  put_text(vendor, out, "lensModel", "phantom.LensDescription");
  put_text(vendor, out, "comments", "phantom.Description");
  put_positive(vendor, out, "aperture", "phantom.LensAperture");
  put_positive(vendor, out, "nominalFocalLength", "phantom.LensFocalLength");
  put_positive(vendor, out, "cameraCCTSetting", "phantom.fWBTemp");
  if (const auto tint = number_of(vendor, "phantom.fWBCc")) out.put("cameraTintSetting", *tint, "phantom.fWBCc");
}

}  // namespace phantom
