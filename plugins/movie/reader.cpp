// SPDX-License-Identifier: Apache-2.0
//
// One clip is one movie. Opening reads its boxes and the beginning of the first frame; a lane decodes a frame when rows of
// it are wanted, and gives any rows of it as floats.
#include "clip.hpp"
#include "movie.hpp"
#include "trim.hpp"

namespace movie {
namespace {

constexpr int as_any_movie = 50; // a reader that knows the recorder is surer

class MovieReader : public fg::Reader, public fg::Trimmer {
 public:
  MovieReader(const fg::Host& host, const fg::OpenFiles& files) : host_(host) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a movie is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    report(files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (clip_->refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u);
    out.frame_count = clip_->frame_count();
    out.rate = clip_->timeline.rate;
    out.start = clip_->timecode(0);
    out.native = clip_->desc;
    out.native.encoding = clip_->colour.encoding.empty() ? nullptr : clip_->colour.encoding.c_str();
    return out;
  }

  void parameters(const fg::Parameters& out) override {
    coded_video::put_parameters(*clip_, out);
  }

  void metadata(const fg::Record& record) override { put_clip_values(*clip_, record); }
  void frame_metadata(const fg::Record& record) override { put_frame_values(*clip_, record); }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<coded_video::ShownLane>(host_, clip_); }

  fg::FrameSpan widen(fg::FrameSpan wanted) override { return widen_cut(*clip_, wanted); }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override { trim_clip(*clip_, frames, out); }

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
