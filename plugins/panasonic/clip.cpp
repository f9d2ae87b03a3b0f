// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

namespace panasonic {
namespace {

using namespace fg::draft;

constexpr uint64_t largest_side = 65535;

}  // namespace

Clip::Clip(fg::File file, std::vector<SidecarValue> sidecar) : mxf_(std::move(file)), sidecar_(std::move(sidecar)) {
  const auto packages = mxf_packages(mxf_.metadata());
  const auto* picture = mxf_picture_descriptor(mxf_.metadata());
  fg::require(picture != nullptr, FG_E_NOT_THIS_FORMAT, uri(), ": no descriptor of a picture; the sound of a P2 clip lies in files of its own, open the one in VIDEO");
  frames_ = mxf_.essence().unit_count();
  start_ = mxf_start(packages), rate_ = mxf_.essence().index().rate();
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = picture->rational(0x3001).value_or(fg_rational{0, 0});
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
  codec_ = codec_of(picture->label(0x3004).value_or(Label{}), picture->label(0x3201).value_or(Label{}), sidecar_text("Codec"));
  describe(*picture);
}

void Clip::describe(const MxfSet& picture) {
  const auto number = [&](uint16_t tag) { return picture.number(tag).value_or(0); };
  const uint64_t layout = number(0x320c), fields = layout == 1 || layout == 4 ? 2 : 1; // the height of a field is stated
  const uint64_t width = number(0x3205) > 0 ? number(0x3205) : number(0x3203), height = fields * (number(0x3204) > 0 ? number(0x3204) : number(0x3202));
  fg::require(width > 0 && height > 0 && width <= largest_side && height <= largest_side, FG_E_CORRUPT, uri(), ": a picture of ", width, " x ", height, " is described");
  desc_.size(static_cast<uint32_t>(width), static_cast<uint32_t>(height));
  const uint64_t depth = number(0x3301);
  desc_.samples(FG_SAMPLE_U16, depth >= 8 && depth <= 16 ? static_cast<uint32_t>(depth) : 8);
  desc_.layout = codec_.is_raw ? FG_LAYOUT_CFA : FG_LAYOUT_YCBCR;
  if (codec_.is_raw) return;
  desc_.log2_sub_w = number(0x3302) == 2 ? 1 : number(0x3302) == 4 ? 2 : 0, desc_.log2_sub_h = number(0x3308) == 2 ? 1 : 0;
  desc_.scan = layout == 1 || layout == 3 ? FG_SCAN_UPPER_FIRST : FG_SCAN_PROGRESSIVE;
  desc_.matrix = 2; // not stated
}

void Clip::require_frame(int64_t frame) const {
  fg::require(frame >= 0 && frame < frames_, FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not in this clip of ", frames_);
}

std::string Clip::sidecar_text(std::string_view element) const {
  for (const auto& value : sidecar_)
    if (value.key.size() > element.size() && value.key.ends_with(element) && value.key[value.key.size() - element.size() - 1] == '.') return value.text;
  return "";
}

}  // namespace panasonic
