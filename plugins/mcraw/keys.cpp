// SPDX-License-Identifier: Apache-2.0
//
// Values of an .mcraw become the schema's fields. Times of exposure are nanoseconds, as Android's camera states them.
#include "mcraw.hpp"

#include <array>
#include <bit>
#include <cmath>

namespace mcraw {
namespace {

std::optional<double> number_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || (value->type != FG_V_I64 && value->type != FG_V_F64)) return std::nullopt;
  const double out = fg::number(*value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

// The first of the keys that has a text.
void put_text(const fg::Values& vendor, const fg::Fields& out, const char* field, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const auto* value = vendor.find(key); value && value->type == FG_V_TEXT && value->as.text[0]) return out.put(field, std::string(value->as.text), key);
}

// A phone lists what its lens can be set to; one entry is what it was set to.
void put_only_one(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || value->count != 1) return;
  const double only = value->type == FG_V_F64_ARRAY ? value->as.f64s[0] : value->type == FG_V_I64_ARRAY ? static_cast<double>(value->as.i64s[0]) : 0;
  if (std::isfinite(only) && only > 0) out.put(field, only, key);
}

void put_exposure(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto iso = number_of(vendor, "mcraw.frame.iso")) {
    if (*iso > 0) out.put("isoSpeed", *iso, "mcraw.frame.iso");
    else out.absent("isoSpeed", "mcraw.frame.iso");
  }
  const auto interval = number_of(vendor, "mcraw.container.interval");
  const auto rate = rate_of(interval && *interval > 0 && *interval < 1e12 ? static_cast<int64_t>(*interval) : 0);
  if (rate.num > 0) out.put("framesPerSecond", rate, "mcraw.container.interval", FG_FIELD_DERIVED);
  const auto exposed = number_of(vendor, "mcraw.frame.exposureTime");
  if (!exposed) return;
  if (*exposed <= 0) return out.absent("expTime", "mcraw.frame.exposureTime");
  out.put("expTime", *exposed * 1e-9, "mcraw.frame.exposureTime");
  if (interval && *interval > 0 && *exposed / *interval <= 1.01)
    out.put("shutterAngle", 360 * *exposed / *interval, "mcraw.frame.exposureTime", FG_FIELD_DERIVED);
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto* codec = vendor.find("mcraw.frame.compressionType"); codec && codec->type == FG_V_I64)
    out.put("codec", std::string(codec->as.i64 == band_codec ? "MotionCam 7, bands" : codec->as.i64 == legacy_codec ? "MotionCam 6, rows" : "unknown"),
            "mcraw.frame.compressionType");
  if (const auto white = number_of(vendor, "mcraw.whiteLevel"); white && *white >= 1 && *white <= 65535)
    out.put("bitDepth", static_cast<int64_t>(std::bit_width(static_cast<uint32_t>(*white))), "mcraw.whiteLevel", FG_FIELD_DERIVED);
  if (vendor.find("mcraw.container.frames")) out.put("container", std::string("MotionCam RAW"), "mcraw.container.frames", FG_FIELD_DERIVED);
  constexpr std::array words{"", "as recorded", "mirrored", "turned by 180 degrees", "", "", "turned by 90 degrees", "", "turned by 270 degrees"};
  const auto* mirrored = vendor.find("mcraw.extraData.postProcessSettings.flipped");
  const bool unsure = mirrored && mirrored->type == FG_V_TEXT && std::string_view(mirrored->as.text) == "true";
  const auto screen = number_of(vendor, "mcraw.frame.orientation");
  if (!screen || unsure) return;
  const auto turn = *screen >= 0 && *screen < 4 ? turn_of(static_cast<int64_t>(*screen)) : uint8_t{0};
  if (turn > 0) out.put("orientation", std::string(words[turn]), "mcraw.frame.orientation");
  else if (*screen < 0) out.absent("orientation", "mcraw.frame.orientation");
  else out.unreadable("orientation", "mcraw.frame.orientation");
}

}  // namespace

fg_rational rate_of(int64_t interval) {
  constexpr fg_rational standards[]{{24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}, {48, 1}, {50, 1},
                                    {60000, 1001}, {60, 1}, {120000, 1001}, {120, 1}, {240, 1}};
  if (interval < 100'000) return {0, 0};
  const double measured = 1e9 / static_cast<double>(interval);
  fg_rational nearest{0, 0};
  double least = 0.01;
  for (const auto& rate : standards) {
    const double off = std::abs(measured * static_cast<double>(rate.den) / static_cast<double>(rate.num) - 1);
    if (off < least) least = off, nearest = rate;
  }
  return nearest.num > 0 ? nearest : fg_rational{1'000'000'000, interval};
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_exposure(vendor, out);
  put_picture(vendor, out);
  put_text(vendor, out, "cameraMake", {"mcraw.extraData.postProcessSettings.metadata.build.manufacturer", "mcraw.manufacturer"});
  put_text(vendor, out, "cameraModel",
           {"mcraw.extraData.postProcessSettings.metadata.build.model", "mcraw.deviceSpecificProfile.deviceModel", "mcraw.model"});
  put_only_one(vendor, out, "nominalFocalLength", "mcraw.focalLengths");
  put_only_one(vendor, out, "aperture", "mcraw.apertures");
}

}  // namespace mcraw
