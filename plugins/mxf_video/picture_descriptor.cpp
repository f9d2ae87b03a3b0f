// SPDX-License-Identifier: Apache-2.0
//
// Bytes 8 .. 15 of labels of colour are 04 01 01 01 gg nn 00 00: gg 01 curves, 02 equations, 03 primaries. What has no code in ITU-T H.273 is 2.
#include "mxf_video/picture_descriptor.hpp"

#include <algorithm>
#include <numeric>

namespace mxf_video {
namespace {

using fg::draft::Label;
using fg::draft::MxfSet;

constexpr uint64_t largest_side = 65535;
constexpr uint8_t unspecified = 2;

uint64_t fields_of(const MxfSet& picture) {
  const auto layout = picture.number(0x320c).value_or(0);
  return layout == 1 || layout == 4 ? 2 : 1;
}

uint8_t scan_of(const MxfSet& picture) {
  const auto layout = picture.number(0x320c).value_or(0);
  if (layout != 1 && layout != 3) return FG_SCAN_PROGRESSIVE;
  int64_t lines = 0;
  if (const auto* map = picture.find(uint16_t{0x320d}))
    for (const auto& line : MxfSet::elements(map->value)) if (line.size() == 4) lines += line.i32be(0);
  const bool first_is_upper = lines % 2 != 0, second_dominates = picture.number(0x3212).value_or(1) == 2;
  return first_is_upper != second_dominates ? FG_SCAN_UPPER_FIRST : FG_SCAN_LOWER_FIRST;
}

void shape_of(const MxfSet& picture, fg::ImageDesc& out) {
  const auto number = [&](uint16_t tag) { return picture.number(tag).value_or(0); };
  const uint64_t fields = fields_of(picture), width = out.width, height = out.height;
  const uint64_t shown_w = number(0x3209), shown_h = fields * number(0x3208), left = number(0x320a), top = fields * number(0x320b);
  if (shown_w > 0 && shown_h > 0 && left <= width && shown_w <= width - left && top <= height && shown_h <= height - top)
    out.active = out.display = {static_cast<int32_t>(left), static_cast<int32_t>(top), static_cast<int32_t>(shown_w), static_cast<int32_t>(shown_h)};
  const auto aspect = picture.rational(0x320e).value_or(fg_rational{0, 0});
  if (aspect.num <= 0 || aspect.den <= 0) return; // of the whole picture
  const int64_t over = aspect.num * out.active.h, under = aspect.den * out.active.w, common = std::gcd(over, under);
  const double squeeze = static_cast<double>(over) / static_cast<double>(under);
  if (squeeze > 0.25 && squeeze < 4 && (squeeze < 0.99 || squeeze > 1.01)) out.pixel_aspect = {over / common, under / common};
}

uint8_t code_of(const std::optional<Label>& label, uint8_t group, std::initializer_list<std::pair<uint8_t, uint8_t>> codes) {
  static constexpr uint8_t colour[]{0x04, 0x01, 0x01, 0x01};
  if (!label || !std::equal(std::begin(colour), std::end(colour), label->begin() + 8) || (*label)[12] != group) return unspecified;
  for (const auto& [number, code] : codes)
    if (number == (*label)[13]) return code;
  return unspecified;
}

}  // namespace

fg::ImageDesc described(const MxfSet& picture) {
  const auto number = [&](uint16_t tag) { return picture.number(tag).value_or(0); };
  fg::ImageDesc out;
  // What is sampled is the picture; stored are whole blocks of the coding.
  const uint64_t width = number(0x3205) > 0 ? number(0x3205) : number(0x3203), height = fields_of(picture) * (number(0x3204) > 0 ? number(0x3204) : number(0x3202));
  const bool possible = width > 0 && height > 0 && width <= largest_side && height <= largest_side;
  out.size(possible ? static_cast<uint32_t>(width) : 0, possible ? static_cast<uint32_t>(height) : 0);
  const uint64_t depth = number(0x3301);
  out.samples(FG_SAMPLE_U16, depth >= 8 && depth <= 16 ? static_cast<uint32_t>(depth) : 8);
  out.layout = FG_LAYOUT_YCBCR;
  out.log2_sub_w = number(0x3302) == 2 ? 1 : number(0x3302) == 4 ? 2 : 0, out.log2_sub_h = number(0x3308) == 2 ? 1 : 0;
  out.scan = scan_of(picture);
  out.range = picture.find(uint16_t{0x3304}) && number(0x3304) == 0 ? 1 : 0;
  out.matrix = colour_tags(picture).codes.matrix;
  if (possible) shape_of(picture, out);
  return out;
}

coded_video::ContainerColour colour_tags(const MxfSet& picture) {
  coded_video::ContainerColour out;
  out.name = "mxf", out.words = "the picture descriptor";
  out.codes.transfer = code_of(picture.label(0x3210), 0x01, {{0x02, 1}, {0x03, 7}, {0x04, 1}, {0x05, 12}, {0x06, 8}, {0x08, 11}, {0x09, 14}, {0x0a, 16}, {0x0b, 18}});
  out.codes.matrix = code_of(picture.label(0x321a), 0x02, {{0x01, 6}, {0x02, 1}, {0x03, 7}, {0x06, 9}});
  out.codes.primaries = code_of(picture.label(0x3219), 0x03, {{0x01, 6}, {0x02, 5}, {0x03, 1}, {0x04, 9}, {0x06, 12}});
  if (picture.find(uint16_t{0x3304})) out.full = picture.number(0x3304).value_or(1) == 0;
  return out;
}

}  // namespace mxf_video
