// SPDX-License-Identifier: Apache-2.0
//
// Rows are handed over as they are recorded, as those of .ari files are: the packings are the same two.
#include "mxf_reader.hpp"

#include <filmgate/cpp/draft/mxf_record.hpp>

#include "header.hpp"
#include "linearise.hpp"
#include "mxf_clip.hpp"

namespace arriraw {
namespace {

using namespace fg::draft;

struct MxfReading {
  uint32_t packing = FG_PACK_MSB32_PAIRS;
  std::string mosaic;
  bool is_assumed = false; // the mosaic stands nowhere: it is the camera's usual one
};

std::string usual_mosaic(const std::string& product) {
  const auto is = [&](const char* word) { return product.find(word) != std::string::npos; };
  if (is("LF") || is("65")) return "GBRG";
  return is("Mini") ? "BGGR" : "GRBG";
}

MxfReading reading_of(const MxfClip& clip, const fg::Values& parameters) {
  parameters.allow_only({"packing", "cfa"});
  const auto packing = parameters.text("packing", "auto"), cfa = parameters.text("cfa", "auto");
  MxfReading out;
  fg::require(packing == "auto" || packing == "classic" || packing == "reverse", FG_E_INVALID_ARGUMENT, "packing '", packing, "' is not among auto, classic, reverse");
  if (packing == "reverse" || (packing == "auto" && clip.coding() == MxfCoding::reverse12)) out.packing = FG_PACK_LSB;
  out.mosaic = cfa == "auto" ? clip.stated_mosaic() : cfa;
  out.is_assumed = out.mosaic.empty();
  if (out.is_assumed) out.mosaic = usual_mosaic(clip.product());
  fg::require(is_bayer(out.mosaic), FG_E_INVALID_ARGUMENT, "cfa '", out.mosaic, "' is not among auto, GRBG, RGGB, BGGR, GBRG");
  return out;
}

fg::ImageDesc desc_of(const MxfClip& clip, const MxfReading& reading) {
  fg::ImageDesc out;
  out.size(clip.width(), clip.height()).bayer(reading.mosaic);
  if (is_decodable(clip.coding())) out.samples(FG_SAMPLE_PACKED, 12, reading.packing);
  else out.samples(FG_SAMPLE_U16, clip.coding() == MxfCoding::packed13 || clip.coding() == MxfCoding::hde13 ? 13 : 12); // as once decoded
  out.encoding = "linear.camera"; // once the sensor data have been applied
  return out;
}

class MxfLane : public fg::Decoder {
 public:
  explicit MxfLane(const MxfClip& clip) : clip_(clip) {
    sensor_.black_level(black).white_level(white).exposure_gain(1);
    sensor_.linear = linear_table().data(), sensor_.linear_count = code_count, sensor_.has |= FG_SENSOR_LINEAR;
  }
  fg::FrameInfo frame(const fg::Request& request) override {
    const auto reading = checked(request);
    clip_.require_frame(request.frame);
    fg::FrameInfo out;
    out.desc = desc_of(clip_, reading), out.sensor = sensor_;
    out.timecode = clip_.timecode(request.frame);
    out.effective = {{"packing", std::string(reading.packing == FG_PACK_LSB ? "reverse" : "classic")}, {"cfa", reading.mosaic}};
    if (!clip_.has(request.frame)) out.state = FG_FRAME_MISSING;
    else (void)clip_.pixels_of(request.frame);
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    (void)checked(request);
    const auto& window = out.window;
    const auto height = static_cast<int32_t>(clip_.height());
    const uint64_t row = clip_.row_bytes(), pixels = clip_.pixels_of(request.frame);
    fg::require(window.x == 0 && window.w == static_cast<int32_t>(clip_.width()) && window.y >= 0 && window.h > 0 && window.h <= height && window.y <= height - window.h, FG_E_OUT_OF_RANGE,
                clip_.uri(), ": rows ", window.y, " .. ", int64_t{window.y} + window.h, " are not whole rows of the raster");
    uint64_t offset = pixels + row * static_cast<uint64_t>(window.y);
    if (static_cast<uint64_t>(out.plane[0].row_stride) == row) // as recorded: one read for the band
      return clip_.mxf().file().read_into(offset, fg::row_bytes(out, window.y, row * static_cast<uint64_t>(window.h)));
    for (int32_t y = window.y; y < window.y + window.h; ++y, offset += row) clip_.mxf().file().read_into(offset, fg::row_bytes(out, y, row));
  }

 private:
  MxfReading checked(const fg::Request& request) const {
    auto reading = reading_of(clip_, request.parameters);
    if (const auto why = clip_.refusal(); !why.empty()) fg::fail(FG_E_UNSUPPORTED, why);
    const uint32_t group = reading.packing == FG_PACK_LSB ? 2 : 8;
    fg::require(clip_.width() % group == 0, FG_E_UNSUPPORTED, clip_.uri(), ": rows of ", clip_.width(), " photosites do not fill whole words of 12-bit packing");
    return reading;
  }
  const MxfClip& clip_;
  fg::Sensor sensor_;
};

class MxfReader : public fg::Reader, public fg::Trimmer {
 public:
  explicit MxfReader(fg::File file) : clip_(std::move(file)) {}
  const MxfClip& opened() const { return clip_; }

  fg::ClipInfo clip() override {
    fg::ClipInfo out;
    out.capabilities = FG_CAN_TRIM | (clip_.refusal().empty() ? uint32_t{FG_CAN_DECODE} : 0u);
    out.frame_count = clip_.frame_count();
    out.rate = clip_.rate(), out.start = clip_.timecode(0);
    out.native = desc_of(clip_, reading_of(clip_, fg::Values(nullptr, 0)));
    return out;
  }
  void parameters(const fg::Parameters& out) override {
    out.put({.key = "packing", .label = "Order of packed samples", .dflt = std::string("auto"),
             .choices = {{"auto", "By the clip's labels"}, {"classic", "Swapped pairs in 32-bit words"}, {"reverse", "First sample in the low bits"}}, .flags = FG_PARAM_CHANGES_OUTPUT});
    out.put({.key = "cfa", .label = "Colours of the first 2 x 2 photosites", .dflt = std::string("auto"),
             .choices = {{"auto", "As the clip says"}, {"GRBG", "GRBG"}, {"RGGB", "RGGB"}, {"BGGR", "BGGR"}, {"GBRG", "GBRG"}}, .flags = FG_PARAM_CHANGES_OUTPUT});
  }
  void metadata(const fg::Record& out) override {
    out.put("arri.container", "mxf");
    out.put("arri.essence", coding_name(clip_.coding()));
    out.put("arri.company", clip_.company().c_str());
    out.put("arri.cameraModel", clip_.product().c_str());
    if (clip_.rate().num > 0) out.put("arri.editRate", fg::Value(clip_.rate()), "1/s");
    if (const auto start = clip_.timecode(0); start.frame >= 0) out.put("arri.masterTimecode", fg::Value(start));
    if (!clip_.umid().empty()) out.put("arri.umid", fg::Value(clip_.umid()));
    for (const auto& [key, value] : clip_.values()) out.put(key, value);
    put_mxf_metadata(clip_.mxf().metadata(), "arri.mxf.", out);
  }
  void frame_metadata(const fg::Record& out) override {
    const auto values = clip_.frame_values(out.frame());
    fg::require(clip_.has(out.frame()), FG_E_TRUNCATED, clip_.uri(), ": frame ", out.frame(), " is not whole; the file ends at ", clip_.mxf().file().size());
    if (const auto timecode = clip_.timecode(out.frame()); timecode.frame >= 0) out.put("arri.masterTimecode", fg::Value(timecode));
    for (const auto& [key, value] : values) out.put(key, value);
  }
  // Offered so that it can be said why not: the host alone would name no reason.
  fg::FrameSpan widen(fg::FrameSpan) override { refuse_trim(); }
  void trim(fg::FrameSpan, const fg::TrimSink&, const fg_job*) override { refuse_trim(); }
  std::unique_ptr<fg::Decoder> decoder() override {
    if (const auto why = clip_.refusal(); !why.empty()) fg::fail(FG_E_UNSUPPORTED, why);
    return std::make_unique<MxfLane>(clip_);
  }

 private:
  [[noreturn]] void refuse_trim() const {
    fg::fail(FG_E_UNSUPPORTED, clip_.uri(), ": ARRIRAW in MXF is not trimmed: making it is reserved to parties with an agreement with ARRI; cut it with "
             "the mode trim of ARRI Reference Tool, or copy the whole clip");
  }
  MxfClip clip_;
};

void report(const fg::Host& host, const fg_job* job, const MxfClip& clip) {
  for (const auto& problem : clip.problems()) host.report(job, FG_SEVERITY_ERROR, "incomplete", problem);
  if (const auto why = clip.refusal(); !why.empty()) return host.report(job, FG_SEVERITY_WARNING, "inspect-only", why);
  const auto reading = reading_of(clip, fg::Values(nullptr, 0));
  if (reading.is_assumed)
    host.report(job, FG_SEVERITY_INFO, "mosaic-assumed",
                fg::concat(clip.uri(), ": no mosaic is stated that is understood; ", reading.mosaic, " is the usual one of '", clip.product(), "'; the parameter cfa overrules it"));
  host.report(job, FG_SEVERITY_WARNING, "no-white-balance", clip.uri() + ": where white balance and exposure index stand in MXF is not public; the picture is not balanced, exposure is as recorded");
  host.report(job, FG_SEVERITY_INFO, "no-matrix", clip.uri() + ": without a white balance no matrix can be chosen; only colourspace=camera can be made");
}

}  // namespace

int MxfFormat::probe(const fg::Probe& in) {
  constexpr int certain = 100;
  const auto start = partition_start(in.head);
  if (!start) return 0;
  int score = 0;
  each_klv(in.head.from(*start), [&](const Klv& packet, const fg::ByteView& value) {
    if (is_mxf_partition(packet.key) && value.has(80, 8) && value.u32be(84) == 16)
      for (uint64_t i = 0; i < value.u32be(80) && value.has(88 + 16 * i, 16); ++i)
        if (coding_of(label_at(value, 88 + 16 * i), Label{}) != MxfCoding::none) score = certain;
    if (packet.key[4] != 0x02 || packet.key[5] != 0x53) return;
    MxfSet set;
    (void)each_local_item(value, [&](uint16_t tag, const fg::ByteView& item) { set.items.push_back({tag, {}, item}); });
    if (coding_of(set.label(0x3004).value_or(Label{}), set.label(0x3201).value_or(Label{})) != MxfCoding::none) score = certain;
    // The Mini's own labels lie behind what a probe sees.
    if (set.text(0x3c01) == "ARRI" && set.text(0x3c02).starts_with("ALEXA Mini")) score = std::max(score, 60);
  });
  return score;
}

std::unique_ptr<fg::Reader> MxfFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  fg::require(in.files.size() == 1, FG_E_INVALID_ARGUMENT, "an ARRIRAW clip in MXF is one file, ", in.files.size(), " were given");
  auto reader = std::make_unique<MxfReader>(host.open(in.files.front()));
  report(host, in.job, reader->opened());
  return reader;
}

}  // namespace arriraw
