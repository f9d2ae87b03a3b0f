// SPDX-License-Identifier: Apache-2.0
//
// The tags of RDD 18 (8000 .. 8118, of SMPTE's register), those that Sony uses beside them, and those of makers' own sets
// as public readers know them (telemetry-parser, MediaInfo). A maker's tag says what it is in the maker's set only.
#include "acquisition.hpp"

#include <algorithm>

namespace sony {
namespace {

using enum ItemKind;
constexpr ItemName names[] = {
    {0x3210, "CaptureGammaEquation", label, nullptr},
    {0x3219, "ColorPrimaries", label, nullptr},
    {0x321A, "CodingEquations", label, nullptr},
    {0x8000, "IrisFNumber", number, "1/4096 EV, 8000h is F16"},
    {0x8001, "FocusPositionFromImagePlane", distance, "m"},
    {0x8002, "FocusPositionFromFrontLensVertex", distance, "m"},
    {0x8003, "MacroSetting", number, nullptr},
    {0x8004, "LensZoom35mmStillCameraEquivalent", distance, "m"},
    {0x8005, "LensZoomActualFocalLength", distance, "m"},
    {0x8006, "OpticalExtenderMagnification", number, "%"},
    {0x8007, "LensAttributes", text, nullptr},
    {0x8008, "IrisTNumber", number, "1/4096 EV, 8000h is T16"},
    {0x8009, "IrisRingPosition", number, "1/65536"},
    {0x800A, "FocusRingPosition", number, "1/65536"},
    {0x800B, "ZoomRingPosition", number, "1/65536"},
    {0x8100, "AutoExposureMode", label, nullptr},
    {0x8101, "AutoFocusSensingAreaSetting", number, nullptr},
    {0x8102, "ColorCorrectionFilterWheelSetting", number, nullptr},
    {0x8103, "NeutralDensityFilterWheelSetting", number, nullptr},
    {0x8104, "ImageSensorDimensionEffectiveWidth", number, "um"},
    {0x8105, "ImageSensorDimensionEffectiveHeight", number, "um"},
    {0x8106, "CaptureFrameRate", rational, "1/s"},
    {0x8107, "ImageSensorReadoutMode", number, nullptr},
    {0x8108, "ShutterSpeedAngle", number, "1/60 deg"},
    {0x8109, "ShutterSpeedTime", rational, "s"},
    {0x810A, "CameraMasterGainAdjustment", integer, "0.01 dB"},
    {0x810B, "ISOSensitivity", number, nullptr},
    {0x810C, "ElectricalExtenderMagnification", number, "%"},
    {0x810D, "AutoWhiteBalanceMode", number, nullptr},
    {0x810E, "WhiteBalance", number, "K"},
    {0x810F, "CameraMasterBlackLevel", integer, "0.1 %"},
    {0x8110, "CameraKneePoint", number, "0.1 %"},
    {0x8111, "CameraKneeSlope", rational, nullptr},
    {0x8112, "CameraLuminanceDynamicRange", number, "0.1 %"},
    {0x8113, "CameraSettingFileURI", text, nullptr},
    {0x8114, "CameraAttributes", text, nullptr},
    {0x8115, "ExposureIndexOfPhotoMeter", number, nullptr},
    {0x8116, "GammaForCDL", number, nullptr},
    {0x8117, "ASCCDLV12", halves, nullptr},
    {0x8118, "ColorMatrix", rationals, nullptr},
    {0x8119, "ISOSensitivityLong", number, nullptr},
    {0x811E, "ISOSensitivityLong2", number, nullptr},
    {0xE000, "UDAMSetIdentifier", label, nullptr},
    {0xE101, "EffectiveMarkerCoverage", numbers, "px"},
    {0xE102, "EffectiveMarkerAspectRatio", numbers, nullptr},
    {0xE103, "CameraProcessDiscriminationCode", number, nullptr},
    {0xE104, "RotaryShutterMode", number, nullptr},
    {0xE105, "RawBlackCodeValue", number, nullptr},
    {0xE106, "RawGrayCodeValue", number, nullptr},
    {0xE107, "RawWhiteCodeValue", number, nullptr},
    {0xE109, "MonitoringDescriptions", text, nullptr},
    {0xE10B, "MonitoringBaseCurve", label, nullptr},
    {0xE114, "PostCDLTransform", text, nullptr},
    {0xE201, "CookeMetadata", bytes, nullptr},
    {0xE202, "CookeUserMetadata", text, nullptr},
    {0xE203, "CookeCalibrationType", number, nullptr},
    {0xE300, "ImageStabilizer", number, nullptr},
    {0xE301, "ISOSensitivity", number, nullptr},
    {0xE302, "GainSettingType", number, nullptr},
    {0xE303, "LightingPreset", number, nullptr},
    {0xE304, "CaptureTimestamp", bytes, nullptr},
    {0xE407, "PixelPitch", bytes, nullptr},
    {0xE409, "SensorCropOrigin", numbers, "px"},
    {0xE40A, "SensorCropSize", numbers, "px"},
    {0xE40D, "ExposureTime", integer, "us"},
    {0xE40E, "FrameReadoutTime", integer, "us"},
};

}  // namespace

const ItemName* item_name(uint16_t tag) {
  const auto* at = std::lower_bound(std::begin(names), std::end(names), tag, [](const ItemName& name, uint16_t wanted) { return name.tag < wanted; });
  return at != std::end(names) && at->tag == tag ? at : nullptr;
}

}  // namespace sony
