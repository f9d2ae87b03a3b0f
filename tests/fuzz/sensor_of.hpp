// SPDX-License-Identifier: Apache-2.0
//
// Sensor data from a fuzzer's bytes, mostly of a camera that could be.
#pragma once
#include "fuzz/fuzz_input.hpp"

#include <filmgate/image.h>

#include <vector>

namespace fuzz {

struct AnySensor {
  fg_sensor sensor{};
  std::vector<uint16_t> linear;

  explicit AnySensor(FuzzInput& in) {
    sensor.struct_size = sizeof sensor;
    sensor.has = in.number<uint16_t>() & 0x1FFu;
    if (in.between(0, 7) > 0) sensor.has &= ~uint32_t{FG_SENSOR_LINEAR}; // or tables of up to 65,536 values a site take all the time
    const auto real = [&](double plausible, double step) { return in.between(0, 7) == 0 ? in.number<double>() : plausible + step * in.number<int8_t>(); };
    for (auto& level : sensor.black) level = &level < sensor.black + 4 ? real(200, 1) : sensor.black[0];
    for (auto& level : sensor.white) level = real(4000, 16);
    for (auto& level : sensor.neutral) level = real(1.1, 1 / 128.0);
    sensor.gain = real(1.1, 1 / 128.0);
    for (auto& kelvin : sensor.illuminant_k) kelvin = real(5000, 30);
    for (size_t i = 0; i < 9; ++i) {
      const double one = i % 4 == 0 ? 1 : 0;
      sensor.xyz_to_camera[0][i] = real(one, 1 / 64.0), sensor.xyz_to_camera[1][i] = real(one, 1 / 64.0);
      sensor.camera_to_d50[0][i] = real(one, 1 / 64.0), sensor.camera_to_d50[1][i] = real(one, 1 / 64.0);
      sensor.camera_to_ap0[i] = real(one, 1 / 64.0);
    }
    if (!(sensor.has & FG_SENSOR_LINEAR)) return;
    linear.resize(static_cast<size_t>(in.between(0, 40)));
    for (auto& entry : linear) entry = in.number<uint16_t>();
    sensor.linear = linear.data(), sensor.linear_count = static_cast<uint32_t>(linear.size());
  }
  AnySensor(const AnySensor&) = delete;
};

}  // namespace fuzz
