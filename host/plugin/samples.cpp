// SPDX-License-Identifier: Apache-2.0
#include "plugin/samples.hpp"

#include "raw.hpp"

#include <cstring>
#include <filmgate/cpp/half.hpp>
#include <filmgate/cpp/packed_sample.hpp>

namespace filmgate {
namespace {

constexpr std::string_view colours = "RGBCMYW"; // by their numbers in fg_image_desc
constexpr uint32_t most_sites = 8;              // a side

Status check(const fg_image_desc& desc) {
  const bool codes = desc.sample != FG_SAMPLE_F16 && desc.sample != FG_SAMPLE_F32;
  if (codes && (desc.bits < 1 || desc.bits > (desc.sample == FG_SAMPLE_U8 ? 8u : 16u)))
    return failure(Trouble::unavailable, "samples of {} bits", desc.bits);
  if (desc.layout != FG_LAYOUT_CFA) return {};
  if (desc.cfa_w < 1 || desc.cfa_h < 1 || desc.cfa_w > most_sites || desc.cfa_h > most_sites)
    return failure(Trouble::bad_data, "a mosaic of {} x {} sites; 1 .. {} are allowed", int{desc.cfa_w}, int{desc.cfa_h}, most_sites);
  for (uint32_t i = 0; i < uint32_t{desc.cfa_w} * desc.cfa_h; ++i)
    if (desc.cfa[i] >= colours.size()) return failure(Trouble::bad_data, "site {} of the mosaic has colour {}", i, int{desc.cfa[i]});
  return {};
}

std::string mosaic_name(const fg_image_desc& desc) {
  std::string out = "mosaic ";
  for (uint32_t i = 0; i < uint32_t{desc.cfa_w} * desc.cfa_h; ++i) out += colours[desc.cfa[i]];
  return out;
}

}  // namespace

Samples::Samples(const FrameFacts& frame) : raw_(frame.raw), shape_(frame.shape) {
  const auto& desc = raw_->desc.desc;
  if (desc.sample != FG_SAMPLE_F16 && desc.sample != FG_SAMPLE_F32) bits_ = desc.bits;
  if (desc.layout == FG_LAYOUT_RGB) layout_ = "RGB", channels_ = {"R", "G", "B"};
  else if (desc.layout == FG_LAYOUT_RGBA) layout_ = "RGBA", channels_ = {"R", "G", "B", "A"};
  else if (desc.layout == FG_LAYOUT_MONO) layout_ = "grey", channels_ = {"Y"};
  else {
    layout_ = mosaic_name(desc);
    for (const char colour : colours)
      if (layout_.find(colour, std::strlen("mosaic ")) != std::string::npos) channels_.emplace_back(1, colour);
    for (uint32_t i = 0; i < uint32_t{desc.cfa_w} * desc.cfa_h; ++i) {
      const std::string name(1, colours[desc.cfa[i]]);
      site_channel_.push_back(static_cast<uint8_t>(std::find(channels_.begin(), channels_.end(), name) - channels_.begin()));
    }
  }
  per_pixel_ = site_channel_.empty() ? static_cast<uint32_t>(channels_.size()) : 1;
}

Result<Samples> Samples::of(const FrameFacts& frame) {
  FILMGATE_CHECK(check(frame.raw->desc.desc));
  return Samples(frame);
}

std::string Samples::kind() const {
  if (whole()) return fmt::format("codes of {} bits", bits_);
  return raw_->desc.desc.sample == FG_SAMPLE_F16 ? "half floats" : "floats";
}

uint32_t Samples::channel(int32_t x, int32_t y, uint32_t of_pixel) const {
  if (site_channel_.empty()) return of_pixel;
  const auto& desc = raw_->desc.desc;
  return site_channel_[static_cast<size_t>(y % desc.cfa_h * desc.cfa_w + x % desc.cfa_w)];
}

void Samples::row(const RowsView& view, int32_t y, std::vector<float>& out) const {
  const auto& desc = raw_->desc.desc;
  const auto width = static_cast<size_t>(shape_.width);
  out.resize(width * per_pixel_);
  const size_t in_plane = width * per_pixel_ / shape_.planes;
  for (uint32_t plane = 0; plane < shape_.planes; ++plane) {
    const uint8_t* bytes = view.plane[plane] + int64_t{y - view.rows.first} * view.stride;
    const auto put = [&](auto&& value) {
      for (size_t i = 0; i < in_plane; ++i) out[shape_.planes == 1 ? i : i * per_pixel_ + plane] = value(i);
    };
    const auto code = [&](size_t i) {
      uint16_t held;
      std::memcpy(&held, bytes + i * 2, 2);
      return held;
    };
    switch (desc.sample) {
      case FG_SAMPLE_U8: put([&](size_t i) { return static_cast<float>(bytes[i]); }); break;
      case FG_SAMPLE_U16: put([&](size_t i) { return static_cast<float>(code(i)); }); break;
      case FG_SAMPLE_F16: put([&](size_t i) { return fg::float_of_half(code(i)); }); break;
      case FG_SAMPLE_F32: put([&](size_t i) {
        float held;
        std::memcpy(&held, bytes + i * 4, 4);
        return held;
      }); break;
      default: put([&](size_t i) { return static_cast<float>(fg::packed_sample({bytes, shape_.row_bytes}, i, desc.bits, desc.packing)); });
    }
  }
}

}  // namespace filmgate
