// SPDX-License-Identifier: Apache-2.0
#include "sensor.hpp"

#include <algorithm>

namespace canon {
namespace {

constexpr const char* mosaics[]{"RGGB", "GRBG", "GBRG", "BGGR"};
constexpr uint8_t red = 0, green = 1;
constexpr double daylight_kelvin = 6500;

// Left, top, right, bottom, the last two inclusive; nothing when it leaves the raster, as some cameras' do.
std::optional<fg_rect> area_at(const Track& track, size_t first) {
  const auto& words = track.areas;
  if (words.size() < first + 4) return std::nullopt;
  const int32_t left = words[first], top = words[first + 1], right = words[first + 2], bottom = words[first + 3];
  const bool inside = left < right && top < bottom && right < static_cast<int32_t>(track.picture->width) &&
                      bottom < static_cast<int32_t>(track.picture->height);
  return inside ? std::optional(fg_rect{left, top, right - left + 1, bottom - top + 1}) : std::nullopt;
}

// ColorData tells greens apart by the colour of their row.
size_t channel_of(const fg::ImageDesc& desc, size_t site) {
  if (desc.cfa[site] != green) return desc.cfa[site] == red ? 0 : 3;
  return desc.cfa[site ^ 1] == red ? 1 : 2;
}

}  // namespace

fg::ImageDesc picture_of(const Track& track, bool known) {
  const auto& picture = *track.picture;
  fg::ImageDesc out;
  out.size(picture.width, picture.height).samples(FG_SAMPLE_U16, picture.bits);
  out.layout = FG_LAYOUT_MONO;
  if (picture.planes == 4 && picture.mosaic < 4) out.bayer(mosaics[picture.mosaic]);
  constexpr size_t shown = 8, exposed = 20;
  if (const auto area = area_at(track, exposed)) out.active = *area;
  out.display = area_at(track, shown).value_or(out.active);
  const auto& a = out.active;
  const auto& d = out.display;
  if (d.x < a.x || d.y < a.y || d.x + d.w > a.x + a.w || d.y + d.h > a.y + a.h)
    out.active = {0, 0, static_cast<int32_t>(picture.width), static_cast<int32_t>(picture.height)};
  if (known) out.encoding = "linear.camera";
  return out;
}

fg::Sensor sensor_of(const fg::ImageDesc& desc, const std::optional<ColorData>& colour,
                     const std::optional<std::array<double, 9>>& daylight_matrix) {
  fg::Sensor out;
  out.exposure_gain(1);
  if (colour && desc.layout == FG_LAYOUT_CFA) {
    const auto highest = *std::max_element(colour->black.begin(), colour->black.end());
    if (colour->specular_white > highest) {
      out.black_level(0).white_level(static_cast<double>(colour->specular_white));
      for (size_t site = 0; site < 4; ++site) out.black[site] = static_cast<double>(colour->black[channel_of(desc, site)]);
    }
    const auto& gains = colour->as_shot;
    if (std::all_of(gains.begin(), gains.end(), [](int64_t gain) { return gain > 0; })) {
      const double green_gain = static_cast<double>(gains[1]);
      out.neutral_rgb(green_gain / static_cast<double>(gains[0]), 1, green_gain / static_cast<double>(gains[3]));
    }
  }
  if (daylight_matrix) {
    std::copy(daylight_matrix->begin(), daylight_matrix->end(), out.xyz_to_camera[0]);
    out.illuminant_k[0] = daylight_kelvin;
    out.has |= FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_ILLUMINANTS;
  }
  return out;
}

}  // namespace canon
