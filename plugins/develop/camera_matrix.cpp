// SPDX-License-Identifier: Apache-2.0
#include "camera_matrix.hpp"

#include <filmgate/cpp/draft/colour_temperature.hpp>
#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <cmath>

namespace develop {
namespace {

using fg::draft::Chromaticity;
using fg::draft::kelvin_of_white;
constexpr Chromaticity aces_white{0.32168, 0.33767}, d50{0.34567, 0.35850};
constexpr Chromaticity ap0[3] = {{0.7347, 0.2653}, {0.0, 1.0}, {0.0001, -0.0770}};   // SMPTE ST 2065-1
constexpr Chromaticity ap1[3] = {{0.713, 0.293}, {0.165, 0.830}, {0.128, 0.044}};    // Academy S-2014-004
constexpr Matrix bradford{0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296};
constexpr int most_steps = 30;

Triple xyz_of(const Chromaticity& c) { return {c.x / c.y, 1.0, (1.0 - c.x - c.y) / c.y}; }
Chromaticity chromaticity_of(const Triple& xyz) {
  const double sum = xyz[0] + xyz[1] + xyz[2];
  return {xyz[0] / sum, xyz[1] / sum};
}

Matrix rgb_to_xyz(const Chromaticity (&primaries)[3], const Chromaticity& white) {
  Matrix columns{};
  for (size_t i = 0; i < 3; ++i) {
    columns[i] = primaries[i].x;
    columns[3 + i] = primaries[i].y;
    columns[6 + i] = 1 - primaries[i].x - primaries[i].y;
  }
  const auto strength = multiply(inverse(columns), xyz_of(white));
  for (size_t row = 0; row < 3; ++row)
    for (size_t i = 0; i < 3; ++i) columns[row * 3 + i] *= strength[i];
  return columns;
}

Matrix adaptation(const Chromaticity& from, const Chromaticity& to) {
  const auto a = multiply(bradford, xyz_of(from)), b = multiply(bradford, xyz_of(to));
  const Matrix scale{b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]};
  return multiply(inverse(bradford), multiply(scale, bradford));
}

Matrix between(const double (&two)[2][9], double weight_of_first) {
  Matrix out{};
  for (size_t i = 0; i < 9; ++i) out[i] = weight_of_first * two[0][i] + (1 - weight_of_first) * two[1][i];
  return out;
}

double weight_of_first(const fg_sensor& sensor, double kelvin) {
  const double first = sensor.illuminant_k[0], second = sensor.illuminant_k[1];
  if (!(sensor.has & FG_SENSOR_ILLUMINANTS) || first <= 0 || second <= 0 || first == second) return 1;
  return std::clamp((1 / kelvin - 1 / second) / (1 / first - 1 / second), 0.0, 1.0);
}

struct SceneWhite { Chromaticity white; Matrix xyz_to_camera; };

// The white and the matrix depend on each other; the iteration settles within a few steps.
SceneWhite scene_white(const fg_sensor& sensor, const Triple& neutral) {
  SceneWhite out{d50, between(sensor.xyz_to_camera, weight_of_first(sensor, kelvin_of_white(d50)))};
  for (int step = 0; step < most_steps; ++step) {
    const auto next = chromaticity_of(multiply(inverse(out.xyz_to_camera), neutral));
    fg::require(std::isfinite(next.x) && next.y > 0, FG_E_CORRUPT, "the camera's neutral and its matrices name no real white");
    const double moved = std::abs(next.x - out.white.x) + std::abs(next.y - out.white.y);
    out.white = step + 1 == most_steps ? Chromaticity{(next.x + out.white.x) / 2, (next.y + out.white.y) / 2} : next; // it may swing for ever
    out.xyz_to_camera = between(sensor.xyz_to_camera, weight_of_first(sensor, kelvin_of_white(out.white)));
    if (moved < 1e-9) break;
  }
  return out;
}

// Scales each row so that (1,1,1) stays (1,1,1), against rounding in the file's numbers.
Matrix keeping_white(Matrix m) {
  for (size_t row = 0; row < 3; ++row) {
    const double sum = m[row * 3] + m[row * 3 + 1] + m[row * 3 + 2];
    fg::require(std::abs(sum) > 1e-6, FG_E_CORRUPT, "the camera's colour matrix maps white to nothing");
    for (size_t i = 0; i < 3; ++i) m[row * 3 + i] /= sum;
  }
  return m;
}

}  // namespace

Matrix multiply(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t row = 0; row < 3; ++row)
    for (size_t column = 0; column < 3; ++column)
      for (size_t i = 0; i < 3; ++i) out[row * 3 + column] += a[row * 3 + i] * b[i * 3 + column];
  return out;
}

Triple multiply(const Matrix& m, const Triple& v) {
  return {m[0] * v[0] + m[1] * v[1] + m[2] * v[2], m[3] * v[0] + m[4] * v[1] + m[5] * v[2], m[6] * v[0] + m[7] * v[1] + m[8] * v[2]};
}

Matrix inverse(const Matrix& m) {
  const Matrix cofactors{m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                         m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                         m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
  const double determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6];
  fg::require(std::isfinite(determinant) && std::abs(determinant) > 1e-12, FG_E_CORRUPT, "the camera's colour matrix cannot be inverted");
  Matrix out{};
  for (size_t i = 0; i < 9; ++i) out[i] = cofactors[i] / determinant;
  return out;
}

Matrix ap0_to_ap1() { return multiply(inverse(rgb_to_xyz(ap1, aces_white)), rgb_to_xyz(ap0, aces_white)); }

std::optional<Matrix> balanced_to_ap0(const fg_sensor& sensor, const Triple& neutral) {
  if (sensor.has & FG_SENSOR_CAMERA_TO_AP0) {
    Matrix out{};
    std::copy(std::begin(sensor.camera_to_ap0), std::end(sensor.camera_to_ap0), out.begin());
    return out;
  }
  const auto xyz_to_ap0 = inverse(rgb_to_xyz(ap0, aces_white));
  const bool two_ways = (sensor.has & FG_SENSOR_XYZ_TO_CAMERA) != 0;
  if (sensor.has & FG_SENSOR_CAMERA_TO_D50) {
    const double weight = two_ways ? weight_of_first(sensor, kelvin_of_white(scene_white(sensor, neutral).white)) : 1;
    return keeping_white(multiply(xyz_to_ap0, multiply(adaptation(d50, aces_white), between(sensor.camera_to_d50, weight))));
  }
  if (!two_ways) return {};
  const auto scene = scene_white(sensor, neutral);
  const Matrix unbalance{neutral[0], 0, 0, 0, neutral[1], 0, 0, 0, neutral[2]};
  const auto balanced_to_xyz = multiply(inverse(scene.xyz_to_camera), unbalance);
  return keeping_white(multiply(xyz_to_ap0, multiply(adaptation(scene.white, aces_white), balanced_to_xyz)));
}

}  // namespace develop
