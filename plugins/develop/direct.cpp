// SPDX-License-Identifier: Apache-2.0
#include "stage.hpp"

#include "demosaic.hpp"
#include "unpack.hpp"

namespace develop {
namespace {

constexpr uint32_t channels_of(const fg_image_desc& in) { return in.layout == FG_LAYOUT_RGB ? 3 : 1; }
uint64_t code_count(const fg_image_desc& in) { return (uint64_t{in.width} * channels_of(in) + 2 * code_slack + 31) / 32 * 32; }

// Every third code, from `channel` on.
void pick(const uint16_t* codes, uint32_t channel, uint32_t width, uint16_t* out) {
  for (uint32_t x = 0; x < width; ++x) out[x] = codes[3 * x + channel];
}

}  // namespace

uint64_t direct_scratch_bytes(const fg_image_desc& in) {
  const uint64_t halves = 6 * static_cast<uint64_t>(half_row_stride(static_cast<uint32_t>(in.active.w))) * sizeof(float);
  return 2 * code_count(in) * sizeof(uint16_t) + halves + 64;
}

void develop_directly(const fg_image_desc& in, const SensorPlan& plan, Highlights highlights, const fg_image& from, const fg_image& to,
                      void* scratch) {
  const auto width = static_cast<uint32_t>(in.active.w), channels = channels_of(in);
  RowMemory memory{static_cast<float*>(scratch), half_row_stride(width)};
  float* halves[3][2];
  for (auto& channel : halves) for (auto& half : channel) half = memory.take();
  auto* codes = reinterpret_cast<uint16_t*>(memory.next);
  auto* channel_codes = codes + code_count(in);
  const auto row_bytes = fg::recorded_row_bytes(in);
  for (int32_t y = to.window.y; y < to.window.y + to.window.h; ++y) {
    unpack_row(in, fg::row_bytes(from, y + in.active.y, row_bytes), in.width * channels, codes);
    const auto* active = codes + static_cast<size_t>(in.active.x) * channels;
    for (uint32_t c = 0; c < channels; ++c) {
      if (channels == 3) pick(active, c, width, channel_codes);
      split_levels(channels == 3 ? channel_codes : active, (width + 1) / 2, plan.site[c], plan.site[c], false, halves[c][0], halves[c][1]);
    }
    auto& green = channels == 3 ? halves[1] : halves[0];
    auto& blue = channels == 3 ? halves[2] : halves[0];
    const ColourRows rows{{halves[0][0], halves[0][1]}, {green[0], green[1]}, {blue[0], blue[1]}};
    const auto plane = [&](uint32_t i) { return reinterpret_cast<uint16_t*>(fg::row_bytes(to, y, uint64_t{width} * 2, i).data()); };
    finish_row(rows, width, plan, highlights, false, plane(0), plane(1), plane(2));
  }
}

}  // namespace develop
