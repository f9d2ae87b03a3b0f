// SPDX-License-Identifier: Apache-2.0
//
// Rows of developed RGB, whatever their samples: 8 and 16 bit, packed, half and float, interleaved or planar. A stage
// reads them here as floats, or through a table of its own; an alpha channel is passed over.
//
// A whole code c of b bits means c / (2^b - 1): full range, as curves are published. Floats mean themselves.
#pragma once
#include <filmgate/cpp/half.hpp>
#include <filmgate/cpp/image.hpp>
#include <filmgate/cpp/packed_sample.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

namespace fg {
inline namespace v1 {

class RgbRows {
 public:
  explicit RgbRows(const fg_image_desc& desc) : desc_(desc), channels_(desc.layout == FG_LAYOUT_RGBA ? 4 : 3) {
    require(desc.layout == FG_LAYOUT_RGB || desc.layout == FG_LAYOUT_RGBA, FG_E_UNSUPPORTED, "pixels of layout ", desc.layout, " are not RGB");
    require(desc.sample >= FG_SAMPLE_U8 && desc.sample <= FG_SAMPLE_PACKED, FG_E_UNSUPPORTED, "samples of kind ", desc.sample);
    const bool packed = desc.sample == FG_SAMPLE_PACKED, whole = packed || desc.sample <= FG_SAMPLE_U16;
    require(!whole || (desc.bits >= 1 && desc.bits <= (desc.sample == FG_SAMPLE_U8 ? 8u : 16u)), FG_E_UNSUPPORTED, "samples of ", desc.bits, " bits");
    require(!packed || (desc.packing >= FG_PACK_LSB && desc.packing <= FG_PACK_MSB32_PAIRS), FG_E_UNSUPPORTED, "packing ", desc.packing);
    require(desc.active.x >= 0 && desc.active.y >= 0 && desc.active.w > 0 && desc.active.h > 0 && desc.active.x <= INT32_MAX - desc.active.w &&
                static_cast<uint32_t>(desc.active.x + desc.active.w) <= desc.width, FG_E_CORRUPT, "the active area lies outside the raster");
    if (desc.sample == FG_SAMPLE_F32) return;
    values_.resize(desc.sample == FG_SAMPLE_U8 ? 256u : packed ? 1u << desc.bits : 65536u);
    for (uint32_t code = 0; code < values_.size(); ++code) values_[code] = static_cast<float>(value_of(static_cast<uint16_t>(code)));
  }
  uint32_t width() const { return static_cast<uint32_t>(desc_.active.w); }
  // How many entries a table for look_up() has; 0: samples are floats and there is none.
  uint32_t code_count() const { return static_cast<uint32_t>(values_.size()); }
  double value_of(uint16_t code) const {
    if (desc_.sample == FG_SAMPLE_F16) return float_of_half(code);
    return static_cast<double>(code) / static_cast<double>((1u << desc_.bits) - 1u);
  }
  // One channel (0 R, 1 G, 2 B) of the active columns of raster row y, table[code] for each sample.
  void look_up(const fg_image& image, int32_t y, uint32_t channel, std::span<const float> table, float* out) const {
    require(table.size() == values_.size() && !table.empty(), FG_E_INVALID_ARGUMENT, "a table of ", table.size(), " values");
    const auto row = samples_of(image, y, channel);
    switch (desc_.sample) {
      case FG_SAMPLE_U8:
        for (uint32_t i = 0; i < width(); ++i) out[i] = table[row.bytes[row.first + uint64_t{i} * row.step]];
        return;
      case FG_SAMPLE_PACKED:
        for (uint32_t i = 0; i < width(); ++i) out[i] = table[packed_sample(row.bytes, row.first + uint64_t{i} * row.step, desc_.bits, desc_.packing)];
        return;
      default:
        for (uint32_t i = 0; i < width(); ++i) {
          uint16_t code;
          std::memcpy(&code, row.bytes.data() + (row.first + uint64_t{i} * row.step) * 2, 2);
          out[i] = table[code];
        }
    }
  }
  // The same as plain values.
  void floats(const fg_image& image, int32_t y, uint32_t channel, float* out) const {
    if (desc_.sample != FG_SAMPLE_F32) return look_up(image, y, channel, values_, out);
    const auto row = samples_of(image, y, channel);
    for (uint32_t i = 0; i < width(); ++i) std::memcpy(out + i, row.bytes.data() + (row.first + uint64_t{i} * row.step) * 4, 4);
  }

 private:
  struct Samples {
    std::span<const uint8_t> bytes;
    uint64_t first, step; // samples
  };
  Samples samples_of(const fg_image& image, int32_t y, uint32_t channel) const {
    require(image.window.x == 0 && static_cast<uint32_t>(image.window.w) == desc_.width, FG_E_INVALID_ARGUMENT, "whole rows are wanted");
    const uint64_t step = desc_.planar ? 1 : channels_, samples = uint64_t{desc_.width} * step;
    const uint64_t word = desc_.packing == FG_PACK_MSB16 ? 16 : desc_.packing >= FG_PACK_MSB32 ? 32 : 8;
    const uint64_t bytes = desc_.sample == FG_SAMPLE_PACKED ? (samples * desc_.bits + word - 1) / word * (word / 8)
                           : desc_.sample == FG_SAMPLE_U8  ? samples
                           : desc_.sample == FG_SAMPLE_F32 ? samples * 4
                                                           : samples * 2;
    const auto x = static_cast<uint64_t>(desc_.active.x);
    return {row_bytes(image, y, bytes, desc_.planar ? channel : 0), x * step + (desc_.planar ? 0 : channel), step};
  }

  fg_image_desc desc_;
  uint32_t channels_;
  std::vector<float> values_;
};

// Three rows of floats as halves of the output's row y. No plate holds what is no number or has no end.
inline void put_half_row(const fg_image& out, int32_t y, float* const (&rgb)[3], uint32_t width) {
  for (uint32_t channel = 0; channel < 3; ++channel) {
    float* row = rgb[channel];
    for (uint32_t i = 0; i < width; ++i) row[i] = row[i] == row[i] ? std::clamp(row[i], -65504.0f, 65504.0f) : 0.0f;
    const auto bytes = row_bytes(out, y, uint64_t{width} * 2, channel);
    floats_to_halves({row, width}, reinterpret_cast<uint16_t*>(bytes.data()));
  }
}

}  // namespace v1
}  // namespace fg
