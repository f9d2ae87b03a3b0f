// SPDX-License-Identifier: Apache-2.0
#include "exr_values.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <cmath>

namespace images {
namespace {

using fg::ByteView;
using fg::Value;

Value bytes_of(const ByteView& view) { return std::vector<uint8_t>(view.bytes().begin(), view.bytes().end()); }
std::string text_of(const ByteView& view) { return {reinterpret_cast<const char*>(view.bytes().data()), view.bytes().size()}; }

struct Numbers {
  std::string_view type;
  uint64_t count;
  bool real;
};
constexpr Numbers lists[]{
    {"v2i", 2, false}, {"v3i", 3, false},  {"box2i", 4, false},         {"v2f", 2, true},      {"v3f", 3, true},      {"box2f", 4, true},
    {"m33f", 9, true}, {"m44f", 16, true}, {"chromaticities", 8, true}, {"keycode", 7, false}, {"timecode", 2, false}};

Value list_of(const ByteView& view, const Numbers& kind) {
  std::vector<int64_t> whole;
  std::vector<double> real;
  for (uint64_t i = 0; i < kind.count; ++i) {
    if (!kind.real)
      whole.push_back(kind.type == "timecode" ? int64_t{view.u32le(4 * i)} : int64_t{view.i32le(4 * i)});
    else if (std::isfinite(view.f32le(4 * i)))
      real.push_back(view.f32le(4 * i));
    else
      return bytes_of(view); // a number that is none
  }
  if (kind.real) return real;
  return whole;
}

// "R half, G half": with the steps where they are not 1.
Value channel_list(const ExrAttribute& attribute) {
  ExrPart part;
  part.attributes.push_back(attribute);
  part.attributes.back().name = "channels";
  std::string out;
  for (const auto& channel : exr_channels(part)) {
    const char* types[] = {"uint", "half", "float"};
    out += (out.empty() ? "" : ", ") + channel.name + " " + (channel.type < 3 ? types[channel.type] : "?");
    if (channel.step_x != 1 || channel.step_y != 1) out += fg::concat(" ", channel.step_x, "x", channel.step_y);
  }
  return out.empty() ? bytes_of(attribute.value) : fg::draft::verbatim(out);
}

Value string_vector(const ByteView& view) { // one a line
  std::string out;
  for (uint64_t at = 0; at < view.size();) {
    if (!view.has(at, 4) || !view.has(at + 4, view.u32le(at))) return bytes_of(view);
    out += (at == 0 ? "" : "\n") + text_of(view.sub(at + 4, view.u32le(at)));
    at += 4 + uint64_t{view.u32le(at)};
  }
  return fg::draft::verbatim(out);
}

Value real_of(const ByteView& view, double number) { return std::isfinite(number) ? Value(number) : bytes_of(view); }

}  // namespace

Value exr_value(const ExrAttribute& attribute) {
  const auto& [name, type, view] = attribute;
  if (type == "string") return fg::draft::verbatim(text_of(view));
  if (type == "stringvector") return string_vector(view);
  if (type == "chlist") return channel_list(attribute);
  if (type == "int" && view.size() == 4) return int64_t{view.i32le(0)};
  if (type == "float" && view.size() == 4) return real_of(view, view.f32le(0));
  if (type == "double" && view.size() == 8) return real_of(view, view.f64le(0));
  if ((type == "compression" || type == "lineOrder" || type == "envmap" || type == "deepImageState") && view.size() == 1)
    return int64_t{view.u8(0)};
  if (type == "rational" && view.size() == 8 && view.u32le(4) != 0) return fg_rational{view.i32le(0), view.u32le(4)};
  for (const auto& kind : lists)
    if (kind.type == type && view.size() == kind.count * 4) return list_of(view, kind);
  return bytes_of(view);
}

std::vector<ExrChannel> exr_channels(const ExrPart& part) {
  std::vector<ExrChannel> out;
  const auto* list = part.find("channels", "chlist");
  if (!list) return out;
  const auto& view = list->value;
  for (uint64_t at = 0; view.has(at, 1) && view.u8(at) != 0;) {
    ExrChannel one;
    for (; view.has(at, 1) && view.u8(at) != 0 && one.name.size() < 256; ++at) one.name += static_cast<char>(view.u8(at));
    if (!view.has(at, 17) || view.u8(at) != 0 || out.size() >= 1024) return {};
    one.type = view.u32le(at + 1), one.step_x = view.i32le(at + 9), one.step_y = view.i32le(at + 13);
    out.push_back(std::move(one));
    at += 17;
  }
  return out;
}

std::optional<std::array<int32_t, 4>> exr_box(const ExrPart& part, std::string_view name) {
  const auto* box = part.find(name, "box2i");
  if (!box || box->value.size() != 16) return std::nullopt;
  return std::array{box->value.i32le(0), box->value.i32le(4), box->value.i32le(8), box->value.i32le(12)};
}

std::optional<std::vector<float>> exr_chromaticities(const ExrPart& part) {
  const auto* found = part.find("chromaticities", "chromaticities");
  if (!found || found->value.size() != 32) return std::nullopt;
  std::vector<float> out;
  for (uint64_t i = 0; i < 8; ++i) out.push_back(found->value.f32le(4 * i));
  return out;
}

std::optional<int64_t> exr_whole(const ExrPart& part, std::string_view name) {
  const auto* found = part.find(name, "int");
  return found && found->value.size() == 4 ? std::optional<int64_t>(found->value.i32le(0)) : std::nullopt;
}

std::optional<fg_rational> exr_rational(const ExrPart& part, std::string_view name) {
  const auto* found = part.find(name, "rational");
  if (!found || found->value.size() != 8) return std::nullopt;
  return fg_rational{found->value.i32le(0), found->value.u32le(4)};
}

std::string exr_text(const ExrPart& part, std::string_view name) {
  const auto* found = part.find(name, "string");
  return found ? text_of(found->value) : "";
}

bool is_tiled(const ExrHeader& header) {
  const auto type = exr_text(header.parts.front(), "type");
  return header.tiles_flag() || type == "tiledimage" || type == "deeptile";
}

bool is_deep(const ExrHeader& header) {
  const auto type = exr_text(header.parts.front(), "type");
  const bool stated = type == "deepscanline" || type == "deeptile";
  return header.multi_part() ? stated : header.deep_flag() || stated;
}

}  // namespace images
