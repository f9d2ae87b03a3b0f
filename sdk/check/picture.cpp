// SPDX-License-Identifier: Apache-2.0
#include "picture.hpp"

#include "finding.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace check {
namespace {

constexpr uint8_t gap_byte = 0x5C;
constexpr uint32_t longest_side = 65535;

uint64_t sample_bytes(uint32_t sample) {
  return sample == FG_SAMPLE_U8 ? 1 : sample == FG_SAMPLE_U16 || sample == FG_SAMPLE_F16 ? 2 : sample == FG_SAMPLE_F32 ? 4 : 0;
}
uint64_t word_bytes(const fg_image_desc& desc) {
  return desc.packing == FG_PACK_MSB16 ? 2 : desc.packing >= FG_PACK_MSB32 ? 4 : 1;
}
uint64_t samples_of(const fg_image_desc& desc, int32_t width) {
  return static_cast<uint64_t>(width) * (desc.planar ? 1 : channels_of(desc));
}
uint64_t round_up(uint64_t bytes, uint64_t unit) { return (bytes + unit - 1) / unit * unit; }

}  // namespace

uint32_t channels_of(const fg_image_desc& desc) {
  return desc.layout == FG_LAYOUT_RGBA ? 4 : desc.layout == FG_LAYOUT_RGB || desc.layout == FG_LAYOUT_YCBCR ? 3 : 1;
}

uint64_t row_bytes_of(const fg_image_desc& desc, int32_t width) {
  const uint64_t samples = samples_of(desc, width);
  return desc.sample == FG_SAMPLE_PACKED ? round_up((samples * desc.bits + 7) / 8, word_bytes(desc)) : samples * sample_bytes(desc.sample);
}

void check_desc(const fg_image_desc* desc, const std::string& where, bool decoded) {
  expect(desc != nullptr, where, ": no image description");
  const auto& d = *desc;
  expect(FG_HAS(desc, colour_science), where, ": a description of ", d.struct_size, " bytes; set struct_size");
  expect(d.width >= 1 && d.height >= 1 && d.width <= longest_side && d.height <= longest_side, where, ": a raster of ", d.width, " x ",
         d.height, " pixels; 1 .. ", longest_side, " is allowed");
  const auto& a = d.active;
  expect(a.x >= 0 && a.y >= 0 && a.w > 0 && a.h > 0 && int64_t{a.x} + a.w <= d.width && int64_t{a.y} + a.h <= d.height, where,
         ": the active area leaves the raster");
  expect(d.layout >= FG_LAYOUT_CFA && d.layout <= FG_LAYOUT_YCBCR, where, ": layout ", d.layout, " is none");
  const bool packed = d.sample == FG_SAMPLE_PACKED;
  expect(packed || sample_bytes(d.sample) > 0, where, ": sample kind ", d.sample, " is none");
  expect(packed == (d.packing != FG_PACK_NONE) && d.packing <= FG_PACK_MSB32_PAIRS, where, ": packing ", d.packing, " with sample kind ", d.sample);
  const uint64_t most_bits = packed ? 16 : 8 * sample_bytes(d.sample);
  expect(d.bits >= 1 && d.bits <= most_bits, where, ": ", d.bits, " significant bits; 1 .. ", most_bits, " is possible");
  if (d.layout == FG_LAYOUT_CFA && decoded) {
    expect(d.cfa_w >= 1 && d.cfa_h >= 1 && d.cfa_w <= 8 && d.cfa_h <= 8, where, ": a mosaic of ", int{d.cfa_w}, " x ", int{d.cfa_h}, " sites");
    for (int i = 0; i < d.cfa_w * d.cfa_h; ++i) expect(d.cfa[i] <= 6, where, ": site ", i, " of the mosaic has colour ", int{d.cfa[i]});
  }
  expect(d.orientation >= 1 && d.orientation <= 8, where, ": orientation ", int{d.orientation}, "; 1 .. 8 is allowed");
  expect(d.pixel_aspect.num > 0 && d.pixel_aspect.den > 0, where, ": pixel aspect ", d.pixel_aspect.num, "/", d.pixel_aspect.den);
  expect(!d.encoding || strnlen(d.encoding, 256) < 256, where, ": the encoding's name has no end");
}

std::string text_of(const fg_image_desc& d) {
  const auto rect = [](const fg_rect& r) { return fg::concat(r.x, ",", r.y, " ", r.w, "x", r.h); };
  std::string cfa;
  for (int i = 0; i < d.cfa_w * d.cfa_h && i < 64; ++i) cfa += fg::concat(int{d.cfa[i]});
  return fg::concat(d.width, "x", d.height, " layout ", d.layout, " sample ", d.sample, " bits ", d.bits, " packing ", d.packing, " planar ", d.planar,
                    " active ", rect(d.active), " display ", rect(d.display), " aspect ", d.pixel_aspect.num, "/", d.pixel_aspect.den, " cfa ", cfa,
                    " orientation ", int{d.orientation}, " scan ", int{d.scan}, " encoding ", std::string_view(d.encoding ? d.encoding : "?"));
}

Picture::Picture(const fg_image_desc& desc, fg_rect window, Room room, Edge edge, uint8_t poison, const char* what)
    : desc_(desc), encoding_(desc.encoding ? desc.encoding : ""), window_(window), room_(room), watched_(edge != Edge::none), row_bytes_(row_bytes_of(desc, window.w)) {
  desc_.struct_size = sizeof desc_;
  desc_.encoding = desc.encoding ? encoding_.c_str() : nullptr;
  stride_ = round_up(row_bytes_ + room.row_gap, std::max(1u, room.row_align));
  const uint64_t held = (static_cast<uint64_t>(window.h) - 1) * stride_ + row_bytes_ + room.tail_bytes;
  for (uint32_t i = 0; i < (desc.planar ? channels_of(desc) : 1); ++i) {
    planes_.emplace_back(held, std::max({1u, room.base_align, room.row_align}), edge, what);
    std::memset(planes_.back().data(), gap_byte, held);
  }
  for (uint32_t plane = 0; plane < planes(); ++plane)
    for (int32_t y = window.y; y < window.y + window.h; ++y) std::memset(row(y, plane), poison, row_bytes_);
}

uint8_t* Picture::row(int32_t y, uint32_t plane) const {
  return planes_[plane].data() + static_cast<uint64_t>(y - window_.y) * stride_;
}

fg_image Picture::c() const {
  fg_image out{};
  out.struct_size = sizeof out;
  out.plane_count = planes();
  out.align = std::max({1u, room_.base_align, room_.row_align}), out.tail_bytes = room_.tail_bytes;
  out.desc = &desc_, out.window = window_;
  for (uint32_t i = 0; i < planes(); ++i) out.plane[i] = {planes_[i].data(), planes_[i].size(), static_cast<int64_t>(stride_)};
  return out;
}

uint64_t Picture::full_bytes() const {
  if (desc_.sample != FG_SAMPLE_PACKED) return row_bytes_;
  const uint64_t word = word_bytes(desc_);
  return samples_of(desc_, window_.w) * desc_.bits / 8 / word * word;
}

std::string Picture::rows(int32_t first, int32_t count) const {
  std::string out;
  const uint64_t bytes = full_bytes();
  out.reserve(bytes * static_cast<uint64_t>(count) * planes());
  for (uint32_t plane = 0; plane < planes(); ++plane)
    for (int32_t y = first; y < first + count; ++y) out.append(reinterpret_cast<const char*>(row(y, plane)), bytes);
  return out;
}

void Picture::check_gaps(const std::string& step) const {
  if (!watched_) return;
  for (uint32_t plane = 0; plane < planes(); ++plane) {
    expect(planes_[plane].margin_stands(), step, ": wrote outside plane ", plane, ", within ", 4096, " bytes of it");
    for (int32_t y = window_.y; y + 1 < window_.y + window_.h; ++y) {
      const uint8_t* gap = row(y, plane) + row_bytes_;
      expect(std::all_of(gap, gap + (stride_ - row_bytes_), [](uint8_t b) { return b == gap_byte; }), step, ": wrote behind the end of row ", y,
             " of plane ", plane, ", into bytes between rows that belong to nobody");
    }
  }
}

void Picture::copy_rows(const Picture& from) {
  for (uint32_t plane = 0; plane < planes(); ++plane)
    for (int32_t y = window_.y; y < window_.y + window_.h; ++y) std::memcpy(row(y, plane), from.row(y, plane), row_bytes_);
}

void Picture::fill_noise(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto codes = static_cast<uint32_t>((uint64_t{1} << std::min(desc_.bits, 16u)) - 1);
  for (uint32_t plane = 0; plane < planes(); ++plane)
    for (int32_t y = window_.y; y < window_.y + window_.h; ++y) {
      uint8_t* out = row(y, plane);
      for (uint64_t i = 0; i < row_bytes_;) {
        const uint64_t bits = random();
        const auto light = static_cast<float>(bits % 4096) / 2048.0f;
        const auto code = static_cast<uint16_t>(bits & codes), half = static_cast<uint16_t>(0x2000 + bits % 0x2000); // 2^-7 .. 2
        if (desc_.sample == FG_SAMPLE_F32) std::memcpy(out + i, &light, 4), i += 4;
        else if (desc_.sample == FG_SAMPLE_F16) std::memcpy(out + i, &half, 2), i += 2;
        else if (desc_.sample == FG_SAMPLE_U16) std::memcpy(out + i, &code, 2), i += 2;
        else out[i++] = static_cast<uint8_t>(bits);
      }
    }
}

}  // namespace check
