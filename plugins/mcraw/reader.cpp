// SPDX-License-Identifier: Apache-2.0
//
// One clip is one .mcraw. Opening reads the camera's values, the index and the first frame's values; a lane reads the
// values of the frame that it is asked for, and of its pixels the bands that are wanted.
#include "codec.hpp"
#include "mcraw.hpp"
#include "sensor.hpp"

namespace mcraw {
namespace {

constexpr int certain = 100;

struct Clip { // what reader and lanes share; immutable
  Container container;
  JsonRecord first_frame;
  Picture picture; // of the first frame

  Clip(const fg::Host& host, const std::string& uri) : container(host, uri) {
    fg::require(!container.frames().empty(), container.problems().empty() ? FG_E_CORRUPT : FG_E_TRUNCATED, uri, ": no frame was found",
                container.problems().empty() ? "" : "; " + container.problems().front());
    first_frame = container.frame(0);
    picture = picture_of(container.camera(), first_frame, uri);
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    load(request);
    std::vector<Note> said_at_opening;
    fg::FrameInfo out;
    out.desc = picture_.desc;
    out.sensor = sensor_of(clip_->container.camera(), values_, said_at_opening);
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    load(request);
    const auto& container = clip_->container;
    fg::require(picture_.refusal.empty(), FG_E_UNSUPPORTED, container.uri(), ": frame ", request.frame, ": ", picture_.refusal);
    const auto width = picture_.desc.width, height = picture_.desc.height;
    const int64_t first = out.window.y, rows = out.window.h;
    fg::require(out.window.x == 0 && out.window.w == static_cast<int32_t>(width) && first >= 0 && rows >= 0 && first + rows <= int64_t{height},
                FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
    if (rows == 0) return;
    if (!codec_) {
      const auto open = picture_.codec == band_codec ? open_bands : open_legacy_rows;
      codec_ = open(container.file(), container.coded(request.frame), width, height);
    }
    codec_->read_rows(container.file(), out);
  }

 private:
  void load(const fg::Request& request) {
    request.parameters.allow_only({});
    if (index_ && *index_ == request.frame) return;
    index_.reset();
    codec_.reset();
    const auto& container = clip_->container;
    values_ = container.frame(request.frame);
    picture_ = picture_of(container.camera(), values_, container.uri());
    const auto &desc = picture_.desc, &first = clip_->picture.desc;
    fg::require(desc.width == first.width && desc.height == first.height, FG_E_CORRUPT, container.uri(), ": frame ", request.frame, " is ",
                desc.width, " x ", desc.height, " and does not match the clip's first frame of ", first.width, " x ", first.height);
    index_ = request.frame;
  }

  std::shared_ptr<const Clip> clip_;
  std::optional<int64_t> index_;
  JsonRecord values_;
  Picture picture_;
  std::unique_ptr<FrameCodec> codec_; // of the loaded frame, once a row of it was wanted
};

class McrawReader : public fg::Reader {
 public:
  McrawReader(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "an mcraw clip is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    report(host, files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = clip_->picture.refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = static_cast<int64_t>(clip_->container.frames().size());
    out.rate = rate_of(clip_->container.interval());
    out.row_granularity = clip_->picture.codec == band_codec ? 4 : 1;
    out.native = clip_->picture.desc;
    return out;
  }

  void metadata(const fg::Record& record) override {
    const auto& container = clip_->container;
    put_all(record, container.camera());
    record.put("mcraw.container.frames", static_cast<int64_t>(container.frames().size()));
    record.put("mcraw.container.firstTimestamp", container.frames().front().time, "ns");
    record.put("mcraw.container.lastTimestamp", container.frames().back().time, "ns");
    if (container.audio()) {
      record.put("mcraw.container.audioChunks", container.audio()->chunks);
      record.put("mcraw.container.audioStart", container.audio()->start_ms, "ms");
    }
    put_interval(record);
    put_all(record, clip_->first_frame); // which stands for the clip
  }
  void frame_metadata(const fg::Record& record) override {
    put_all(record, clip_->container.frame(record.frame()));
    put_interval(record); // the exposure has no angle without it
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  static void put_all(const fg::Record& record, const JsonRecord& from) {
    for (const auto& one : from.values()) record.put(one.key, one.value);
  }
  void put_interval(const fg::Record& record) const {
    if (clip_->container.interval() > 0) record.put("mcraw.container.interval", clip_->container.interval(), "ns");
  }

  void report(const fg::Host& host, const fg_job* job) const {
    const auto& container = clip_->container;
    const auto say = [&](int32_t severity, const char* code, const std::string& text) {
      host.report(job, severity, code, container.uri() + ": " + text);
    };
    for (const auto& problem : container.problems()) host.report(job, FG_SEVERITY_ERROR, "truncated", problem);
    const auto gaps = gaps_of(container);
    if (!gaps.empty()) say(FG_SEVERITY_WARNING, "dropped-frames", "by the frames' times the recorder dropped some before " + gaps);
    if (container.audio() && container.audio()->chunks > 0)
      say(FG_SEVERITY_INFO, "audio", fg::concat("it holds ", container.audio()->chunks, " blocks of sound (mcraw.extraData.audioSampleRate), which are not read"));
    if (!clip_->picture.refusal.empty()) return say(FG_SEVERITY_WARNING, "undecodable", clip_->picture.refusal);
    std::vector<Note> notes;
    (void)sensor_of(container.camera(), clip_->first_frame, notes);
    for (const auto& note : notes) say(note.severity, note.code, note.text);
  }

  std::shared_ptr<const Clip> clip_;
};

}  // namespace

int Format::probe(const fg::Probe& probe) { return probe.head.starts_with("MOTION ") && probe.head.has(0, 8) ? certain : 0; }

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return std::make_unique<McrawReader>(host, files);
}

}  // namespace mcraw
