// SPDX-License-Identifier: Apache-2.0
//
// A well-behaved reader that asks for aligned planes and rows and for slack behind each plane, as vendors' libraries do,
// refuses an image without them, and writes over the slack. The picture is 70 x 50 half RGB in planes: R counts rows, G
// columns, B both.
#include <filmgate/cpp/half.hpp>
#include <filmgate/cpp/reader.hpp>

#include <algorithm>

namespace {

constexpr uint32_t width = 70, height = 50, base_align = 4096, row_align = 64, tail_bytes = 100;
constexpr int64_t frames = 2;

fg::ImageDesc picture() {
  fg::ImageDesc out;
  out.size(width, height).samples(FG_SAMPLE_F16, 16).encoding = "aces2065-1";
  out.layout = FG_LAYOUT_RGB, out.planar = 1;
  return out;
}

struct Lane final : fg::Decoder {
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    fg::require(request.frame >= 0 && request.frame < frames, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", frames);
    fg::FrameInfo info;
    info.desc = picture();
    return info;
  }
  void decode_rows(const fg::Request&, const fg_image& out) override {
    fg::require(out.align >= base_align && out.tail_bytes >= tail_bytes, FG_E_INVALID_ARGUMENT, "the image promises too little");
    for (uint32_t channel = 0; channel < 3; ++channel) {
      const auto& plane = out.plane[channel];
      auto* const start = static_cast<uint8_t*>(plane.data);
      fg::require(reinterpret_cast<uintptr_t>(start) % base_align == 0, FG_E_INVALID_ARGUMENT, "plane ", channel, " is not aligned");
      fg::require(plane.row_stride % row_align == 0, FG_E_INVALID_ARGUMENT, "rows of plane ", channel, " are not aligned");
      const auto held = static_cast<uint64_t>(out.window.h - 1) * static_cast<uint64_t>(plane.row_stride) + width * 2;
      fg::require(plane.size >= held + tail_bytes, FG_E_INVALID_ARGUMENT, "plane ", channel, " has no slack");
      for (int32_t y = 0; y < out.window.h; ++y) {
        std::vector<float> row(width);
        for (uint32_t x = 0; x < width; ++x)
          row[x] = static_cast<float>((channel == 1 ? 0 : out.window.y + y) + (channel == 0 ? 0 : static_cast<int32_t>(x)));
        fg::floats_to_halves(row, reinterpret_cast<uint16_t*>(start + y * plane.row_stride));
      }
      std::fill_n(start + held, tail_bytes, uint8_t{0xEE});
    }
  }
};

struct Clip final : fg::Reader {
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = frames;
    info.base_align = base_align, info.row_align = row_align, info.tail_bytes = tail_bytes;
    info.native = picture();
    return info;
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(); }
};

struct Particular {
  static constexpr const char* id = "particular";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("WANTS") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    const auto head = host.open(files.files.at(0)).read(0, 5);
    fg::require(head.view().starts_with("WANTS"), FG_E_NOT_THIS_FORMAT, files.files[0], ": does not begin with WANTS");
    return std::make_unique<Clip>();
  }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Particular>)
