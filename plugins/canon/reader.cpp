// SPDX-License-Identifier: Apache-2.0
//
// One clip is one .CR3 or .CRM. Opening reads boxes, TIFFs and the first frame's timed metadata; a frame's own and its picture are
// read when they are asked for.
#include "canon.hpp"
#include "crx_picture.hpp"
#include "frame_records.hpp"
#include "movie.hpp"
#include "sensor.hpp"

#include <filmgate/cpp/draft/shared_pictures.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

namespace canon {
namespace {

constexpr int certain = 100;
constexpr uint64_t most_coded = 512u << 20;

// The last one of that name: later records of a frame are the more exact ones.
const fg::Value* find(const NamedValues& values, std::string_view key) {
  const auto at = std::find_if(values.rbegin(), values.rend(), [&](const NamedValue& value) { return value.key == key; });
  return at == values.rend() ? nullptr : &at->value;
}
std::string text_of(const NamedValues& values, std::string_view key) {
  const auto* value = find(values, key);
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return text ? *text : "";
}

fg_timecode start_of(const Movie& movie) {
  try {
    return movie.timecode(0);
  } catch (const fg::Failure&) { // the frame says so when it is asked for
    return {-1, {0, 0}, 0, 0};
  }
}

struct Clip { // what reader and lanes share; immutable but for the pictures, which lock themselves
  Movie movie;
  FrameRecords first; // of the first frame
  bool cinema;        // Cinema RAW Light, whose samples are no linear light
  std::string refusal;
  fg::ImageDesc desc;
  std::optional<std::array<double, 9>> matrix;
  mutable fg::draft::SharedPictures<CrxPicture> pictures;

  Clip(const fg::Host& host, const std::string& uri) : movie(host, uri) {
    try {
      first = read_frame_records(movie.timed_metadata(0).view());
    } catch (const fg::Failure& failure) {
      first.problems.emplace_back(failure.what());
    }
    cinema = text_of(movie.values(), "CompressorVersion").starts_with("CanonCRM");
    refusal = reason_to_refuse(*movie.raw().picture);
    desc = picture_of(movie.raw(), !cinema);
    if (!cinema && refusal.empty()) matrix = daylight_matrix_of(text_of(movie.values(), "Make"), text_of(movie.values(), "Model"));
  }
  [[nodiscard]] std::optional<ColorData> colour(const NamedValues& frame) const {
    const auto* own = find(frame, "frame.maker.ColorData");
    const auto* data = own ? own : find(movie.values(), "maker.ColorData");
    return data ? color_data_of(*data) : std::nullopt;
  }
  [[nodiscard]] std::shared_ptr<const CrxPicture> picture(int64_t frame) const {
    return pictures.get(frame, [&] {
      const auto sample = movie.picture_sample(frame);
      fg::require(sample.bytes <= most_coded, FG_E_CORRUPT, movie.uri(), ": offset ", sample.offset, ": a coded picture of ", sample.bytes,
                  " bytes");
      const auto coded = movie.file().read(sample.offset, sample.bytes);
      check_coded(*movie.raw().picture, coded.view());
      return std::make_shared<const CrxPicture>(*movie.raw().picture, coded.view());
    });
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    (void)clip_->movie.picture_sample(request.frame);
    const auto records = read_frame_records(clip_->movie.timed_metadata(request.frame).view());
    fg::FrameInfo out;
    out.desc = clip_->desc;
    out.sensor = sensor_of(clip_->desc, clip_->colour(records.values), clip_->matrix);
    out.timecode = clip_->movie.timecode(request.frame);
    return out;
  }

  void decode_rows(const fg::Request& request, const fg_image& out) override {
    request.parameters.allow_only({});
    const auto& desc = clip_->desc;
    fg::require(clip_->refusal.empty(), FG_E_UNSUPPORTED, clip_->movie.uri(), ": ", clip_->refusal);
    const int64_t first = out.window.y, rows = out.window.h;
    fg::require(out.window.x == 0 && out.window.w == static_cast<int32_t>(desc.width) && first >= 0 && rows >= 0 &&
                    first + rows <= int64_t{desc.height},
                FG_E_INVALID_ARGUMENT, "the window does not span rows of the raster");
    if (request.frame != held_) picture_.reset(), picture_ = clip_->picture(request.frame), held_ = request.frame;
    for (int64_t y = first; y < first + rows; ++y) {
      const auto samples = picture_->row(static_cast<uint32_t>(y));
      const auto row = fg::row_bytes(out, static_cast<int32_t>(y), samples.size_bytes());
      std::memcpy(row.data(), samples.data(), samples.size_bytes());
    }
  }

 private:
  std::shared_ptr<const Clip> clip_;
  std::shared_ptr<const CrxPicture> picture_;
  int64_t held_ = -1;
};

class CanonReader : public fg::Reader {
 public:
  CanonReader(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a clip of Canon's is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    report(host, files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = clip_->refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = clip_->movie.frame_count();
    out.rate = clip_->movie.rate();
    out.start = start_of(clip_->movie);
    out.native = clip_->desc;
    return out;
  }

  void metadata(const fg::Record& record) override {
    const auto& movie = clip_->movie;
    put(record, movie.values());
    const auto& tracks = movie.tracks();
    for (size_t i = 0; i < tracks.size(); ++i) put_track(record, tracks[i], fg::concat("canon.track.", i + 1, "."));
    const auto& picture = *movie.raw().picture;
    record.put("canon.codec.Version", picture.version);
    record.put("canon.codec.BitsPerSample", picture.bits);
    record.put("canon.codec.Planes", picture.planes);
    record.put("canon.codec.Mosaic", picture.mosaic);
    record.put("canon.codec.Encoding", picture.encoding);
    record.put("canon.codec.WaveletLevels", picture.levels);
    record.put("canon.codec.TileWidth", picture.tile_width, "px");
    record.put("canon.codec.TileHeight", picture.tile_height, "px");
    if (picture.median_bits > 0) record.put("canon.codec.MedianBits", picture.median_bits);
    if (movie.rate().num > 0) record.put("canon.FrameRate", fg::Value(movie.rate()), "1/s");
    put(record, clip_->first.values); // the first frame's stand for the clip
    put_timecode(record, 0);
  }
  void frame_metadata(const fg::Record& record) override {
    const auto records = read_frame_records(clip_->movie.timed_metadata(record.frame()).view());
    put(record, records.values);
    put_timecode(record, record.frame());
    fg::require(records.problems.empty(), FG_E_CORRUPT, records.problems.empty() ? "" : records.problems.front());
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  static void put(const fg::Record& record, const NamedValues& values) {
    for (const auto& value : values) record.put("canon." + value.key, value.value, value.unit);
  }
  void put_timecode(const fg::Record& record, int64_t frame) const try {
    const auto timecode = clip_->movie.timecode(frame);
    if (timecode.frame >= 0) record.put(frame == 0 && record.frame() < 0 ? "canon.Timecode" : "canon.frame.Timecode", fg::Value(timecode));
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_STOPPED) throw;
  }
  static void put_track(const fg::Record& record, const Track& track, const std::string& prefix) {
    record.put(prefix + "Handler", fg::draft::verbatim(track.handler));
    record.put(prefix + "Format", fg::draft::verbatim(track.format));
    if (!track.coding.empty()) record.put(prefix + "Coding", fg::Value(track.coding));
    if (track.width > 0) record.put(prefix + "Width", track.width, "px"), record.put(prefix + "Height", track.height, "px");
    if (track.picture)
      record.put(prefix + "CodedWidth", track.picture->width, "px"), record.put(prefix + "CodedHeight", track.picture->height, "px");
    if (!track.areas.empty()) record.put(prefix + "Areas", fg::Value(std::vector<int64_t>(track.areas.begin(), track.areas.end())));
    if (track.samples) record.put(prefix + "Samples", static_cast<int64_t>(track.samples->count()));
  }

  void report(const fg::Host& host, const fg_job* job) const {
    const auto& [movie, first, cinema, refusal, desc, matrix, pictures] = *clip_;
    for (const auto& problem : movie.problems()) host.report(job, FG_SEVERITY_ERROR, "unreadable-box", problem);
    for (const auto& problem : first.problems) host.report(job, FG_SEVERITY_ERROR, "unreadable-metadata", problem, 0);
    try {
      for (int64_t frame = 0; frame < movie.frame_count(); ++frame) (void)movie.picture_sample(frame);
    } catch (const fg::Failure& failure) {
      host.report(job, FG_SEVERITY_ERROR, "truncated", failure.what() + std::string("; copy it again"));
    }
    if (!refusal.empty()) return host.report(job, FG_SEVERITY_WARNING, "undecodable", movie.uri() + ": " + refusal);
    if (cinema)
      return host.report(job, FG_SEVERITY_WARNING, "no-encoding",
                         movie.uri() + ": how Cinema RAW Light stores light is not published; its samples are given as they are");
    if (!clip_->colour(first.values))
      host.report(job, FG_SEVERITY_WARNING, "no-levels",
                  movie.uri() + ": its ColorData are none that anybody has described; black, white and white balance are unknown");
    if (matrix)
      host.report(job, FG_SEVERITY_INFO, "colour-matrix",
                  movie.uri() + ": the file states no colour matrix; that of LibRaw's table for its camera is taken");
    else
      host.report(job, FG_SEVERITY_INFO, "no-colour-matrix",
                  movie.uri() + ": no colour matrix of its camera is known; only colourspace=camera can be made");
  }

  std::shared_ptr<const Clip> clip_;
};

}  // namespace

int Format::probe(const fg::Probe& probe) { return probe.head.starts_with("ftypcrx ", 4) ? certain : 0; }

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return std::make_unique<CanonReader>(host, files);
}

}  // namespace canon
