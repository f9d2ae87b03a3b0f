// SPDX-License-Identifier: Apache-2.0
//
// Draft. Clips of developed pictures that are a file a frame. A format brings a class that reads one file but for its
// pixels; FrameFiles makes of it a reader of sequences that can trim, with the decode parameter `encoding`.
//   struct Scan : fg::draft::FrameFile {
//     Scan(const fg::Host& host, const std::string& uri);
//     void read_rows(const fg_image& out); // every row of out.window, which spans the raster's width
//   };
//   std::unique_ptr<fg::Reader> Format::open(host, in) { return std::make_unique<fg::draft::FrameFiles<Scan>>(host, in); }
#pragma once
#include <filmgate/cpp/draft/frame_file.hpp>
#include <filmgate/cpp/draft/trim.hpp>

#include <algorithm>

namespace fg {
inline namespace v1 {
namespace draft {

struct FrameFilesClip { // what reader and lanes share; immutable
  Host host;
  std::vector<std::string> files;
  FrameFile first;
  const std::string& file(int64_t frame) const {
    const bool held = frame >= 0 && static_cast<uint64_t>(frame) < files.size();
    require(held, FG_E_OUT_OF_RANGE, "frame ", frame, " is not in this clip of ", files.size());
    return files[static_cast<size_t>(frame)];
  }
};

template <class Frame>
class FrameFilesLane : public Decoder {
 public:
  explicit FrameFilesLane(std::shared_ptr<const FrameFilesClip> clip) : clip_(std::move(clip)) {}

  FrameInfo frame(const Request& request) override {
    request.parameters.allow_only({"encoding"});
    const Frame& frame = load(request.frame);
    encoding_ = request.parameters.text("encoding", "");
    require(encoding_.size() <= 100, FG_E_INVALID_ARGUMENT, "encoding: a name of ", encoding_.size(), " characters");
    if (encoding_.empty()) encoding_ = frame.encoding;
    FrameInfo out;
    out.desc = frame.desc, out.timecode = frame.timecode;
    out.desc.encoding = encoding_.empty() ? nullptr : encoding_.c_str();
    out.effective.emplace_back("encoding", encoding_);
    return out;
  }
  void decode_rows(const Request& request, const fg_image& out) override {
    request.parameters.allow_only({"encoding"});
    Frame& frame = load(request.frame);
    require(frame.refusal.empty(), FG_E_UNSUPPORTED, clip_->file(request.frame), ": ", frame.refusal);
    const auto& window = out.window;
    require(window.x == 0 && window.w == static_cast<int32_t>(frame.desc.width) && window.y >= 0 && window.h >= 0 &&
                int64_t{window.y} + window.h <= frame.desc.height,
            FG_E_OUT_OF_RANGE, "the window does not span rows of the raster");
    frame.read_rows(out);
  }

 private:
  Frame& load(int64_t index) {
    if (frame_ && index_ == index) return *frame_;
    frame_.reset();
    auto made = std::make_unique<Frame>(clip_->host, clip_->file(index));
    require(same_raster(made->desc, clip_->first.desc), FG_E_CORRUPT, clip_->file(index), ": ", raster_text(made->desc),
            ", the clip's first frame is ", raster_text(clip_->first.desc));
    frame_ = std::move(made), index_ = index;
    return *frame_;
  }
  std::shared_ptr<const FrameFilesClip> clip_;
  std::unique_ptr<Frame> frame_; // the one asked for last
  int64_t index_ = -1;
  std::string encoding_; // what the last frame() points to
};

template <class Frame>
class FrameFiles : public Reader, public Trimmer {
 public:
  FrameFiles(const Host& host, const OpenFiles& in) {
    require(!in.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    clip_ = std::make_shared<const FrameFilesClip>(FrameFilesClip{host, in.files, Frame(host, in.files.front())});
    const auto& first = clip_->first;
    for (const auto& note : first.notes) tell(in.job, in.files.front(), note, 0);
    if (in.files.size() > 1) report_last(in.job);
    if (!first.refusal.empty()) tell(in.job, in.files.front(), {FG_SEVERITY_WARNING, "undecodable", first.refusal}, -1);
    else if (first.encoding.empty())
      tell(in.job, in.files.front(),
           {FG_SEVERITY_INFO, "encoding-unknown", "it names no encoding that is known; a plate needs the parameter encoding"}, -1);
  }
  ClipInfo clip() override {
    const auto& first = clip_->first;
    ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (first.refusal.empty() ? FG_CAN_DECODE : 0);
    out.frame_count = static_cast<int64_t>(clip_->files.size());
    out.rate = first.rate, out.start = first.timecode;
    out.native = first.desc;
    out.native.encoding = first.encoding.empty() ? nullptr : first.encoding.c_str();
    return out;
  }
  void parameters(const Parameters& out) override {
    if (clip_->first.refusal.empty())
      out.put({.key = "encoding", .label = "Name of the encoding, where the file says none or a wrong one; empty: as the file says",
               .dflt = std::string(), .flags = FG_PARAM_CHANGES_OUTPUT});
  }
  void metadata(const Record& record) override {
    for (const auto& one : clip_->first.values) record.put(one.key, one.value, one.unit);
  }
  void frame_metadata(const Record& record) override { // what differs from the clip's first frame, and what is a frame's own
    const Frame frame(clip_->host, clip_->file(record.frame()));
    for (const auto& one : frame.values)
      if (one.of_frame || !is_of_clip(one)) record.put(one.key, one.value, one.unit);
  }
  std::unique_ptr<Decoder> decoder() override {
    require(clip_->first.refusal.empty(), FG_E_UNSUPPORTED, clip_->files.front(), ": ", clip_->first.refusal);
    return std::make_unique<FrameFilesLane<Frame>>(clip_);
  }
  void trim(FrameSpan frames, const TrimSink& out, const fg_job*) override { // a frame is a file, and is copied whole
    for (int64_t i = frames.first; i < frames.first + frames.count; ++i) {
      out.begin_as(clip_->file(i));
      out.copy(static_cast<uint32_t>(i), 0, clip_->host.open(clip_->file(i)).size());
    }
  }

 private:
  void tell(const fg_job* job, const std::string& uri, const FrameNote& note, int64_t frame) const {
    clip_->host.report(job, note.severity, note.code, uri + ": " + note.text, frame);
  }
  void report_last(const fg_job* job) const { // where the copy of a card most often breaks off
    const auto last = static_cast<int64_t>(clip_->files.size()) - 1;
    try {
      for (const auto& note : Frame(clip_->host, clip_->files.back()).notes)
        if (note.severity == FG_SEVERITY_ERROR) tell(job, clip_->files.back(), note, last);
    } catch (const Failure& failure) {
      clip_->host.report(job, FG_SEVERITY_ERROR, "unreadable-frame", failure.what(), last);
    }
  }
  bool is_of_clip(const FrameValue& one) const {
    const auto same = [&](const FrameValue& other) { return other.key == one.key && same_value(other.value, one.value); };
    return std::any_of(clip_->first.values.begin(), clip_->first.values.end(), same);
  }
  std::shared_ptr<const FrameFilesClip> clip_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
