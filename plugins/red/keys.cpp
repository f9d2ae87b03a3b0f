// SPDX-License-Identifier: Apache-2.0
//
// Tags become the schema's fields. What the camera wrote stands before what the sidecar says: the host keeps the first and
// sets the other beside it. RED writes 0 or -1 for a lens value that it does not know: such a value is absent.
#include "clock.hpp"
#include "red.hpp"

#include <cmath>

namespace red {
namespace {

std::optional<double> number_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || (value->type != FG_V_I64 && value->type != FG_V_F64)) return {};
  const double out = fg::number(*value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::string text_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_TEXT ? value->as.text : "";
}

void put_text(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  const auto* value = vendor.find(key);
  if (!value) return;
  if (value->type != FG_V_TEXT) return out.unreadable(field, key);
  const auto text = text_of(vendor, key);
  const auto begin = text.find_first_not_of(' ');
  if (begin == text.npos) out.absent(field, key);
  else out.put(field, text.substr(begin), key);
}

void put_scaled(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key, double divisor) {
  if (!vendor.find(key)) return;
  const auto number = number_of(vendor, key);
  if (!number) out.unreadable(field, key);
  else if (*number > 0) out.put(field, *number / divisor, key);
  else out.absent(field, key);
}

fg_rational frame_rate(const fg::Values& vendor) {
  const auto* value = vendor.find("red.FrameRate");
  return value && value->type == FG_V_RATIONAL ? lowest_terms(value->as.q.num, value->as.q.den) : fg_rational{0, 0};
}

void put_times(const fg::Values& vendor, const fg::Fields& out) {
  const auto rate = frame_rate(vendor);
  if (rate.num > 0) out.put("framesPerSecond", rate, "red.FrameRate");
  const auto recorded = rate_of(number_of(vendor, "red.RecordFrameRate").value_or(0));
  if (recorded.num > 0) out.put("captureRate", recorded, "red.RecordFrameRate");
  for (const char* key : {"red.AbsoluteTimecode", "red.EdgeTimecode"}) {
    const auto text = text_of(vendor, key);
    // A frame's tags have no rate beside them: what they repeat is the start of the clip, and not the frame's own time.
    if (text.empty() || (rate.num == 0 && !vendor.find("red.RedcodeVersion"))) continue;
    const auto timecode = timecode_of(text, rate);
    if (timecode.frame >= 0) {
      out.put("timeCode", timecode, key);
      break; // the other counts from another zero: no contradiction
    }
    out.unreadable("timeCode", key);
  }
  const auto exposure = number_of(vendor, "red.ExposureTime");
  put_scaled(vendor, out, "expTime", "red.ExposureTime", 1e6);
  const auto seen = recorded.num > 0 ? recorded : rate;
  if (!exposure || *exposure <= 0 || seen.num <= 0) return;
  const double angle = 360 * *exposure * 1e-6 * static_cast<double>(seen.num) / static_cast<double>(seen.den);
  if (angle <= 360.5) out.put("shutterAngle", angle, "red.ExposureTime", FG_FIELD_DERIVED);
}

bool all_digits(const std::string& text) { return text.find_first_not_of("0123456789") == text.npos; }

void put_date(const fg::Values& vendor, const fg::Fields& out) { // "20160118" and "213555", where the camera was
  const auto day = text_of(vendor, "red.LocalDate"), time = text_of(vendor, "red.LocalTime");
  if (day.empty()) return;
  if (day.size() != 8 || time.size() != 6 || !all_digits(day) || !all_digits(time)) return out.unreadable("capDate", "red.LocalDate");
  out.put("capDate", day.substr(0, 4) + ":" + day.substr(4, 2) + ":" + day.substr(6) + " " + time.substr(0, 2) + ":" + time.substr(2, 2) + ":" + time.substr(4), "red.LocalDate");
}

void put_names(const fg::Values& vendor, const fg::Fields& out) {
  const auto letter = text_of(vendor, "red.CameraLetter"), reel = text_of(vendor, "red.Reel");
  if (!letter.empty() && !reel.empty()) out.put("reelName", letter + reel, "red.Reel", FG_FIELD_DERIVED);
  put_text(vendor, out, "cameraLabel", "red.CameraLetter");
  // "A106_C037_0118G5_002.R3D" of any of its segments
  for (const char* key : {"red.OriginalFileName", "red.HeaderFileName"}) {
    const auto name = text_of(vendor, key);
    const auto end = name.size() > 8 ? name.size() - 8 : 0;
    if (end == 0 || name[end] != '_' || !all_digits(name.substr(end + 1, 3)) || name[end + 4] != '.') continue;
    out.put("clipName", name.substr(0, end), key, FG_FIELD_DERIVED);
    break;
  }
}

void put_camera(const fg::Values& vendor, const fg::Fields& out) {
  const auto* version = vendor.find("red.RedcodeVersion");
  if (version && version->type == FG_V_I64) {
    const bool wavelet = version->as.i64 == 2;
    out.put("cameraMake", std::string("RED"), "red.RedcodeVersion", FG_FIELD_DERIVED);
    out.put("container", std::string("R3D"), "red.RedcodeVersion", FG_FIELD_DERIVED);
    out.put("codec", std::string(wavelet ? "REDCODE (wavelet)" : "REDCODE (JPEG 2000)"), "red.RedcodeVersion", FG_FIELD_DERIVED);
    // In early files the tag of the tint has been seen to hold the frame rate.
    if (const auto tint = number_of(vendor, "red.Tint"); tint && wavelet) out.put("cameraTintSetting", *tint, "red.Tint");
  }
  put_text(vendor, out, "cameraModel", vendor.find("red.CameraModel") ? "red.CameraModel" : "red.NetworkName");
  put_text(vendor, out, "cameraSerialNumber", "red.CameraPin");
  put_text(vendor, out, "cameraFirmwareVersion", "red.FirmwareVersion");
  put_text(vendor, out, "storageMediaSerialNumber", "red.MediaSerialNumber");
  put_scaled(vendor, out, "cameraCCTSetting", "red.Kelvin", 1);
  put_scaled(vendor, out, "isoSpeed", "red.Iso", 1);
}

void put_lens(const fg::Values& vendor, const fg::Fields& out) {
  put_text(vendor, out, "lensMake", "red.LensBrand");
  put_text(vendor, out, "lensModel", "red.LensName");
  put_text(vendor, out, "lensSerialNumber", "red.LensSerialNumber");
  put_scaled(vendor, out, "aperture", "red.FNumberTimes10", 10);
  const auto fine = number_of(vendor, "red.FocalLengthFine");
  if (fine && *fine > 0) out.put("nominalFocalLength", *fine / 1000, "red.FocalLengthFine");
  else put_scaled(vendor, out, "nominalFocalLength", "red.FocalLength", 1);
  put_scaled(vendor, out, "focus", "red.FocusDistance", 1000);
}

struct SlateField { const char* field; const char* tag; const char* sidecar; };
constexpr SlateField slate[]{{"production", "red.Production", "red.rmd.production_name"}, {"director", "red.Director", "red.rmd.director"},
                             {"cinematographer", "red.DirectorOfPhotography", "red.rmd.director_of_photography"},
                             {"scene", "red.Scene", "red.rmd.scene"}, {"take", "red.Take", "red.rmd.take"}, {"lensModel", nullptr, "red.rmd.lens"}};

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_times(vendor, out);
  put_date(vendor, out);
  put_names(vendor, out);
  put_camera(vendor, out);
  put_lens(vendor, out);
  for (const auto& [field, tag, sidecar] : slate) {
    if (tag) put_text(vendor, out, field, tag);
    if (!text_of(vendor, sidecar).empty()) put_text(vendor, out, field, sidecar); // an empty one is a form not filled in
  }
}

}  // namespace red
