// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

#include "ancillary.hpp"
#include "colour_labels.hpp"

#include <mxf_video/picture_descriptor.hpp>

#include <charconv>

namespace sony {
namespace {

using namespace fg::draft;

constexpr uint64_t most_ancillary = 1 << 20;
bool is_ancillary(const Label& key) { return key[12] == 0x17 && key[14] == 0x02; } // ST 436 frame element

uint64_t whole(const std::string& text) {
  uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out <= 65535 ? out : 0;
}

}  // namespace

Clip::Clip(const fg::Host& host, const std::string& path, std::vector<SidecarValue> sidecar)
    : mxf_(std::make_shared<const MxfFile>(host.open(path))), sidecar_(std::move(sidecar)) {
  const auto packages = mxf_packages(mxf_->metadata());
  const auto* picture = mxf_picture_descriptor(mxf_->metadata());
  frames_ = mxf_->essence().unit_count();
  start_ = mxf_start(packages);
  rate_ = mxf_->essence().index().rate();
  for (const auto& package : packages)
    for (const auto& track : package.tracks) {
      if (!picture || track.descriptor != picture) continue;
      if (rate_.num <= 0 || rate_.den <= 0) rate_ = track.rate;
      if (frames_ == 0) frames_ = std::max<int64_t>(track.duration, 0);
    }
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
  const auto raw = raw_codec_of(picture ? picture->label(0x3004).value_or(Label{}) : Label{}, picture ? picture->label(0x3201).value_or(Label{}) : Label{},
                                sidecar_text("sony.xml.VideoFormat.VideoFrame.videoCodec"));
  if (frames_ > 0 && has(0)) first_ = acquisition(0);
  if (raw) {
    codec_ = *raw;
    describe(picture);
    return;
  }
  auto shown = std::make_shared<mxf_video::ShownMxf>(host, mxf_, mxf_video::Counting{rate_, start_});
  const auto& coding = shown->coding;
  codec_ = {coding.codec == "h264" ? "XAVC (AVC)" : coding.codec == "hevc" ? "XAVC (HEVC)" : coding.words, shown->refusal, false};
  if (picture) name_encoding(*picture, *shown);
  shown_ = std::move(shown);
  describe(picture);
}

// The curve with which the picture is recorded: of the first frame's values, else of the descriptor.
void Clip::name_encoding(const MxfSet& picture, mxf_video::ShownMxf& shown) const {
  const auto of_camera = [&](std::string_view item) {
    for (const auto& value : first_.values)
      if (const auto* text = std::get_if<std::string>(&value.value); text && value.key == fg::concat("sony.CameraUnit.", item)) return label_of(*text);
    return Label{};
  };
  Label gamma = of_camera("CaptureGammaEquation"), primaries = of_camera("ColorPrimaries");
  shown.colour.encoding_from = "CaptureGammaEquation";
  if (gamma == Label{}) {
    shown.colour.encoding_from = "mxf";
    gamma = picture.label(0x3210).value_or(Label{}), primaries = picture.label(0x3219).value_or(Label{});
  }
  const auto curve = gamma_name(gamma), gamut = primaries_name(primaries);
  shown.colour.encoding = encoding_name(curve, gamut);
  if (shown.colour.encoding.empty()) shown.colour.encoding_from.clear();
  else if (curve == "BT.709" && gamut.empty()) shown.colour.notes.push_back("its curve is BT.709 and no primaries are stated; those of BT.709 are taken (parameter encoding names another)");
}

std::string Clip::sidecar_text(std::string_view key) const {
  for (const auto& value : sidecar_) if (value.key == key) return value.text;
  return "";
}

void Clip::describe(const MxfSet* picture) {
  if (shown_ && shown_->refusal.empty()) {
    desc_ = shown_->desc;
    return;
  }
  if (picture) desc_ = mxf_video::described(*picture);
  if (desc_.width == 0)
    desc_.size(static_cast<uint32_t>(whole(sidecar_text("sony.xml.VideoFormat.VideoLayout.pixel"))), static_cast<uint32_t>(whole(sidecar_text("sony.xml.VideoFormat.VideoLayout.numOfVerticalLine"))));
  fg::require(desc_.width > 0 && desc_.height > 0, FG_E_CORRUPT, uri(), ": no picture of a size that is possible is described");
  if (!codec_.is_raw) return;
  const auto depth = picture ? picture->number(0x3301).value_or(0) : 0;
  fg::ImageDesc mosaic; // which one a raw clip has is nowhere stated
  mosaic.size(desc_.width, desc_.height).samples(FG_SAMPLE_U16, depth >= 8 && depth <= 16 ? static_cast<uint32_t>(depth) : 16);
  mosaic.layout = FG_LAYOUT_CFA;
  desc_ = mosaic;
}

void Clip::require_frame(int64_t frame) const {
  fg::require(frame >= 0 && frame < frames_, FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not in this clip of ", frames_);
}
bool Clip::has(int64_t frame) const { return mxf_->is_whole(frame); }
fg_timecode Clip::timecode(int64_t frame) const { return mxf_later(start_, frame, rate_); }

AcquisitionSets Clip::acquisition(int64_t frame) const {
  require_frame(frame);
  AcquisitionSets out;
  for (const auto& element : mxf_->essence().elements(frame)) {
    if (!is_ancillary(element.key)) continue;
    fg::require(element.is_whole && element.bytes <= most_ancillary, element.is_whole ? FG_E_UNSUPPORTED : FG_E_TRUNCATED, uri(), ": offset ", element.offset, ": frame ", frame,
                element.is_whole ? ": more ancillary data than a frame has" : ": its ancillary data are cut off");
    const auto bytes = mxf_->file().read(element.offset, element.bytes);
    const auto packets = acquisition_of(bytes.view());
    auto sets = read_sets(fg::ByteView(packets.sets, uri(), element.offset));
    out.values.insert(out.values.end(), std::make_move_iterator(sets.values.begin()), std::make_move_iterator(sets.values.end()));
    out.problems.insert(out.problems.end(), packets.problems.begin(), packets.problems.end());
    out.problems.insert(out.problems.end(), sets.problems.begin(), sets.problems.end());
  }
  return out;
}

}  // namespace sony
