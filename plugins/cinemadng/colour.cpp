// SPDX-License-Identifier: Apache-2.0
//
// DNG's colour model. Camera = AnalogBalance * CameraCalibration * ColorMatrix * XYZ; with a ForwardMatrix, XYZ of D50 =
// ForwardMatrix * balanced camera. CameraCalibration counts only when its signature is the profile's. The interpolation
// between the two illuminants is development's; here it serves AsShotWhiteXY only.
#include "sensor.hpp"
#include "tags.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cinemadng {
namespace {

using Matrix = std::array<double, 9>;
using Triple = std::array<double, 3>;
constexpr Matrix identity{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr Triple d50{0.9642, 1.0, 0.8249}; // XYZ of the profile connection space (ICC.1)

Matrix operator*(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t r = 0; r < 3; ++r)
    for (size_t c = 0; c < 3; ++c)
      for (size_t k = 0; k < 3; ++k) out[r * 3 + c] += a[r * 3 + k] * b[k * 3 + c];
  return out;
}
Triple operator*(const Matrix& a, const Triple& v) {
  Triple out{};
  for (size_t r = 0; r < 3; ++r) out[r] = a[r * 3] * v[0] + a[r * 3 + 1] * v[1] + a[r * 3 + 2] * v[2];
  return out;
}
Matrix diagonal(const Triple& v) { return {v[0], 0, 0, 0, v[1], 0, 0, 0, v[2]}; }

std::optional<Matrix> inverse(const Matrix& m) {
  const double a = m[4] * m[8] - m[5] * m[7], b = m[5] * m[6] - m[3] * m[8], c = m[3] * m[7] - m[4] * m[6];
  const double determinant = m[0] * a + m[1] * b + m[2] * c;
  if (!std::isfinite(determinant) || std::abs(determinant) < 1e-12) return std::nullopt;
  Matrix out{a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4], b, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
             c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
  for (auto& element : out) element /= determinant;
  return out;
}

std::optional<Matrix> matrix_of(const DngTags& tags, uint16_t wanted) {
  const auto numbers = tags.numbers(wanted);
  if (numbers.size() != 9 || !std::all_of(numbers.begin(), numbers.end(), [](double n) { return std::isfinite(n); })) return std::nullopt;
  Matrix out;
  std::copy(numbers.begin(), numbers.end(), out.begin());
  return inverse(out) ? std::optional(out) : std::nullopt;
}

// Exif's LightSource; kelvin of the standard illuminants, and the middle of the range that Exif states for lamps.
double kelvin_of_light(uint64_t light) {
  switch (light) {
    case 1: case 4: case 9: case 18: case 20: return 5500; // daylight, flash, fine weather, B, D55
    case 3: case 17: return 2850;                          // tungsten, A
    case 10: case 19: case 21: return 6500;                // cloudy, C, D65
    case 11: case 22: return 7500;                         // shade, D75
    case 12: return 6400;
    case 13: return 5050;
    case 14: return 4150;
    case 15: return 3525;
    case 16: return 2925;
    case 2: return 4000;
    case 23: return 5000;
    case 24: return 3200;
    default: return 0;
  }
}

struct Calibration { // one of the two
  double kelvin = 0;
  Matrix balance = identity; // AnalogBalance * CameraCalibration
  Matrix xyz_to_camera = identity;
  std::optional<Matrix> forward;
};

std::vector<Calibration> read_calibrations(const DngTags& tags) {
  const auto analog = tags.numbers(tag::analog_balance);
  const bool analog_sound = analog.size() == 3 && std::all_of(analog.begin(), analog.end(), [](double n) { return std::isfinite(n) && n > 0; });
  const Matrix gains = analog_sound ? diagonal({analog[0], analog[1], analog[2]}) : identity;
  const bool calibrated = tags.text(tag::camera_calibration_signature) == tags.text(tag::profile_calibration_signature);
  std::vector<Calibration> out;
  for (uint16_t i = 0; i < 2; ++i) {
    const auto colour = matrix_of(tags, static_cast<uint16_t>(tag::colour_matrix_1 + i));
    if (!colour) continue;
    Calibration one;
    const auto light = tags.numbers(static_cast<uint16_t>(tag::calibration_illuminant_1 + i));
    one.kelvin = light.size() == 1 && light[0] >= 0 && light[0] <= 65535 ? kelvin_of_light(static_cast<uint64_t>(light[0])) : 0;
    const auto unit = calibrated ? matrix_of(tags, static_cast<uint16_t>(tag::camera_calibration_1 + i)) : std::nullopt;
    one.balance = gains * unit.value_or(identity);
    one.xyz_to_camera = one.balance * *colour;
    one.forward = matrix_of(tags, static_cast<uint16_t>(tag::forward_matrix_1 + i));
    out.push_back(one);
  }
  if (out.size() < 2) return out;
  // Two can be weighed only when both illuminants are known and differ; else the known one, or the first.
  if (out[0].kelvin > 0 && out[1].kelvin > 0 && out[0].kelvin != out[1].kelvin) return out;
  out.erase(out[0].kelvin == 0 && out[1].kelvin > 0 ? out.begin() : out.begin() + 1);
  return out;
}

// McCamy's cubic (1992): within a few kelvin from 2856 to 6500, which is all that weighing two matrices asks.
double kelvin_of_white(double x, double y) {
  const double n = (x - 0.3320) / (0.1858 - y);
  return ((449.0 * n + 3525.0) * n + 6823.3) * n + 5520.33;
}

Matrix xyz_to_camera_at(const std::vector<Calibration>& calibrations, double kelvin) {
  if (calibrations.size() == 1) return calibrations[0].xyz_to_camera;
  const double first = 1 / calibrations[0].kelvin, second = 1 / calibrations[1].kelvin;
  const double share = std::clamp((1 / std::max(kelvin, 1.0) - second) / (first - second), 0.0, 1.0); // of the first
  Matrix out;
  for (size_t i = 0; i < 9; ++i)
    out[i] = share * calibrations[0].xyz_to_camera[i] + (1 - share) * calibrations[1].xyz_to_camera[i];
  return out;
}

std::optional<Triple> read_neutral(const DngTags& tags, const std::vector<Calibration>& calibrations) {
  Triple out{};
  const auto neutral = tags.numbers(tag::as_shot_neutral), white = tags.numbers(tag::as_shot_white_xy);
  if (neutral.size() == 3) {
    std::copy(neutral.begin(), neutral.end(), out.begin());
  } else if (white.size() == 2 && white[1] > 1e-6 && white[0] > 0 && !calibrations.empty()) {
    const double x = white[0], y = white[1];
    out = xyz_to_camera_at(calibrations, kelvin_of_white(x, y)) * Triple{x / y, 1, (1 - x - y) / y};
  } else {
    return std::nullopt;
  }
  if (!std::all_of(out.begin(), out.end(), [](double n) { return std::isfinite(n) && n > 1e-6; })) return std::nullopt;
  return out;
}

// The forward matrix is scaled so that balanced white gives D50 exactly. A calibration that mixes channels makes
// "balanced" differ from DNG's reference neutral; the neutral takes that in.
Matrix camera_to_d50(const Calibration& calibration, const std::optional<Triple>& neutral) {
  Matrix forward = *calibration.forward;
  for (size_t r = 0; r < 3; ++r) {
    const double sum = forward[r * 3] + forward[r * 3 + 1] + forward[r * 3 + 2];
    if (std::abs(sum) < 1e-9) continue;
    for (size_t c = 0; c < 3; ++c) forward[r * 3 + c] *= d50[r] / sum;
  }
  const auto back = inverse(calibration.balance);
  if (!neutral || !back) return forward;
  const Triple reference = *back * *neutral;
  if (std::any_of(reference.begin(), reference.end(), [](double n) { return std::abs(n) < 1e-9; })) return forward;
  return forward * diagonal({1 / reference[0], 1 / reference[1], 1 / reference[2]}) * *back * diagonal(*neutral);
}

void add_matrices(const std::vector<Calibration>& calibrations, const std::optional<Triple>& neutral, fg::Sensor& sensor) {
  const bool forward = std::all_of(calibrations.begin(), calibrations.end(), [](const Calibration& c) { return c.forward.has_value(); });
  for (size_t i = 0; i < calibrations.size(); ++i) {
    sensor.illuminant_k[i] = calibrations[i].kelvin;
    std::copy(calibrations[i].xyz_to_camera.begin(), calibrations[i].xyz_to_camera.end(), sensor.xyz_to_camera[i]);
    if (!forward) continue;
    const auto to_d50 = camera_to_d50(calibrations[i], neutral);
    std::copy(to_d50.begin(), to_d50.end(), sensor.camera_to_d50[i]);
  }
  sensor.has |= FG_SENSOR_XYZ_TO_CAMERA;
  if (forward) sensor.has |= FG_SENSOR_CAMERA_TO_D50;
  if (sensor.illuminant_k[0] > 0) sensor.has |= FG_SENSOR_ILLUMINANTS;
}

}  // namespace

void add_colour(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  const auto exposure = tags.numbers(tag::baseline_exposure);
  const bool stated = exposure.size() == 1 && std::isfinite(exposure[0]) && std::abs(exposure[0]) <= 16;
  out.sensor.exposure_gain(stated ? std::exp2(exposure[0]) : 1.0);
  const bool single_colour = raw.desc.layout == FG_LAYOUT_MONO;
  if (single_colour) return;
  const auto calibrations = read_calibrations(tags);
  const auto neutral = read_neutral(tags, calibrations);
  if (neutral) out.sensor.neutral_rgb((*neutral)[0], (*neutral)[1], (*neutral)[2]);
  else out.notes.push_back({FG_SEVERITY_INFO, "no-white-balance", "no usable AsShotNeutral or AsShotWhiteXY is recorded"});
  if (!calibrations.empty()) add_matrices(calibrations, neutral, out.sensor);
  else out.notes.push_back({FG_SEVERITY_INFO, "no-colour-matrix", "no usable ColorMatrix is recorded; only colourspace=camera can be made"});
}

}  // namespace cinemadng
