// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"
#include "panasonic.hpp"

#include <filmgate/cpp/draft/mxf_record.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

namespace panasonic {
namespace {

using namespace fg::draft;

constexpr int certain = 95; // below the readers of a coding that lies in any maker's MXF

class Refused : public fg::Decoder { // tells of frames and decodes none
 public:
  explicit Refused(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}

  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    clip_->require_frame(request.frame);
    fg::FrameInfo out;
    out.desc = clip_->desc(), out.timecode = clip_->timecode(request.frame);
    if (!clip_->has(request.frame)) out.state = FG_FRAME_MISSING;
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image&) override {
    clip_->require_frame(request.frame);
    fg::fail(FG_E_UNSUPPORTED, clip_->uri(), ": ", clip_->codec().refusal);
  }

 private:
  std::shared_ptr<const Clip> clip_;
};

class PanasonicReader : public fg::Reader {
 public:
  PanasonicReader(const fg::Host& host, std::shared_ptr<const Clip> clip) : host_(host), clip_(std::move(clip)) {}

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = clip_->shown() ? uint32_t{FG_CAN_DECODE} : 0u;
    out.frame_count = clip_->frame_count();
    out.rate = clip_->rate(), out.start = clip_->timecode(0);
    out.native = clip_->desc();
    if (const auto shown = clip_->shown(); shown && !shown->colour.encoding.empty()) out.native.encoding = shown->colour.encoding.c_str();
    return out;
  }
  void parameters(const fg::Parameters& out) override {
    if (const auto shown = clip_->shown()) coded_video::put_parameters(*shown, out);
  }
  void metadata(const fg::Record& record) override {
    record.put("panasonic.Codec", clip_->codec().name.c_str());
    if (clip_->rate().num > 0) record.put("panasonic.EditRate", fg::Value(clip_->rate()), "1/s");
    put_timecode(record, 0);
    record.put("panasonic.Width", clip_->desc().width, "px");
    record.put("panasonic.Height", clip_->desc().height, "px");
    if (const auto shown = clip_->shown()) coded_video::put_values(*shown, "panasonic.", record);
    for (const auto& value : clip_->sidecar()) record.put(value.key, fg::draft::verbatim(value.text));
    put_mxf_metadata(clip_->mxf().metadata(), "panasonic.mxf.", record);
  }
  void frame_metadata(const fg::Record& record) override {
    clip_->require_frame(record.frame());
    fg::require(clip_->has(record.frame()), FG_E_TRUNCATED, clip_->uri(), ": frame ", record.frame(), " is not whole; the file ends at ", clip_->mxf().file().size());
    put_timecode(record, record.frame());
  }
  std::unique_ptr<fg::Decoder> decoder() override {
    if (auto shown = clip_->shown()) return std::make_unique<coded_video::ShownLane>(host_, std::move(shown));
    return std::make_unique<Refused>(clip_);
  }

 private:
  void put_timecode(const fg::Record& record, int64_t frame) const {
    if (const auto timecode = clip_->timecode(frame); timecode.frame >= 0) record.put("panasonic.Timecode", fg::Value(timecode));
  }
  fg::Host host_;
  std::shared_ptr<const Clip> clip_;
};

bool is_panasonic_label(const Label& label) { return label[4] == 0x04 && label[8] == 0x0e && label[9] == 0x0e; }

}  // namespace

int Format::probe(const fg::Probe& probe) {
  const auto start = partition_start(probe.head);
  if (!start) return 0;
  int score = 0;
  each_klv(probe.head.from(*start), [&](const Klv& packet, const fg::ByteView& value) {
    if (packet.key[4] != 0x02 || packet.key[5] != 0x53) return;
    MxfSet set;
    set.key = packet.key;
    (void)each_local_item(value, [&](uint16_t tag, const fg::ByteView& item) { set.items.push_back({tag, {}, item}); });
    if (set.kind() == 0x30 && set.text(0x3c01).starts_with("Panasonic")) score = certain;
    for (const auto& container : set.kind() == 0x2f ? set.labels(0x3b0a) : std::vector<Label>{})
      if (is_panasonic_label(container)) score = certain;
  });
  return score;
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a P2 clip is the one file of its pictures, ", files.files.size(), " were given");
  std::vector<SidecarValue> sidecar;
  for (const auto& uri : files.sidecars) try {
    auto values = read_sidecar(host.open(uri));
    sidecar.insert(sidecar.end(), std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
  } catch (const fg::Failure& failure) {
    host.report(files.job, FG_SEVERITY_ERROR, "unreadable-sidecar", failure.what());
  }
  auto clip = std::make_shared<const Clip>(host, files.files[0], std::move(sidecar));
  for (const auto& problem : clip->mxf().problems()) host.report(files.job, FG_SEVERITY_ERROR, "incomplete", problem);
  if (const auto shown = clip->shown()) {
    for (const auto& note : shown->colour.notes) host.report(files.job, FG_SEVERITY_WARNING, "colour-tags", fg::concat(clip->uri(), ": ", note));
  } else {
    host.report(files.job, FG_SEVERITY_WARNING, "inspect-only", fg::concat(clip->uri(), ": ", clip->codec().refusal));
  }
  return std::make_unique<PanasonicReader>(host, std::move(clip));
}

}  // namespace panasonic
