// SPDX-License-Identifier: Apache-2.0
//
// One clip is all its segments. Opening reads headers and the index of frames; a frame's tags and picture are read when they
// are asked for.
#include "clip_parts.hpp"
#include "clock.hpp"
#include "mosaic.hpp"
#include "red.hpp"
#include "segment_trim.hpp"
#include "sidecar.hpp"
#include "tag_names.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>

namespace red {
namespace {

constexpr int certain = 100;
constexpr uint64_t extension_data = 4096, imu_sample_bytes = 20, most_text = 1 << 20, frame_time = 64;

struct Clip { // what reader and lanes share; immutable
  fg::Host host;
  ClipParts parts;
  fg::ImageDesc desc;
  std::string refusal; // why no picture can be decoded; empty: they can

  Clip(const fg::Host& on, const std::vector<std::string>& uris) : host(on), parts(on, uris) {
    const auto& file = parts.first();
    desc.size(file.width(), file.height());
    refusal = reason_to_refuse();
    desc.samples(FG_SAMPLE_U16, file.wavelet() ? 16 : code_bits).bayer("GBRG"); // of the wavelet: what its cameras' data sheets say
    if (refusal.empty()) desc.encoding = "linear.camera";
  }

 private:
  [[nodiscard]] std::string reason_to_refuse() const {
    const auto& file = parts.first();
    if (file.wavelet()) return "its pictures are of RED's own wavelet, which is not published; decoding needs the RED SDK plugin";
    if (file.width() % 2 != 0 || file.height() % 2 != 0 || uint64_t{file.width()} * file.height() > most_pixels)
      return fg::concat("pictures of ", file.width(), " x ", file.height(), " pixels are none of a RED ONE");
    if (file.frame_count() > 0) try {
      (void)file.codestream(0);
    } catch (const fg::Failure& failure) {
      if (failure.status() == FG_E_UNSUPPORTED) return failure.what();
    }
    return "";
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {
    sensor_.black_level(0).white_level(linear_white).exposure_gain(1);
    sensor_.linear = code_to_linear().data();
    sensor_.linear_count = static_cast<uint32_t>(code_to_linear().size());
    sensor_.has |= FG_SENSOR_LINEAR;
  }

  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    const auto& part = clip_->parts.part_of(request.frame);
    fg::FrameInfo out;
    out.desc = clip_->desc;
    if (clip_->refusal.empty()) out.sensor = sensor_;
    out.timecode = later(clip_->parts.start(), request.frame);
    if (!part.file) out.state = FG_FRAME_MISSING;
    else (void)part.file->frame(request.frame - part.first);
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    request.parameters.allow_only({});
    const auto& desc = clip_->desc;
    const auto& part = clip_->parts.part_of(request.frame);
    fg::require(clip_->refusal.empty(), FG_E_UNSUPPORTED, part.uri, ": ", clip_->refusal);
    fg::require(part.file != nullptr, part.absent ? FG_E_MISSING_SEGMENT : FG_E_CORRUPT, "frame ", request.frame, ": ", part.why);
    const int64_t first = out.window.y, rows = out.window.h;
    fg::require(out.window.x == 0 && out.window.w == static_cast<int32_t>(desc.width) && first >= 0 && rows >= 0 && first + rows <= int64_t{desc.height},
                FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
    decode(part, request.frame);
    const uint64_t row_bytes = uint64_t{desc.width} * 2;
    for (int64_t y = first; y < first + rows; ++y) {
      const auto row = fg::row_bytes(out, static_cast<int32_t>(y), row_bytes);
      std::memcpy(row.data(), mosaic_.data() + static_cast<uint64_t>(y) * desc.width, row_bytes);
    }
  }

 private:
  // Bands of one frame come one after another: its picture is kept until another frame is wanted.
  void decode(const ClipPart& part, int64_t frame) {
    if (frame == decoded_) return;
    decoded_ = -1;
    const auto codestream = part.file->codestream(frame - part.first);
    const auto about = fg::concat(part.uri, ": offset ", codestream.view().base(), ": frame ", frame);
    const auto& desc = clip_->desc;
    mosaic_ = mosaic_of(decode_codestream(codestream.view(), desc.width / 2, desc.height / 2, about), desc.width, desc.height);
    decoded_ = frame;
  }

  std::shared_ptr<const Clip> clip_;
  fg::Sensor sensor_;
  std::vector<uint16_t> mosaic_;
  int64_t decoded_ = -1;
};

class R3dReader : public fg::Reader, public fg::Trimmer {
 public:
  R3dReader(const fg::Host& host, const fg::OpenFiles& files) : clip_(std::make_shared<const Clip>(host, files.files)), sidecars_(files.sidecars), given_(static_cast<uint32_t>(files.files.size())) {
    report(files.job);
    for (const auto& uri : files.sidecars) try {
      const auto values = read_sidecar(host.open(uri));
      sidecar_.insert(sidecar_.end(), values.begin(), values.end());
    } catch (const fg::Failure& failure) {
      host.report(files.job, FG_SEVERITY_ERROR, "unreadable-sidecar", failure.what());
    }
  }

  fg::ClipInfo clip() override {
    const auto& file = clip_->parts.first();
    fg::ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (clip_->refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u);
    out.frame_count = clip_->parts.frame_count();
    out.rate = file.rate();
    const auto* recorded = file.directory().find(0x066);
    if (const auto* rate = recorded ? std::get_if<double>(recorded) : nullptr) out.capture_rate = rate_of(*rate);
    out.start = clip_->parts.start();
    out.segments_found = clip_->parts.found();
    out.segments_expected = static_cast<uint32_t>(clip_->parts.parts().size());
    out.native = clip_->desc;
    return out;
  }

  void files(const fg::Files& out) override {
    for (const auto& part : clip_->parts.parts())
      if (part.absent) out.put(FG_FILE_ESSENCE, part.uri, false);
  }

  void metadata(const fg::Record& record) override {
    const auto& file = clip_->parts.first();
    record.put("red.RedcodeVersion", int64_t{file.wavelet() ? 2 : 1});
    record.put("red.Width", file.width(), "px");
    record.put("red.Height", file.height(), "px");
    if (file.rate().num > 0) record.put("red.FrameRate", fg::Value(file.rate()), "1/s");
    if (!file.wavelet()) put_red1(file, record);
    put(record, file.directory());
    put_first_frame(file, record);
    for (const auto& part : clip_->parts.parts())
      if (part.file) put_extensions(*part.file, record);
    for (const auto& [key, value] : sidecar_) record.put(key, value);
  }

  void frame_metadata(const fg::Record& record) override {
    const auto& part = clip_->parts.part_of(record.frame());
    fg::require(part.file != nullptr, part.absent ? FG_E_MISSING_SEGMENT : FG_E_CORRUPT, "frame ", record.frame(), ": ", part.why);
    const auto head = part.file->frame_head(record.frame() - part.first);
    if (part.file->wavelet() && head.view().has(frame_time, 8)) record.put("red.FrameTime", static_cast<int64_t>(head.view().u64be(frame_time)), "us");
    if (!part.file->wavelet() && head.view().has(8, 8)) {
      record.put("red.FrameTime", head.view().u32be(8));
      record.put("red.FrameNumber", head.view().u32be(12));
    }
    if (const auto directory = part.file->frame_directory(head)) put(record, *directory);
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }
  fg::FrameSpan widen(fg::FrameSpan wanted) override { return whole_segments(clip_->parts, wanted); }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override {
    std::vector<SidecarFile> sidecars;
    for (const auto& uri : sidecars_) sidecars.push_back({uri, clip_->host.open(uri).size()});
    trim_segments(clip_->parts, frames, given_, sidecars, out);
  }

 private:
  static void put(const fg::Record& record, const Directory& directory) {
    for (const auto& tag : directory.tags) record.put(key_of(tag.number), tag.value, unit_of(tag.number));
  }

  static void put_red1(const SegmentFile& file, const fg::Record& record) {
    const auto header = file.header();
    record.put("red.TimeScale", header.u32be(12));
    record.put("red.FileNumber", header.u32be(16));
    record.put("red.AudioChannels", header.u8(66));
    record.put("red.HeaderFileName", fg::draft::verbatim(header.text(67, std::min<uint64_t>(257, header.size() - 67))));
  }

  // What only frames state, as the first of them does.
  static void put_first_frame(const SegmentFile& file, const fg::Record& record) {
    if (file.frame_count() == 0) return;
    try {
      const auto directory = file.frame_directory(file.frame_head(0));
      if (!directory) return;
      for (const auto& tag : directory->tags)
        if (!file.directory().find(tag.number & 0x0FFF)) record.put(key_of(tag.number), tag.value, unit_of(tag.number));
    } catch (const fg::Failure& failure) {
      if (failure.status() == FG_E_STOPPED) throw; // a cut frame is reported when the clip is opened
    }
  }

  static void put_extensions(const SegmentFile& file, const fg::Record& record) {
    int64_t samples = 0;
    for (const auto& place : file.extensions()) {
      const auto head = file.read(place, 0, 8);
      if (head.view().starts_with("RDX\x02", 4)) samples += static_cast<int64_t>(place.bytes > extension_data ? (place.bytes - extension_data) / imu_sample_bytes : 0);
      if (!head.view().starts_with("RDX\x01", 4)) continue;
      const auto text = file.read(place, extension_data, most_text);
      record.put("red.ExtensionText", fg::draft::verbatim(text.view().text(0, text.size())));
    }
    if (samples > 0) record.put("red.MotionSamples", samples);
  }

  void report(const fg_job* job) const {
    const auto& [host, parts, desc, refusal] = *clip_;
    for (const auto& problem : parts.problems()) host.report(job, FG_SEVERITY_ERROR, problem.code, problem.text);
    for (const auto& part : parts.parts()) {
      if (!part.file) continue;
      for (const auto& problem : part.file->problems()) host.report(job, FG_SEVERITY_ERROR, "truncated", problem);
    }
    const auto& uri = parts.first().uri();
    if (!refusal.empty()) return host.report(job, FG_SEVERITY_WARNING, "undecodable", uri + ": " + refusal);
    host.report(job, FG_SEVERITY_INFO, "no-colour-matrix", uri + ": no matrix of its camera RGB is published; only colourspace=camera can be made");
  }

  std::shared_ptr<const Clip> clip_;
  std::vector<std::string> sidecars_;
  uint32_t given_; // files, before the sidecars
  std::vector<SidecarValue> sidecar_;
};

}  // namespace

int Format::probe(const fg::Probe& probe) {
  const auto& head = probe.head;
  const bool one = head.starts_with("RED1", 4), two = head.starts_with("RED2", 4);
  return (one || two) && head.u32be(0) >= 68 && head.u32be(0) <= probe.file_size && head.u32be(0) <= 1 << 20 ? certain : 0;
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) { return std::make_unique<R3dReader>(host, files); }

}  // namespace red
