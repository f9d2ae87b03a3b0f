// SPDX-License-Identifier: Apache-2.0
//
// A key that is missing says nothing; a key that holds ARRI's "unset" makes its fields absent, not wrong.
#include "normalise.hpp"

#include <cmath>
#include <optional>

#include "coded_values.hpp"

namespace arriraw {
namespace {

using Found = std::optional<fg::Value>;  // nullopt: the key is there and says "unset"

std::optional<int64_t> number_of(const fg_value& value) {
  if (value.type != FG_V_I64 || value.as.i64 < 0 || value.as.i64 == unset32) return std::nullopt;
  return value.as.i64;
}
std::optional<double> positive(const fg_value& value) {
  const auto number = number_of(value);
  if (!number || *number == 0) return std::nullopt;
  return static_cast<double>(*number);
}

Found text(const fg_value& value) {
  if (value.type != FG_V_TEXT || !value.as.text || !*value.as.text) return std::nullopt;
  return std::string(value.as.text);
}
Found serial(const fg_value& value) {
  if (value.type == FG_V_TEXT) return text(value);
  const auto number = number_of(value);
  if (!number || *number == 0) return std::nullopt;
  return std::to_string(*number);
}
// Storage media: a number that fills its eight bytes with ones or zeros is no serial number.
Found media_serial(const fg_value& value) {
  const auto out = text(value);
  if (out && (std::get<std::string>(*out) == "0" || std::get<std::string>(*out) == std::to_string(UINT64_MAX)))
    return std::nullopt;
  return out;
}
Found counter(const fg_value& value) {
  if (const auto number = number_of(value)) return *number;
  return std::nullopt;
}
Found flag(const fg_value& value) {
  const auto number = number_of(value);
  if (!number || *number > 1) return std::nullopt;
  return *number;
}
Found as_recorded(const fg_value& value) {
  if (const auto number = positive(value)) return *number;
  return std::nullopt;
}
Found thousandths(const fg_value& value) {
  if (const auto number = positive(value)) return *number / 1000;
  return std::nullopt;
}
Found density(const fg_value& value) {
  const auto number = number_of(value);
  if (!number || *number == unset16) return std::nullopt;
  return static_cast<double>(*number) / 1000;
}
Found microseconds(const fg_value& value) {
  if (const auto number = positive(value)) return *number / 1'000'000;
  return std::nullopt;
}
Found rate(const fg_value& value) {
  const auto number = number_of(value);
  if (!number || *number > unset32) return std::nullopt;
  const auto rational = rate_of_thousandths(static_cast<uint32_t>(*number));
  if (rational.den == 0) return std::nullopt;
  return rational;
}
Found whole_rate(const fg_value& value) {
  if (value.type != FG_V_RATIONAL || value.as.q.num <= 0 || value.as.q.den <= 0) return std::nullopt;
  return value.as.q;
}
Found squeeze(const fg_value& value) {
  if (value.type != FG_V_F64 || !(value.as.f64 >= 0.1 && value.as.f64 <= 10)) return std::nullopt;
  return fraction_of_thousandths(std::lround(value.as.f64 * 1000));
}
Found finite(const fg_value& value) {
  if (value.type != FG_V_F64 || !std::isfinite(value.as.f64)) return std::nullopt;
  return value.as.f64;
}
Found factors(const fg_value& value) {
  if (value.type != FG_V_F64_ARRAY || value.count == 0) return std::nullopt;
  for (uint32_t i = 0; i < value.count; ++i)
    if (!std::isfinite(value.as.f64s[i]) || value.as.f64s[i] <= 0) return std::nullopt;
  return std::vector<double>(value.as.f64s, value.as.f64s + value.count);
}
Found start(const fg_value& value) {
  if (value.type != FG_V_TIMECODE || value.as.tc->frame < 0) return std::nullopt;
  return *value.as.tc;
}
// The number is the letter's code; what other numbers stand for is not public.
Found camera_letter(const fg_value& value) {
  const auto number = number_of(value);
  if (!number || *number < 'A' || *number > 'Z') return std::nullopt;
  return std::string(1, static_cast<char>(*number));
}
Found flip(const fg_value& value) {
  const auto number = number_of(value);
  if (!number) return std::nullopt;
  switch (*number) {
    case 0:
      return std::string("as stored");
    case 1:
      return std::string("flipped horizontally");
    case 2:
      return std::string("flipped vertically");
    case 3:
    case 12:
      return std::string("rotated by 180 degrees");
    default:
      return std::nullopt;
  }
}

std::string hex(const uint8_t* bytes, size_t count, std::string_view order) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    if (!order.empty() && (i == 4 || i == 6 || i == 8 || i == 10)) out += '-';
    const uint8_t byte = bytes[order.empty() ? i : static_cast<size_t>(order[i] - 'a')];
    out += digits[byte >> 4], out += digits[byte & 15];
  }
  return out;
}
bool is_set(const fg_value& value, uint32_t size) {
  if (value.type != FG_V_BYTES || value.count != size) return false;
  const auto* bytes = static_cast<const uint8_t*>(value.as.bytes);
  for (uint32_t i = 1; i < size; ++i)
    if (bytes[i] != bytes[0]) return true;
  return bytes[0] != 0 && bytes[0] != 0xFF;
}
Found umid(const fg_value& value) {
  if (!is_set(value, 32)) return std::nullopt;
  return hex(static_cast<const uint8_t*>(value.as.bytes), 32, {});
}
// The first three groups are little-endian, as everything in the header.
Found uuid(const fg_value& value) {
  if (!is_set(value, 16)) return std::nullopt;
  return hex(static_cast<const uint8_t*>(value.as.bytes), 16, "dcbafehgijklmnop");
}

struct Rule {
  const char* field;
  const char* key;
  Found (*read)(const fg_value&);
};
constexpr Rule rules[] = {
    {"reelName", "arri.reel", text},
    {"clipName", "arri.cameraClipName", text},
    {"timeCode", "arri.masterTimecode", start},
    {"imageCounter", "arri.masterTimecodeFrameCount", counter},
    {"framesPerSecond", "arri.projectFps", rate},
    {"framesPerSecond", "arri.editRate", whole_rate},
    {"captureRate", "arri.sensorFps", rate},
    {"cameraMake", "arri.company", text},
    {"cameraModel", "arri.cameraModel", text},
    {"cameraSerialNumber", "arri.cameraSerialNumber", serial},
    {"cameraFirmwareVersion", "arri.cameraFirmwareVersion", serial},
    {"cameraLabel", "arri.cameraIndex", camera_letter},
    {"cameraCCTSetting", "arri.whiteBalance", as_recorded},
    {"cameraTintSetting", "arri.whiteBalanceTint", finite},
    {"cameraColorBalance", "arri.whiteBalanceFactors", factors},
    {"isoSpeed", "arri.exposureIndex", as_recorded},
    {"expTime", "arri.exposureTime", microseconds},
    {"shutterAngle", "arri.shutterAngle", thousandths},
    {"lensSerialNumber", "arri.lensSerialNumber", serial},
    {"nominalFocalLength", "arri.lensFocalLength", thousandths},
    {"ndDensity", "arri.ndFilterDensity", density},
    {"pixelAspectRatio", "arri.lensSqueeze", squeeze},
    {"orientation", "arri.imageOrientation", flip},
    {"recorderModel", "arri.recorderType", text},
    {"storageMediaSerialNumber", "arri.storageMediaSerialNumber", media_serial},
    {"uuid", "arri.uuid", uuid},
    {"umid", "arri.umid", umid},
    {"codec", "arri.essence", text},
    {"container", "arri.container", text},
    {"colourScience", "arri.colourProcessingVersion", serial},
    {"scene", "arri.scene", text},
    {"take", "arri.take", text},
    {"production", "arri.production", text},
    {"director", "arri.director", text},
    {"cinematographer", "arri.cinematographer", text},
    {"company", "arri.productionCompany", text},
    {"lookName", "arri.lookName", text},
};

std::string text_of(const fg::Values& vendor, std::string_view key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_TEXT && value->as.text ? value->as.text : "";
}

void put_circle_take(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "arri.circleTake";
  const auto* value = vendor.find(key);
  if (!value) return;
  if (const auto is_circled = flag(*value))
    out.put("circleTake", *is_circled, key);
  else
    out.absent("circleTake", key);
}

void put_focus(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "arri.lensFocusDistance";
  constexpr int64_t inches = 0, metres = 1;
  const auto *value = vendor.find(key), *unit = vendor.find("arri.lensDistanceUnit");
  if (!value) return;
  const auto distance = positive(*value);
  if (!distance) return out.absent("focus", key);
  const auto in = unit ? number_of(*unit) : std::nullopt;
  if (in == metres)
    out.put("focus", *distance / 1000, key);
  else if (in == inches)
    out.put("focus", *distance / 1000 * 0.0254, key);
  else
    out.unreadable("focus", key);  // "default unit": that of the camera's menu, which the header does not tell
}

void put_iris(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "arri.lensLinearIris";
  constexpr int64_t invalid = -1, most = 20'000;  // T = 2^((value / 1000 - 1) / 2)
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_I64) return;
  const int64_t iris = value->as.i64;
  if (iris == invalid)
    out.absent("tStop", key);
  else if (iris < 0 || iris > most)
    out.unreadable("tStop", key);  // closed, nearly closed: no T number
  else
    out.put("tStop", std::exp2((static_cast<double>(iris) / 1000 - 1) / 2), key);
}

// As ARRI's own converter splits it: the maker's name, then the model.
void put_lens(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "arri.lensModel";
  if (!vendor.find(key)) return;
  const auto name = text_of(vendor, key);
  const auto space = name.find(' ');
  if (name.empty()) return out.absent("lensMake", key), out.absent("lensModel", key);
  if (space == std::string::npos) return out.put("lensModel", name, key);
  out.put("lensMake", name.substr(0, space), key, FG_FIELD_DERIVED);
  out.put("lensModel", name.substr(space + 1), key, FG_FIELD_DERIVED);
}

void put_camera(const fg::Values& vendor, const fg::Fields& out) {
  const auto magic = text_of(vendor, "arri.magic");
  if (magic == "ARRI") out.put("cameraMake", magic, "arri.magic", FG_FIELD_DERIVED);
  auto model = text_of(vendor, "arri.cameraModel");
  const auto id = text_of(vendor, "arri.cameraId");
  if (model.empty() || id.empty()) return;
  for (auto& c : model)
    if (c == ' ') c = '_';
  out.put("cameraIdentifier", "ARRI-" + model + "-SN_" + id, "arri.cameraId", FG_FIELD_DERIVED);
}

void put_capture_date(const fg::Values& vendor, const fg::Fields& out) {  // yyyymmdd and hhmmssff
  constexpr const char* key = "arri.creationDate";
  if (!vendor.find(key)) return;
  const auto date = text_of(vendor, key), time = text_of(vendor, "arri.creationTime");
  if (date.empty() || date == "00000000") return out.absent("capDate", key);
  if (date.size() != 8 || time.size() != 8) return out.unreadable("capDate", key);
  const auto pair = [](const std::string& digits, size_t at) { return digits.substr(at, 2); };
  const auto day = pair(date, 0) + pair(date, 2) + ":" + pair(date, 4) + ":" + pair(date, 6);
  out.put("capDate", day + " " + pair(time, 0) + ":" + pair(time, 2) + ":" + pair(time, 4), key);
}

void put_cdl(const fg::Values& vendor, const fg::Fields& out) {  // slope, offset, power (RGB each), saturation
  constexpr const char* key = "arri.cdlMode";
  const auto* mode_value = vendor.find(key);
  if (!mode_value) return;
  const auto mode = number_of(*mode_value);
  if (!mode || *mode == 0) return out.absent("cdl", key);
  std::vector<double> numbers;
  for (const char* part : {"arri.cdlSlope", "arri.cdlOffset", "arri.cdlPower"}) {
    const auto* value = vendor.find(part);
    if (!value || value->type != FG_V_F64_ARRAY || value->count != 3) return out.unreadable("cdl", part);
    numbers.insert(numbers.end(), value->as.f64s, value->as.f64s + 3);
  }
  const auto* saturation = vendor.find("arri.cdlSaturation");
  numbers.push_back(saturation && saturation->type == FG_V_F64 ? saturation->as.f64 : 1);
  for (const double number : numbers)
    if (!std::isfinite(number)) return out.unreadable("cdl", key);
  out.put("cdl", numbers, key);
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& rule : rules) {
    const auto* value = vendor.find(rule.key);
    if (!value) continue;
    if (const auto found = rule.read(*value))
      out.put(rule.field, *found, rule.key);
    else
      out.absent(rule.field, rule.key);
  }
  put_camera(vendor, out);
  put_lens(vendor, out);
  put_focus(vendor, out);
  put_iris(vendor, out);
  put_circle_take(vendor, out);
  put_capture_date(vendor, out);
  put_cdl(vendor, out);
}

}  // namespace arriraw
