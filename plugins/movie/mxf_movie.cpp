// SPDX-License-Identifier: Apache-2.0
#include "mxf_movie.hpp"

#include <filmgate/cpp/draft/mxf_record.hpp>
#include <mxf_video/picture_descriptor.hpp>
#include <mxf_video/shown_mxf.hpp>

namespace movie {
namespace {

using namespace fg::draft;

constexpr int as_any_mxf = 40; // a reader that knows the maker is surer

// The last bytes of a track's data definition (SMPTE RP 224).
const char* kind_of(const Label& definition) {
  if (definition[8] != 0x01 || definition[9] != 0x03 || definition[10] != 0x02) return "";
  if (definition[11] == 0x01) return "timecode";
  return definition[11] != 0x02 ? "" : definition[12] == 1 ? "picture" : definition[12] == 2 ? "sound" : definition[12] == 3 ? "data" : "";
}

class MxfMovie : public fg::Reader {
 public:
  MxfMovie(const fg::Host& host, const fg::OpenFiles& files) : host_(host) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "an MXF movie is one file, ", files.files.size(), " were given");
    mxf_ = std::make_shared<const MxfFile>(host.open(files.files[0]));
    packages_ = mxf_packages(mxf_->metadata());
    picture_ = mxf_picture_descriptor(mxf_->metadata());
    fg::require(picture_ != nullptr, FG_E_UNSUPPORTED, files.files[0], ": no descriptor of a picture in its header metadata; a file of sound alone is no clip");
    rate_ = mxf_->essence().index().rate();
    if (rate_.num <= 0 || rate_.den <= 0) rate_ = picture_->rational(0x3001).value_or(fg_rational{0, 0});
    if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
    shown_ = std::make_shared<const mxf_video::ShownMxf>(host, mxf_, mxf_video::Counting{rate_, mxf_start(packages_)});
    fg::require(shown_->desc.width > 0, FG_E_CORRUPT, files.files[0], ": no picture of a size that is possible is described");
    report(files.job);
  }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = shown_->refusal.empty() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = mxf_->essence().unit_count();
    out.rate = rate_, out.start = shown_->timecode(0);
    out.native = shown_->desc;
    out.native.encoding = shown_->colour.encoding.empty() ? nullptr : shown_->colour.encoding.c_str();
    return out;
  }
  void parameters(const fg::Parameters& out) override { coded_video::put_parameters(*shown_, out); }

  void metadata(const fg::Record& record) override {
    record.put("movie.container", "MXF");
    if (!shown_->coding.words.empty()) record.put("movie.picture.codec", shown_->coding.words);
    record.put("movie.picture.format", label_text(picture_->label(0x3201).value_or(picture_->label(0x3004).value_or(Label{}))));
    if (const auto depth = picture_->number(0x3301); depth && *depth > 0 && *depth <= 64) record.put("movie.picture.depth", static_cast<int64_t>(*depth));
    record.put("movie.picture.pixelAspect", fg::Value(shown_->desc.pixel_aspect));
    coded_video::put_values(*shown_, "movie.", record);
    if (const auto start = shown_->timecode(0); start.frame >= 0) record.put("movie.timecode", fg::Value(start));
    put_tracks(record);
    put_mxf_metadata(mxf_->metadata(), "movie.mxf.", record);
  }
  void frame_metadata(const fg::Record& record) override {
    fg::require(record.frame() >= 0 && record.frame() < mxf_->essence().unit_count(), FG_E_OUT_OF_RANGE, shown_->uri, ": frame ", record.frame(), " of ", mxf_->essence().unit_count());
    if (const auto timecode = shown_->timecode(record.frame()); timecode.frame >= 0) record.put("movie.timecode", fg::Value(timecode));
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<coded_video::ShownLane>(host_, shown_); }

 private:
  void put_tracks(const fg::Record& record) const {
    size_t number = 0;
    for (const auto& package : packages_)
      for (const auto& track : package.tracks) {
        if (package.is_material) continue; // it plays those of the source packages
        const auto key = fg::concat("movie.track.", ++number, ".");
        record.put(key + "id", track.id);
        if (const std::string kind = kind_of(track.kind); !kind.empty()) record.put(key + "kind", kind);
        if (track.rate.num > 0 && track.duration >= 0 && track.duration <= INT64_MAX / track.rate.den)
          record.put(key + "duration", fg::Value(fg_rational{track.duration * track.rate.den, track.rate.num}), "s");
      }
  }
  void report(const fg_job* job) const {
    const auto say = [&](int32_t severity, const char* code, const std::string& text) { host_.report(job, severity, code, shown_->uri + ": " + text); };
    for (const auto& problem : mxf_->problems()) host_.report(job, FG_SEVERITY_ERROR, "incomplete", problem);
    if (!shown_->refusal.empty()) return say(FG_SEVERITY_WARNING, "undecodable", shown_->refusal);
    for (const auto& note : shown_->colour.notes) say(FG_SEVERITY_WARNING, "colour-tags", note);
    if (shown_->colour.encoding.empty()) say(FG_SEVERITY_INFO, "encoding-unknown", "its tags name no curve that is known; a plate needs the parameter encoding");
  }

  fg::Host host_;
  std::shared_ptr<const MxfFile> mxf_;
  std::vector<MxfPackage> packages_;
  const MxfSet* picture_ = nullptr;
  fg_rational rate_{0, 0};
  std::shared_ptr<const mxf_video::ShownMxf> shown_;
};

}  // namespace

int MxfFormat::probe(const fg::Probe& probe) { return partition_start(probe.head) ? as_any_mxf : 0; }

std::unique_ptr<fg::Reader> MxfFormat::open(const fg::Host& host, const fg::OpenFiles& files) { return std::make_unique<MxfMovie>(host, files); }

}  // namespace movie
