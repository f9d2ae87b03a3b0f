// SPDX-License-Identifier: Apache-2.0
//
// ICC profiles of a matrix and a curve, written from ICC.1 with nothing of the reader's code.
#pragma once
#include "plugins/images/png_writer.hpp"

#include <cmath>

namespace icc_test {

using png_test::big;

// A matrix and a curve for each channel.
inline std::string profile(const std::string& curve, double red_x = 0.43607) {
  const auto number = [](double value) { return big(static_cast<uint32_t>(static_cast<int32_t>(std::lround(value * 65536))), 4); };
  const auto column = [&](double x, double y, double z) { return "XYZ " + big(0, 4) + number(x) + number(y) + number(z); };
  const std::vector<std::pair<std::string, std::string>> tags{
      {"desc", "desc" + big(0, 4) + big(6, 4) + std::string("House\0", 6)}, {"rXYZ", column(red_x, 0.22249, 0.01392)},
      {"gXYZ", column(0.38515, 0.71687, 0.09708)}, {"bXYZ", column(0.14307, 0.06061, 0.71410)}, {"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve}};
  std::string table = big(tags.size(), 4), values;
  for (const auto& [name, value] : tags) {
    table += name + big(128 + 4 + 12 * tags.size() + values.size(), 4) + big(value.size(), 4);
    values += value + std::string((4 - value.size() % 4) % 4, '\0');
  }
  std::string head = std::string(12, '\0') + "mntrRGB XYZ " + std::string(12, '\0') + "acsp";
  head.resize(128);
  return head + table + values;
}
inline double srgb(double x) { return x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4); }
inline std::string srgb_table() {
  std::string out = "curv" + big(0, 4) + big(1024, 4);
  for (int i = 0; i < 1024; ++i) out += big(static_cast<uint32_t>(std::lround(srgb(i / 1023.0) * 65535)), 2);
  return out;
}
inline std::string srgb_formula() {
  std::string out = "para" + big(0, 4) + big(3, 2) + big(0, 2);
  for (const double one : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) out += big(static_cast<uint32_t>(std::lround(one * 65536)), 4);
  return out;
}
inline std::string power_curve(double power) { return "curv" + big(0, 4) + big(1, 4) + big(static_cast<uint32_t>(power * 256), 2) + big(0, 2); }

}  // namespace icc_test
