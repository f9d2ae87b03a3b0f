// SPDX-License-Identifier: Apache-2.0
//
// One clip is one .braw and the sidecar beside it. Its pixels are not decoded: neither the codec nor the colours behind it
// are published under terms that a decoder could be built from.
#include "braw.hpp"
#include "frame_box.hpp"
#include "measures.hpp"
#include "movie.hpp"

#include <filmgate/cpp/draft/json_values.hpp>

namespace braw {
namespace {

constexpr int certain = 100;
constexpr uint64_t most_sidecar_bytes = 4u << 20;
constexpr size_t most_text = 65536;
constexpr const char* refusal = "Blackmagic RAW can not be decoded here: its codec and its colours are not published; it needs a plugin made with Blackmagic's SDK";

struct Clip { // what reader and lanes share; immutable
  Movie movie;
  FrameBox first;
  std::string first_problem;
  fg::ImageDesc desc;

  Clip(const fg::Host& host, const std::string& uri) : movie(host, uri) {
    const auto* video = movie.video();
    fg::require(!movie.has_index() || video, FG_E_NOT_THIS_FORMAT, uri, ": none of its tracks is Blackmagic RAW");
    try {
      first = read_frame_box(movie.frame_start(0).view());
    } catch (const fg::Failure& failure) {
      first_problem = failure.what();
    }
    describe(video);
  }
  // Samples have twelve bits and some part of the mosaic's work is done, says the maker; more is not known.
  void describe(const Track* video) {
    const bool stated = video && video->description.view().has(32, 4);
    const uint32_t width = stated ? video->description.view().u16be(32) : first.width, height = stated ? video->description.view().u16be(34) : first.height;
    fg::require(width > 0 && height > 0, movie.has_index() ? FG_E_CORRUPT : FG_E_TRUNCATED, movie.uri(), ": no size of the picture is found",
                movie.problems().empty() ? "" : "; " + movie.problems().front());
    desc.size(width, height).samples(FG_SAMPLE_U16, 12);
    desc.layout = FG_LAYOUT_RGB;
    for (const auto& item : movie.items()) {
      const auto* text = std::get_if<std::string>(&item.value);
      const auto* number = std::get_if<int64_t>(&item.value);
      if (item.key == "anamorphic" && text && squeeze_of(*text).num > 0) desc.pixel_aspect = squeeze_of(*text);
      if (item.key == "viewing_bmdgen" && number && *number > 0 && *number < 100) desc.colour_science = static_cast<int32_t>(*number);
    }
    for (const auto& item : movie.items()) // a stated squeeze counts when it is switched on
      if (const auto* enabled = std::get_if<int64_t>(&item.value); item.key == "anamorphic_enable" && enabled && *enabled == 0) desc.pixel_aspect = {1, 1};
  }
  [[nodiscard]] fg_timecode timecode(int64_t frame) const {
    auto out = movie.timecode().start;
    const auto rate = movie.rate();
    if (out.frame < 0 || frame == 0) return out;
    const double counted = rate.num == 0 ? 0 : static_cast<double>(out.base.num) / static_cast<double>(out.base.den) * static_cast<double>(rate.den) / static_cast<double>(rate.num);
    if (!(counted > 0.01 && counted < 100)) return {-1, {0, 0}, 0, 0};
    out.frame += static_cast<int64_t>(static_cast<double>(frame) * counted + 1e-3); // half as many where it counts pairs
    return out;
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    (void)clip_->movie.frame_start(request.frame);
    fg::FrameInfo out;
    out.desc = clip_->desc;
    out.timecode = clip_->timecode(request.frame);
    return out;
  }
  void decode_rows(const fg::Request&, const fg_image&) override { fg::fail(FG_E_UNSUPPORTED, clip_->movie.uri(), ": ", refusal); }

 private:
  std::shared_ptr<const Clip> clip_;
};

class BrawReader : public fg::Reader {
 public:
  BrawReader(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a braw clip is one file, ", files.files.size(), " were given");
    clip_ = std::make_shared<const Clip>(host, files.files[0]);
    for (const auto& sidecar : files.sidecars) read_sidecar(host, files.job, sidecar);
    report(host, files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = 0;
    out.frame_count = clip_->movie.frame_count();
    out.rate = clip_->movie.rate();
    for (const auto& value : clip_->first.values)
      if (const auto* pair = std::get_if<std::vector<int64_t>>(&value.value); pair && value.key == "braw.frame.srte") out.capture_rate = rate_of(pair->at(0), pair->at(1));
    out.start = clip_->timecode(0);
    out.native = clip_->desc;
    return out;
  }

  void metadata(const fg::Record& record) override {
    for (const auto& item : clip_->movie.items()) record.put("braw." + item.key, item.value);
    const auto& tracks = clip_->movie.tracks();
    for (size_t i = 0; i < tracks.size(); ++i) put_track(record, tracks[i], fg::concat("braw.track.", i + 1, "."));
    if (clip_->movie.has_index()) record.put("braw.timecodeFlags", int64_t{clip_->movie.timecode().flags});
    put_frame(record, clip_->first, 0); // the first stands for the clip
    for (const auto& value : sidecar_) record.put(value.key, value.value);
  }
  void frame_metadata(const fg::Record& record) override {
    put_frame(record, read_frame_box(clip_->movie.frame_start(record.frame()).view()), record.frame());
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  void put_frame(const fg::Record& record, const FrameBox& box, int64_t frame) const {
    for (const auto& value : box.values) record.put(value.key, value.value, value.unit);
    if (const auto timecode = clip_->timecode(frame); timecode.frame >= 0) record.put("braw.timecode", timecode);
  }

  void put_track(const fg::Record& record, const Track& track, const std::string& key) const {
    record.put(key + "handler", track.handler);
    record.put(key + "format", track.format);
    if (track.time_scale > 0) record.put(key + "duration", fg::Value(fg_rational{track.duration, track.time_scale}), "s");
    if (track.samples) record.put(key + "samples", static_cast<int64_t>(std::min<uint64_t>(track.samples->count(), INT64_MAX)));
    const auto view = track.description.view();
    if (track.handler == "soun" && view.has(24, 12)) {
      record.put(key + "channels", int64_t{view.u16be(24)});
      record.put(key + "sampleBits", int64_t{view.u16be(26)});
      record.put(key + "sampleRate", int64_t{view.u16be(32)}, "1/s");
    }
    if (is_braw(track.format)) put_codec_boxes(record, view);
    if (track.handler == "meta") try {
      const auto first = clip_->movie.first_sample(track, 8); // u32 size, then what it is: "mogy" turns, "moac" accelerations
      if (first.size() == 8) record.put(key + "measures", first.view().text(4, 4));
    } catch (const fg::Failure&) { // a track of motion is no part of the picture
    }
  }
  // Behind the 86 bytes of every picture's description: boxes of one number each.
  static void put_codec_boxes(const fg::Record& record, const fg::ByteView& description) {
    for (uint64_t at = 86; description.has(at, 8);) {
      const uint64_t size = description.u32be(at);
      if (size < 8 || !description.has(at, size)) return;
      const auto key = "braw.codec." + description.text(at + 4, 4);
      const auto body = description.bytes(at + 8, size - 8);
      if (body.size() == 4) record.put(key, int64_t{description.u32be(at + 8)});
      else record.put(key, fg::Value(std::vector<uint8_t>(body.begin(), body.end())));
      at += size;
    }
  }

  void read_sidecar(const fg::Host& host, const fg_job* job, const std::string& uri) try {
    const auto file = host.open(uri);
    fg::require(file.size() <= most_sidecar_bytes, FG_E_CORRUPT, uri, ": ", file.size(), " bytes; ", most_sidecar_bytes, " are the most that is read");
    for (auto& value : fg::draft::JsonValues(file.read(0, file.size()).view()).under("braw.sidecar.")) {
      const auto* text = std::get_if<std::string>(&value.value);
      if (text && text->size() > most_text) host.report(job, FG_SEVERITY_INFO, "value-left-out", fg::concat(uri, ": ", value.key, ": ", text->size(), " bytes"));
      else sidecar_.push_back(std::move(value));
    }
  } catch (const fg::Failure& failure) {
    host.report(job, FG_SEVERITY_WARNING, "sidecar", std::string("its values are not read: ") + failure.what());
  }

  void report(const fg::Host& host, const fg_job* job) const {
    const auto& movie = clip_->movie;
    const auto say = [&](int32_t severity, const char* code, const std::string& text) { host.report(job, severity, code, movie.uri() + ": " + text); };
    for (const auto& problem : movie.problems()) host.report(job, FG_SEVERITY_ERROR, "truncated", problem);
    if (!clip_->first_problem.empty() && movie.problems().empty()) host.report(job, FG_SEVERITY_ERROR, "unreadable-frame", clip_->first_problem);
    if (movie.has_index() && movie.frame_count() == 0) say(FG_SEVERITY_ERROR, "no-frames", "its index names no frame");
    if (movie.frame_count() > 1) try {
      (void)movie.frame_start(movie.frame_count() - 1);
    } catch (const fg::Failure& failure) {
      host.report(job, FG_SEVERITY_ERROR, "truncated", failure.what());
    }
    for (const auto& key : movie.left_out()) say(FG_SEVERITY_INFO, "value-left-out", "braw." + key + " is larger than 64 KiB");
    say(FG_SEVERITY_WARNING, "undecodable", refusal);
    say(FG_SEVERITY_INFO, "encoding-unknown", "the curve of its twelve bits is not published; braw.viewing_gamma names how it is to be seen, not how it is stored");
  }

  std::shared_ptr<const Clip> clip_;
  std::vector<fg::draft::KeyedValue> sidecar_;
};

bool names_braw(const fg::ByteView& head) { // by what the head holds of the movie: its first frame, or its index
  const std::string_view text(reinterpret_cast<const char*>(head.bytes().data()), head.size());
  for (uint64_t at = 0, boxes = 0; head.has(at, 16) && boxes < 8; ++boxes) {
    const uint64_t size = head.u32be(at), body = at + (size == 1 ? 16 : 8);
    if (head.starts_with("mdat", at + 4)) return head.starts_with("bmdf", body + 4);
    if (head.starts_with("moov", at + 4)) return text.find("Blackmagic Design") != text.npos && text.find("braw_codec_bitrate") != text.npos;
    if (size < 8) return false;
    at += size;
  }
  return false;
}

bool is_movie(const fg::ByteView& head) {
  for (const std::string_view type : {"ftyp", "wide", "mdat", "moov", "free", "skip"})
    if (head.starts_with(type, 4)) return true;
  return false;
}

}  // namespace

int Format::probe(const fg::Probe& probe) {
  const bool named = probe.uri.ends_with(".braw") || probe.uri.ends_with(".BRAW");
  return is_movie(probe.head) && (named || names_braw(probe.head)) ? certain : 0;
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return std::make_unique<BrawReader>(host, files);
}

}  // namespace braw
