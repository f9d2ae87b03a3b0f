// SPDX-License-Identifier: Apache-2.0
//
// libavcodec behind an allow-list of its own decoders. Nothing that was concealed is given out: an error in a packet is an error
// of its picture. Pictures larger than the stream's size are refused before memory is taken for them.
#include "coded_video/picture_decoder.hpp"

#include "ffmpeg_library.hpp"

#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace coded_video {
namespace {

constexpr std::array<std::string_view, 18> codecs{"prores", "dnxhd", "h264",    "hevc", "cfhd",  "mpeg2video", "mpeg4", "mjpeg",    "jpeg2000",
                                                  "v210",   "v410",  "r210",    "png",  "qtrle", "rawvideo",   "av1",   "dvvideo",  "vc1"};
constexpr uint64_t most_pixels = uint64_t{1} << 27;
constexpr uint64_t room_across = 1024, room_down = 128; // coded pictures are whole blocks, and some decoders pad their rows
constexpr uint64_t most_packet = 1u << 30;

std::string words_of(int error) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  ffmpeg().strerror(error, text, sizeof text);
  return text;
}

fg_status status_of(int error) {
  return error == AVERROR(ENOMEM) ? FG_E_NO_MEMORY : error == AVERROR_PATCHWELCOME || error == AVERROR(ENOSYS) ? FG_E_UNSUPPORTED : FG_E_CORRUPT;
}

const AVCodec* decoder_of(const Stream& stream) {
  fg::require(is_known_codec(stream.codec), FG_E_UNSUPPORTED, stream.about, ": codec '", stream.codec, "' is not among those that are decoded");
  const auto* found = ffmpeg().find_decoder(stream.codec == "av1" ? "libdav1d" : stream.codec.c_str());
  fg::require(found != nullptr, FG_E_UNSUPPORTED, stream.about, ": this build of FFmpeg has no decoder for '", stream.codec, "'");
  return found;
}

// Every check there is, but one: of MPEG-2 "bitstream" refuses zeros behind a picture's last slice, which H.262 (5.2.3) allows in any
// number and D-10 fills its frames with. What follows there and is not zero is refused without it.
int checks_of(const std::string& codec) {
  constexpr int all = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
  return codec == "mpeg2video" ? all & ~AV_EF_BITSTREAM : all;
}

}  // namespace

std::span<const std::string_view> known_codecs() { return codecs; }
bool is_known_codec(std::string_view codec) { return std::find(codecs.begin(), codecs.end(), codec) != codecs.end(); }
void load_decoders() { (void)ffmpeg(); }

struct PictureDecoder::Context {
  AVCodecContext* codec = nullptr;
  AVPacket* packet = ffmpeg().packet_alloc();
  std::string about;
  ~Context() {
    ffmpeg().packet_free(&packet);
    ffmpeg().free_context(&codec);
  }
  void check(int result, const char* what) const {
    fg::require(result >= 0, status_of(result), about, ": ", std::string_view(what), ": ", words_of(result));
  }
};

PictureDecoder::PictureDecoder(const Stream& stream, uint32_t threads) : context_(std::make_unique<Context>()) {
  const auto* decoder = decoder_of(stream);
  const uint64_t pixels = (uint64_t{stream.width} + room_across) * (uint64_t{stream.height} + room_down);
  fg::require(stream.width > 0 && stream.height > 0 && stream.width <= 65535 && stream.height <= 65535 && pixels <= most_pixels, FG_E_UNSUPPORTED, stream.about, ": pictures of ",
              stream.width, " x ", stream.height, "; ", most_pixels, " pixels are the most that is decoded");
  auto& context = *context_;
  context.about = stream.about;
  context.codec = ffmpeg().alloc_context(decoder);
  fg::require(context.codec && context.packet, FG_E_NO_MEMORY, stream.about, ": no memory for a decoder");
  auto& codec = *context.codec;
  if (!stream.header.empty()) {
    codec.extradata = static_cast<uint8_t*>(ffmpeg().mallocz(stream.header.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    fg::require(codec.extradata != nullptr, FG_E_NO_MEMORY, stream.about, ": no memory for a codec's header");
    std::memcpy(codec.extradata, stream.header.data(), stream.header.size());
    codec.extradata_size = static_cast<int>(stream.header.size());
  }
  codec.width = codec.coded_width = static_cast<int>(stream.width), codec.height = codec.coded_height = static_cast<int>(stream.height);
  codec.codec_tag = stream.tag;
  codec.bits_per_coded_sample = static_cast<int>(stream.coded_bits);
  codec.has_b_frames = static_cast<int>(std::min(stream.reorder, 16u));
  codec.max_pixels = static_cast<int64_t>(pixels);
  codec.thread_count = static_cast<int>(std::clamp(threads, 1u, 16u));
  codec.err_recognition = checks_of(stream.codec);
  // Without it nobody counts which blocks came, and H.264 of several slices a picture passes for damaged. receive() drops what it mends.
  codec.error_concealment = FF_EC_DEBLOCK;
  codec.flags |= AV_CODEC_FLAG_BITEXACT;
  codec.export_side_data = 0;
  const int opened = ffmpeg().open(context.codec, decoder, nullptr);
  context.check(opened, "its codec's header is refused");
}
PictureDecoder::~PictureDecoder() = default;

void PictureDecoder::send(uint64_t bytes, int64_t mark, bool key, const std::function<void(std::span<uint8_t>)>& fill) {
  fg::require(bytes > 0 && bytes <= most_packet, FG_E_CORRUPT, context_->about, ": a packet of ", bytes, " bytes");
  auto* packet = context_->packet;
  context_->check(ffmpeg().new_packet(packet, static_cast<int>(bytes)), "a packet's memory");
  struct Unref { // the packet's bytes, whatever happens
    AVPacket* packet;
    ~Unref() { ffmpeg().packet_unref(packet); }
  } const unref{packet};
  fill({packet->data, bytes});
  packet->pts = mark;
  packet->flags = key ? AV_PKT_FLAG_KEY : 0;
  context_->check(ffmpeg().send_packet(context_->codec, packet), "a packet can not be decoded");
}

void PictureDecoder::finish() { context_->check(ffmpeg().send_packet(context_->codec, nullptr), "the last packets can not be decoded"); }
void PictureDecoder::reset() { ffmpeg().flush(context_->codec); }

std::optional<PictureDecoder::Received> PictureDecoder::receive() {
  std::shared_ptr<AVFrame> frame(ffmpeg().frame_alloc(), [](AVFrame* one) { ffmpeg().frame_free(&one); });
  fg::require(frame != nullptr, FG_E_NO_MEMORY, context_->about, ": no memory for a picture");
  const int result = ffmpeg().receive_frame(context_->codec, frame.get());
  if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return {};
  context_->check(result, "a packet can not be decoded");
  const int64_t mark = frame->pts;
  if ((frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0) return Received{mark, {}}; // a picture with holes is none
  return Received{mark, Picture(std::move(frame), context_->about)};
}

}  // namespace coded_video
