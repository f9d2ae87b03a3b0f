// SPDX-License-Identifier: Apache-2.0
#include "coded_video/shown_clip.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>

namespace coded_video {

void describe_rgb(bool alpha, fg::ImageDesc& out) {
  out.samples(FG_SAMPLE_F32, 32);
  out.planar = 1;
  out.layout = alpha ? FG_LAYOUT_RGBA : FG_LAYOUT_RGB;
  out.log2_sub_w = out.log2_sub_h = 0;
  out.range = 1, out.matrix = 0; // as it comes out: full, and no matrix
}

Choices choices_of(const ShownClip& clip, const fg::Values& values) {
  values.allow_only({"ycbcr", "range", "encoding"});
  Choices out{clip.colour.choice, clip.colour.encoding};
  if (const auto asked = values.text("ycbcr", "auto"); asked != "auto") {
    const auto code = matrix_named(asked);
    fg::require(code.has_value(), FG_E_INVALID_ARGUMENT, "ycbcr: '", asked, "' is none of auto, bt601, bt709, bt2020, fcc, smpte240m");
    fg::require(!clip.colour.rgb, FG_E_UNSUPPORTED, "ycbcr: the clip is recorded as RGB, which has no such matrix");
    out.rgb.matrix = *code;
  }
  if (const auto asked = values.text("range", "auto"); asked != "auto") {
    fg::require(asked == "legal" || asked == "full", FG_E_INVALID_ARGUMENT, "range: '", asked, "' is none of auto, legal, full");
    out.rgb.range = asked == "full" ? Range::full : Range::legal;
  }
  if (auto asked = values.text("encoding", ""); !asked.empty()) {
    fg::require(asked.size() <= 100, FG_E_INVALID_ARGUMENT, "encoding: a name of ", asked.size(), " characters");
    out.encoding = std::move(asked);
  }
  fg::require(clip.colour.rgb || is_known_matrix(out.rgb.matrix), FG_E_UNSUPPORTED, clip.uri, ": matrix ", int{out.rgb.matrix},
              " of H.273 is not known here; choose one with the parameter ycbcr if you know better");
  return out;
}

uint32_t threads_of(const fg::Host& host) {
  const auto* jobs = host.find<fg_host_jobs>(FG_HOST_JOBS);
  return jobs ? std::clamp(jobs->width(host.raw()), 1u, 16u) : 1;
}

void put_values(const ShownClip& clip, const std::string& prefix, const fg::Record& record) {
  if (clip.facts) {
    const auto& facts = *clip.facts;
    const auto key = prefix + "stream.";
    if (!facts.profile.empty()) record.put(key + "profile", fg::draft::verbatim(facts.profile));
    if (facts.width > 0) record.put(key + "width", facts.width), record.put(key + "height", facts.height);
    if (facts.bits > 0) record.put(key + "bits", facts.bits);
    const bool half = facts.log2_sub_w == 1, quarter = half && facts.log2_sub_h == 1;
    record.put(key + "chroma", facts.rgb ? "RGB" : facts.grey ? "grey" : quarter ? "4:2:0" : half ? "4:2:2" : "4:4:4");
    if (facts.alpha) record.put(key + "alpha", int64_t{1});
    record.put(key + "primaries", int64_t{facts.colour.primaries});
    record.put(key + "transfer", int64_t{facts.colour.transfer});
    record.put(key + "matrix", int64_t{facts.colour.matrix});
    if (facts.range != Range::unknown) record.put(key + "range", range_word(facts.range));
  }
  const auto& colour = clip.colour;
  const auto key = prefix + "taken.";
  if (!colour.rgb) {
    const auto name = matrix_name(colour.choice.matrix);
    record.put(key + "ycbcr", name.empty() ? fg::concat("H.273 ", int{colour.choice.matrix}) : std::string(name));
    record.put(key + "ycbcrFrom", colour.matrix_from);
  }
  record.put(key + "range", range_word(colour.choice.range));
  record.put(key + "rangeFrom", colour.range_from);
  if (!colour.encoding.empty()) record.put(key + "encoding", colour.encoding);
  if (!colour.encoding_from.empty()) record.put(key + "encodingFrom", colour.encoding_from);
}

void put_parameters(const ShownClip& clip, const fg::Parameters& out) {
  if (!clip.refusal.empty()) return;
  out.put({.key = "ycbcr", .label = "Matrix of the recorded YCbCr", .dflt = std::string("auto"),
           .choices = {{"auto", "as tagged, else BT.709 from 1280 x 720 on and BT.601 below"}, {"bt601", "BT.601"}, {"bt709", "BT.709"}, {"bt2020", "BT.2020, non-constant luminance"},
                       {"fcc", "FCC"}, {"smpte240m", "SMPTE 240M"}},
           .flags = FG_PARAM_CHANGES_OUTPUT});
  out.put({.key = "range", .label = "Range of the recorded codes", .dflt = std::string("auto"),
           .choices = {{"auto", "as tagged, else legal for YCbCr and full for RGB"}, {"legal", "16 .. 235 of 255"}, {"full", "0 .. 255 of 255"}}, .flags = FG_PARAM_CHANGES_OUTPUT});
  out.put({.key = "encoding", .label = "Name of the encoding, where the file's tags say none or a wrong one; empty: as tagged", .dflt = std::string(), .flags = FG_PARAM_CHANGES_OUTPUT});
}

ShownLane::ShownLane(const fg::Host& host, std::shared_ptr<const ShownClip> clip) : host_(host), clip_(std::move(clip)) {
  if (clip_->refusal.empty()) load_decoders();
}

fg::FrameInfo ShownLane::frame(const fg::Request& request) {
  auto choices = choices_of(*clip_, request.parameters);
  fg::FrameInfo out;
  out.state = clip_->state(request.frame);
  out.desc = clip_->desc;
  encoding_ = std::move(choices.encoding);
  out.desc.encoding = encoding_.empty() ? nullptr : encoding_.c_str();
  out.timecode = clip_->timecode(request.frame);
  if (clip_->refusal.empty()) {
    out.effective.emplace_back("ycbcr", clip_->colour.rgb ? std::string("rgb") : std::string(matrix_name(choices.rgb.matrix)));
    out.effective.emplace_back("range", std::string(range_word(choices.rgb.range)));
    out.effective.emplace_back("encoding", encoding_);
  }
  return out;
}

void ShownLane::decode_rows(const fg::Request& request, const fg_image& out) {
  const auto& clip = *clip_;
  fg::require(clip.refusal.empty(), FG_E_UNSUPPORTED, clip.uri, ": ", clip.refusal);
  const auto choices = choices_of(clip, request.parameters);
  const uint64_t packet = clip.packet_of(request.frame);
  if (!picture_ || packet != packet_) load(packet, request);
  fg::require(out.desc->width == picture_.width() && out.desc->planar == 1 && out.desc->sample == FG_SAMPLE_F32, FG_E_INVALID_ARGUMENT, "the image is not what frame() says");
  rows_.write(picture_, choices.rgb, out);
}

void ShownLane::load(uint64_t packet, const fg::Request& request) {
  const auto& clip = *clip_;
  const auto& desc = clip.desc;
  picture_ = {};
  if (!pictures_) pictures_ = clip.pictures();
  auto picture = pictures_->at(packet, [&] { return host_.cancelled(request.job); });
  fg::require(picture.width() == desc.width && picture.height() == desc.height, FG_E_CORRUPT, clip.uri, ": frame ", request.frame, " is ", picture.width(), " x ", picture.height(),
              ", the track's description says ", desc.width, " x ", desc.height);
  const bool rgb = picture.model() != Picture::Model::ycbcr;
  fg::require(rgb == clip.colour.rgb || !rgb, FG_E_CORRUPT, clip.uri, ": frame ", request.frame, " is RGB, the stream's header says YCbCr");
  fg::require(!picture.alpha() || desc.layout == FG_LAYOUT_RGBA || picture.model() == Picture::Model::grey || clip.codec == "cfhd", FG_E_CORRUPT, clip.uri, ": frame ", request.frame,
              " has an alpha channel that the stream's header does not tell");
  const bool unforeseen = clip.colour.range_from == "default" && !clip.colour.rgb && picture.range() == Range::full && !request.parameters.find("range");
  fg::require(!unforeseen, FG_E_UNSUPPORTED, clip.uri, ": frame ", request.frame, " says that its range is full, which no header told before; set the parameter range");
  picture_ = std::move(picture);
  packet_ = packet;
}

}  // namespace coded_video
