// SPDX-License-Identifier: Apache-2.0
//
// One clip is one DNG or a sequence of them, a file a frame. Opening reads the first file's directories only; a lane
// opens the file of the frame it is asked for, and keeps it until it is asked for another.
#include "dng/clip.hpp"
#include "dng/tags.hpp"

#include "clip_tags.hpp"
#include "level_rows.hpp"
#include "raw_rows.hpp"
#include "sensor.hpp"

#include <algorithm>

namespace dng {
namespace {

struct Choices {
  bool opcodes = true, baseline_exposure = true;

  static Choices read(const fg::Values& parameters) {
    parameters.allow_only({"opcodes", "baseline_exposure"});
    return {is_apply(parameters, "opcodes"), is_apply(parameters, "baseline_exposure")};
  }
  static void describe(const fg::Parameters& out) {
    using namespace std::string_literals;
    out.put({.key = "opcodes", .label = "Opcode lists", .dflt = "apply"s,
             .choices = {{"apply", "as the camera's maker wants, but for lens distortion"}, {"ignore", "codes as recorded"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "baseline_exposure", .label = "BaselineExposure", .dflt = "apply"s,
             .choices = {{"apply", "as gain of the sensor"}, {"ignore", "no gain"}}});
  }
  [[nodiscard]] std::vector<std::pair<std::string, fg::Value>> effective() const {
    return {{"opcodes", std::string(opcodes ? "apply" : "ignore")}, {"baseline_exposure", std::string(baseline_exposure ? "apply" : "ignore")}};
  }

 private:
  static bool is_apply(const fg::Values& parameters, const char* key) {
    const auto text = parameters.text(key, "apply");
    fg::require(text == "apply" || text == "ignore", FG_E_UNSUPPORTED, key, " '", text, "' is unknown; known are apply, ignore");
    return text == "apply";
  }
};

struct Frame { // one file, read but for its pixels
  Frame(const fg::Host& host, const std::string& uri, const Dialect& dialect)
      : tiff(host, uri), tags(tiff), raw(describe_raw_image(tags, dialect)) {
    add_levels(tags, raw, sensor);
    add_colour(tags, raw, sensor);
    corrections = read_corrections(tags, raw);
  }
  Frame(const Frame&) = delete;
  // Must the reader itself apply the levels?
  [[nodiscard]] bool levels_rows(bool opcodes) const { return !sensor.levels.fit_sensor || (opcodes && corrections.any()); }

  TiffFile tiff;
  DngTags tags;
  RawImage raw;
  DngSensor sensor;
  Corrections corrections;
};

bool same_raster(const fg_image_desc& a, const fg_image_desc& b) {
  return a.width == b.width && a.height == b.height && a.layout == b.layout && a.sample == b.sample && a.bits == b.bits &&
         a.packing == b.packing && a.cfa_w == b.cfa_w && a.cfa_h == b.cfa_h && std::equal(a.cfa, a.cfa + 64, b.cfa) &&
         std::memcmp(&a.active, &b.active, sizeof a.active) == 0;
}

void check_window(const fg_image_desc& desc, const fg_rect& window) {
  fg::require(window.x == 0 && window.w == static_cast<int32_t>(desc.width) && window.y >= 0 && window.h >= 0 &&
                  int64_t{window.y} + window.h <= desc.height,
              FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
}

struct Clip { // what reader and lanes share; immutable
  fg::Host host;
  std::shared_ptr<const Dialect> dialect;
  std::vector<std::string> files;
  RawImage first;
  bool levels_rows[2]; // without and with opcodes; so for all frames

  [[nodiscard]] const std::string& file(int64_t frame) const {
    fg::require(frame >= 0 && static_cast<uint64_t>(frame) < files.size(), FG_E_OUT_OF_RANGE, "frame ", frame, " is not among the clip's ",
                files.size());
    return files[static_cast<size_t>(frame)];
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    const auto choices = Choices::read(request.parameters);
    const Frame& frame = load(request.frame);
    fg::FrameInfo out;
    out.desc = frame.raw.desc;
    out.sensor = frame.sensor.sensor;
    if (levels_rows(frame, choices)) out.desc = levelled(frame.raw.desc), set_levelled(*out.sensor);
    if (!choices.baseline_exposure) out.sensor->exposure_gain(1);
    out.timecode = timecode_of(frame.tags);
    out.effective = choices.effective();
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    const auto choices = Choices::read(request.parameters);
    const Frame& frame = load(request.frame);
    fg::require(frame.raw.refusal.empty(), FG_E_UNSUPPORTED, frame.tags.uri(), ": ", frame.raw.refusal);
    fg::require(!choices.opcodes || frame.corrections.refusal.empty(), FG_E_UNSUPPORTED, frame.tags.uri(), ": ", frame.corrections.refusal,
                "; set the decode parameter opcodes to ignore");
    check_window(frame.raw.desc, out.window);
    if (!levels_rows(frame, choices)) return read_recorded(request, frame, frame.raw, out);
    fg::require(frame.sensor.levels.sound, FG_E_CORRUPT, frame.tags.uri(), ": the white level is not above the black level");
    const auto plain = unpacked(frame.raw);
    const auto recorded = [&](const fg_image& rows) { read_recorded(request, frame, plain, rows); };
    const auto keep_on = [&] { return !clip_->host.cancelled(request.job); };
    level_rows(plain, frame.sensor, choices.opcodes ? frame.corrections : Corrections{}, recorded, out, keep_on);
  }

 private:
  void read_recorded(const fg::Request& request, const Frame& frame, const RawImage& raw, const fg_image& out) {
    if (coded_) coded_->read(clip_->host, request.job, out);
    else read_raw_rows(frame.tiff.file(), raw, out, scratch_);
  }
  bool levels_rows(const Frame& frame, const Choices& choices) const {
    const bool first = clip_->levels_rows[choices.opcodes];
    fg::require(first || !frame.levels_rows(choices.opcodes), FG_E_CORRUPT, frame.tags.uri(),
                ": its levels or opcodes ask for other samples than those of the clip's first frame");
    return first;
  }
  const Frame& load(int64_t index) {
    if (frame_ && index_ == index) return *frame_;
    coded_.reset(), frame_.reset();
    auto made = std::make_unique<Frame>(clip_->host, clip_->file(index), *clip_->dialect);
    fg::require(same_raster(made->raw.desc, clip_->first.desc), FG_E_CORRUPT, made->tags.uri(), ": frame ", index, " is ",
                made->raw.desc.width, " x ", made->raw.desc.height, " with ", made->raw.desc.bits, " bits and does not match the clip's first frame of ",
                clip_->first.desc.width, " x ", clip_->first.desc.height, " with ", clip_->first.desc.bits);
    frame_ = std::move(made), index_ = index;
    const auto& file = frame_->tiff.file();
    if (frame_->raw.own_codec) coded_ = clip_->dialect->rows(index, file, frame_->raw);
    else if (frame_->raw.compression == tag::jpeg) coded_ = std::make_unique<JpegRows>(file, frame_->raw);
    return *frame_;
  }

  std::shared_ptr<const Clip> clip_;
  std::unique_ptr<Frame> frame_;
  std::unique_ptr<CodedRows> coded_; // of that frame; empty: its samples are plain
  int64_t index_ = -1;
  std::vector<uint8_t> scratch_;
};

bool same(const fg::Value& a, const fg::Value& b) {
  if (a.index() != b.index()) return false;
  return std::visit([&](const auto& held) {
    using T = std::decay_t<decltype(held)>;
    const auto& other = std::get<T>(b);
    if constexpr (std::is_arithmetic_v<T>) return std::memcmp(&held, &other, sizeof held) == 0; // a NaN is itself
    else if constexpr (requires { held.data(); })
      return held.size() == other.size() &&
             (held.empty() || std::memcmp(held.data(), other.data(), held.size() * sizeof held[0]) == 0);
    else return std::memcmp(&held, &other, sizeof held) == 0;
  }, a);
}

// Where each file has its own, however alike the frames are.
bool always_per_frame(const std::string& key) { return key.ends_with(".TimeCodes") || key.ends_with(".FrameRate"); }

class DngReader : public fg::Reader {
 public:
  DngReader(const fg::Host& host, const fg::OpenFiles& files, std::shared_ptr<const Dialect> dialect) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const Frame first(host, files.files.front(), *dialect);
    clip_ = std::make_shared<Clip>(Clip{host, std::move(dialect), files.files, first.raw, {first.levels_rows(false), first.levels_rows(true)}});
    rate_ = frame_rate_of(first.tags), start_ = timecode_of(first.tags);
    std::vector<std::string> left_out;
    tags_ = all_tags(first.tags, *clip_->dialect, left_out);
    report(host, files.job, first, left_out);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = clip_->first.refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = static_cast<int64_t>(clip_->files.size());
    out.rate = rate_, out.start = start_;
    out.native = clip_->levels_rows[true] ? levelled(clip_->first.desc) : clip_->first.desc;
    return out;
  }

  void parameters(const fg::Parameters& out) override { Choices::describe(out); }

  void metadata(const fg::Record& record) override {
    for (const auto& tag : tags_) record.put(tag.key, tag.value, tag.unit);
  }

  // What differs from the clip's first frame, and always the time.
  void frame_metadata(const fg::Record& record) override {
    const TiffFile tiff(clip_->host, clip_->file(record.frame()));
    std::vector<std::string> left_out;
    for (const auto& tag : all_tags(DngTags(tiff), *clip_->dialect, left_out))
      if (always_per_frame(tag.key) || !is_of_clip(tag)) record.put(tag.key, tag.value, tag.unit);
  }

  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  static void report(const fg::Host& host, const fg_job* job, const Frame& first, const std::vector<std::string>& left_out) {
    for (const auto& problem : first.tiff.problems()) host.report(job, FG_SEVERITY_ERROR, "unreadable-directory", problem);
    for (const auto& value : left_out) host.report(job, FG_SEVERITY_WARNING, "value-left-out", value);
    if (!first.raw.refusal.empty()) host.report(job, FG_SEVERITY_WARNING, "undecodable", first.tags.uri() + ": " + first.raw.refusal);
    for (const auto* notes : {&first.sensor.notes, &first.corrections.notes})
      for (const auto& note : *notes) host.report(job, note.severity, note.code, first.tags.uri() + ": " + note.text);
    const uint64_t end = end_of_pixels(first.raw), size = first.tiff.file().size();
    if (end > size)
      host.report(job, FG_SEVERITY_ERROR, "truncated",
                  fg::concat(first.tags.uri(), ": its pixels reach to offset ", end, ", the file has ", size, " bytes; copy it again"));
  }

  bool is_of_clip(const TagValue& tag) const {
    return std::any_of(tags_.begin(), tags_.end(), [&](const TagValue& own) { return own.key == tag.key && same(own.value, tag.value); });
  }

  std::shared_ptr<const Clip> clip_;
  fg_rational rate_{0, 0};
  fg_timecode start_{-1, {0, 0}, 0, 0};
  std::vector<TagValue> tags_;
};

}  // namespace

std::unique_ptr<fg::Reader> open_clip(const fg::Host& host, const fg::OpenFiles& files, std::shared_ptr<const Dialect> dialect) {
  return std::make_unique<DngReader>(host, files, std::move(dialect));
}

}  // namespace dng
