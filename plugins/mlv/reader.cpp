// SPDX-License-Identifier: Apache-2.0
//
// One clip is .MLV, .M00 and on. Opening reads the header of every block and the blocks of the clip's own values; a lane reads a
// frame's pixels when they are asked for.
#include "block_fields.hpp"
#include "chunks.hpp"
#include "mlv.hpp"
#include "sensor.hpp"
#include "trim.hpp"

#include <filmgate/cpp/draft/lossless_jpeg.hpp>

#include <algorithm>
#include <map>

namespace mlv {
namespace {

constexpr int certain = 100;
constexpr std::string_view white_key = "white_balance";

struct Clip { // what reader and lanes share; immutable
  fg::Host host;
  Chunks chunks;
  std::optional<fg::Bytes> raw; // RAWI
  std::vector<std::pair<uint64_t, WhiteBalance>> balances; // by time
  Picture picture;

  Clip(const fg::Host& on, const std::vector<std::string>& uris) : host(on), chunks(on, uris) {
    std::optional<fg::Bytes> binning;
    for (const size_t place : chunks.values()) {
      const auto& block = chunks.blocks()[place];
      if (block.type == "RAWI" && !raw) raw.emplace(chunks.content(block));
      else if (block.type == "RAWC" && !binning) binning.emplace(chunks.content(block));
      else if (block.type == "WBAL") balances.emplace_back(block.time, white_balance_of(chunks.content(block).view()));
    }
    fg::require(raw.has_value(), FG_E_CORRUPT, chunks.uri(), ": has no RAWI block, so its pictures are not described");
    picture = picture_of(chunks.header(), raw->view(), binning);
  }
  // What holds at that time; the first one before any.
  [[nodiscard]] WhiteBalance balance(uint64_t time) const {
    if (balances.empty()) return {};
    const auto after = std::upper_bound(balances.begin(), balances.end(), time, [](uint64_t t, const auto& one) { return t < one.first; });
    return after == balances.begin() ? balances.front().second : std::prev(after)->second;
  }
};

std::string whites_of(const fg::Values& parameters) {
  const auto out = parameters.text(white_key, "kelvin");
  fg::require(out == "kelvin" || out == "gains", FG_E_INVALID_ARGUMENT, white_key, " is kelvin or gains, not ", out);
  return out;
}

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({white_key});
    const auto whites = whites_of(request.parameters);
    const auto* found = clip_->chunks.frame(request.frame);
    fg::FrameInfo out;
    out.desc = clip_->picture.desc;
    if (!found) {
      out.state = FG_FRAME_DROPPED;
      return out;
    }
    out.sensor = sensor_of(clip_->picture, clip_->raw->view(), clip_->balance(clip_->chunks.blocks()[found->block].time), whites);
    out.effective = {{std::string(white_key), whites}};
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    request.parameters.allow_only({white_key});
    const auto& picture = clip_->picture;
    const auto& chunks = clip_->chunks;
    fg::require(picture.refusal.empty(), FG_E_UNSUPPORTED, chunks.uri(), ": ", picture.refusal);
    const auto* found = chunks.frame(request.frame);
    fg::require(found != nullptr, FG_E_DROPPED_FRAME, chunks.uri(), ": frame ", request.frame, " was dropped by the camera");
    const auto& window = out.window;
    const auto height = static_cast<int64_t>(picture.desc.height);
    fg::require(window.x == 0 && window.w == static_cast<int32_t>(picture.desc.width) && window.y >= 0 && window.h >= 0 && int64_t{window.y} + window.h <= height,
                FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
    if (picture.coding == Coding::packed) copy_rows(*found, out);
    else jpeg_rows(request.frame, *found, out);
  }

 private:
  const fg::File& file_of(const Frame& frame) const { return clip_->chunks.file(clip_->chunks.blocks()[frame.block].file); }

  void copy_rows(const Frame& frame, const fg_image& out) const {
    const auto& file = file_of(frame);
    const uint64_t row = fg::recorded_row_bytes(clip_->picture.desc);
    fg::require(frame.size >= row * clip_->picture.desc.height, FG_E_TRUNCATED, file.uri(), ": offset ", frame.offset, ": a picture of ", frame.size,
                " bytes, ", row * clip_->picture.desc.height, " are needed");
    const auto first = static_cast<uint64_t>(out.window.y), rows = static_cast<uint64_t>(out.window.h);
    if (rows > 0 && out.plane[0].row_stride == static_cast<int64_t>(row))
      return file.read_into(frame.offset + first * row, fg::row_bytes(out, out.window.y, row * rows));
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      file.read_into(frame.offset + static_cast<uint64_t>(y) * row, fg::row_bytes(out, y, row));
  }

  // The samples of the JPEG, in the order of its lines, are those of the picture in the order of its rows.
  void jpeg_rows(int64_t index, const Frame& frame, const fg_image& out) {
    if (index != decoded_) {
      decoded_ = -1;
      fg::draft::LosslessJpeg jpeg(fg::draft::piece_of(file_of(frame), frame.offset, frame.size));
      const auto& header = jpeg.header();
      const auto& desc = clip_->picture.desc;
      const uint64_t line = header.row_samples(), wanted = uint64_t{desc.width} * desc.height;
      fg::require(line * header.lines == wanted, FG_E_CORRUPT, file_of(frame).uri(), ": offset ", frame.offset, ": a JPEG of ", line * header.lines,
                  " samples, the picture has ", wanted);
      samples_.resize(wanted);
      for (uint64_t i = 0; i < header.lines; ++i) jpeg.next_line(samples_.data() + i * line);
      decoded_ = index;
    }
    const uint64_t width = clip_->picture.desc.width;
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
      const auto row = fg::row_bytes(out, y, width * 2);
      std::memcpy(row.data(), samples_.data() + static_cast<uint64_t>(y) * width, row.size());
    }
  }

  std::shared_ptr<const Clip> clip_;
  std::vector<uint16_t> samples_; // of the frame decoded_
  int64_t decoded_ = -1;
};

class MlvReader : public fg::Reader, public fg::Trimmer {
 public:
  MlvReader(const fg::Host& host, const fg::OpenFiles& files) : clip_(std::make_shared<const Clip>(host, files.files)) {
    for (const auto& problem : clip_->chunks.problems()) host.report(files.job, FG_SEVERITY_ERROR, "damaged", problem);
    if (!clip_->picture.refusal.empty()) host.report(files.job, FG_SEVERITY_WARNING, "undecodable", clip_->chunks.uri() + ": " + clip_->picture.refusal);
    report_dropped(host, files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (clip_->picture.refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u);
    out.frame_count = clip_->chunks.frame_count();
    out.rate = clip_->chunks.header().rate;
    out.native = clip_->picture.desc;
    return out;
  }

  void parameters(const fg::Parameters& out) override {
    out.put({.key = white_key.data(),
             .label = "What the white balance is taken from",
             .dflt = std::string("kelvin"),
             .choices = {{"kelvin", "The recorded temperature, through the camera's matrix"}, {"gains", "The recorded gains"}},
             .flags = FG_PARAM_CHANGES_OUTPUT});
  }

  // The first of each kind stands for the clip.
  void metadata(const fg::Record& record) override {
    const auto& chunks = clip_->chunks;
    put(record, chunks.blocks().front());
    std::map<std::string, size_t> first;
    for (const size_t place : chunks.values()) first.try_emplace(chunks.blocks()[place].type, place);
    for (const auto& [type, place] : first) put(record, chunks.blocks()[place]);
    record.put("mlv.frames", chunks.frame_count());
    record.put("mlv.firstFrame", chunks.first_number());
  }
  // The last of each kind up to the frame's time.
  void frame_metadata(const fg::Record& record) override {
    const auto& chunks = clip_->chunks;
    const auto* frame = chunks.frame(record.frame());
    if (!frame) return;
    const auto time = chunks.blocks()[frame->block].time;
    std::map<std::string, size_t> last;
    for (const size_t place : chunks.values()) {
      if (chunks.blocks()[place].time > time) break;
      last[chunks.blocks()[place].type] = place;
    }
    for (const auto& [type, place] : last)
      if (type == "EXPO" || type == "LENS" || type == "WBAL" || type == "ELVL") put(record, chunks.blocks()[place]);
    record.put("mlv.VIDF.frameNumber", frame->number);
    record.put("mlv.VIDF.timestamp", static_cast<int64_t>(std::min<uint64_t>(time, INT64_MAX)), "us");
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override { trim_clip(clip_->chunks, frames, out); }

 private:
  void put(const fg::Record& record, const Block& block) const {
    for (const auto& one : values_of(block.type, clip_->chunks.content(block).view())) record.put(one.key, one.value, one.unit.empty() ? nullptr : one.unit.c_str());
  }
  void report_dropped(const fg::Host& host, const fg_job* job) const {
    const auto& chunks = clip_->chunks;
    if (const auto dropped = chunks.dropped_count(); dropped > 0) host.report(job, FG_SEVERITY_WARNING, "dropped-frames", fg::concat(chunks.uri(), ": the camera dropped ", dropped, " of ", chunks.frame_count(), " frames"));
  }

  std::shared_ptr<const Clip> clip_;
};

}  // namespace

int Format::probe(const fg::Probe& probe) { return probe.head.starts_with("MLVI") && probe.head.has(0, 16) && probe.head.text(8, 1) == "v" ? certain : 0; }

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "an MLV clip needs a file");
  return std::make_unique<MlvReader>(host, files);
}

}  // namespace mlv
