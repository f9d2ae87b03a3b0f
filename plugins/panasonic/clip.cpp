// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

#include "encoding.hpp"

#include <mxf_video/picture_descriptor.hpp>

namespace panasonic {

using namespace fg::draft;

Clip::Clip(const fg::Host& host, const std::string& path, std::vector<SidecarValue> sidecar)
    : mxf_(std::make_shared<const MxfFile>(host.open(path))), sidecar_(std::move(sidecar)) {
  const auto packages = mxf_packages(mxf_->metadata());
  const auto* picture = mxf_picture_descriptor(mxf_->metadata());
  fg::require(picture != nullptr, FG_E_NOT_THIS_FORMAT, uri(), ": no descriptor of a picture; the sound of a P2 clip lies in files of its own, open the one in VIDEO");
  frames_ = mxf_->essence().unit_count();
  start_ = mxf_start(packages), rate_ = mxf_->essence().index().rate();
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = picture->rational(0x3001).value_or(fg_rational{0, 0});
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
  const auto raw = raw_codec_of(picture->label(0x3004).value_or(Label{}), picture->label(0x3201).value_or(Label{}), sidecar_text("Codec"));
  if (raw) {
    codec_ = *raw;
    describe(*picture);
    return;
  }
  auto shown = std::make_shared<mxf_video::ShownMxf>(host, mxf_, mxf_video::Counting{rate_, start_});
  codec_ = {shown->coding.words, shown->refusal, false};
  name_encoding(*shown);
  shown_ = std::move(shown);
  describe(*picture);
}

// The card's words are the camera's; the tags of an AVC-Intra stream are the same whatever the curve.
void Clip::name_encoding(mxf_video::ShownMxf& shown) const {
  const auto gamma = sidecar_text("CaptureGamma");
  if (gamma.empty()) return;
  shown.colour.encoding = encoding_name(gamma, sidecar_text("CaptureGamut"));
  shown.colour.encoding_from = "CaptureGamma";
}

void Clip::describe(const MxfSet& picture) {
  if (shown_ && shown_->refusal.empty()) {
    desc_ = shown_->desc;
    return;
  }
  desc_ = mxf_video::described(picture);
  fg::require(desc_.width > 0, FG_E_CORRUPT, uri(), ": no picture of a size that is possible is described");
  if (!codec_.is_raw) return;
  fg::ImageDesc mosaic; // which one is nowhere stated
  mosaic.size(desc_.width, desc_.height).samples(FG_SAMPLE_U16, desc_.bits);
  mosaic.layout = FG_LAYOUT_CFA;
  desc_ = mosaic;
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
