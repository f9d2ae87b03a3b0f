// SPDX-License-Identifier: Apache-2.0
//
// Offsets count from the start of each header. Source: Vision Research, "Cine File Format".
#include "setup_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace phantom {
namespace {

constexpr HeaderField file_fields[]{
    {"Compression", 4, Kind::u16}, {"Version", 6, Kind::u16}, {"FirstMovieImage", 8, Kind::i32}, {"TotalImageCount", 12, Kind::u32},
    {"FirstImageNo", 16, Kind::i32}, {"ImageCount", 20, Kind::u32}, {"OffImageHeader", 24, Kind::u32}, {"OffSetup", 28, Kind::u32},
    {"OffImageOffsets", 32, Kind::u32}, {"TriggerTime", 36, Kind::u32, 2}};
constexpr HeaderField bitmap_fields[]{
    {"biSize", 0, Kind::u32}, {"biWidth", 4, Kind::i32, 1, "px"}, {"biHeight", 8, Kind::i32, 1, "px"}, {"biPlanes", 12, Kind::u16},
    {"biBitCount", 14, Kind::u16}, {"biCompression", 16, Kind::u32}, {"biSizeImage", 20, Kind::u32}, {"biXPelsPerMeter", 24, Kind::i32},
    {"biYPelsPerMeter", 28, Kind::i32}, {"biClrUsed", 32, Kind::u32}, {"biClrImportant", 36, Kind::u32}};
constexpr HeaderField setup_fields[]{
    {"DescriptionOld", 19, Kind::text, 121}, {"SetupLength", 142, Kind::u16}, {"ImWidth", 737, Kind::u16, 1, "px"},
    {"ImHeight", 739, Kind::u16, 1, "px"}, {"Serial", 743, Kind::u32}, {"FlipH", 756, Kind::i32}, {"FlipV", 760, Kind::i32},
    {"FrameRate", 768, Kind::u32, 1, "1/s"}, {"Shutter", 772, Kind::u32, 1, "us"}, {"PostTrigger", 780, Kind::u32},
    {"EnableColor", 788, Kind::i32}, {"CameraVersion", 792, Kind::u32}, {"FirmwareVersion", 796, Kind::u32},
    {"SoftwareVersion", 800, Kind::u32}, {"RecordingTimeZone", 804, Kind::i32, 1, "s"}, {"CFA", 808, Kind::u32}, {"Bright", 812, Kind::i32},
    {"Contrast", 816, Kind::i32}, {"GammaOld", 820, Kind::i32}, {"WBGain", 852, Kind::f32, 8}, {"Rotate", 884, Kind::i32},
    {"WBView", 888, Kind::f32, 2}, {"RealBPP", 896, Kind::u32}, {"ShutterNs", 1568, Kind::u32, 1, "ns"}, {"EDRShutterNs", 1572, Kind::u32, 1, "ns"},
    {"FrameDelayNs", 1576, Kind::u32, 1, "ns"}, {"ImPosXAcq", 1580, Kind::i32, 1, "px"}, {"ImPosYAcq", 1584, Kind::i32, 1, "px"},
    {"ImWidthAcq", 1588, Kind::i32, 1, "px"}, {"ImHeightAcq", 1592, Kind::i32, 1, "px"}, {"Description", 1596, Kind::text, 4096},
    {"Hue", 5728, Kind::i32}, {"BlackLevel", 5732, Kind::i32}, {"WhiteLevel", 5736, Kind::i32}, {"LensDescription", 5740, Kind::text, 256},
    {"LensAperture", 5996, Kind::f32}, {"LensFocusDistance", 6000, Kind::f32}, {"LensFocalLength", 6004, Kind::f32, 1, "mm"},
    {"fOffset", 6008, Kind::f32}, {"fGain", 6012, Kind::f32}, {"fSaturation", 6016, Kind::f32}, {"fHue", 6020, Kind::f32},
    {"fGamma", 6024, Kind::f32}, {"fGammaR", 6028, Kind::f32}, {"fGammaB", 6032, Kind::f32}, {"fFlare", 6036, Kind::f32},
    {"fPedestal", 6040, Kind::f32, 3}, {"fChroma", 6052, Kind::f32}, {"ToneLabel", 6056, Kind::text, 256}, {"TonePoints", 6312, Kind::i32},
    {"fTone", 6316, Kind::f32, 64}, {"UserMatrixLabel", 6572, Kind::text, 256}, {"EnableMatrices", 6828, Kind::i32},
    {"cmUser", 6832, Kind::f32, 9}, {"EnableCrop", 6868, Kind::i32}, {"CropRect", 6872, Kind::i32, 4, "px"},
    {"fPbRate", 6976, Kind::f32, 1, "1/s"}, {"fTcRate", 6980, Kind::f32, 1, "1/s"}, {"CineName", 6984, Kind::text, 256},
    {"cmCalib", 7252, Kind::f32, 9}, {"fWBTemp", 7288, Kind::f32, 1, "K"}, {"fWBCc", 7292, Kind::f32}, {"OpticalFilter", 8320, Kind::text, 1024},
    {"UUID", 10368, Kind::text, 16}, {"RecBPP", 12416, Kind::u32}};
constexpr uint32_t trigger_timecode = 6968;

uint64_t bytes_of(const HeaderField& field) {
  switch (field.kind) {
    case Kind::u16: return uint64_t{2} * field.count;
    case Kind::text: return field.count;
    default: return uint64_t{4} * field.count;
  }
}

bool held(fg::ByteView header, const HeaderField& field) {
  if (field.kind == Kind::text) return field.offset < header.size(); // a text may be cut by a short SETUP
  return header.has(field.offset, bytes_of(field));
}

int64_t integer_at(fg::ByteView header, const HeaderField& field, uint32_t i) {
  switch (field.kind) {
    case Kind::u16: return header.u16le(field.offset + i * 2);
    case Kind::u32: return header.u32le(field.offset + i * 4);
    default: return header.i32le(field.offset + i * 4);
  }
}

fg::Value text_value(fg::ByteView header, const HeaderField& field) {
  const uint64_t room = std::min<uint64_t>(field.count, header.size() - field.offset);
  std::string text = header.text(field.offset, room);
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uint8_t>(c) < 0x80; })) return text;
  return std::vector<uint8_t>(text.begin(), text.end()); // in whatever code page the writer had
}

fg::Value value_of(fg::ByteView header, const HeaderField& field) {
  if (field.kind == Kind::text) return text_value(header, field);
  if (field.kind == Kind::f32) {
    if (field.count == 1) return double{header.f32le(field.offset)};
    std::vector<double> out;
    for (uint32_t i = 0; i < field.count; ++i) out.push_back(double{header.f32le(field.offset + i * 4)});
    return out;
  }
  if (field.count == 1) return integer_at(header, field, 0);
  std::vector<int64_t> out;
  for (uint32_t i = 0; i < field.count; ++i) out.push_back(integer_at(header, field, i));
  return out;
}

template <size_t N>
void add_fields(fg::ByteView header, const HeaderField (&fields)[N], std::vector<NamedValue>& out) {
  for (const auto& field : fields)
    if (held(header, field)) out.push_back({std::string("phantom.") + field.name, field.unit, value_of(header, field)});
}

const HeaderField* find(fg::ByteView setup, std::string_view name) {
  const auto at = std::find_if(std::begin(setup_fields), std::end(setup_fields), [&](const HeaderField& f) { return name == f.name; });
  return at != std::end(setup_fields) && held(setup, *at) ? &*at : nullptr;
}

int bcd(uint8_t byte) { return (byte >> 4) > 9 || (byte & 15) > 9 ? -1 : (byte >> 4) * 10 + (byte & 15); }

}  // namespace

std::vector<NamedValue> all_fields(const CineFile& cine) {
  std::vector<NamedValue> out;
  add_fields(cine.header(), file_fields, out);
  add_fields(cine.bitmap(), bitmap_fields, out);
  add_fields(cine.setup(), setup_fields, out);
  if (cine.setup().has(trigger_timecode, 8)) {
    const auto bytes = cine.setup().bytes(trigger_timecode, 8);
    out.push_back({"phantom.TrigTC", nullptr, std::vector<uint8_t>(bytes.begin(), bytes.end())});
  }
  std::vector<int64_t> types;
  for (const auto& block : cine.blocks()) types.push_back(block.type);
  if (!types.empty()) out.push_back({"phantom.TaggedBlocks", nullptr, types});
  return out;
}

std::optional<int64_t> integer_field(fg::ByteView setup, std::string_view name) {
  const auto* field = find(setup, name);
  return field ? std::optional(integer_at(setup, *field, 0)) : std::nullopt;
}

std::vector<int64_t> integers_field(fg::ByteView setup, std::string_view name) {
  std::vector<int64_t> out;
  if (const auto* field = find(setup, name))
    for (uint32_t i = 0; i < field->count; ++i) out.push_back(integer_at(setup, *field, i));
  return out;
}

std::vector<double> reals_field(fg::ByteView setup, std::string_view name) {
  std::vector<double> out;
  if (const auto* field = find(setup, name))
    for (uint32_t i = 0; i < field->count; ++i) out.push_back(double{setup.f32le(field->offset + i * 4)});
  return out;
}

fg_timecode timecode_of(std::span<const uint8_t> recorded, fg_rational rate) {
  constexpr fg_timecode none{-1, {0, 0}, 0, 0};
  if (recorded.size() < 4 || rate.num <= 0 || rate.den <= 0) return none;
  const int64_t fps = (rate.num + rate.den - 1) / rate.den;
  const int frames = bcd(recorded[0] & 0x3F), seconds = bcd(recorded[1] & 0x7F), minutes = bcd(recorded[2] & 0x7F), hours = bcd(recorded[3] & 0x3F);
  if (frames < 0 || seconds < 0 || minutes < 0 || hours < 0 || frames >= fps || seconds > 59 || minutes > 59 || hours > 23) return none;
  const bool drop = (recorded[0] & 0x40) != 0 && rate.den == 1001 && fps % 30 == 0;
  const int64_t whole_minutes = hours * 60 + minutes;
  const int64_t dropped = drop ? fps / 15 * (whole_minutes - whole_minutes / 10) : 0;
  return {(whole_minutes * 60 + seconds) * fps + frames - dropped, rate, drop ? uint32_t{FG_TC_DROP} : 0u, 0};
}

fg_rational rate_of(double per_second) {
  if (!std::isfinite(per_second) || per_second < 1 || per_second > 1e7) return {0, 0};
  const double whole = std::round(per_second), ntsc = std::ceil(per_second) * 1000 / 1001;
  if (std::abs(per_second - whole) < 1e-4) return {static_cast<int64_t>(whole), 1};
  if (std::abs(per_second - ntsc) < 0.005) return {static_cast<int64_t>(std::ceil(per_second)) * 1000, 1001};
  return {static_cast<int64_t>(std::round(per_second * 1000)), 1000};
}

}  // namespace phantom
