// SPDX-License-Identifier: Apache-2.0
#include "write/attributes.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace filmgate {
namespace {

// OpenEXR 3.1's standard attributes and ST 2065-4's, by the type they have there.
constexpr std::string_view texts[] = {
    "reelName", "cameraMake", "cameraModel", "cameraSerialNumber", "cameraFirmwareVersion", "cameraUuid", "cameraLabel",
    "cameraIdentifier", "lensMake", "lensModel", "lensSerialNumber", "lensFirmwareVersion", "capDate", "owner", "comments",
    "recorderMake", "recorderModel", "recorderSerialNumber", "storageMediaSerialNumber"};
constexpr std::string_view numbers[] = {
    "cameraCCTSetting", "cameraTintSetting", "isoSpeed", "expTime", "shutterAngle", "nominalFocalLength",
    "effectiveFocalLength", "focus", "tStop", "aperture", "utcOffset", "altitude", "latitude", "longitude"};
constexpr std::string_view rates[] = {"framesPerSecond", "captureRate"};

template <class Names>
bool among(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::optional<double> number_of(const Json& value) {
  if (value.is_number()) return value.number();
  const auto rational = parse_rational(value.text());
  return rational && rational->known() ? std::optional(rational->approximate()) : std::nullopt;
}

}  // namespace

void set_attribute(std::vector<ExrAttribute>& attributes, ExrAttribute attribute) {
  const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == attribute.name; });
  if (at == attributes.end()) attributes.push_back(std::move(attribute));
  else *at = std::move(attribute);
}

std::vector<ExrAttribute> standard_attributes(const Json& fields) {
  std::vector<ExrAttribute> out;
  for (const auto& [name, field] : fields.members()) {
    const auto& status = field["status"].text();
    if (status != "present" && status != "derived") continue;
    const auto& value = field["value"];
    if (among(texts, name)) out.push_back({name, value.text()});
    else if (among(numbers, name)) {
      if (const auto number = number_of(value)) out.push_back({name, static_cast<float>(*number)});
    } else if (among(rates, name)) {
      const auto rate = parse_rational(value.text());
      if (rate && rate->known() && rate->num >= 0 && rate->num <= INT32_MAX && rate->den <= UINT32_MAX)
        out.push_back({name, ExrRational{static_cast<int32_t>(rate->num), static_cast<uint32_t>(rate->den)}});
    }
  }
  return out;
}

void add_timecode(std::vector<ExrAttribute>& attributes, const Timecode& timecode) {
  if (timecode.known()) set_attribute(attributes, {"timeCode", ExrTimecode{packed_time_and_flags(timecode), 0}});
}

}  // namespace filmgate
