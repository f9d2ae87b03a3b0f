// SPDX-License-Identifier: Apache-2.0
//
// One clip is one .cine. Opening reads headers only; the place, time, exposure and timecode of an image are read when it is
// asked for, so a file of a million images opens as fast as one of ten.
#include "p10_table.hpp"
#include "phantom.hpp"
#include "setup_fields.hpp"
#include "trim.hpp"

#include <algorithm>
#include <cmath>

namespace phantom {
namespace {

constexpr int certain = 100;

struct Clip { // what reader and lanes share; immutable
  fg::Host host;
  CineFile cine;
  Picture picture;
  fg_rational timecode_rate{0, 0};

  Clip(const fg::Host& on, const std::string& uri) : host(on), cine(on, uri), picture(describe_picture(cine)) {
    const auto rate = reals_field(cine.setup(), "fTcRate");
    if (!rate.empty()) timecode_rate = rate_of(rate[0]);
  }
  [[nodiscard]] fg_timecode timecode(int64_t frame) const {
    const auto recorded = cine.entry(block_timecodes, frame, 8);
    return recorded ? timecode_of(recorded->view().bytes(), timecode_rate) : fg_timecode{-1, {0, 0}, 0, 0};
  }
};

fg::Sensor sensor_of(const Clip& clip) {
  const auto& setup = clip.cine.setup();
  fg::Sensor out;
  out.exposure_gain(1.0);
  if (clip.picture.packed_10) {
    out.black_level(p10_linear_black).white_level(p10_linear_white);
    out.linear = p10_to_linear.data();
    out.linear_count = static_cast<uint32_t>(p10_to_linear.size());
    out.has |= FG_SENSOR_LINEAR;
  } else {
    const auto black = integer_field(setup, "BlackLevel"), white = integer_field(setup, "WhiteLevel");
    const int64_t highest = (int64_t{1} << clip.picture.desc.bits) - 1;
    const bool stated = black && white && *black >= 0 && *white > *black && *white <= highest;
    out.black_level(stated ? static_cast<double>(*black) : 0).white_level(static_cast<double>(stated ? *white : highest));
  }
  if (clip.picture.desc.layout != FG_LAYOUT_CFA) return out;
  const auto gains = reals_field(setup, "WBGain"); // red and blue of the first head, over green
  const auto sound = [](double gain) { return std::isfinite(gain) && gain > 0.01 && gain < 100; };
  if (gains.size() >= 2 && sound(gains[0]) && sound(gains[1])) {
    const double red = 1 / gains[0], blue = 1 / gains[1], largest = std::max({red, 1.0, blue});
    out.neutral_rgb(red / largest, 1 / largest, blue / largest);
  }
  return out;
}

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)), sensor_(sensor_of(*clip_)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    (void)place(request);
    fg::FrameInfo out;
    out.desc = clip_->picture.desc;
    out.sensor = sensor_;
    out.timecode = clip_->timecode(request.frame);
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    const auto& picture = clip_->picture;
    const auto& cine = clip_->cine;
    fg::require(picture.refusal.empty(), FG_E_UNSUPPORTED, cine.uri(), ": ", picture.refusal);
    const auto pixels = place(request);
    const auto height = static_cast<int64_t>(picture.desc.height), first = int64_t{out.window.y}, rows = int64_t{out.window.h};
    fg::require(out.window.x == 0 && out.window.w == static_cast<int32_t>(picture.desc.width) && first >= 0 && rows >= 0 && first + rows <= height,
                FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
    if (rows == 0) return;
    const uint64_t from = static_cast<uint64_t>(picture.bottom_up ? height - first - rows : first) * picture.stride;
    const uint64_t bytes = static_cast<uint64_t>(rows) * picture.stride;
    if (!picture.bottom_up && picture.stride == picture.row_bytes && out.plane[0].row_stride == static_cast<int64_t>(picture.row_bytes))
      return cine.file().read_into(pixels.offset + from, fg::row_bytes(out, out.window.y, bytes));
    scratch_.resize(std::max<size_t>(scratch_.size(), bytes)); // no more than the frame has, see place()
    cine.file().read_into(pixels.offset + from, std::span(scratch_).first(bytes));
    for (int64_t i = 0; i < rows; ++i) {
      const auto stored = static_cast<uint64_t>(picture.bottom_up ? rows - 1 - i : i) * picture.stride;
      std::copy_n(scratch_.begin() + static_cast<ptrdiff_t>(stored), picture.row_bytes,
                  fg::row_bytes(out, out.window.y + static_cast<int32_t>(i), picture.row_bytes).begin());
    }
  }

 private:
  ImagePlace place(const fg::Request& request) {
    request.parameters.allow_only({});
    if (place_ && request.frame == frame_) return *place_;
    const auto found = clip_->cine.image(request.frame);
    const uint64_t needed = clip_->picture.stride * clip_->picture.desc.height;
    fg::require(!clip_->picture.refusal.empty() || found.size >= needed, FG_E_CORRUPT, clip_->cine.uri(), ": offset ", found.offset, ": frame ",
                request.frame, " has ", found.size, " bytes of pixels, ", needed, " are needed");
    frame_ = request.frame, place_ = found;
    return found;
  }

  std::shared_ptr<const Clip> clip_;
  fg::Sensor sensor_;
  int64_t frame_ = 0;
  std::optional<ImagePlace> place_; // of that frame
  std::vector<uint8_t> scratch_;
};

class CineReader : public fg::Reader, public fg::Trimmer {
 public:
  CineReader(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a cine clip is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    report(files.job);
  }

  fg::ClipInfo clip() override {
    const auto& setup = clip_->cine.setup();
    fg::ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (clip_->picture.refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u);
    out.frame_count = clip_->cine.image_count();
    const auto playback = reals_field(setup, "fPbRate");
    if (!playback.empty()) out.rate = rate_of(playback[0]);
    if (const auto captured = integer_field(setup, "FrameRate"); captured && *captured > 0) out.capture_rate = {*captured, 1};
    out.start = clip_->timecode(0);
    out.native = clip_->picture.desc;
    return out;
  }

  void metadata(const fg::Record& record) override {
    for (const auto& field : all_fields(clip_->cine)) record.put(field.key, field.value, field.unit);
    put_frame(record, 0);
  }
  void frame_metadata(const fg::Record& record) override {
    fg::require(record.frame() < clip_->cine.image_count(), FG_E_OUT_OF_RANGE, "frame ", record.frame(), " is not in the clip");
    put_frame(record, record.frame());
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override { trim_cine(clip_->cine, frames, out); }

 private:
  // The image's own values; those of the first stand for the clip.
  void put_frame(const fg::Record& record, int64_t frame) const {
    const auto& cine = clip_->cine;
    record.put("phantom.ImageNo", cine.first_image() + frame);
    if (const auto time = cine.entry(block_times, frame, 8))
      record.put("phantom.FrameTime", fg::Value(std::vector<int64_t>{time->view().u32le(0), time->view().u32le(4)}));
    if (const auto exposure = cine.entry(block_exposures, frame, 4))
      record.put("phantom.FrameExposure", fg::Value(fg_rational{exposure->view().u32le(0), int64_t{1} << 32}), "s");
    const auto digits = cine.entry(block_timecodes, frame, 8);
    if (!digits) return;
    const auto bytes = digits->view().bytes();
    record.put("phantom.FrameTC", fg::Value(std::vector<uint8_t>(bytes.begin(), bytes.end())));
    const auto rate = reals_field(cine.setup(), "fTcRate");
    if (record.frame() >= 0 && !rate.empty()) record.put("phantom.fTcRate", rate[0], "1/s"); // the digits mean nothing without it
  }

  void report(const fg_job* job) const {
    const auto& host = clip_->host;
    const auto& cine = clip_->cine;
    const auto& picture = clip_->picture;
    const auto say = [&](int32_t severity, const char* code, const std::string& text) { host.report(job, severity, code, cine.uri() + ": " + text); };
    for (const auto& problem : cine.problems()) host.report(job, FG_SEVERITY_ERROR, "truncated", problem);
    if (!picture.refusal.empty()) return say(FG_SEVERITY_WARNING, "undecodable", picture.refusal);
    if (cine.image_count() > 0) try {
      (void)cine.image(cine.image_count() - 1);
    } catch (const fg::Failure& failure) {
      host.report(job, FG_SEVERITY_ERROR, "truncated", failure.what());
    }
    if (picture.desc.layout == FG_LAYOUT_CFA)
      say(FG_SEVERITY_INFO, "no-colour-matrix", "its matrix leads to a camera RGB that is not published; only colourspace=camera can be made");
    if (integer_field(cine.setup(), "Rotate").value_or(0) != 0)
      say(FG_SEVERITY_INFO, "rotation", "the camera asks for a rotation (phantom.Rotate), which is not applied");
  }

  std::shared_ptr<const Clip> clip_;
};

}  // namespace

int Format::probe(const fg::Probe& probe) {
  const auto& head = probe.head;
  const bool named = head.starts_with(std::string_view("CI\x2c\0", 4)) && head.has(0, 44) && head.u16le(4) <= 2 && head.u16le(6) <= 16;
  return named && head.u32le(24) < probe.file_size && head.u32le(28) < probe.file_size ? certain : 0;
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return std::make_unique<CineReader>(host, files);
}

}  // namespace phantom
