// SPDX-License-Identifier: Apache-2.0
//
// Attributes become the schema's fields. Items of the acquisition record are coded as SMPTE RDD 18 codes them.
#include "sony_xml.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>

namespace sony_xml {
namespace {

using fg::draft::Reading;
using fg::draft::TextFields;

struct TextRule { const char* field; const char* key; };
constexpr TextRule texts[]{
    {"cameraMake", "Camera.manufacturer"}, {"cameraModel", "Camera.modelName"}, {"cameraSerialNumber", "Camera.serialNo"},
    {"cameraFirmwareVersion", "Camera.Element.software"}, {"recorderMake", "Device.manufacturer"}, {"recorderModel", "Device.modelName"},
    {"recorderSerialNumber", "Device.serialNo"}, {"lensMake", "Lens.manufacturer"}, {"lensModel", "Lens.modelName"}, {"lensSerialNumber", "Lens.serialNo"},
    {"umid", "TargetMaterial.umidRef"}, {"codec", "VideoFormat.VideoFrame.videoCodec"},
    {"encoding", "AcquisitionRecord.Group[CameraUnitMetadataSet].Item[CaptureGammaEquation].value"},
    {"cameraLabel", "UserDescriptiveMetadata.Meta[CameraIndex].content"}, {"scene", "UserDescriptiveMetadata.Meta[Scene].content"},
    {"take", "UserDescriptiveMetadata.Meta[Take].content"}, {"production", "UserDescriptiveMetadata.Meta[Production].content"},
    {"director", "UserDescriptiveMetadata.Meta[DirectorName].content"},
    {"cinematographer", "UserDescriptiveMetadata.Meta[DirectorOfPhotographyName].content"}};

constexpr const char* camera_set = "AcquisitionRecord.Group[CameraUnitMetadataSet].Item[";

std::string camera_item(const char* name) { return std::string(camera_set) + name + "].value"; }

std::optional<double> rate_number(std::string_view text) { // "24.00p", "59.94i"
  const auto measure = fg::draft::measure_of(text);
  const bool known = measure && (measure->unit.empty() || measure->unit == "p" || measure->unit == "i" || measure->unit == "PsF");
  if (!known) return std::nullopt;
  return measure->unit == "i" && measure->number > 48 ? measure->number / 2 : measure->number; // fields, of which two are a frame
}
fg_rational rate_in(std::string_view text) { return fg::draft::rate_of(rate_number(text).value_or(0)); }
Reading rate_reading(std::string_view text) {
  const auto rate = rate_in(text);
  return rate.num > 0 ? Reading(rate) : std::nullopt;
}

Reading pixel_aspect(std::string_view text) { // "1:1"
  const auto colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const auto across = fg::draft::number_of(text.substr(0, colon)), down = fg::draft::number_of(text.substr(colon + 1));
  return across && down && *down > 0 ? fg::draft::as_squeeze(*across / *down) : std::nullopt;
}

// "2021-07-16T11:46:22-08:00"
void put_date(const TextFields& fields) {
  constexpr const char* key = "CreationDate.value";
  const auto digits_at = [](std::string_view text, size_t at, size_t count) {
    return text.size() >= at + count && text.substr(at, count).find_first_not_of("0123456789") == std::string_view::npos;
  };
  fields.put("capDate", key, [&](std::string_view text) -> Reading {
    const bool shaped = text.size() >= 19 && digits_at(text, 0, 4) && digits_at(text, 5, 2) && digits_at(text, 8, 2) && text[4] == '-' && text[7] == '-' &&
                        text[10] == 'T' && digits_at(text, 11, 2) && text[13] == ':' && digits_at(text, 14, 2) && text[16] == ':' && digits_at(text, 17, 2);
    if (!shaped) return std::nullopt;
    std::string out(text.substr(0, 19));
    out[4] = out[7] = ':', out[10] = ' ';
    return out;
  });
  const auto text = fields.text(key);
  if (text.size() == 20 && text.back() == 'Z') return fields.derived("utcOffset", 0.0, key);
  const bool zoned = text.size() == 25 && (text[19] == '+' || text[19] == '-') && text[22] == ':' && digits_at(text, 20, 2) && digits_at(text, 23, 2);
  if (!zoned) return;
  const std::string_view zone(text);
  const double seconds = static_cast<double>(*fg::draft::whole_of(zone.substr(20, 2)) * 3600 + *fg::draft::whole_of(zone.substr(23)) * 60);
  fields.out().put("utcOffset", text[19] == '-' ? -seconds : seconds, fields.key(key).c_str());
}

void put_times(const TextFields& fields) {
  fields.put("framesPerSecond", "VideoFormat.VideoFrame.formatFps", rate_reading);
  fields.put("captureRate", "VideoFormat.VideoFrame.captureFps", rate_reading);
  fields.put("frameCount", "Duration.value", fg::draft::as_whole);
  fields.put("timeCode", "LtcChangeTable.LtcChange.value", [&](std::string_view text) -> Reading {
    const auto timecode = ltc_of(text, fields.text("LtcChangeTable.tcFps"), fields.text("VideoFormat.VideoFrame.formatFps"));
    return timecode ? Reading(*timecode) : std::nullopt;
  });
}

void put_exposure(const TextFields& fields) {
  fields.put_positive("isoSpeed", camera_item("ISOSensitivity"), fg::draft::number_of);
  fields.put_positive("cameraCCTSetting", camera_item("WhiteBalance"), fg::draft::number_of);
  fields.put_positive("shutterAngle", camera_item("ShutterSpeedAngle"), [](std::string_view text) { // minutes of arc
    const auto minutes = fg::draft::number_of(text);
    return minutes && *minutes <= 360 * 60 ? std::optional(*minutes / 60) : std::nullopt;
  });
  // The light that passes is one part of so many; 1: clear.
  const auto wheel = camera_item("NeutralDensityFilterWheelSetting");
  if (const auto parts = fg::draft::number_of(fields.text(wheel)); parts && *parts >= 1) fields.derived("ndDensity", std::log10(*parts), wheel);
}

void put_picture(const TextFields& fields) {
  fields.put("width", "VideoFormat.VideoLayout.pixel", fg::draft::as_whole);
  fields.put("height", "VideoFormat.VideoLayout.numOfVerticalLine", fg::draft::as_whole);
  fields.put("pixelAspectRatio", "VideoFormat.VideoLayout.pixelAspect", pixel_aspect);
  constexpr std::string_view table = "LUT:";
  constexpr const char* look = "AcquisitionRecord.Group[SonyF65CameraMetadataSet].Item[PreCDLTransform].value";
  if (const auto text = fields.text(look); text.starts_with(table)) fields.derived("lookName", text.substr(table.size()), look);
  const auto camera = fields.text("UserDescriptiveMetadata.Meta[CameraIndex].content"), reel = fields.text("UserDescriptiveMetadata.Meta[Reel].content");
  if (!reel.empty()) fields.derived("reelName", camera + reel, "UserDescriptiveMetadata.Meta[Reel].content");
}

}  // namespace

std::optional<fg_timecode> ltc_of(std::string_view value, std::string_view tc_fps, std::string_view format) {
  constexpr int64_t drop_bit = 0x40;
  const auto counted = fg::draft::whole_of(tc_fps);
  if (value.size() != 8 || !counted || *counted <= 0 || *counted > 120) return std::nullopt;
  int64_t pairs[4];
  for (size_t i = 0; i < 4; ++i) {
    const auto two = value.substr(i * 2, 2);
    const auto got = std::from_chars(two.data(), two.data() + 2, pairs[i], 16);
    if (got.ec != std::errc{} || got.ptr != two.data() + 2 || pairs[i] < 0) return std::nullopt;
  }
  const bool drop = (pairs[0] & drop_bit) != 0;
  pairs[0] &= 0x3F, pairs[1] &= 0x7F, pairs[2] &= 0x7F, pairs[3] &= 0x3F; // the bits above are flags of an LTC
  for (auto& pair : pairs) {
    if ((pair & 15) > 9 || (pair >> 4) > 9) return std::nullopt;
    pair = (pair >> 4) * 10 + (pair & 15);
  }
  const auto recorded = rate_in(format);
  const fg_rational rate = recorded.den == 1001 ? fg_rational{*counted * 1000, 1001} : fg_rational{*counted, 1};
  return fg::draft::timecode_of(fg::draft::TimecodeParts{pairs[3], pairs[2], pairs[1], pairs[0]}, rate, drop);
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "sony_xml.");
  for (const auto& [field, key] : texts) fields.put_text(field, key);
  put_times(fields);
  put_date(fields);
  put_exposure(fields);
  put_picture(fields);
}

}  // namespace sony_xml
