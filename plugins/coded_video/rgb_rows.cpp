// SPDX-License-Identifier: Apache-2.0
//
// The arithmetic is that of H.273: luma (Y - 16) / 219, chroma (C - 128) / 224, scaled to the depth, or Y / (2^b - 1) and
// (C - 2^(b-1)) / (2^b - 1) at full range; then the matrix of its two constants. Plain loops of floats, in one order.
#include "coded_video/rgb_rows.hpp"

#include "ffmpeg_library.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace coded_video {
namespace {

struct Constants { float red, blue; };

// Shares of red and blue in luma.
bool constants_of(uint8_t matrix, Constants& out) {
  switch (matrix) {
    case 1: out = {0.2126f, 0.0722f}; return true;
    case 4: out = {0.30f, 0.11f}; return true;
    case 5: case 6: out = {0.299f, 0.114f}; return true;
    case 7: out = {0.212f, 0.087f}; return true;
    case 9: out = {0.2627f, 0.0593f}; return true;
    default: return false;
  }
}

struct Scale { float offset, scale; }; // (code - offset) * scale

Scale luma_scale(uint32_t bits, Range range) {
  if (range == Range::full) return {0, 1.0f / static_cast<float>((1u << bits) - 1)};
  return {static_cast<float>(16u << (bits - 8)), 1.0f / static_cast<float>(219u << (bits - 8))};
}
Scale chroma_scale(uint32_t bits, Range range) {
  const auto middle = static_cast<float>(1u << (bits - 1));
  return {middle, 1.0f / static_cast<float>(range == Range::full ? (1u << bits) - 1 : 224u << (bits - 8))};
}

// One row of a component, levelled. Components may be interleaved, or lie in the high bits of a word.
void read_row(const AVFrame& frame, int component, int64_t y, uint32_t count, Scale by, float* __restrict out) {
  const auto* desc = ffmpeg().pixel_format(static_cast<AVPixelFormat>(frame.format));
  const auto& c = desc->comp[component];
  const uint8_t* row = frame.data[c.plane] + y * frame.linesize[c.plane] + c.offset;
  const float offset = by.offset, scale = by.scale;
  if (c.depth <= 8 && c.step == 1 && c.shift == 0) {
    for (uint32_t i = 0; i < count; ++i) out[i] = (static_cast<float>(row[i]) - offset) * scale;
  } else if (c.depth > 8 && c.step == 2 && c.shift == 0 && !(desc->flags & AV_PIX_FMT_FLAG_BE)) {
    const auto* words = reinterpret_cast<const uint16_t*>(row); // rows of FFmpeg are aligned
    for (uint32_t i = 0; i < count; ++i) out[i] = (static_cast<float>(words[i]) - offset) * scale;
  } else {
    const bool wide = c.depth + c.shift > 8, big = (desc->flags & AV_PIX_FMT_FLAG_BE) != 0;
    const uint32_t mask = (1u << c.depth) - 1;
    for (uint32_t i = 0; i < count; ++i) {
      const uint8_t* at = row + size_t{i} * static_cast<size_t>(c.step);
      const uint32_t word = !wide ? at[0] : big ? uint32_t{at[0]} << 8 | at[1] : uint32_t{at[1]} << 8 | at[0];
      out[i] = (static_cast<float>(word >> c.shift & mask) - offset) * scale;
    }
  }
}

void mix(const float* __restrict a, const float* __restrict b, float share, uint32_t count, float* __restrict out) {
  const float rest = 1 - share;
  for (uint32_t i = 0; i < count; ++i) out[i] = a[i] * rest + b[i] * share;
}

// Twice as many columns. Left: sample i lies on column 2 i; centre: between 2 i and 2 i + 1. `in` has count / 2 rounded up.
void widen(const float* __restrict in, uint32_t count, Siting siting, float* __restrict out) {
  const uint32_t held = (count + 1) / 2;
  if (siting != Siting::centre) {
    for (uint32_t i = 0; i + 1 < held; ++i) out[2 * i] = in[i], out[2 * i + 1] = (in[i] + in[i + 1]) * 0.5f;
  } else {
    for (uint32_t i = 0; i + 1 < held; ++i) { // out[2 i + 1] and out[2 i + 2]
      out[2 * i + 1] = in[i] * 0.75f + in[i + 1] * 0.25f;
      if (2 * i + 2 < count) out[2 * i + 2] = in[i] * 0.25f + in[i + 1] * 0.75f;
    }
    out[0] = in[0];
  }
  const uint32_t last = 2 * (held - 1);
  if (siting != Siting::centre) out[last] = in[held - 1];
  if (last + 1 < count) out[last + 1] = in[held - 1];
}

struct ChromaRows { int64_t upper, lower; float share; }; // of the lower one

// Which two rows of chroma lie round row y of luma, and how near the lower one is.
ChromaRows chroma_rows(const Picture& picture, int64_t y, Siting siting) {
  if (picture.log2_sub_h() == 0) return {y, y, 0};
  const bool fields = picture.interlaced();
  const int64_t height = (int64_t{picture.height()} + (1 << picture.log2_sub_h()) - 1) >> picture.log2_sub_h();
  const int64_t parity = fields ? y & 1 : 0, line = fields ? y >> 1 : y, lines = fields ? (height - parity + 1) / 2 : height;
  // Sample k lies beside line 2 k + down, in quarters of a line of the field.
  const int64_t down = siting == Siting::top_left ? 0 : !fields ? 2 : parity == 0 ? 1 : 3;
  const int64_t quarters = 4 * line - down, span = 8;
  const int64_t k = quarters >= 0 ? quarters / span : -1;
  const auto place = [&](int64_t one) {
    const int64_t held = std::clamp<int64_t>(one, 0, std::max<int64_t>(0, lines - 1));
    return std::min(fields ? 2 * held + parity : held, height - 1);
  };
  return {place(k), place(k + 1), static_cast<float>(quarters - k * span) / static_cast<float>(span)};
}

}  // namespace

bool is_known_matrix(uint8_t matrix) {
  Constants unused{};
  return constants_of(matrix, unused);
}

void RgbRows::write(const Picture& picture, const RgbChoice& choice, const fg_image& out) {
  const auto& frame = picture.frame();
  const uint32_t width = picture.width(), bits = picture.bits();
  Constants k{};
  fg::require(picture.model() != Picture::Model::ycbcr || constants_of(choice.matrix, k), FG_E_UNSUPPORTED, "matrix ", int{choice.matrix}, " of H.273 is not known");
  fg::require(picture.log2_sub_w() <= 1 && picture.log2_sub_h() <= 1, FG_E_UNSUPPORTED, "chroma at a quarter of the columns or rows is not read");
  const uint32_t planes = out.desc->layout == FG_LAYOUT_RGBA ? 4 : 3;
  fg::require(out.plane_count == planes && out.window.x == 0 && static_cast<uint32_t>(out.window.w) == width && out.window.y >= 0 &&
                  int64_t{out.window.y} + out.window.h <= int64_t{picture.height()}, FG_E_INVALID_ARGUMENT, "the window does not span rows of the picture");
  const uint32_t chroma_width = (width + picture.log2_sub_w()) >> picture.log2_sub_w();
  for (auto* row : {&luma_, &cb_, &cr_, &half_, &other_}) row->resize(size_t{width} + 2);
  const auto luma = luma_scale(bits, choice.range), chroma = chroma_scale(bits, choice.range);
  const float green = 1 - k.red - k.blue;
  const float r_cr = 2 * (1 - k.red), b_cb = 2 * (1 - k.blue), g_cb = -2 * k.blue * (1 - k.blue) / green, g_cr = -2 * k.red * (1 - k.red) / green;
  const auto chroma_row = [&](int component, int64_t y, float* to) {
    const auto rows = chroma_rows(picture, y, choice.siting);
    const bool wide = picture.log2_sub_w() == 0;
    float* first = wide ? to : half_.data();
    read_row(frame, component, rows.upper, chroma_width, chroma, first);
    if (rows.share != 0 && rows.lower != rows.upper) {
      read_row(frame, component, rows.lower, chroma_width, chroma, other_.data());
      mix(first, other_.data(), rows.share, chroma_width, luma_.data()); // luma comes later: its room is free
      std::copy_n(luma_.data(), chroma_width, first);
    }
    if (!wide) widen(half_.data(), width, choice.siting, to);
  };
  for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) {
    std::span<uint8_t> bytes[4];
    for (uint32_t plane = 0; plane < planes; ++plane) bytes[plane] = fg::row_bytes(out, y, uint64_t{width} * 4, plane);
    if (picture.model() == Picture::Model::ycbcr) {
      chroma_row(1, y, cb_.data());
      chroma_row(2, y, cr_.data());
      read_row(frame, 0, y, width, luma, luma_.data());
      float *__restrict r = half_.data(), *__restrict g = other_.data();
      float* __restrict cb = cb_.data();
      const float *__restrict l = luma_.data(), *__restrict cr = cr_.data();
      for (uint32_t i = 0; i < width; ++i) r[i] = l[i] + r_cr * cr[i];
      for (uint32_t i = 0; i < width; ++i) g[i] = l[i] + g_cb * cb[i] + g_cr * cr[i];
      for (uint32_t i = 0; i < width; ++i) cb[i] = l[i] + b_cb * cb[i];
      std::memcpy(bytes[0].data(), r, bytes[0].size()), std::memcpy(bytes[1].data(), g, bytes[1].size()), std::memcpy(bytes[2].data(), cb, bytes[2].size());
    } else {
      const bool rgb = picture.model() == Picture::Model::rgb;
      for (int plane = 0; plane < 3; ++plane) {
        if (rgb || plane == 0) read_row(frame, plane, y, width, luma, luma_.data());
        std::memcpy(bytes[plane].data(), luma_.data(), bytes[plane].size());
      }
    }
    if (planes == 4) {
      if (picture.alpha()) read_row(frame, picture.model() == Picture::Model::grey ? 1 : 3, y, width, {0, 1.0f / static_cast<float>((1u << bits) - 1)}, luma_.data());
      else std::fill_n(luma_.data(), width, 1.0f);
      std::memcpy(bytes[3].data(), luma_.data(), bytes[3].size());
    }
  }
}

}  // namespace coded_video
