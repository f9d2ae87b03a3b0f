// SPDX-License-Identifier: Apache-2.0
#include "maker_tags.hpp"

#include <algorithm>
#include <cstdio>

namespace canon {
namespace {

struct Name {
  uint16_t tag;
  const char* name;
};
constexpr Name names[]{{0x1, "CameraSettings"},
                       {0x2, "FocalLength"},
                       {0x3, "FlashInfo"},
                       {0x4, "ShotInfo"},
                       {0x5, "Panorama"},
                       {0x6, "ImageType"},
                       {0x7, "FirmwareVersion"},
                       {0x8, "FileNumber"},
                       {0x9, "OwnerName"},
                       {0xC, "SerialNumber"},
                       {0xD, "CameraInfo"},
                       {0xE, "FileLength"},
                       {0xF, "CustomFunctions"},
                       {0x10, "ModelID"},
                       {0x11, "MovieInfo"},
                       {0x12, "AFInfo"},
                       {0x13, "ThumbnailImageValidArea"},
                       {0x15, "SerialNumberFormat"},
                       {0x1A, "SuperMacro"},
                       {0x1C, "DateStampMode"},
                       {0x1D, "MyColors"},
                       {0x1E, "FirmwareRevision"},
                       {0x23, "Categories"},
                       {0x24, "FaceDetect1"},
                       {0x25, "FaceDetect2"},
                       {0x26, "AFInfo2"},
                       {0x27, "ContrastInfo"},
                       {0x28, "ImageUniqueID"},
                       {0x29, "WBInfo"},
                       {0x2F, "FaceDetect3"},
                       {0x35, "TimeInfo"},
                       {0x38, "BatteryType"},
                       {0x3C, "AFInfo3"},
                       {0x81, "RawDataOffset"},
                       {0x83, "OriginalDecisionDataOffset"},
                       {0x91, "PersonalFunctions"},
                       {0x92, "PersonalFunctionValues"},
                       {0x93, "FileInfo"},
                       {0x94, "AFPointsInFocus"},
                       {0x95, "LensModel"},
                       {0x96, "InternalSerialNumber"},
                       {0x97, "DustRemovalData"},
                       {0x98, "CropInfo"},
                       {0x99, "CustomFunctions2"},
                       {0x9A, "AspectInfo"},
                       {0xA0, "ProcessingInfo"},
                       {0xA1, "ToneCurveTable"},
                       {0xA2, "SharpnessTable"},
                       {0xA3, "SharpnessFreqTable"},
                       {0xA4, "WhiteBalanceTable"},
                       {0xA9, "ColorBalance"},
                       {0xAA, "MeasuredColor"},
                       {0xAE, "ColorTemperature"},
                       {0xB0, "CanonFlags"},
                       {0xB1, "ModifiedInfo"},
                       {0xB2, "ToneCurveMatching"},
                       {0xB3, "WhiteBalanceMatching"},
                       {0xB4, "ColorSpace"},
                       {0xB6, "PreviewImageInfo"},
                       {0xD0, "VRDOffset"},
                       {0xE0, "SensorInfo"},
                       {0x4001, "ColorData"},
                       {0x4002, "CRWParam"},
                       {0x4003, "ColorInfo"},
                       {0x4005, "Flavor"},
                       {0x4008, "PictureStyleUserDef"},
                       {0x4009, "PictureStylePC"},
                       {0x4010, "CustomPictureStyleFileName"},
                       {0x4013, "AFMicroAdj"},
                       {0x4015, "VignettingCorr"},
                       {0x4016, "VignettingCorr2"},
                       {0x4018, "LightingOpt"},
                       {0x4019, "LensInfo"},
                       {0x4020, "AmbienceInfo"},
                       {0x4021, "MultiExp"},
                       {0x4024, "FilterInfo"},
                       {0x4025, "HDRInfo"},
                       {0x4026, "LogInfo"},
                       {0x4028, "AFConfig"},
                       {0x403F, "RawBurstModeRoll"}};

struct Layout {
  size_t words;
  size_t as_shot, black, normal_white;
}; // the temperature follows as_shot, the specular white the normal one
constexpr Layout layouts[]{{1816, 0x47, 0x149, 0x31C}, {1820, 0x47, 0x149, 0x31C}, {1824, 0x47, 0x149, 0x31C}, {2024, 0x55, 0x157, 0x32A},
                           {3656, 0x55, 0x157, 0x32A}, {3973, 0x69, 0x16B, 0x280}, {3778, 0x69, 0x16B, 0x280}};

}  // namespace

std::string maker_tag_name(uint16_t tag) {
  const auto* at = std::find_if(std::begin(names), std::end(names), [&](const Name& name) { return name.tag == tag; });
  if (at != std::end(names)) return at->name;
  char number[8];
  std::snprintf(number, sizeof number, "0x%x", tag);
  return number;
}

std::optional<ColorData> color_data_of(const fg::Value& value) {
  const auto* words = std::get_if<std::vector<int64_t>>(&value);
  if (!words) return std::nullopt;
  const auto* at =
      std::find_if(std::begin(layouts), std::end(layouts), [&](const Layout& layout) { return layout.words == words->size(); });
  if (at == std::end(layouts)) return std::nullopt;
  ColorData out;
  out.version = static_cast<int16_t>((*words)[0]);
  for (size_t i = 0; i < 4; ++i) out.as_shot[i] = static_cast<int16_t>((*words)[at->as_shot + i]), out.black[i] = (*words)[at->black + i];
  out.as_shot_kelvin = static_cast<int16_t>((*words)[at->as_shot + 4]);
  out.normal_white = (*words)[at->normal_white], out.specular_white = (*words)[at->normal_white + 1];
  return out;
}

NamedValues named(const ColorData& data, const std::string& prefix) {
  return {{prefix + "ColorDataVersion", data.version},
          {prefix + "WB_RGGBLevelsAsShot", std::vector<int64_t>(data.as_shot.begin(), data.as_shot.end())},
          {prefix + "ColorTempAsShot", data.as_shot_kelvin, "K"},
          {prefix + "PerChannelBlackLevel", std::vector<int64_t>(data.black.begin(), data.black.end())},
          {prefix + "NormalWhiteLevel", data.normal_white},
          {prefix + "SpecularWhiteLevel", data.specular_white}};
}

}  // namespace canon
