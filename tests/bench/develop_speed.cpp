// SPDX-License-Identifier: Apache-2.0
//
// Speed of raw development on one core: a 4448 x 3096 frame of 12-bit codes, developed in bands into one cached
// scan-line chunk. Prints the median of the CPU time. develop_speed [rows a band]
#include "plugins/stranger_transform.hpp"

#include <filmgate/cpp/image.hpp>

#include <time.h>
#include <cstdio>

namespace {

constexpr uint32_t width = 4448, height = 3096;

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Case {
  const char* name;
  uint32_t packing;
  bool table;
};

class Run {
 public:
  Run(const stranger::Plugin& plugin, const Case& what, const char* method)
      : table_(plugin.table<fg_transform_v1>(FG_TRANSFORM)) {
    desc_.size(width, height).samples(FG_SAMPLE_PACKED, 12, what.packing).bayer("RGGB");
    desc_.encoding = "linear.camera";
    for (size_t i = 0; i < linear_.size(); ++i)
      linear_[i] = static_cast<uint16_t>(std::min<size_t>(65535, i * i / 256));
    sensor_.black_level(256).white_level(what.table ? 65000 : 4095).neutral_rgb(0.5, 1, 0.7);
    sensor_.to_ap0(std::array{0.7, 0.2, 0.1, 0.05, 0.9, 0.05, 0.02, 0.1, 0.88});
    if (what.table) sensor_.linear = linear_.data(), sensor_.linear_count = 4096, sensor_.has |= FG_SENSOR_LINEAR;
    frame_.struct_size = sizeof frame_, frame_.desc = &desc_, frame_.sensor = &sensor_;
    row_bytes_ = fg::recorded_row_bytes(desc_);
    codes_.resize(row_bytes_ * height);
    uint32_t state = 1, base = 0;
    for (size_t i = 0; i < codes_.size(); ++i) {  // noise over a slow ramp, as pictures are
      state = state * 1664525u + 1013904223u;
      base = static_cast<uint32_t>(i % row_bytes_ * 96 / row_bytes_);
      codes_[i] = static_cast<uint8_t>(64 + base + (state >> 28));
    }
    fg_kv parameter{"demosaic", {}};
    parameter.value.type = FG_V_TEXT, parameter.value.count = 1, parameter.value.as.text = method;
    info_.struct_size = sizeof info_;
    auto error = stranger::no_error();
    stranger::check(table_.create(plugin.raw(), &desc_, &frame_, &parameter, 1, &stage_, &out_, &info_, &error), error);
    scratch_.resize(info_.scratch_bytes + 64);
  }
  ~Run() { table_.destroy(stage_); }

  double seconds(int32_t rows) {
    chunk_.resize(size_t{width} * 3 * static_cast<size_t>(rows));
    const double start = cpu_seconds();
    for (int32_t y = 0; y < static_cast<int32_t>(height); y += rows)
      band(y, std::min(rows, static_cast<int32_t>(height) - y));
    return cpu_seconds() - start;
  }

 private:
  void band(int32_t y, int32_t rows) {
    const fg_rect tile{0, y, width, rows};
    fg_rect held = table_.needs(stage_, tile);
    fg_image in{}, out{};
    in.struct_size = out.struct_size = sizeof in;
    in.plane_count = 1, in.align = 1, in.desc = &desc_, in.window = held;
    in.plane[0] = {codes_.data() + row_bytes_ * static_cast<uint64_t>(held.y),
                   row_bytes_ * static_cast<uint64_t>(held.h), static_cast<int64_t>(row_bytes_)};
    out.plane_count = 3, out.align = 1, out.desc = out_, out.window = tile;
    const int64_t stride = int64_t{width} * 6;  // B, G, R a line, as OpenEXR stores them
    for (int i = 0; i < 3; ++i) {
      auto* data = chunk_.data() + size_t{width} * static_cast<size_t>(2 - i);
      out.plane[i] = {data, static_cast<uint64_t>((rows - 1) * stride + int64_t{width} * 2), stride};
    }
    const fg_image* images[] = {&in};
    const fg_frame_info* frames[] = {&frame_};
    auto* scratch = reinterpret_cast<void*>((reinterpret_cast<uintptr_t>(scratch_.data()) + 63) / 64 * 64);
    auto error = stranger::no_error();
    stranger::check(table_.process(stage_, images, frames, &out, scratch, nullptr, &error), error);
  }
  const fg_transform_v1& table_;
  fg::ImageDesc desc_;
  fg::Sensor sensor_;
  std::array<uint16_t, 4096> linear_{};
  fg_frame_info frame_{};
  uint64_t row_bytes_ = 0;
  fg_stage* stage_ = nullptr;
  const fg_image_desc* out_ = nullptr;
  fg_stage_info info_{};
  std::vector<uint8_t> codes_, scratch_;
  std::vector<uint16_t> chunk_;
};

}  // namespace

int main(int count, char** arguments) {
  const int32_t rows = count > 1 ? std::max(1, std::atoi(arguments[1])) : 32;
  const stranger::Plugin plugin("org.filmgate.develop");
  constexpr Case cases[] = {{"LSB", FG_PACK_LSB, false},
                            {"MSB32_PAIRS", FG_PACK_MSB32_PAIRS, false},
                            {"MSB32_PAIRS, table", FG_PACK_MSB32_PAIRS, true}};
  for (const char* method : {"fast", "hq"}) {
    for (const auto& what : cases) {
      Run run(plugin, what, method);
      std::vector<double> times;
      for (int i = 0; i < 9; ++i) times.push_back(run.seconds(rows));
      std::sort(times.begin(), times.end());
      std::printf("%-4s %-20s %3d rows a band: %6.1f ms (least %.1f) = %5.0f Mpix/s\n", method, what.name, rows,
                  times[4] * 1e3, times[0] * 1e3, width * height * 1e-6 / times[4]);
    }
  }
}
