// SPDX-License-Identifier: Apache-2.0
//
// Image descriptions with honest defaults, and rows of an image by raster row with bounds checked.
#pragma once
#include <filmgate/image.h>
#include <filmgate/cpp/failure.hpp>

#include <span>

namespace fg {
inline namespace v1 {

struct ImageDesc : fg_image_desc {
  ImageDesc() : fg_image_desc{} {
    struct_size = sizeof(fg_image_desc);
    pixel_aspect = {1, 1};
    orientation = 1;
  }
  explicit ImageDesc(const fg_image_desc& other) : fg_image_desc(other) { struct_size = sizeof(fg_image_desc); }
  ImageDesc& size(uint32_t w, uint32_t h) {
    width = w, height = h;
    active = display = {0, 0, static_cast<int32_t>(w), static_cast<int32_t>(h)};
    return *this;
  }
  ImageDesc& samples(uint32_t kind, uint32_t significant_bits, uint32_t order = FG_PACK_NONE) {
    sample = kind, bits = significant_bits, packing = order;
    return *this;
  }
  // "GRBG": the colours of a 2x2 mosaic, row by row from the raster's corner.
  ImageDesc& bayer(std::string_view colours) {
    require(colours.size() == 4, FG_E_CORRUPT, "mosaic '", colours, "' does not name four sites");
    layout = FG_LAYOUT_CFA, cfa_w = cfa_h = 2;
    for (size_t i = 0; i < 4; ++i) {
      const auto at = std::string_view("RGBCMYW").find(colours[i]);
      require(at != std::string_view::npos, FG_E_CORRUPT, "mosaic '", colours, "' names an unknown colour");
      cfa[i] = static_cast<uint8_t>(at);
    }
    return *this;
  }
};

struct Sensor : fg_sensor {
  Sensor() : fg_sensor{} { struct_size = sizeof(fg_sensor); }
  Sensor& black_level(double every_site) {
    for (auto& site : black) site = every_site;
    has |= FG_SENSOR_BLACK;
    return *this;
  }
  Sensor& white_level(double every_colour) {
    for (auto& colour : white) colour = every_colour;
    has |= FG_SENSOR_WHITE;
    return *this;
  }
  Sensor& neutral_rgb(double r, double g, double b) {
    neutral[0] = r, neutral[1] = g, neutral[2] = b, neutral[3] = g;
    has |= FG_SENSOR_NEUTRAL;
    return *this;
  }
  Sensor& exposure_gain(double linear_gain) { gain = linear_gain, has |= FG_SENSOR_GAIN; return *this; }
  Sensor& to_ap0(std::span<const double, 9> row_major) {
    for (size_t i = 0; i < 9; ++i) camera_to_ap0[i] = row_major[i];
    has |= FG_SENSOR_CAMERA_TO_AP0;
    return *this;
  }
};

// Bytes of one whole row as recorded; 0 when the samples are not PACKED, U8 or U16.
inline uint64_t recorded_row_bytes(const fg_image_desc& desc) {
  const uint64_t channels = desc.layout == FG_LAYOUT_RGB ? 3 : desc.layout == FG_LAYOUT_RGBA ? 4 : 1;
  const uint64_t samples = uint64_t{desc.width} * channels;
  switch (desc.sample) {
    case FG_SAMPLE_U8: return samples;
    case FG_SAMPLE_U16: return samples * 2;
    case FG_SAMPLE_PACKED: {
      const uint64_t word = desc.packing == FG_PACK_MSB16 ? 16 : desc.packing >= FG_PACK_MSB32 ? 32 : 8;
      return (samples * desc.bits + word - 1) / word * (word / 8);
    }
    default: return 0;
  }
}

// The bytes of raster row y in one plane, from window.x on; FG_E_OUT_OF_RANGE outside the window.
inline std::span<uint8_t> row_bytes(const fg_image& image, int32_t y, uint64_t count, uint32_t plane = 0) {
  require(plane < image.plane_count && plane < 4, FG_E_OUT_OF_RANGE, "plane ", plane, " is not held");
  require(y >= image.window.y && y - image.window.y < image.window.h, FG_E_OUT_OF_RANGE, "row ", y, " is not held");
  const auto& held = image.plane[plane];
  const uint64_t start = static_cast<uint64_t>(y - image.window.y) * static_cast<uint64_t>(held.row_stride);
  require(start <= held.size && count <= held.size - start, FG_E_OUT_OF_RANGE, "row ", y, " leaves its plane");
  return {static_cast<uint8_t*>(held.data) + start, count};
}

}  // namespace v1
}  // namespace fg
