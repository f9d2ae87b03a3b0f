// SPDX-License-Identifier: Apache-2.0
//
// Reads .exc, clips of the Example Camera, which does not exist: developed RGB in the camera's own log. The layout is made
// up for this template and published here. All numbers are little-endian.
//
//   0  text[4] "EXC1"        16  u32 frames a second      32  text[16] reel
//   4  u32 width             20  u32 exposure index       48  text[16] serial number
//   8  u32 height            24  u32 shutter angle,       64  the frames
//  12  u32 frames                    hundredths of a degree
//
// A frame: text[4] "FRAM", u32 frames since midnight, u32 focus in millimetres (0: not known), u32 0; then the rows from
// the top, pixel by pixel R, G, B, each a u16 of which 10 bits are used.
#include <filmgate/cpp/metadata.hpp>
#include <filmgate/cpp/reader.hpp>

namespace example_camera {
namespace {

constexpr uint64_t header_bytes = 64, frame_header_bytes = 16;
constexpr uint32_t most_frames = 100'000'000;

// A clip is read once and does not change; every lane looks at the same one.
struct Clip {
  fg::File file;
  fg::ClipInfo info{};
  uint32_t exposure_index = 0, shutter_angle = 0;
  std::string reel{}, serial{};

  uint64_t rows_bytes() const { return fg::recorded_row_bytes(info.native) * info.native.height; }
  uint64_t start_of(int64_t frame) const { return header_bytes + static_cast<uint64_t>(frame) * (frame_header_bytes + rows_bytes()); }
};

struct FrameHeader {
  uint32_t since_midnight, focus;
};

FrameHeader read_frame_header(const Clip& clip, int64_t frame) {
  fg::require(frame >= 0 && frame < clip.info.frame_count, FG_E_OUT_OF_RANGE, clip.file.uri(), ": frame ", frame, " is not in this clip");
  const auto bytes = clip.file.read(clip.start_of(frame), frame_header_bytes);
  const auto head = bytes.view();
  fg::require(head.starts_with("FRAM"), FG_E_CORRUPT, head.name(), ": offset ", head.base(), ": frame ", frame, " does not begin with FRAM");
  return {head.u32le(4), head.u32le(8)};
}

class Decoder : public fg::Decoder {
 public:
  explicit Decoder(const Clip& clip) : clip_(clip) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    const auto head = read_frame_header(clip_, request.frame);
    fg::FrameInfo out;
    out.timecode = {head.since_midnight, clip_.info.rate, 0, 0};
    out.desc = clip_.info.native; // no sensor data: the pixels are developed, and their encoding says what they mean
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    frame(request);
    const uint64_t row = fg::recorded_row_bytes(clip_.info.native), first = clip_.start_of(request.frame) + frame_header_bytes;
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      clip_.file.read_into(first + static_cast<uint64_t>(y) * row, fg::row_bytes(out, y, row));
  }

 private:
  const Clip& clip_;
};

class Reader : public fg::Reader {
 public:
  explicit Reader(Clip clip) : clip_(std::move(clip)) {}
  fg::ClipInfo clip() override { return clip_.info; }
  void metadata(const fg::Record& record) override {
    record.put("example.reel", clip_.reel);
    record.put("example.serial", clip_.serial);
    record.put("example.exposureIndex", clip_.exposure_index);
    record.put("example.shutterAngle", clip_.shutter_angle, "1/100 deg");
  }
  void frame_metadata(const fg::Record& record) override {
    record.put("example.focus", read_frame_header(clip_, record.frame()).focus, "mm");
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Decoder>(clip_); }

 private:
  Clip clip_;
};

struct Format {
  static constexpr const char* id = "example-camera"; // as the manifest has it
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("EXC1") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    Clip clip{host.open(files.files.at(0))};
    const auto bytes = clip.file.read(0, header_bytes);
    const auto head = bytes.view();
    fg::require(head.starts_with("EXC1"), FG_E_NOT_THIS_FORMAT, head.name(), ": does not begin with EXC1");
    const uint32_t width = head.u32le(4), height = head.u32le(8), frames = head.u32le(12), rate = head.u32le(16);
    fg::require(width >= 1 && width <= 65535 && height >= 1 && height <= 65535, FG_E_CORRUPT, head.name(), ": offset 4: ", width, " x ", height, " pixels");
    fg::require(frames <= most_frames && rate >= 1 && rate <= 1000, FG_E_CORRUPT, head.name(), ": offset 12: ", frames, " frames at ", rate, " a second");
    clip.info.native.size(width, height).samples(FG_SAMPLE_U16, 10);
    clip.info.native.layout = FG_LAYOUT_RGB;
    clip.info.native.encoding = "com.example.camera.log";
    clip.info.frame_count = frames;
    clip.info.rate = {rate, 1};
    clip.exposure_index = head.u32le(20), clip.shutter_angle = head.u32le(24);
    clip.reel = head.text(32, 16), clip.serial = head.text(48, 16);
    report_loss(host, files, clip);
    return std::make_unique<Reader>(std::move(clip));
  }

 private:
  // A file that ends early is opened, the loss is told, and the frames that are whole can be had.
  static void report_loss(const fg::Host& host, const fg::OpenFiles& files, Clip& clip) {
    const uint64_t frame = frame_header_bytes + clip.rows_bytes(), held = (clip.file.size() - header_bytes) / frame;
    const auto promised = static_cast<uint64_t>(clip.info.frame_count);
    if (held >= promised) return;
    host.report(files.job, FG_SEVERITY_ERROR, "truncated", fg::concat(clip.file.uri(), ": ends after ", held, " of ", promised, " frames; copy it again"));
    clip.info.frame_count = static_cast<int64_t>(held);
  }
};

struct Keys {
  static constexpr const char* id = "example-camera";
  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    if (const auto* reel = vendor.find("example.reel")) put_text(out, "reelName", *reel, "example.reel");
    if (const auto* serial = vendor.find("example.serial")) put_text(out, "cameraSerialNumber", *serial, "example.serial");
    if (const auto* ei = vendor.find("example.exposureIndex")) out.put("isoSpeed", fg::number(*ei), "example.exposureIndex");
    if (const auto* angle = vendor.find("example.shutterAngle")) out.put("shutterAngle", fg::number(*angle) / 100, "example.shutterAngle");
    if (const auto* focus = vendor.find("example.focus")) put_focus(out, fg::number(*focus));
    if (vendor.find("example.serial")) out.put("cameraMake", std::string("Example"), "", FG_FIELD_DERIVED);
  }

 private:
  static void put_text(const fg::Fields& out, const char* field, const fg_value& value, const char* key) {
    const auto text = std::get<std::string>(fg::own(value));
    if (text.empty()) out.absent(field, key); // the camera did not say: that is worth knowing
    else out.put(field, text, key);
  }
  static void put_focus(const fg::Fields& out, double millimetres) {
    if (millimetres == 0) out.absent("focus", "example.focus");
    else out.put("focus", millimetres / 1000, "example.focus"); // the schema's unit is the metre
  }
};

}  // namespace
}  // namespace example_camera

FG_PLUGIN(fg::ReaderOf<example_camera::Format>, fg::MetadataOf<example_camera::Keys>)
