// SPDX-License-Identifier: Apache-2.0
#include "sensor_plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace develop {
namespace {

constexpr double most_gain = 1e6;

double finite(double value, const char* what) {
  fg::require(std::isfinite(value), FG_E_CORRUPT, "the sensor's ", what, " is not a number");
  return value;
}

Triple neutral_of(const fg_sensor& sensor, const Choices& choices) {
  if (!choices.balance || !(sensor.has & FG_SENSOR_NEUTRAL)) return {1, 1, 1};
  double largest = 0;
  for (size_t i = 0; i < 3; ++i) {
    fg::require(finite(sensor.neutral[i], "neutral") > 0, FG_E_CORRUPT, "the sensor's neutral has a colour of ", sensor.neutral[i]);
    largest = std::max(largest, sensor.neutral[i]);
  }
  return {sensor.neutral[0] / largest, sensor.neutral[1] / largest, sensor.neutral[2] / largest};
}

double largest_code(const fg_image_desc& desc) { return std::ldexp(1.0, static_cast<int>(std::clamp(desc.bits, 1u, 16u))) - 1; }

float rooted(double value, bool root) { return static_cast<float>(root ? std::copysign(std::sqrt(std::abs(value)), value) : value); }

struct Level { double black, white; };

Level level_of(const fg_sensor& sensor, const fg_image_desc& desc, size_t cfa_site, size_t colour) {
  Level out{0, largest_code(desc)};
  if (sensor.linear && sensor.linear_count > 0) out.white = sensor.linear[sensor.linear_count - 1];
  if (sensor.has & FG_SENSOR_BLACK) out.black = finite(sensor.black[cfa_site], "black level");
  if (sensor.has & FG_SENSOR_WHITE) out.white = finite(sensor.white[colour], "white level");
  fg::require(out.white > out.black, FG_E_CORRUPT, "the sensor's white ", out.white, " is not above its black ", out.black);
  return out;
}

std::vector<float> table_of(const fg_sensor& sensor, const fg_image_desc& desc, const SiteLevels& levels, bool root) {
  if (!sensor.linear || sensor.linear_count == 0) return {};
  std::vector<float> out(static_cast<size_t>(largest_code(desc)) + 1);
  for (size_t code = 0; code < out.size(); ++code) {
    const double linear = sensor.linear[std::min<size_t>(code, sensor.linear_count - 1)];
    out[code] = rooted((linear - static_cast<double>(levels.black)) * static_cast<double>(levels.scale), root);
  }
  return out;
}

// Monochrome is as neutral in one space as in the other.
Matrix output_matrix(const fg_sensor& sensor, const fg_image_desc& desc, const Choices& choices, const Triple& neutral) {
  if (choices.target == Target::camera || desc.layout == FG_LAYOUT_MONO) return {1, 0, 0, 0, 1, 0, 0, 0, 1};
  const auto to_ap0 = balanced_to_ap0(sensor, neutral);
  fg::require(to_ap0.has_value(), FG_E_UNSUPPORTED,
              "the file states no colour matrix, so its colours are unknown; use colourspace camera for linear camera RGB");
  return choices.target == Target::ap1 ? multiply(ap0_to_ap1(), *to_ap0) : *to_ap0;
}

}  // namespace

SensorPlan::SensorPlan(const fg_image_desc& desc, const fg_sensor* sensor, const Choices& choices, bool root) {
  fg_sensor plain{};
  plain.struct_size = sizeof plain;
  had_sensor_ = sensor != nullptr;
  // A struct of an older side may be shorter; what it lacks stays zero.
  if (sensor) std::memcpy(&plain, sensor, std::min<size_t>(sensor->struct_size, sizeof plain));
  if (!plain.linear) plain.linear_count = 0;
  linear_.assign(plain.linear, plain.linear + plain.linear_count);
  copy_ = plain;
  copy_.linear = nullptr;

  const auto neutral = neutral_of(plain, choices);
  const bool mosaic = desc.layout == FG_LAYOUT_CFA;
  for (size_t i = 0; i < 4; ++i) {
    const size_t x = (i & 1) + static_cast<size_t>(desc.active.x), y = (i >> 1) + static_cast<size_t>(desc.active.y);
    const size_t cfa_site = mosaic ? y % desc.cfa_h * desc.cfa_w + x % desc.cfa_w : desc.layout == FG_LAYOUT_RGB ? std::min<size_t>(i, 2) : 0;
    colour[i] = mosaic ? desc.cfa[cfa_site] : static_cast<uint8_t>(std::min<size_t>(i, 2));
    const auto level = level_of(plain, desc, cfa_site, colour[i]);
    const double balance = desc.layout == FG_LAYOUT_MONO ? 1 : 1 / neutral[colour[i]];
    fg::require(balance < most_gain, FG_E_CORRUPT, "the sensor's white balance multiplies by ", balance);
    site[i].black = static_cast<float>(level.black);
    site[i].scale = static_cast<float>(balance / (level.white - level.black));
    site[i].table = table_of(plain, desc, site[i], root);
    clip[colour[i]] = static_cast<float>(balance);
  }
  const double gain = (plain.has & FG_SENSOR_GAIN ? finite(plain.gain, "gain") : 1) * std::exp2(choices.exposure_stops);
  const auto colours = output_matrix(plain, desc, choices, neutral);
  for (size_t i = 0; i < 9; ++i) matrix[i] = static_cast<float>(finite(colours[i] * gain, "colour matrix"));
}

bool SensorPlan::made_for(const fg_sensor* sensor) const {
  if (!sensor) return !had_sensor_;
  fg_sensor now{};
  now.struct_size = sizeof now;
  std::memcpy(&now, sensor, std::min<size_t>(sensor->struct_size, sizeof now));
  if (!now.linear) now.linear_count = 0;
  const bool same_table = now.linear_count == linear_.size() &&
                          (linear_.empty() || std::memcmp(now.linear, linear_.data(), linear_.size() * sizeof(uint16_t)) == 0);
  return had_sensor_ && same_table && std::memcmp(&now, &copy_, offsetof(fg_sensor, linear)) == 0;
}

}  // namespace develop
