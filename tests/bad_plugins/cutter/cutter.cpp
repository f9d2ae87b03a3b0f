// SPDX-License-Identifier: Apache-2.0
//
// A reader whose trims do what the clip says. "CUTS ", 8 bytes with the deed's name, then frames of 4 x 4 samples of 8 bits.
// The deed "none" trims well.
#include <filmgate/cpp/draft/trim.hpp>

#include <cstdlib>

namespace {

constexpr uint32_t side = 4;
constexpr uint64_t header = 13, frame_bytes = side * side;

fg::ImageDesc picture() {
  fg::ImageDesc out;
  out.size(side, side).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
  return out;
}

struct Clip {
  fg::File file;
  std::string deed;
  int64_t frames;
  explicit Clip(fg::File opened) : file(std::move(opened)) {
    const auto head = file.read(0, header);
    fg::require(head.view().starts_with("CUTS "), FG_E_NOT_THIS_FORMAT, file.uri(), ": does not begin with CUTS");
    deed = head.view().text(5, 8);
    deed.erase(deed.find_last_not_of(' ') + 1);
    frames = static_cast<int64_t>((file.size() - header) / frame_bytes);
  }
};

struct Lane final : fg::Decoder {
  const Clip& clip;
  explicit Lane(const Clip& of) : clip(of) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    fg::require(request.frame >= 0 && request.frame < clip.frames, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", clip.frames);
    fg::FrameInfo info;
    info.desc = picture();
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    return info;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    frame(request);
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      clip.file.read_into(header + static_cast<uint64_t>(request.frame) * frame_bytes + static_cast<uint64_t>(y) * side, fg::row_bytes(out, y, side));
  }
};

class Reader final : public fg::Reader, public fg::Trimmer {
 public:
  explicit Reader(fg::File file) : clip_(std::move(file)) {}
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.capabilities = FG_CAN_DECODE | (clip_.deed == "unable" ? 0u : uint32_t{FG_CAN_TRIM});
    info.frame_count = clip_.frames;
    info.native = picture();
    return info;
  }
  void metadata(const fg::Record& record) override { record.put("cutter.deed", clip_.deed); }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

  fg::FrameSpan widen(fg::FrameSpan wanted) override {
    if (clip_.deed == "pairs") return {wanted.first / 2 * 2, (wanted.first + wanted.count + 1) / 2 * 2 - wanted.first / 2 * 2};
    if (clip_.deed == "narrows") return {wanted.first, wanted.count - 1};
    return wanted;
  }
  void trim(fg::FrameSpan frames, const fg::TrimSink& out, const fg_job*) override {
    const auto& deed = clip_.deed;
    const auto from = header + static_cast<uint64_t>(frames.first) * frame_bytes, bytes = static_cast<uint64_t>(frames.count) * frame_bytes;
    if (deed == "refuses") fg::fail(FG_E_UNSUPPORTED, clip_.file.uri(), ": cuts need the vendor's tool");
    if (deed == "writeno") return;
    out.begin(deed == "slash" ? "../take.cutter" : deed == "hidden" ? ".take" : "take.cutter");
    out.copy(0, 0, header);
    out.copy(0, from, deed == "short" ? bytes - frame_bytes : bytes);
    const uint8_t wrong = 'x';
    if (deed == "pixel") out.patch(header + bytes - 1, {&wrong, 1});
    if (deed == "patches") out.patch(header + bytes, {&wrong, 1});
    if (deed == "beyond") out.copy(0, clip_.file.size() - 1, 2);
    if (deed == "nofile") out.copy(7, 0, 1);
    if (deed == "twice") out.begin("take.cutter");
    if (deed == "aborts") std::abort();
    if (deed == "goeson") try {
      out.copy(0, clip_.file.size(), 1);
    } catch (const fg::Failure&) { // and says that all is well
    }
  }

 private:
  Clip clip_;
};

struct Cutter {
  static constexpr const char* id = "cutter";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("CUTS ") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) { return std::make_unique<Reader>(host.open(files.files.at(0))); }
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Cutter>)
