// SPDX-License-Identifier: Apache-2.0
#include "mxf_video/shown_mxf.hpp"

#include "mxf_video/picture_descriptor.hpp"
#include "order.hpp"

namespace mxf_video {
namespace {

using fg::draft::MxfFile;
using fg::draft::MxfSet;

constexpr uint64_t start_bytes = 1 << 16; // of a picture: what its headers may have

uint32_t track_of(const MxfFile& mxf, const MxfSet* picture) {
  for (const auto& package : fg::draft::mxf_packages(mxf.metadata()))
    for (const auto& track : package.tracks)
      if (!package.is_material && picture && track.descriptor == picture) return track.number;
  return 0;
}

class Source : public coded_video::PacketSource {
 public:
  Source(std::shared_ptr<const PicturePackets> packets, std::shared_ptr<const Order> order) : packets_(std::move(packets)), order_(std::move(order)) {}
  uint64_t count() const override { return packets_->count(); }
  coded_video::Packet packet(uint64_t unit) const override {
    return {packets_->at(unit).bytes, order_->ranks.empty() ? static_cast<int64_t>(unit) : order_->ranks[unit], key_at_or_before(unit) == unit};
  }
  void read(uint64_t unit, std::span<uint8_t> out) const override { packets_->mxf().file().read_into(packets_->at(unit).offset, out); }
  uint64_t key_at_or_before(uint64_t unit) const override { return order_->keys.empty() ? unit : order_->keys[unit]; }

 private:
  std::shared_ptr<const PicturePackets> packets_;
  std::shared_ptr<const Order> order_;
};

std::optional<coded_video::StreamFacts> facts_of(const std::string& codec, const fg::ByteView& start) {
  if (codec == "h264") return coded_video::avc_facts(start);
  if (codec == "hevc") return coded_video::hevc_facts(start);
  if (codec == "mpeg2video") return coded_video::mpeg2_facts(start);
  if (codec == "prores") return coded_video::prores_facts(start);
  if (codec == "dnxhd") return coded_video::vc3_facts(start);
  return {};
}

}  // namespace

ShownMxf::~ShownMxf() = default;

ShownMxf::ShownMxf(const fg::Host& host, std::shared_ptr<const MxfFile> mxf, const Counting& counting)
    : mxf_(std::move(mxf)), counting_(counting), threads_(coded_video::threads_of(host)) {
  uri = mxf_->file().uri();
  const auto* picture = fg::draft::mxf_picture_descriptor(mxf_->metadata());
  packets_ = std::make_shared<const PicturePackets>(mxf_, track_of(*mxf_, picture));
  if (!picture) {
    refusal = "no descriptor says what its pictures are";
    return;
  }
  desc = described(*picture);
  look(*picture);
  colour = coded_video::taken_colour(colour_tags(*picture), facts, desc.width, desc.height);
  if (refusal.empty()) describe();
}

// What the first picture says, and whether it can be decoded.
void ShownMxf::look(const MxfSet& picture) {
  const auto first = packets_->find(0);
  const auto start = first ? mxf_->file().read_up_to(first->offset, std::min(first->bytes, start_bytes)) : fg::Bytes({}, uri, 0);
  const auto label = picture.label(0x3201).value_or(fg::draft::Label{});
  coding = coding_of(picture.label(0x3004).value_or(fg::draft::Label{}), label, start.view());
  codec = coding.codec;
  if (codec.empty()) refusal = coding.words.empty() ? fg::concat("the coding of its pictures, ", fg::draft::label_text(label), ", is none that is known here")
                                                    : fg::concat("its pictures are ", coding.words, ", which is not decoded in MXF");
  if (!refusal.empty()) return;
  if (!first) return void(refusal = "the file has no picture");
  coding.intra = coding.intra || is_intra(*packets_, codec);
  facts = facts_of(codec, start.view());
  header_ = coded_video::parameter_sets(codec, start.view());
  if (codec == "h264" && !facts) {
    const bool fields = desc.scan == FG_SCAN_UPPER_FIRST || desc.scan == FG_SCAN_LOWER_FIRST;
    const coded_video::AvcIntra kind{coding.avc_intra_class, desc.height == 1088 ? 1080 : desc.height, fields};
    if (coded_video::is_avc_intra(kind)) facts = coded_video::avc_intra_facts(kind), without_sets_ = kind;
    else refusal = fg::concat("its pictures are ", coding.words, " without parameter sets, and of no class and format for which they are known");
  }
  if (!mxf_->essence().is_indexed() && mxf_->essence().unit_count() == 1 && picture.number(0x3002).value_or(1) > 1)
    refusal = "its pictures lie in one packet, and no index table parts them";
}

// The stream's size is the picture's; the descriptor's shape goes with the descriptor's size.
void ShownMxf::describe() {
  if (facts && facts->width > 0 && (facts->width != desc.width || facts->height != desc.height)) {
    const auto aspect = desc.pixel_aspect;
    desc.size(facts->width, facts->height);
    desc.pixel_aspect = aspect;
  }
  if (desc.width == 0 || desc.height == 0) return void(refusal = "neither its descriptor nor its stream state a size of the picture");
  if (facts && codec == "prores") desc.scan = !facts->interlaced ? FG_SCAN_PROGRESSIVE : facts->upper_first ? FG_SCAN_UPPER_FIRST : FG_SCAN_LOWER_FIRST;
  coded_video::describe_rgb(facts && facts->alpha, desc);
}

const Order& ShownMxf::order() const {
  const std::lock_guard hold(opening_);
  if (!order_) order_ = std::make_shared<const Order>(coding.intra || !refusal.empty() ? Order{} : order_of(*packets_, codec));
  return *order_;
}

uint64_t ShownMxf::packet_of(int64_t frame) const {
  fg::require(frame >= 0 && frame < mxf_->essence().unit_count(), FG_E_OUT_OF_RANGE, uri, ": frame ", frame, " of ", mxf_->essence().unit_count());
  const auto& units = order().units;
  return units.empty() ? static_cast<uint64_t>(frame) : units[static_cast<size_t>(frame)];
}

uint32_t ShownMxf::state(int64_t frame) const {
  const auto picture = packets_->find(packet_of(frame));
  return picture && picture->is_whole && picture->bytes > 0 ? FG_FRAME_OK : FG_FRAME_MISSING;
}

std::shared_ptr<coded_video::Pictures> ShownMxf::pictures() const {
  const auto& known = order();
  const auto header = without_sets_ ? coded_video::avc_intra_sets(*without_sets_) : header_;
  fg::require(!without_sets_ || !header.empty(), FG_E_UNSUPPORTED, uri, ": its pictures are ", coding.words, " without parameter sets, which x264 knows; this build of FFmpeg has no x264");
  coded_video::Stream stream{.codec = codec, .header = header, .tag = coding.tag, .width = desc.width, .height = desc.height, .reorder = known.reorder, .about = uri};
  auto source = std::make_shared<const Source>(packets_, order_);
  if (coding.intra) return std::make_shared<coded_video::Pictures>(std::move(source), std::move(stream), 1, 0);
  const std::lock_guard hold(opening_);
  if (!shared_) shared_ = std::make_shared<coded_video::Pictures>(std::move(source), std::move(stream), threads_, coded_video::shared_bytes);
  return shared_;
}

}  // namespace mxf_video
