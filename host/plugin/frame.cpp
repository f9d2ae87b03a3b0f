// SPDX-License-Identifier: Apache-2.0
//
// Descriptions checked and copied. What a plugin says of sizes is never trusted: every later allocation follows it.
#include "raw.hpp"

#include <cmath>
#include <cstring>
#include <span>

namespace filmgate {
namespace {

constexpr uint32_t side_limit = 65535;
constexpr size_t longest_encoding = 256;

uint64_t sample_bytes(uint32_t sample) {
  switch (sample) {
    case FG_SAMPLE_U8: return 1;
    case FG_SAMPLE_U16:
    case FG_SAMPLE_F16: return 2;
    case FG_SAMPLE_F32: return 4;
    default: return 0;
  }
}

uint64_t packed_row_bytes(const fg_image_desc& desc, uint64_t samples) {
  const uint64_t word = desc.packing == FG_PACK_MSB16 ? 16 : desc.packing >= FG_PACK_MSB32 ? 32 : 8;
  return (samples * desc.bits + word - 1) / word * (word / 8);
}

bool inside(const fg_rect& r, const fg_image_desc& desc) {
  return r.x >= 0 && r.y >= 0 && r.w > 0 && r.h > 0 && int64_t{r.x} + r.w <= desc.width &&
         int64_t{r.y} + r.h <= desc.height;
}

Status check_samples(const fg_image_desc& desc) {
  if (desc.layout == 0 || desc.layout > FG_LAYOUT_RGBA)
    return failure(Trouble::unavailable, "layout {} is not supported by this host", desc.layout);
  const bool known = desc.sample == FG_SAMPLE_PACKED
                         ? desc.bits >= 1 && desc.bits <= 16 && desc.packing != FG_PACK_NONE && desc.packing <= FG_PACK_MSB32_PAIRS
                         : sample_bytes(desc.sample) > 0;
  if (known) return {};
  return failure(Trouble::unavailable, "sample kind {} of {} bits, packing {}, is not supported by this host", desc.sample, desc.bits, desc.packing);
}

}  // namespace

Timecode timecode_of(const fg_timecode& t) {
  return {t.frame, {t.base.num, t.base.den}, (t.flags & FG_TC_DROP) != 0};
}

DescCopy::DescCopy(const fg_image_desc& other) : encoding(bounded_text(other.encoding, longest_encoding)) {
  desc = other;
  desc.struct_size = sizeof desc;
  desc.encoding = other.encoding ? encoding.c_str() : nullptr;
}

Result<Shape> shape_of(const fg_image_desc& desc, bool decoded) {
  if (!FG_HAS(&desc, colour_science))
    return failure(Trouble::internal, "an image description of {} bytes is older than this ABI", desc.struct_size);
  if (desc.width == 0 || desc.height == 0 || desc.width > side_limit || desc.height > side_limit)
    return failure(Trouble::bad_data, "a raster of {} x {} pixels; 1 .. {} is allowed", desc.width, desc.height, side_limit);
  if (!inside(desc.active, desc)) return failure(Trouble::bad_data, "the active area leaves the raster");
  const uint64_t channels = desc.layout == FG_LAYOUT_RGB ? 3 : desc.layout == FG_LAYOUT_RGBA ? 4 : 1;
  if (decoded) FILMGATE_CHECK(check_samples(desc));
  const bool packed = desc.sample == FG_SAMPLE_PACKED;
  Shape out;
  out.width = static_cast<int32_t>(desc.width), out.height = static_cast<int32_t>(desc.height);
  out.active = {desc.active.x, desc.active.y, desc.active.w, desc.active.h};
  out.pixel_aspect = {desc.pixel_aspect.num, desc.pixel_aspect.den};
  if (!out.pixel_aspect.known() || out.pixel_aspect.num <= 0) out.pixel_aspect = {1, 1};
  out.encoding = bounded_text(desc.encoding, longest_encoding);
  out.developed = channels >= 3;
  out.planar_half = desc.planar && desc.sample == FG_SAMPLE_F16 && channels >= 3;
  out.planes = desc.planar ? static_cast<uint32_t>(channels) : 1;
  const uint64_t samples = uint64_t{desc.width} * (desc.planar ? 1 : channels);
  out.row_bytes = packed ? packed_row_bytes(desc, samples) : samples * sample_bytes(desc.sample);
  out.bits = desc.bits;
  out.orientation = desc.orientation;
  return out;
}

bool same_shape(const Shape& a, const Shape& b) {
  return a.width == b.width && a.height == b.height && a.active == b.active && a.pixel_aspect == b.pixel_aspect && a.encoding == b.encoding &&
         a.planes == b.planes && a.row_bytes == b.row_bytes && a.bits == b.bits && a.orientation == b.orientation;
}

bool same_description(const FrameFacts& a, const FrameFacts& b) {
  if (a.effective != b.effective || a.has_sensor != b.has_sensor || a.raw->linear != b.raw->linear) return false;
  if (!a.has_sensor) return true;
  auto left = a.raw->sensor, right = b.raw->sensor; // no gaps between its members
  left.linear = right.linear = nullptr;
  return std::memcmp(&left, &right, sizeof left) == 0;
}

Status check_sensor(const fg_sensor& s) {
  const auto sound = [&](uint32_t bit, std::span<const double> values) {
    return !(s.has & bit) || std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  const char* wrong = !sound(FG_SENSOR_BLACK, s.black)                         ? "black level"
                      : !sound(FG_SENSOR_WHITE, s.white)                       ? "white level"
                      : !sound(FG_SENSOR_NEUTRAL, s.neutral)                   ? "neutral"
                      : !sound(FG_SENSOR_GAIN, {&s.gain, 1})                   ? "gain"
                      : !sound(FG_SENSOR_ILLUMINANTS, s.illuminant_k)          ? "illuminant"
                      : !sound(FG_SENSOR_XYZ_TO_CAMERA, {s.xyz_to_camera[0], 18}) ? "matrix from XYZ"
                      : !sound(FG_SENSOR_CAMERA_TO_D50, {s.camera_to_d50[0], 18}) ? "matrix to D50"
                      : !sound(FG_SENSOR_CAMERA_TO_AP0, s.camera_to_ap0)       ? "matrix to AP0"
                                                                               : nullptr;
  if (wrong) return failure(Trouble::bad_data, "the sensor's {} holds what is no number", wrong);
  return {};
}

fg_image image_of(const fg_image_desc& desc, const Shape& shape, const RowsView& view) {
  fg_image image{};
  image.struct_size = sizeof image;
  image.plane_count = shape.planes;
  image.align = 1;
  image.desc = &desc;
  image.window = {0, view.rows.first, shape.width, view.rows.count};
  for (uint32_t i = 0; i < shape.planes; ++i) image.plane[i] = {view.plane[i], view.plane_bytes, view.stride};
  return image;
}

}  // namespace filmgate
