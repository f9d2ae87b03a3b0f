// SPDX-License-Identifier: Apache-2.0
//
// Columns of both tables become the schema's fields. All ones (255, 65535, 65535/65535) stand for nothing.
#include "canon_csv.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>

#include <bit>
#include <cstdio>

namespace canon_csv {
namespace {

using fg::draft::Reading;
using fg::draft::TextFields;

struct TextRule { const char* field; const char* column; };
constexpr TextRule texts[]{{"scene", "SceneNumber"}, {"take", "TakeNumber"}, {"umid", "UMID"}, {"lookName", "CP_LookFile"}};

std::optional<double> ratio_of(std::string_view text) { // "180/10"
  const auto slash = text.find('/');
  if (slash == text.npos) return fg::draft::number_of(text);
  const auto above = fg::draft::number_of(text.substr(0, slash)), below = fg::draft::number_of(text.substr(slash + 1));
  return above && below && *below != 0 ? std::optional(*above / *below) : std::nullopt;
}

std::optional<double> float_of(std::string_view text) { // "3F000000": the bits of a float, the highest first
  uint32_t bits = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), bits, 16);
  if (text.size() != 8 || got.ec != std::errc{} || got.ptr != text.data() + 8) return std::nullopt;
  const auto number = std::bit_cast<float>(bits);
  return std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

// A number that means something in one mode only, told in a column of its own.
template <class Read>
void put_in_mode(const TextFields& fields, const char* field, const char* column, const char* mode, int64_t wanted, Read read) {
  if (fg::draft::whole_of(fields.text(mode)) == wanted) fields.put_positive(field, column, read);
}

void put_exposure(const TextFields& fields) {
  constexpr int64_t transmitted = 2, geometric = 1, angle = 2, iso = 1;
  put_in_mode(fields, "tStop", "ApertureNumber", "ApertureMode", transmitted, ratio_of);
  put_in_mode(fields, "aperture", "ApertureNumber", "ApertureMode", geometric, ratio_of);
  put_in_mode(fields, "shutterAngle", "ExposureTime", "ExposureTimeMode", angle, [](std::string_view text) {
    const auto degrees = ratio_of(text);
    return degrees && *degrees <= 360 ? degrees : std::nullopt;
  });
  put_in_mode(fields, "isoSpeed", "PhotographicSensitivity", "PhotographicSensitivityMode", iso, [](std::string_view text) {
    constexpr double mark = 2147483648.0; // the highest of 32 bits says that the others are an ISO speed
    const auto number = ratio_of(text);
    return number && *number > mark ? std::optional(*number - mark) : std::nullopt;
  });
  // What another number of the filter means is not known.
  if (fields.has("NDFilter") && fields.text("NDFilter").empty()) fields.out().absent("ndDensity", fields.key("NDFilter").c_str());
}

void put_date(const TextFields& fields) { // six columns, where the camera was
  if (!fields.has("Record_Date_Year")) return;
  std::string out;
  constexpr struct { const char* column; int64_t least, most; const char* shape; } parts[]{
      {"Record_Date_Year", 1970, 9999, "%04d"}, {"Record_Date_Month", 1, 12, ":%02d"}, {"Record_Date_Day", 1, 31, ":%02d"},
      {"Record_Time_Hour", 0, 23, " %02d"}, {"Record_Time_Minute", 0, 59, ":%02d"}, {"Record_Time_Second", 0, 60, ":%02d"}};
  for (const auto& part : parts) {
    const auto number = fg::draft::whole_of(fields.text(part.column));
    if (!number || *number < part.least || *number > part.most) return fields.out().unreadable("capDate", fields.key("Record_Date_Year").c_str());
    char text[16];
    std::snprintf(text, sizeof text, part.shape, static_cast<int>(*number));
    out += text;
  }
  fields.out().put("capDate", out, fields.key("Record_Date_Year").c_str());
}

// "2021/12/31 23:01"; seconds are not told.
Reading creation_time(std::string_view text) {
  std::string out(text);
  const bool shaped = out.size() == 16 && out[4] == '/' && out[7] == '/' && out[10] == ' ' && out[13] == ':' && out.find_first_not_of("0123456789/: ") == out.npos;
  if (!shaped) return std::nullopt;
  out[4] = out[7] = ':';
  return out;
}

Reading squeeze(std::string_view code) { // hundredths by code
  constexpr std::string_view codes[]{"0", "1", "2", "3"};
  constexpr double ratios[]{1, 1.33, 2, 1.8};
  for (size_t i = 0; i < std::size(codes); ++i)
    if (code == codes[i]) return fg::draft::as_squeeze(ratios[i]);
  return std::nullopt;
}

}  // namespace

std::string reel_of(std::string_view shot) {
  const auto digit = [&](size_t at) { return shot[at] >= '0' && shot[at] <= '9'; };
  const bool named = shot.size() == 8 && shot[0] >= 'A' && shot[0] <= 'Z' && shot[4] == 'C' && digit(1) && digit(2) && digit(3) && digit(5) && digit(6) && digit(7);
  return std::string(named ? shot.substr(0, 4) : std::string_view());
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "canon_csv.", {"65535", "65535/65535", "255", "4294967295"});
  for (const auto& [field, column] : texts) fields.put_text(field, column);
  if (const auto reel = reel_of(fields.text("ShotNumber")); !reel.empty()) fields.derived("reelName", reel, "ShotNumber");
  fields.put("pixelAspectRatio", "LensSqueezeFactor", squeeze);
  fields.put("width", "Width", fg::draft::as_whole);
  fields.put("height", "Height", fg::draft::as_whole);
  fields.put("bitDepth", "BitDepth", fg::draft::as_whole);
  fields.put("capDate", "CreationTime", creation_time);
  put_date(fields);
  put_exposure(fields);
  fields.put_positive("nominalFocalLength", "FocalLength", ratio_of);
  fields.put_positive("focus", "FocusPosition", float_of);
  fields.put_positive("cameraCCTSetting", "ColorTemperature", fg::draft::number_of);
  const bool clips = fields.has("LensSqueezeFactor");
  if (clips || fields.has("PhotographicSensitivityMode")) fields.derived("cameraMake", std::string("Canon"), clips ? "LensSqueezeFactor" : "PhotographicSensitivityMode");
}

}  // namespace canon_csv
