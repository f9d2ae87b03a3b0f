// SPDX-License-Identifier: Apache-2.0
#include "clip/schema.hpp"

#include <algorithm>
#include <array>

namespace filmgate {
namespace {

constexpr std::array rules{
    // Named by SMPTE ST 2065-4 or OpenEXR.
    FieldRule{"reelName", "text", ""}, FieldRule{"timeCode", "timecode", ""}, FieldRule{"framesPerSecond", "rational", "1/s"},
    FieldRule{"captureRate", "rational", "1/s"}, FieldRule{"imageCounter", "integer", ""}, FieldRule{"cameraMake", "text", ""},
    FieldRule{"cameraModel", "text", ""}, FieldRule{"cameraSerialNumber", "text", ""}, FieldRule{"cameraFirmwareVersion", "text", ""},
    FieldRule{"cameraUuid", "text", ""}, FieldRule{"cameraLabel", "text", ""}, FieldRule{"cameraIdentifier", "text", ""},
    FieldRule{"cameraCCTSetting", "real", "K"}, FieldRule{"cameraTintSetting", "real", ""}, FieldRule{"cameraColorBalance", "reals", ""},
    FieldRule{"isoSpeed", "real", ""}, FieldRule{"expTime", "real", "s"}, FieldRule{"shutterAngle", "real", "deg"},
    FieldRule{"lensMake", "text", ""}, FieldRule{"lensModel", "text", ""}, FieldRule{"lensSerialNumber", "text", ""},
    FieldRule{"lensFirmwareVersion", "text", ""}, FieldRule{"nominalFocalLength", "real", "mm"},
    FieldRule{"effectiveFocalLength", "real", "mm"}, FieldRule{"focus", "real", "m"}, FieldRule{"tStop", "real", ""},
    FieldRule{"aperture", "real", ""}, FieldRule{"capDate", "text", ""}, FieldRule{"utcOffset", "real", "s"},
    FieldRule{"owner", "text", ""}, FieldRule{"comments", "text", ""}, FieldRule{"recorderMake", "text", ""},
    FieldRule{"recorderModel", "text", ""}, FieldRule{"recorderSerialNumber", "text", ""},
    FieldRule{"storageMediaSerialNumber", "text", ""}, FieldRule{"uuid", "text", ""}, FieldRule{"altitude", "real", "m"},
    FieldRule{"latitude", "real", "deg"}, FieldRule{"longitude", "real", "deg"},
    // Ours.
    FieldRule{"clipName", "text", ""}, FieldRule{"frameCount", "integer", ""}, FieldRule{"width", "integer", "px"},
    FieldRule{"height", "integer", "px"}, FieldRule{"activeArea", "integers", "px"}, FieldRule{"pixelAspectRatio", "rational", ""},
    FieldRule{"codec", "text", ""}, FieldRule{"container", "text", ""}, FieldRule{"bitDepth", "integer", ""},
    FieldRule{"encoding", "text", ""}, FieldRule{"colourScience", "text", ""}, FieldRule{"orientation", "text", ""},
    FieldRule{"scene", "text", ""}, FieldRule{"take", "text", ""}, FieldRule{"circleTake", "integer", ""},
    FieldRule{"production", "text", ""}, FieldRule{"director", "text", ""}, FieldRule{"cinematographer", "text", ""},
    FieldRule{"cameraTilt", "real", "deg"}, FieldRule{"cameraRoll", "real", "deg"},
    FieldRule{"company", "text", ""}, FieldRule{"ndDensity", "real", ""}, FieldRule{"gps", "reals", "deg"},
    FieldRule{"lookName", "text", ""}, FieldRule{"cdl", "reals", ""}, FieldRule{"umid", "text", ""}, FieldRule{"keyCode", "text", ""},
};

}  // namespace

const FieldRule* field_rule(std::string_view name) {
  const auto* at = std::find_if(rules.begin(), rules.end(), [&](const FieldRule& rule) { return rule.name == name; });
  return at == rules.end() ? nullptr : at;
}

}  // namespace filmgate
