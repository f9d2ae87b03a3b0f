// SPDX-License-Identifier: Apache-2.0
#include "level_rows.hpp"

#include <algorithm>
#include <cmath>

namespace dng {
namespace {

fg_image image_over(std::vector<uint16_t>& samples, const fg_image_desc& desc, int32_t first, int32_t count) {
  fg_image out{};
  out.struct_size = sizeof out, out.plane_count = 1, out.align = 1, out.desc = &desc;
  out.window = {0, first, static_cast<int32_t>(desc.width), count};
  out.plane[0] = {samples.data(), samples.size() * 2, static_cast<int64_t>(fg::recorded_row_bytes(desc))};
  return out;
}

constexpr int32_t block_rows = 128; // at once, so that memory is theirs and a cancelled job ends soon

fg_image rows_of(const fg_image& whole, int32_t first, int32_t count) {
  fg_image out = whole;
  const uint64_t skipped = static_cast<uint64_t>(first - whole.window.y) * static_cast<uint64_t>(whole.plane[0].row_stride);
  fg::require(skipped <= whole.plane[0].size, FG_E_OUT_OF_RANGE, "row ", first, " leaves its plane");
  out.window.y = first, out.window.h = count;
  out.plane[0].data = static_cast<uint8_t*>(whole.plane[0].data) + skipped, out.plane[0].size -= skipped;
  return out;
}

// Masked pixels, outside the active area, have its pattern and the delta of its nearest line.
struct Line { uint64_t phase; double delta; };
Line line_at(int64_t from_corner, uint64_t repeat, const std::vector<double>& deltas) {
  const auto period = static_cast<int64_t>(repeat);
  const auto phase = static_cast<uint64_t>((from_corner % period + period) % period);
  if (deltas.empty()) return {phase, 0};
  return {phase, deltas[static_cast<size_t>(std::clamp<int64_t>(from_corner, 0, static_cast<int64_t>(deltas.size()) - 1))]};
}

void level_row(const fg_image_desc& desc, const DngSensor& sensor, int32_t y, const uint16_t* codes, float* linear) {
  const auto& levels = sensor.levels;
  const auto down = line_at(int64_t{y} - desc.active.y, levels.rows, levels.down);
  for (int64_t x = 0; x < desc.width; ++x) {
    const auto across = line_at(x - desc.active.x, levels.columns, levels.across);
    for (uint64_t c = 0; c < levels.channels; ++c, ++codes, ++linear) {
      const double value = sensor.linear.empty() ? *codes : sensor.linear[std::min<size_t>(*codes, sensor.linear.size() - 1)];
      const double above = value - levels.black(down.phase, across.phase, c) - across.delta - down.delta;
      *linear = static_cast<float>(std::min(1.0, above / (levels.white[c] - levels.highest_black[c])));
    }
  }
}

void put_row(const float* linear, std::span<uint8_t> row) {
  for (size_t i = 0; i < row.size() / 2; ++i) {
    const double value = level_black + static_cast<double>(linear[i]) * (65535 - level_black);
    const auto sample = static_cast<uint16_t>(std::lround(std::clamp(value, 0.0, 65535.0)));
    std::memcpy(&row[i * 2], &sample, sizeof sample);
  }
}

void level_block(const RawImage& raw, const DngSensor& sensor, const Corrections& corrections, const RecordedRows& recorded, const fg_image& out) {
  const int32_t halo = corrections.halo(), height = static_cast<int32_t>(raw.desc.height);
  const int32_t first = std::max(0, out.window.y - halo), end = std::min(height, out.window.y + out.window.h + halo);
  const auto channels = static_cast<int32_t>(raw.channels);
  const auto count = static_cast<size_t>(end - first) * raw.desc.width * raw.channels;
  std::vector<uint16_t> codes(count);
  recorded(image_over(codes, raw.desc, first, end - first));
  const RowBlock<uint16_t> code_rows{raw.desc, channels, first, end - first, codes.data()};
  correct_codes(corrections, code_rows);
  std::vector<float> linear(count);
  const RowBlock<float> linear_rows{raw.desc, channels, first, end - first, linear.data()};
  for (int32_t y = first; y < end; ++y) level_row(raw.desc, sensor, y, code_rows.row(y), linear_rows.row(y));
  correct_linear(corrections, linear_rows);
  for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y) put_row(linear_rows.row(y), fg::row_bytes(out, y, fg::recorded_row_bytes(*out.desc)));
}

}  // namespace

fg::ImageDesc levelled(const fg::ImageDesc& recorded) {
  auto out = recorded;
  out.samples(FG_SAMPLE_U16, 16);
  return out;
}

void set_levelled(fg::Sensor& sensor) {
  sensor.black_level(level_black).white_level(65535);
  sensor.linear = nullptr, sensor.linear_count = 0;
  sensor.has &= ~static_cast<uint32_t>(FG_SENSOR_LINEAR);
}

RawImage unpacked(const RawImage& raw) {
  RawImage out = raw;
  out.desc.samples(FG_SAMPLE_U16, raw.desc.bits);
  out.unpack = true;
  return out;
}

void level_rows(const RawImage& raw, const DngSensor& sensor, const Corrections& corrections, const RecordedRows& recorded, const fg_image& out,
                const std::function<bool()>& keep_on) {
  const int32_t end = out.window.y + out.window.h;
  for (int32_t y = out.window.y; y < end; y += block_rows) {
    fg::require(keep_on(), FG_E_CANCELLED, "cancelled");
    level_block(raw, sensor, corrections, recorded, rows_of(out, y, std::min(block_rows, end - y)));
  }
}

}  // namespace dng
