// SPDX-License-Identifier: Apache-2.0
//
// Acquisition metadata, header metadata and sidecar become the schema's fields. What the camera wrote into the clip stands
// before what the sidecar says: the host keeps the first and sets the other beside it.
#include "colour_labels.hpp"
#include "sony.hpp"

#include <filmgate/cpp/draft/finite_number.hpp>

#include <charconv>
#include <cmath>

namespace sony {
namespace {

const std::string lens = "sony.LensUnit.", camera = "sony.CameraUnit.", xml = "sony.xml.";
const std::string xml_lens = xml + "AcquisitionRecord.LensUnitMetadataSet.", xml_camera = xml + "AcquisitionRecord.CameraUnitMetadataSet.";

std::optional<double> parsed(std::string_view text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

// A number, recorded or written out in the sidecar.
std::optional<double> number_of(const fg::Values& vendor, const std::string& key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_TEXT ? parsed(value->as.text) : fg::draft::finite_number(value);
}

std::string text_of(const fg::Values& vendor, const std::string& key) {
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_TEXT) return "";
  const std::string text = value->as.text;
  const auto begin = text.find_first_not_of(' '), end = text.find_last_not_of(' ');
  return begin == text.npos ? "" : text.substr(begin, end - begin + 1);
}

void put_text(const fg::Values& vendor, const fg::Fields& out, const char* field, const std::string& key) {
  if (const auto text = text_of(vendor, key); !text.empty()) out.put(field, text, key.c_str());
}

// 0 says that the camera does not know.
template <class Convert>
void put_number(const fg::Values& vendor, const fg::Fields& out, const char* field, const std::string& key, Convert convert) {
  if (!vendor.find(key)) return;
  const auto number = number_of(vendor, key);
  if (!number) return out.unreadable(field, key.c_str());
  if (*number <= 0) return out.absent(field, key.c_str());
  out.put(field, static_cast<double>(convert(*number)), key.c_str());
}
double same(double number) { return number; }
double stop(double number) { return std::exp2(8 * (1 - number / 65536)); } // 8000h is 16, a stop is 1000h
double minutes(double number) { return number / 60; }

void put_times(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, key] : {std::pair{"framesPerSecond", std::string("sony.EditRate")}, {"captureRate", camera + "CaptureFrameRate"}}) {
    const auto* value = vendor.find(key);
    if (value && value->type == FG_V_RATIONAL && value->as.q.num > 0 && value->as.q.den > 0) out.put(field, value->as.q, key.c_str());
  }
  if (const auto* start = vendor.find("sony.Timecode"); start && start->type == FG_V_TIMECODE && start->as.tc->frame >= 0) out.put("timeCode", *start->as.tc, "sony.Timecode");
  for (const auto& key : {camera + "ShutterSpeedAngle", xml_camera + "ShutterSpeedAngle"}) put_number(vendor, out, "shutterAngle", key, minutes);
  put_number(vendor, out, "expTime", camera + "ShutterSpeedTime", same);
}

void put_exposure(const fg::Values& vendor, const fg::Fields& out) {
  // What the meter is set to is the rating of a raw clip; the sensitivity is then its base.
  for (const auto& set : {camera, xml_camera})
    for (const char* item : {"ExposureIndexOfPhotoMeter", "ISOSensitivity", "ISOSensitivityLong", "ISOSensitivityLong2"}) {
      const auto number = number_of(vendor, set + item);
      if (!number || *number <= 0) continue;
      out.put("isoSpeed", *number, (set + item).c_str());
      break;
    }
  for (const auto& set : {camera, xml_camera}) {
    put_number(vendor, out, "cameraCCTSetting", set + "WhiteBalance", same);
    // Through a filter of setting n passes one part in n.
    if (const auto wheel = number_of(vendor, set + "NeutralDensityFilterWheelSetting"); wheel && *wheel >= 1)
      out.put("ndDensity", std::log10(*wheel), (set + "NeutralDensityFilterWheelSetting").c_str(), FG_FIELD_DERIVED);
  }
}

void put_lens(const fg::Values& vendor, const fg::Fields& out) {
  put_number(vendor, out, "aperture", lens + "IrisFNumber", stop);
  put_number(vendor, out, "tStop", lens + "IrisTNumber", stop);
  put_number(vendor, out, "focus", lens + "FocusPositionFromImagePlane", same);
  put_number(vendor, out, "nominalFocalLength", lens + "LensZoomActualFocalLength", [](double metres) { return metres * 1000; });
  put_text(vendor, out, "lensMake", xml + "Lens.manufacturer");
  put_text(vendor, out, "lensModel", xml + "Lens.modelName");
  for (const auto& set : {lens, xml_lens}) put_text(vendor, out, "lensModel", set + "LensAttributes");
}

// "MPC-3610 0010201 Version6.10": model, serial number, firmware.
void put_attributes(const std::string& text, const std::string& key, const fg::Fields& out) {
  const auto first = text.find(' '), second = first == text.npos ? text.npos : text.find(' ', first + 1);
  if (text.empty()) return;
  out.put("cameraModel", text.substr(0, first), key.c_str());
  if (second == text.npos) return;
  out.put("cameraSerialNumber", text.substr(first + 1, second - first - 1), key.c_str());
  const auto version = text.find("Version", second);
  if (version != text.npos && version + 7 < text.size()) out.put("cameraFirmwareVersion", text.substr(version + 7), key.c_str());
}

void put_camera(const fg::Values& vendor, const fg::Fields& out) {
  put_attributes(text_of(vendor, camera + "CameraAttributes"), camera + "CameraAttributes", out);
  // A recorder behind a camera is the device; a camera that records is both.
  const bool has_camera = !text_of(vendor, xml + "Camera.modelName").empty();
  const auto body = xml + (has_camera ? "Camera" : "Device");
  put_text(vendor, out, "cameraModel", body + ".modelName");
  put_text(vendor, out, "cameraSerialNumber", body + ".serialNo");
  put_text(vendor, out, "cameraFirmwareVersion", body + ".Element.software");
  if (has_camera) {
    put_text(vendor, out, "recorderMake", xml + "Device.manufacturer");
    put_text(vendor, out, "recorderModel", xml + "Device.modelName");
    put_text(vendor, out, "recorderSerialNumber", xml + "Device.serialNo");
  }
  put_text(vendor, out, "cameraMake", body + ".manufacturer");
  if (text_of(vendor, body + ".manufacturer").empty() && vendor.find("sony.Codec")) put_text(vendor, out, "cameraMake", "sony.mxf.Identification.CompanyName");
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (!vendor.find("sony.Codec")) return; // the values of a frame
  out.put("container", std::string("MXF"), "sony.Codec", FG_FIELD_DERIVED);
  put_text(vendor, out, "codec", xml + "VideoFormat.VideoFrame.videoCodec");
  put_text(vendor, out, "codec", "sony.Codec");
  for (const auto& [field, key] : {std::pair{"width", "sony.Width"}, {"height", "sony.Height"}, {"bitDepth", "sony.mxf.CdciDescriptor.ComponentDepth"}})
    if (const auto number = number_of(vendor, key); number && *number > 0 && *number <= INT32_MAX) out.put(field, static_cast<int64_t>(*number), key);
}

// The curve with which the picture is recorded: a camera that records it unprocessed says so too. Words of the sidecar are
// "s-log3", "s-log3-cine", "rec709".
void put_encoding(const fg::Values& vendor, const fg::Fields& out) {
  const auto descriptor = std::string("sony.mxf.CdciDescriptor.");
  for (const auto& [key, gamut] : {std::pair{camera + "CaptureGammaEquation", camera + "ColorPrimaries"}, {descriptor + "TransferCharacteristic", descriptor + "ColorPrimaries"}}) {
    const auto text = text_of(vendor, key);
    if (text.empty()) continue;
    const auto name = encoding_name(gamma_name(label_of(text)), primaries_name(label_of(text_of(vendor, gamut))));
    if (name.empty()) out.unreadable("encoding", key.c_str());
    else out.put("encoding", name, key.c_str());
  }
  const auto key = xml_camera + "CaptureGammaEquation", word = text_of(vendor, key), gamut = text_of(vendor, xml_camera + "CaptureColorPrimaries");
  const bool log = word == "s-log3" || word == "s-log3-cine";
  const auto name = word == "rec709" ? "itu.bt709" : log && (word != "s-log3" || gamut == "s-gamut3-cine") ? "sony.slog3.sgamut3cine" : log && gamut == "s-gamut3" ? "sony.slog3.sgamut3" : word;
  if (!name.empty()) out.put("encoding", name, key.c_str());
}

// "2021-07-16T11:46:22-08:00" is the camera's time and how far it lies from UTC, which is eight hours later.
void put_date(const std::string& text, const std::string& key, const fg::Fields& out) {
  if (text.empty()) return;
  std::string date = text.substr(0, 19);
  for (size_t i = 0; i < date.size(); ++i) {
    const bool digit = date[i] >= '0' && date[i] <= '9';
    if (digit != (i != 4 && i != 7 && i != 10 && i != 13 && i != 16)) return out.unreadable("capDate", key.c_str());
  }
  if (date.size() != 19) return out.unreadable("capDate", key.c_str());
  date[4] = date[7] = ':', date[10] = ' ';
  out.put("capDate", date, key.c_str());
  if (text.size() != 25 || (text[19] != '-' && text[19] != '+') || text[22] != ':') return;
  const auto hours = parsed(text.substr(20, 2)), minute = parsed(text.substr(23, 2));
  if (hours && minute) out.put("utcOffset", (text[19] == '-' ? 1 : -1) * (*hours * 3600 + *minute * 60), key.c_str());
}

void put_slate(const fg::Values& vendor, const fg::Fields& out) {
  static constexpr std::pair<const char*, const char*> fields[]{{"production", "Production"}, {"director", "DirectorName"}, {"cinematographer", "DirectorOfPhotographyName"},
                                                                {"scene", "Scene"}, {"take", "Take"}, {"cameraLabel", "CameraIndex"}};
  const auto slate = xml + "UserDescriptiveMetadata.";
  for (const auto& [field, name] : fields) put_text(vendor, out, field, slate + name);
  const auto index = text_of(vendor, slate + "CameraIndex"), reel = text_of(vendor, slate + "Reel");
  if (!reel.empty()) out.put("reelName", index + reel, (slate + "Reel").c_str(), FG_FIELD_DERIVED);
  put_text(vendor, out, "umid", xml + "TargetMaterial.umidRef");
  put_date(text_of(vendor, xml + "CreationDate"), xml + "CreationDate", out);
}

void put_cdl(const fg::Values& vendor, const fg::Fields& out) { // ten numbers: slope, offset, power of RGB each, saturation
  const auto key = camera + "ASCCDLV12";
  const auto* value = vendor.find(key);
  if (!value) return;
  if (value->type != FG_V_F64_ARRAY || value->count != 10) return out.unreadable("cdl", key.c_str());
  const std::vector<double> numbers(value->as.f64s, value->as.f64s + 10);
  for (const double number : numbers) if (!std::isfinite(number)) return out.unreadable("cdl", key.c_str());
  out.put("cdl", numbers, key.c_str());
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_times(vendor, out);
  put_exposure(vendor, out);
  put_lens(vendor, out);
  put_camera(vendor, out);
  put_picture(vendor, out);
  put_encoding(vendor, out);
  put_slate(vendor, out);
  put_cdl(vendor, out);
}

}  // namespace sony
