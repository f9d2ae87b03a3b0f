// SPDX-License-Identifier: Apache-2.0
//
// One clip is one movie. Opening reads its boxes and the beginning of the first frame; a lane decodes a frame when rows of
// it are wanted, and gives any rows of it as floats.
#include "clip.hpp"
#include "movie.hpp"

namespace movie {
namespace {

using coded_video::Range;
constexpr int as_any_movie = 50; // a reader that knows the recorder is surer

struct Choices {
  coded_video::RgbChoice rgb;
  std::string encoding;
};

Choices choices_of(const Clip& clip, const fg::Values& values) {
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
  fg::require(clip.colour.rgb || coded_video::is_known_matrix(out.rgb.matrix), FG_E_UNSUPPORTED, clip.movie.uri(), ": matrix ", int{out.rgb.matrix},
              " of H.273 is not known here; choose one with the parameter ycbcr if you know better");
  return out;
}

class Lane : public fg::Decoder {
 public:
  Lane(const fg::Host& host, std::shared_ptr<const Clip> clip) : host_(host), clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    auto choices = choices_of(*clip_, request.parameters);
    (void)clip_->packets->packet(clip_->sample_of(request.frame)); // it is in the file whole
    fg::FrameInfo out;
    out.desc = clip_->desc;
    encoding_ = std::move(choices.encoding);
    out.desc.encoding = encoding_.empty() ? nullptr : encoding_.c_str();
    out.timecode = clip_->timecode(request.frame);
    if (clip_->refusal.empty()) {
      out.effective.emplace_back("ycbcr", clip_->colour.rgb ? std::string("rgb") : std::string(matrix_name(choices.rgb.matrix)));
      out.effective.emplace_back("range", std::string(choices.rgb.range == Range::full ? "full" : "legal"));
      out.effective.emplace_back("encoding", encoding_);
    }
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    const auto& clip = *clip_;
    fg::require(clip.refusal.empty(), FG_E_UNSUPPORTED, clip.movie.uri(), ": ", clip.refusal);
    const auto choices = choices_of(clip, request.parameters);
    const uint32_t sample = clip.sample_of(request.frame);
    if (!picture_ || sample != sample_) load(sample, request);
    fg::require(out.desc->width == picture_.width() && out.desc->planar == 1 && out.desc->sample == FG_SAMPLE_F32, FG_E_INVALID_ARGUMENT, "the image is not what frame() says");
    rows_.write(picture_, choices.rgb, out);
  }

 private:
  void load(uint32_t sample, const fg::Request& request) {
    picture_ = {};
    if (!pictures_) pictures_ = clip_->pictures();
    auto picture = pictures_->at(sample, [&] { return host_.cancelled(request.job); });
    const auto& uri = clip_->movie.uri();
    const auto& desc = clip_->desc;
    fg::require(picture.width() == desc.width && picture.height() == desc.height, FG_E_CORRUPT, uri, ": frame ", request.frame, " is ", picture.width(), " x ", picture.height(),
                ", the track's description says ", desc.width, " x ", desc.height);
    const bool rgb = picture.model() != coded_video::Picture::Model::ycbcr;
    fg::require(rgb == clip_->colour.rgb || !rgb, FG_E_CORRUPT, uri, ": frame ", request.frame, " is RGB, the stream's header says YCbCr");
    fg::require(!picture.alpha() || desc.layout == FG_LAYOUT_RGBA || picture.model() == coded_video::Picture::Model::grey || clip_->entry.codec == "cfhd", FG_E_CORRUPT, uri, ": frame ", request.frame,
                " has an alpha channel that the stream's header does not tell");
    const bool unforeseen = clip_->colour.range_from == "default" && !clip_->colour.rgb && picture.range() == Range::full && !request.parameters.find("range");
    fg::require(!unforeseen, FG_E_UNSUPPORTED, uri, ": frame ", request.frame, " says that its range is full, which no header told before; set the parameter range");
    picture_ = std::move(picture);
    sample_ = sample;
  }

  fg::Host host_;
  std::shared_ptr<const Clip> clip_;
  std::shared_ptr<coded_video::Pictures> pictures_;
  coded_video::Picture picture_; // of sample_
  uint32_t sample_ = 0;
  coded_video::RgbRows rows_;
  std::string encoding_; // what the last frame() points to
};

class MovieReader : public fg::Reader {
 public:
  MovieReader(const fg::Host& host, const fg::OpenFiles& files) : host_(host) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a movie is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    report(files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = clip_->refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = clip_->frame_count();
    out.rate = clip_->timeline.rate;
    out.start = clip_->timecode(0);
    out.native = clip_->desc;
    out.native.encoding = clip_->colour.encoding.empty() ? nullptr : clip_->colour.encoding.c_str();
    return out;
  }

  void parameters(const fg::Parameters& out) override {
    if (!clip_->refusal.empty()) return;
    out.put({.key = "ycbcr", .label = "Matrix of the recorded YCbCr", .dflt = std::string("auto"),
             .choices = {{"auto", "as tagged, else BT.709 from 1280 x 720 on and BT.601 below"}, {"bt601", "BT.601"}, {"bt709", "BT.709"}, {"bt2020", "BT.2020, non-constant luminance"},
                         {"fcc", "FCC"}, {"smpte240m", "SMPTE 240M"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "range", .label = "Range of the recorded codes", .dflt = std::string("auto"),
             .choices = {{"auto", "as tagged, else legal for YCbCr and full for RGB"}, {"legal", "16 .. 235 of 255"}, {"full", "0 .. 255 of 255"}}, .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "encoding", .label = "Name of the encoding, where the file's tags say none or a wrong one; empty: as tagged", .dflt = std::string(), .flags = FG_PARAM_CHANGES_OUTPUT});
  }

  void metadata(const fg::Record& record) override { put_clip_values(*clip_, record); }
  void frame_metadata(const fg::Record& record) override { put_frame_values(*clip_, record); }
  std::unique_ptr<fg::Decoder> decoder() override {
    if (clip_->refusal.empty()) coded_video::load_decoders();
    return std::make_unique<Lane>(host_, clip_);
  }

 private:
  void report(const fg_job* job) const {
    const auto& clip = *clip_;
    const auto& uri = clip.movie.uri();
    const auto say = [&](int32_t severity, const char* code, const std::string& text) { host_.report(job, severity, code, uri + ": " + text); };
    for (const auto& problem : clip.movie.problems()) host_.report(job, FG_SEVERITY_ERROR, "damaged-index", problem);
    for (const auto& problem : clip.timeline.problems) host_.report(job, FG_SEVERITY_ERROR, "damaged-index", problem);
    if (!clip.facts_problem.empty()) host_.report(job, FG_SEVERITY_ERROR, "unreadable-frame", clip.facts_problem);
    if (clip.frame_count() == 0) say(FG_SEVERITY_ERROR, "no-frames", "its edit list shows none of its frames");
    else try {
      for (const int64_t frame : {int64_t{0}, clip.frame_count() - 1}) (void)clip.packets->packet(clip.sample_of(frame));
    } catch (const fg::Failure& failure) {
      host_.report(job, FG_SEVERITY_ERROR, "truncated", failure.what());
    }
    if (clip.movie.fragmented()) say(FG_SEVERITY_WARNING, "fragmented", "samples that are told in fragments (moof) are not counted");
    for (const auto& key : clip.movie.left_out()) say(FG_SEVERITY_INFO, "value-left-out", key + " is larger than 64 KiB");
    for (const auto& note : clip.timeline.notes) say(FG_SEVERITY_INFO, "edit-list", note);
    if (clip.timeline.variable) say(FG_SEVERITY_WARNING, "variable-rate", "its frames do not last equally long; they are numbered one by one, at the mean rate");
    if (!clip.refusal.empty()) return say(FG_SEVERITY_WARNING, "undecodable", clip.refusal);
    for (const auto& note : clip.colour.notes) say(FG_SEVERITY_WARNING, "colour-tags", note);
    if (clip.colour.encoding.empty())
      say(FG_SEVERITY_INFO, "encoding-unknown", "neither tags nor a camera's keys name a curve that is known; a plate needs the parameter encoding");
  }

  fg::Host host_;
  std::shared_ptr<const Clip> clip_;
};

bool is_movie(const fg::ByteView& head) {
  for (const std::string_view type : {"ftyp", "wide", "mdat", "moov", "free", "skip"})
    if (head.starts_with(type, 4)) return head.has(0, 8) && (head.u32be(0) >= 8 || head.u32be(0) <= 1);
  return false;
}

bool is_still(const fg::ByteView& head) { // what has the same boxes and other content
  for (const std::string_view brand : {"crx ", "heic", "heix", "mif1", "avif", "M4A ", "M4B "})
    if (head.starts_with("ftyp", 4) && head.starts_with(brand, 8)) return true;
  return false;
}

}  // namespace

int Format::probe(const fg::Probe& probe) { return is_movie(probe.head) && !is_still(probe.head) ? as_any_movie : 0; }

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) { return std::make_unique<MovieReader>(host, files); }

}  // namespace movie
