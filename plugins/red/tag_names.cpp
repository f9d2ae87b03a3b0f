// SPDX-License-Identifier: Apache-2.0
//
// Meanings as exiftool and telemetry-parser found them in files; numbers nobody has named keep their number as name.
#include "tag_names.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace red {
namespace {

struct TagName {
  uint16_t number;
  const char* name;
  const char* unit = nullptr;
};

constexpr TagName names[]{
    {0x000, "EdgeTimecode"}, {0x001, "AbsoluteTimecode"}, {0x002, "OtherDate1"}, {0x003, "OtherDate2"}, {0x004, "OtherDate3"},
    {0x005, "DateTime"}, {0x006, "CameraPin"}, {0x008, "ExposureTime", "us"}, {0x00D, "Kelvin", "K"}, {0x00E, "Tint"},
    {0x00F, "Saturation"}, {0x011, "Brightness"}, {0x013, "Contrast"}, {0x019, "CameraLetter"}, {0x01A, "Reel"},
    {0x01B, "Clip"}, {0x023, "LocalDate"}, {0x024, "LocalTime"}, {0x025, "FirmwareVersion"}, {0x029, "ReelTimecode"},
    {0x02A, "MediaType"}, {0x030, "GmtDate"}, {0x031, "GmtTime"}, {0x032, "MediaSerialNumber"}, {0x033, "MediaModel"},
    {0x036, "AspectRatio"}, {0x037, "CropArea", "px"}, {0x039, "CookeStatic"}, {0x03A, "CookeDynamic"}, {0x03B, "Iso"},
    {0x042, "SensorRevision"}, {0x04B, "RgbCurves"}, {0x056, "OriginalFileName"}, {0x065, "FirmwareRevision"},
    {0x066, "RecordFrameRate", "1/s"}, {0x06A, "FNumberTimes10"}, {0x06B, "FocalLength", "mm"}, {0x06C, "FocusDistance", "mm"},
    {0x06E, "LensBrand"}, {0x06F, "LensNumber"}, {0x070, "LensName"}, {0x071, "NetworkName"}, {0x074, "FocusDistanceNear", "mm"},
    {0x075, "FocusDistanceFar", "mm"}, {0x076, "Production"}, {0x077, "Director"}, {0x078, "DirectorOfPhotography"},
    {0x079, "Copyright"}, {0x07A, "Unit"}, {0x07B, "Location"}, {0x07C, "CameraOperator"}, {0x07D, "Scene"}, {0x07E, "Take"},
    {0x07F, "Acceleration"}, {0x080, "Rotation"}, {0x086, "FormatName"}, {0x096, "OpticalLowPassFilter"},
    {0x09D, "LensSerialNumber"}, {0x09E, "LensOwner"}, {0x0A0, "CameraModel"}, {0x0A1, "SensorName"}, {0x0AB, "Lut3d1"},
    {0x0B0, "FrameRateCode"}, {0x0BE, "RedcodeRatio"}, {0x0BF, "RecordFrameRateCode"}, {0x0C1, "Lut3d2"},
    {0x0D0, "FocalLengthFine", "um"}, {0x0D2, "PtpTimestamp"}};

const TagName* find(uint16_t tag) {
  const uint16_t number = tag & 0x0FFF;
  const auto* at = std::lower_bound(std::begin(names), std::end(names), number, [](const TagName& n, uint16_t wanted) { return n.number < wanted; });
  return at != std::end(names) && at->number == number ? at : nullptr;
}

}  // namespace

std::string key_of(uint16_t tag) {
  if (const auto* known = find(tag)) return std::string("red.") + known->name;
  char text[16];
  std::snprintf(text, sizeof text, "red.0x%04x", tag);
  return text;
}

const char* unit_of(uint16_t tag) {
  const auto* known = find(tag);
  return known ? known->unit : nullptr;
}

}  // namespace red
