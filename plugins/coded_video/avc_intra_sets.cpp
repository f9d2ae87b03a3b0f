// SPDX-License-Identifier: Apache-2.0
//
// Parameter sets of AVC-Intra, for streams of cameras that leave them out: those that x264 writes for the class and the format.
// libavcodec is asked for them; it codes no picture.
#include "coded_video/parameter_sets.hpp"

#include "ffmpeg_library.hpp"

namespace coded_video {
namespace {

uint32_t width_of(const AvcIntra& kind) { return (kind.lines == 1080 ? 1920u : 1280u) * (kind.of_class == 50 ? 3 : 4) / 4; }

struct Context {
  AVCodecContext* codec;
  explicit Context(const AVCodec* encoder) : codec(ffmpeg().alloc_context(encoder)) {}
  Context(const Context&) = delete;
  ~Context() { ffmpeg().free_context(&codec); }
};

// As x264 writes them; empty when this build of FFmpeg has no x264, or it knows no such format.
std::vector<uint8_t> sets_of_x264(const AvcIntra& kind) {
  const auto* encoder = ffmpeg().find_encoder("libx264");
  if (!encoder) return {};
  const Context context(encoder);
  if (!context.codec) return {};
  auto& codec = *context.codec;
  codec.width = static_cast<int>(width_of(kind)), codec.height = static_cast<int>(kind.lines);
  codec.pix_fmt = kind.of_class == 50 ? AV_PIX_FMT_YUV420P10 : AV_PIX_FMT_YUV422P10;
  codec.time_base = {1, kind.lines == 1080 ? 25 : 50}; // x264 knows others; weights, sizes and modes are the same
  codec.thread_count = 1;
  codec.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | (kind.interlaced ? AV_CODEC_FLAG_INTERLACED_DCT : 0);
  const bool asked = ffmpeg().set_option(codec.priv_data, "avcintra-class", kind.of_class, 0) >= 0;
  if (!asked || ffmpeg().open(&codec, encoder, nullptr) < 0 || codec.extradata_size <= 0) return {};
  return {codec.extradata, codec.extradata + codec.extradata_size};
}

}  // namespace

bool is_avc_intra(const AvcIntra& kind) {
  return (kind.of_class == 50 || kind.of_class == 100) && (kind.lines == 1080 || (kind.lines == 720 && !kind.interlaced));
}

StreamFacts avc_intra_facts(const AvcIntra& kind) {
  StreamFacts out;
  out.profile = kind.of_class == 50 ? "High 10 Intra" : "High 4:2:2 Intra";
  out.width = width_of(kind), out.height = kind.lines, out.bits = 10;
  out.log2_sub_w = 1, out.log2_sub_h = kind.of_class == 50 ? 1 : 0;
  out.interlaced = kind.interlaced;
  return out;
}

std::vector<uint8_t> avc_intra_sets(const AvcIntra& kind) {
  if (!is_avc_intra(kind)) return {};
  return parameter_sets("h264", fg::ByteView(sets_of_x264(kind), "x264"));
}

}  // namespace coded_video
