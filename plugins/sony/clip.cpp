// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

#include "ancillary.hpp"
#include "colour_labels.hpp"

#include <charconv>
#include <numeric>

namespace sony {
namespace {

using namespace fg::draft;

constexpr uint64_t most_ancillary = 1 << 20;
constexpr uint64_t largest_side = 65535;

bool is_ancillary(const Label& key) { return key[12] == 0x17 && key[14] == 0x02; } // ST 436 frame element

// ST 377-1: the layouts 1 (separate fields) and 4 (segmented frame) state the height of a field.
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

uint64_t whole(const std::string& text) {
  uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? out : 0;
}

}  // namespace

Clip::Clip(fg::File file, std::vector<SidecarValue> sidecar) : mxf_(std::move(file)), sidecar_(std::move(sidecar)) {
  const auto packages = mxf_packages(mxf_.metadata());
  const auto* picture = mxf_picture_descriptor(mxf_.metadata());
  frames_ = mxf_.essence().unit_count();
  start_ = mxf_start(packages);
  rate_ = mxf_.essence().index().rate();
  for (const auto& package : packages)
    for (const auto& track : package.tracks) {
      if (!picture || track.descriptor != picture) continue;
      if (rate_.num <= 0 || rate_.den <= 0) rate_ = track.rate;
      if (frames_ == 0) frames_ = std::max<int64_t>(track.duration, 0);
    }
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
  codec_ = codec_of(picture ? picture->label(0x3004).value_or(Label{}) : Label{}, picture ? picture->label(0x3201).value_or(Label{}) : Label{},
                    sidecar_text("sony.xml.VideoFormat.VideoFrame.videoCodec"));
  describe(picture);
  if (frames_ > 0 && has(0)) first_ = acquisition(0);
}

std::string Clip::sidecar_text(std::string_view key) const {
  for (const auto& value : sidecar_) if (value.key == key) return value.text;
  return "";
}

void Clip::describe(const MxfSet* picture) {
  const auto number = [&](uint16_t tag) { return picture ? picture->number(tag).value_or(0) : 0; };
  const uint64_t fields = picture ? fields_of(*picture) : 1;
  // What is sampled is the picture; stored are whole blocks of the coding.
  uint64_t width = number(0x3205) > 0 ? number(0x3205) : number(0x3203), height = fields * (number(0x3204) > 0 ? number(0x3204) : number(0x3202));
  if (width == 0) width = whole(sidecar_text("sony.xml.VideoFormat.VideoLayout.pixel")), height = whole(sidecar_text("sony.xml.VideoFormat.VideoLayout.numOfVerticalLine"));
  fg::require(width > 0 && height > 0 && width <= largest_side && height <= largest_side, FG_E_CORRUPT, uri(), ": no picture of a size that is possible is described (", width, " x ", height, ")");
  desc_.size(static_cast<uint32_t>(width), static_cast<uint32_t>(height));
  const uint64_t depth = number(0x3301);
  desc_.samples(FG_SAMPLE_U16, depth >= 8 && depth <= 16 ? static_cast<uint32_t>(depth) : codec_.is_raw ? 16 : 8);
  desc_.layout = codec_.is_raw ? FG_LAYOUT_CFA : FG_LAYOUT_YCBCR; // which mosaic a raw clip has is nowhere stated
  if (!picture || codec_.is_raw) return;
  desc_.log2_sub_w = number(0x3302) == 2 ? 1 : 0, desc_.log2_sub_h = number(0x3308) == 2 ? 1 : 0;
  desc_.scan = scan_of(*picture);
  desc_.range = picture->find(uint16_t{0x3304}) && number(0x3304) == 0 ? 1 : 0; // of H.273: 1 is full range
  desc_.matrix = matrix_code(picture->label(0x321a).value_or(Label{}));
  const uint64_t shown_w = number(0x3209), shown_h = fields * number(0x3208), left = number(0x320a), top = fields * number(0x320b);
  if (shown_w > 0 && shown_h > 0 && left <= width && shown_w <= width - left && top <= height && shown_h <= height - top)
    desc_.active = desc_.display = {static_cast<int32_t>(left), static_cast<int32_t>(top), static_cast<int32_t>(shown_w), static_cast<int32_t>(shown_h)};
  const auto aspect = picture->rational(0x320e).value_or(fg_rational{0, 0});
  if (aspect.num > 0 && aspect.den > 0) { // of the whole picture
    const int64_t over = aspect.num * desc_.active.h, under = aspect.den * desc_.active.w, common = std::gcd(over, under);
    const double squeeze = static_cast<double>(over) / static_cast<double>(under);
    if (squeeze > 0.25 && squeeze < 4 && (squeeze < 0.99 || squeeze > 1.01)) desc_.pixel_aspect = {over / common, under / common};
  }
}

void Clip::require_frame(int64_t frame) const {
  fg::require(frame >= 0 && frame < frames_, FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not in this clip of ", frames_);
}
bool Clip::has(int64_t frame) const { return mxf_.is_whole(frame); }
fg_timecode Clip::timecode(int64_t frame) const { return mxf_later(start_, frame, rate_); }

AcquisitionSets Clip::acquisition(int64_t frame) const {
  require_frame(frame);
  AcquisitionSets out;
  for (const auto& element : mxf_.essence().elements(frame)) {
    if (!is_ancillary(element.key)) continue;
    fg::require(element.is_whole && element.bytes <= most_ancillary, element.is_whole ? FG_E_UNSUPPORTED : FG_E_TRUNCATED, uri(), ": offset ", element.offset, ": frame ", frame,
                element.is_whole ? ": more ancillary data than a frame has" : ": its ancillary data are cut off");
    const auto bytes = mxf_.file().read(element.offset, element.bytes);
    const auto packets = acquisition_of(bytes.view());
    auto sets = read_sets(fg::ByteView(packets.sets, uri(), element.offset));
    out.values.insert(out.values.end(), std::make_move_iterator(sets.values.begin()), std::make_move_iterator(sets.values.end()));
    out.problems.insert(out.problems.end(), packets.problems.begin(), packets.problems.end());
    out.problems.insert(out.problems.end(), sets.problems.begin(), sets.problems.end());
  }
  return out;
}

}  // namespace sony
