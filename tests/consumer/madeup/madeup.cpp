// SPDX-License-Identifier: Apache-2.0
//
// Reads .mdup, a format made up for this test. All big-endian:
//   0 "MDUP" · 4 u16 width · 6 u16 height · 8 u16 frames · 10 u16 white · 12 text[20] reel · 32 the frames, GBRG, 16 bits
#include <filmgate/cpp/metadata.hpp>
#include <filmgate/cpp/reader.hpp>

namespace madeup {

constexpr uint64_t header_bytes = 32;
constexpr double identity[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1}; // this camera sees in ACES2065-1

struct Clip {
  fg::File file;
  fg::ClipInfo info{};
  fg::Sensor sensor{};
  std::string reel{};
};

class Decoder : public fg::Decoder {
 public:
  explicit Decoder(const Clip& clip) : clip_(clip) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    fg::require(request.frame >= 0 && request.frame < clip_.info.frame_count, FG_E_OUT_OF_RANGE, "frame ", request.frame);
    fg::FrameInfo out;
    out.desc = clip_.info.native, out.sensor = clip_.sensor;
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    frame(request);
    const auto& desc = clip_.info.native;
    const uint64_t row = fg::recorded_row_bytes(desc), first = static_cast<uint64_t>(request.frame) * desc.height;
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      clip_.file.read_into(header_bytes + (first + static_cast<uint64_t>(y)) * row, fg::row_bytes(out, y, row));
  }

 private:
  const Clip& clip_;
};

class Reader : public fg::Reader {
 public:
  explicit Reader(Clip clip) : clip_(std::move(clip)) {}
  fg::ClipInfo clip() override { return clip_.info; }
  void metadata(const fg::Record& record) override { record.put("madeup.reel", clip_.reel); }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Decoder>(clip_); }

 private:
  Clip clip_;
};

struct Format {
  static constexpr const char* id = "madeup";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("MDUP") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    Clip clip{host.open(files.files.at(0))};
    const auto bytes = clip.file.read(0, header_bytes);
    const auto head = bytes.view();
    fg::require(head.starts_with("MDUP"), FG_E_NOT_THIS_FORMAT, head.name(), ": does not begin with MDUP");
    const uint16_t width = head.u16be(4), height = head.u16be(6);
    fg::require(width > 0 && height > 0, FG_E_CORRUPT, head.name(), ": offset 4: ", width, " x ", height, " pixels");
    clip.info.native.size(width, height).samples(FG_SAMPLE_PACKED, 16, FG_PACK_MSB).bayer("GBRG");
    clip.info.native.encoding = "linear.camera";
    clip.info.frame_count = head.u16be(8), clip.info.rate = {25, 1};
    clip.sensor.black_level(0).white_level(head.u16be(10)).neutral_rgb(1, 1, 1).exposure_gain(1).to_ap0(identity);
    clip.reel = head.text(12, 20);
    return std::make_unique<Reader>(std::move(clip));
  }
};

struct Keys {
  static constexpr const char* id = "madeup";
  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    if (const auto* reel = vendor.find("madeup.reel")) out.put("reelName", fg::own(*reel), "madeup.reel");
  }
};

}  // namespace madeup

FG_PLUGIN(fg::ReaderOf<madeup::Format>, fg::MetadataOf<madeup::Keys>)
