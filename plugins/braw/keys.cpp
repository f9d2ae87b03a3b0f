// SPDX-License-Identifier: Apache-2.0
//
// Keys of a Blackmagic RAW clip, and attributes of its frames, become the schema's fields. What the camera leaves empty is absent.
#include "braw.hpp"
#include "measures.hpp"

#include <array>
#include <cmath>
#include <string>

namespace braw {
namespace {

struct TextRule { const char* field; const char* key; };
constexpr std::array texts{
    TextRule{"cameraMake", "braw.manufacturer"}, TextRule{"cameraModel", "braw.camera_type"}, TextRule{"cameraUuid", "braw.camera_id"},
    TextRule{"cameraLabel", "braw.camera_number"}, TextRule{"cameraFirmwareVersion", "braw.firmware_version"}, TextRule{"clipName", "braw.clip_number"},
    TextRule{"reelName", "braw.reel_name"}, TextRule{"scene", "braw.scene"}, TextRule{"take", "braw.take"}, TextRule{"production", "braw.production_name"},
    TextRule{"director", "braw.director"}, TextRule{"lensModel", "braw.lens_type"}, TextRule{"capDate", "braw.date_recorded"}};

std::optional<std::string> text_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  if (!value) return std::nullopt;
  if (value->type == FG_V_I64) return std::to_string(value->as.i64); // some cameras count takes and reels in numbers
  return value->type == FG_V_TEXT ? std::optional<std::string>(value->as.text) : std::nullopt;
}

std::optional<double> number_of(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || (value->type != FG_V_I64 && value->type != FG_V_F64)) return std::nullopt;
  const double out = fg::number(*value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, key] : texts) {
    if (!vendor.find(key)) continue;
    const auto text = text_of(vendor, key);
    if (!text) out.unreadable(field, key);
    else if (text->empty()) out.absent(field, key);
    else out.put(field, *text, key);
  }
}

void put_positive(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key) {
  if (!vendor.find(key)) return;
  const auto number = number_of(vendor, key);
  if (!number) out.unreadable(field, key);
  else if (*number > 0) out.put(field, *number, key);
  else out.absent(field, key);
}

// A wording that is empty or stands for nothing is absent, one that no rule knows is unreadable.
template <class Read>
void put_worded(const fg::Values& vendor, const fg::Fields& out, const char* field, const char* key, Read read) {
  const auto text = text_of(vendor, key);
  if (!text) return;
  const std::optional<double> number = read(std::string_view(*text));
  if (number && *number > 0) out.put(field, *number, key);
  else if (number || text->empty() || is_infinity(*text)) out.absent(field, key);
  else out.unreadable(field, key);
}

void put_take(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "braw.good_take";
  const auto text = text_of(vendor, key);
  if (!text) return;
  if (*text == "true" || *text == "1") out.put("circleTake", int64_t{1}, key);
  else if (*text == "false" || *text == "0") out.put("circleTake", int64_t{0}, key);
  else if (text->empty()) out.absent("circleTake", key);
  else out.unreadable("circleTake", key);
}

fg_rational sensor_rate_of(const fg::Values& vendor) {
  const auto* pair = vendor.find("braw.frame.srte");
  return pair && pair->type == FG_V_I64_ARRAY && pair->count == 2 ? rate_of(pair->as.i64s[0], pair->as.i64s[1]) : fg_rational{0, 0};
}

void put_shutter(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "braw.frame.shtv";
  const auto rate = sensor_rate_of(vendor);
  if (rate.num > 0) out.put("captureRate", rate, "braw.frame.srte");
  const auto text = text_of(vendor, key);
  if (!text) return;
  const double per_second = rate.num > 0 ? static_cast<double>(rate.num) / static_cast<double>(rate.den) : 0;
  if (const auto angle = degrees_of(*text)) {
    out.put("shutterAngle", *angle, key);
    if (per_second > 0) out.put("expTime", *angle / 360 / per_second, key, FG_FIELD_DERIVED);
  } else if (const auto seconds = seconds_of(*text)) {
    out.put("expTime", *seconds, key);
    if (per_second > 0 && *seconds * per_second <= 1.01) out.put("shutterAngle", *seconds * per_second * 360, key, FG_FIELD_DERIVED);
  } else if (text->empty()) {
    out.absent("shutterAngle", key);
  } else {
    out.unreadable("shutterAngle", key);
  }
}

void put_lens(const fg::Values& vendor, const fg::Fields& out) {
  put_worded(vendor, out, "nominalFocalLength", "braw.frame.fcln", [](std::string_view text) {
    const auto metres = metres_of(text);
    return metres ? std::optional(*metres * 1000) : std::nullopt;
  });
  put_worded(vendor, out, "focus", "braw.frame.dsnc", [](std::string_view text) { return metres_of(text); });
  const auto iris = text_of(vendor, "braw.frame.aptr");
  const bool transmitted = iris && stop_of(*iris, 'T');
  put_worded(vendor, out, transmitted ? "tStop" : "aperture", "braw.frame.aptr", [&](std::string_view text) { return stop_of(text, transmitted ? 'T' : 'f'); });
  // The camera's filter wheel counts stops; a stop is a density of log10 2.
  if (const auto stops = number_of(vendor, "braw.frame.innd"); stops && *stops >= 0 && *stops < 32)
    out.put("ndDensity", *stops * std::log10(2.0), "braw.frame.innd", FG_FIELD_DERIVED);
}

// The key of the track whose format is one of the codec's, and that format.
std::pair<std::string, std::string> codec_of(const fg::Values& vendor) {
  for (const auto& [key, value] : vendor.all()) {
    const std::string_view name(key);
    if (value.type == FG_V_TEXT && name.starts_with("braw.track.") && name.ends_with(".format") && std::string_view(value.as.text).starts_with("br"))
      return {key, value.as.text};
  }
  return {};
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  if (const auto [key, format] = codec_of(vendor); !format.empty()) {
    const auto ratio = text_of(vendor, "braw.braw_compression_ratio").value_or("");
    out.put("codec", "Blackmagic RAW " + format + (ratio.empty() ? "" : ", " + ratio), key.c_str());
    out.put("container", std::string("QuickTime"), key.c_str(), FG_FIELD_DERIVED);
  }
  if (vendor.find("braw.viewing_gamma")) out.absent("encoding", "braw.viewing_gamma"); // how it is seen, not how it is stored
  if (const auto generation = text_of(vendor, "braw.viewing_bmdgen"); generation && !generation->empty())
    out.put("colourScience", "generation " + *generation, "braw.viewing_bmdgen");
  const auto squeeze = squeeze_of(text_of(vendor, "braw.anamorphic").value_or(""));
  if (squeeze.num > 0 && number_of(vendor, "braw.anamorphic_enable").value_or(1) != 0) out.put("pixelAspectRatio", squeeze, "braw.anamorphic");
  const auto look = text_of(vendor, "braw.post_3dlut_embedded_name");
  if (!look) return;
  const bool off = look->empty() || text_of(vendor, "braw.post_3dlut_mode") == std::optional<std::string>("Disabled");
  if (off) out.absent("lookName", "braw.post_3dlut_embedded_name");
  else out.put("lookName", *look, "braw.post_3dlut_embedded_name");
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_take(vendor, out);
  put_shutter(vendor, out);
  put_lens(vendor, out);
  put_picture(vendor, out);
  put_positive(vendor, out, "isoSpeed", "braw.frame.isoe");
  put_positive(vendor, out, "cameraCCTSetting", "braw.frame.wkel");
  if (const auto tint = number_of(vendor, "braw.frame.wtin")) out.put("cameraTintSetting", *tint, "braw.frame.wtin");
  if (const auto* timecode = vendor.find("braw.timecode"); timecode && timecode->type == FG_V_TIMECODE) out.put("timeCode", fg::own(*timecode), "braw.timecode");
}

}  // namespace braw
