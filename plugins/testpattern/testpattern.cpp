// SPDX-License-Identifier: Apache-2.0
//
// Reads .fgtp, the clip of a virtual camera: a header of 128 bytes, then the frames one after the other, all
// little-endian. The format is ours; this comment is its specification.
//
//   offset  type      what
//        0  4 bytes   "FGTP"
//        4  u32       version, 1
//        8  u32       width, 1 .. 65535       12  u32  height, 1 .. 65535
//       16  u32       frames, 1 .. 100,000,000
//       20  u32       playback frames a second, numerator       24  u32  its denominator
//       28  u32       timecode of frame 0, in frames since midnight; 0xffffffff: none
//       32  u16       code value of black     34  u16  code value of white, above black
//       36  3 x f32   camera RGB of a neutral, each above 0; the largest is 1
//       48  u32       exposure index, 0: unknown
//       52  f32       focal length in mm, 0: unknown
//       56  f32       shutter angle in degrees, 0: unknown
//       60  u32       0
//       64  24 bytes  camera                  88  16 bytes  reel       104  24 bytes  clip (text, NUL-padded)
//
// A frame is `height` rows; a row is `width` samples of 12 bits, the first in the high bits of its first byte, padded
// to a whole byte. The mosaic is RGGB. The camera's balanced RGB is ACES AP1.
#include <filmgate/cpp/draft/trim.hpp>
#include <filmgate/cpp/metadata.hpp>
#include <filmgate/cpp/reader.hpp>

namespace testpattern {

constexpr uint64_t header_bytes = 128;

// AP1 to AP0, Academy S-2014-004 (ACEScg), annex A.
constexpr double ap1_to_ap0[9] = {0.6954522414, 0.1406786965,  0.1638690622, 0.0447945634, 0.8596711185,
                                  0.0955343182, -0.0055258826, 0.0040252103, 1.0015006723};

struct Clip {
  fg::File file;
  fg::ClipInfo info{};
  fg::Sensor sensor{};
  uint32_t exposure_index = 0;
  float focal_length = 0, shutter_angle = 0;
  std::string camera{}, reel{}, name{};

  explicit Clip(fg::File opened) : file(std::move(opened)) { parse(file.read(0, header_bytes).view()); }
  uint64_t row_bytes() const { return fg::recorded_row_bytes(info.native); }
  uint64_t frame_bytes() const { return row_bytes() * info.native.height; }
  int64_t whole_frames() const { return static_cast<int64_t>((file.size() - header_bytes) / frame_bytes()); }
  void parse(const fg::ByteView& view);
};

void Clip::parse(const fg::ByteView& view) {
  const auto uri = view.name();
  fg::require(view.starts_with("FGTP"), FG_E_NOT_THIS_FORMAT, uri, ": offset 0: not FGTP");
  fg::require(view.u32le(4) == 1, FG_E_UNSUPPORTED, uri, ": offset 4: version ", view.u32le(4), ", not 1");
  const uint32_t width = view.u32le(8), height = view.u32le(12);
  const auto is_side = [](uint32_t pixels) { return pixels >= 1 && pixels <= 65535; };
  fg::require(is_side(width) && is_side(height), FG_E_CORRUPT, uri, ": offset 8: ", width, " x ", height, " pixels");
  info.native.size(width, height).samples(FG_SAMPLE_PACKED, 12, FG_PACK_MSB).bayer("RGGB");
  info.native.encoding = "linear.camera";
  info.capabilities = FG_CAN_DECODE | FG_CAN_TRIM;
  info.frame_count = view.u32le(16);
  fg::require(info.frame_count >= 1 && info.frame_count <= 100'000'000, FG_E_CORRUPT, uri, ": offset 16: ", info.frame_count, " frames");
  info.rate = {view.u32le(20), view.u32le(24)};
  fg::require(info.rate.num > 0 && info.rate.den > 0, FG_E_CORRUPT, uri, ": offset 20: rate with a zero");
  if (const auto start = view.u32le(28); start != 0xffffffff) info.start = {start, info.rate, 0, 0};
  const uint16_t black = view.u16le(32), white = view.u16le(34);
  fg::require(black < white && white < 4096, FG_E_CORRUPT, uri, ": offset 32: black ", black, ", white ", white);
  const float red = view.f32le(36), green = view.f32le(40), blue = view.f32le(44);
  const bool shares = red > 0 && red <= 1 && green > 0 && green <= 1 && blue > 0 && blue <= 1; // false for NaN
  fg::require(shares, FG_E_CORRUPT, uri, ": offset 36: neutral outside 0 .. 1");
  sensor.black_level(black).white_level(white).neutral_rgb(red, green, blue).exposure_gain(1).to_ap0(ap1_to_ap0);
  exposure_index = view.u32le(48), focal_length = view.f32le(52), shutter_angle = view.f32le(56);
  camera = view.text(64, 24), reel = view.text(88, 16), name = view.text(104, 24);
}

class Decoder : public fg::Decoder {
 public:
  explicit Decoder(const Clip& clip) : clip_(clip) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    fg::require(request.frame >= 0 && request.frame < clip_.info.frame_count, FG_E_OUT_OF_RANGE, clip_.file.uri(),
                ": there is no frame ", request.frame, " among ", clip_.info.frame_count);
    fg::FrameInfo out;
    out.desc = clip_.info.native, out.sensor = clip_.sensor, out.timecode = clip_.info.start;
    if (out.timecode.frame >= 0) out.timecode.frame += request.frame;
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    frame(request); // refuses what frame() refuses
    fg::require(request.frame < clip_.whole_frames(), FG_E_TRUNCATED, clip_.file.uri(), ": frame ", request.frame,
                " is not whole; the file ends after ", clip_.whole_frames());
    const uint64_t row = clip_.row_bytes();
    const uint64_t start = header_bytes + static_cast<uint64_t>(request.frame) * clip_.frame_bytes();
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      clip_.file.read_into(start + static_cast<uint64_t>(y) * row, fg::row_bytes(out, y, row));
  }

 private:
  const Clip& clip_;
};

class Reader : public fg::Reader, public fg::Trimmer {
 public:
  Reader(const fg::Host& host, const fg::OpenFiles& files) : clip_(host.open(files.files[0])) {
    if (const auto whole = clip_.whole_frames(); whole < clip_.info.frame_count)
      host.report(files.job, FG_SEVERITY_ERROR, "truncated",
                  fg::concat(clip_.file.uri(), ": ends after ", whole, " of ", clip_.info.frame_count, " frames"));
  }
  fg::ClipInfo clip() override { return clip_.info; }
  void metadata(const fg::Record& record) override {
    record.put("testpattern.camera", clip_.camera);
    record.put("testpattern.reel", clip_.reel);
    record.put("testpattern.clip", clip_.name);
    record.put("testpattern.exposureIndex", clip_.exposure_index);
    record.put("testpattern.focalLength", clip_.focal_length, "mm");
    record.put("testpattern.shutterAngle", clip_.shutter_angle, "deg");
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Decoder>(clip_); }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override {
    const auto recorded = clip_.file.read(0, header_bytes);
    std::vector<uint8_t> header(recorded.view().bytes().begin(), recorded.view().bytes().end());
    fg::put_le(header, 16, static_cast<uint32_t>(frames.count));
    if (clip_.info.start.frame >= 0) fg::put_le(header, 28, static_cast<uint32_t>(clip_.info.start.frame + frames.first));
    out.begin_as(clip_.file.uri());
    out.put(header);
    out.copy(0, header_bytes + static_cast<uint64_t>(frames.first) * clip_.frame_bytes(), static_cast<uint64_t>(frames.count) * clip_.frame_bytes());
  }

 private:
  Clip clip_;
};

struct Format {
  static constexpr const char* id = "testpattern";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("FGTP") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(files.files.size() == 1, FG_E_INVALID_ARGUMENT, "a test pattern is one file, not ", files.files.size());
    return std::make_unique<Reader>(host, files);
  }
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

using Pair = std::pair<const char*, const char*>; // vendor key, field of the clip record
constexpr Pair texts[] = {{"testpattern.camera", "cameraModel"}, {"testpattern.reel", "reelName"},
                          {"testpattern.clip", "clipName"}};
constexpr Pair numbers[] = {{"testpattern.exposureIndex", "isoSpeed"},
                            {"testpattern.focalLength", "nominalFocalLength"},
                            {"testpattern.shutterAngle", "shutterAngle"}};

struct Keys {
  static constexpr const char* id = "testpattern";
  static void normalise(const fg::Values& vendor, const fg::Fields& out) {
    for (const auto& [key, field] : texts)
      if (const auto* value = vendor.find(key); value && value->type == FG_V_TEXT) out.put(field, fg::own(*value), key);
      else if (value) out.unreadable(field, key);
    for (const auto& [key, field] : numbers) {
      const auto* value = vendor.find(key);
      if (!value) continue;
      if (value->type != FG_V_I64 && value->type != FG_V_F64) out.unreadable(field, key);
      else if (const double number = fg::number(*value); number > 0) out.put(field, number, key);
      else out.absent(field, key);
    }
  }
};

}  // namespace testpattern

FG_PLUGIN(fg::ReaderOf<testpattern::Format>, fg::MetadataOf<testpattern::Keys>)
