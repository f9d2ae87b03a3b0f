// SPDX-License-Identifier: Apache-2.0
#include "coded_video/picture.hpp"

#include "ffmpeg_library.hpp"

#include <filmgate/cpp/failure.hpp>

namespace coded_video {

Picture::Picture(std::shared_ptr<const AVFrame> frame, const std::string& about) : frame_(std::move(frame)) {
  const auto* desc = ffmpeg().pixel_format(static_cast<AVPixelFormat>(frame_->format));
  fg::require(desc != nullptr, FG_E_UNSUPPORTED, about, ": pixel format ", frame_->format, " has no description");
  constexpr uint64_t others = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT;
  const int colours = desc->nb_components - ((desc->flags & AV_PIX_FMT_FLAG_ALPHA) ? 1 : 0);
  bool plain = (desc->flags & others) == 0 && (colours == 1 || colours == 3);
  for (int i = 0; i < desc->nb_components; ++i) plain = plain && desc->comp[i].depth == desc->comp[0].depth && desc->comp[i].depth <= 16 && desc->comp[i].depth >= 8;
  fg::require(plain && frame_->width > 0 && frame_->height > 0, FG_E_UNSUPPORTED, about, ": pixels of FFmpeg's format '", std::string_view(desc->name),
              "' are not read; YCbCr, RGB and grey of 8 to 16 bits are");
  alpha_ = (desc->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  bits_ = static_cast<uint32_t>(desc->comp[0].depth);
  model_ = colours == 1 ? Model::grey : (desc->flags & AV_PIX_FMT_FLAG_RGB) ? Model::rgb : Model::ycbcr;
  if (model_ == Model::ycbcr) sub_w_ = desc->log2_chroma_w, sub_h_ = desc->log2_chroma_h;
}

uint32_t Picture::width() const { return static_cast<uint32_t>(frame_->width); }
uint32_t Picture::height() const { return static_cast<uint32_t>(frame_->height); }
bool Picture::interlaced() const { return frame_->interlaced_frame != 0; }

ColourCodes Picture::colour() const {
  return {static_cast<uint8_t>(frame_->color_primaries), static_cast<uint8_t>(frame_->color_trc), static_cast<uint8_t>(frame_->colorspace)};
}

Range Picture::range() const {
  switch (frame_->format) { // older codecs say it by the format's name
    case AV_PIX_FMT_YUVJ420P: case AV_PIX_FMT_YUVJ422P: case AV_PIX_FMT_YUVJ444P: case AV_PIX_FMT_YUVJ440P: case AV_PIX_FMT_YUVJ411P: return Range::full;
    default: break;
  }
  return frame_->color_range == AVCOL_RANGE_JPEG ? Range::full : frame_->color_range == AVCOL_RANGE_MPEG ? Range::legal : Range::unknown;
}

uint64_t Picture::bytes() const {
  uint64_t out = 0;
  for (const auto* buffer : frame_->buf)
    if (buffer) out += buffer->size;
  return out;
}

}  // namespace coded_video
