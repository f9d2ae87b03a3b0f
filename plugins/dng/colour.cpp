// SPDX-License-Identifier: Apache-2.0
//
// DNG's colour model. Camera = AnalogBalance * CameraCalibration * ColorMatrix * XYZ; with a ForwardMatrix, XYZ of D50 =
// ForwardMatrix * balanced camera. CameraCalibration counts only when its signature is the profile's. Interpolating
// between the two illuminants is development's, unless CameraCalibration differs between them: DNG interpolates each
// matrix by itself, which is not interpolating their product, so then it is done here, at the white of the shot.
#include "sensor.hpp"
#include "dng/tags.hpp"

#include <filmgate/cpp/draft/colour_temperature.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace dng {
namespace {

using fg::draft::Chromaticity;
using fg::draft::kelvin_of_white;
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
    default: return light >= 32768 ? static_cast<double>(light - 32768) : 0; // TIFF/EP: the temperature itself
  }
}

struct Calibration { // one of the two
  double kelvin = 0;
  Matrix camera = identity; // CameraCalibration
  Matrix colour = identity;
  std::optional<Matrix> forward;
};

struct Model {
  Matrix gains = identity; // AnalogBalance
  std::vector<Calibration> calibrations;
  [[nodiscard]] Matrix balance(const Calibration& c) const { return gains * c.camera; }
  [[nodiscard]] Matrix xyz_to_camera(const Calibration& c) const { return balance(c) * c.colour; }
};

// Two can be weighed only when both illuminants are known and differ; else the known one, or the first.
void keep_what_can_be_weighed(std::vector<Calibration>& two, std::vector<Note>& notes) {
  if (two.size() < 2 || (two[0].kelvin > 0 && two[1].kelvin > 0 && two[0].kelvin != two[1].kelvin)) return;
  const bool second = two[0].kelvin == 0 && two[1].kelvin > 0;
  two.erase(second ? two.begin() : two.begin() + 1);
  notes.push_back({FG_SEVERITY_WARNING, "illuminant", fg::concat("the lights of its two calibrations are not told apart; only that of ColorMatrix",
                                                                 second ? 2 : 1, " is used")});
}

Model read_model(const DngTags& tags, std::vector<Note>& notes) {
  Model out;
  const auto analog = tags.numbers(tag::analog_balance);
  const bool analog_sound = analog.size() == 3 && std::all_of(analog.begin(), analog.end(), [](double n) { return std::isfinite(n) && n > 0; });
  if (analog_sound) out.gains = diagonal({analog[0], analog[1], analog[2]});
  const bool calibrated = tags.text(tag::camera_calibration_signature) == tags.text(tag::profile_calibration_signature);
  for (uint16_t i = 0; i < 2; ++i) {
    const auto colour = matrix_of(tags, static_cast<uint16_t>(tag::colour_matrix_1 + i));
    if (!colour) continue;
    Calibration one;
    const auto light = tags.numbers(static_cast<uint16_t>(tag::calibration_illuminant_1 + i));
    one.kelvin = light.size() == 1 && light[0] >= 0 && light[0] <= 65535 ? kelvin_of_light(static_cast<uint64_t>(light[0])) : 0;
    if (calibrated) one.camera = matrix_of(tags, static_cast<uint16_t>(tag::camera_calibration_1 + i)).value_or(identity);
    one.colour = *colour;
    one.forward = matrix_of(tags, static_cast<uint16_t>(tag::forward_matrix_1 + i));
    out.calibrations.push_back(one);
  }
  keep_what_can_be_weighed(out.calibrations, notes);
  if (tags.find(tag::colour_matrix_3))
    notes.push_back({FG_SEVERITY_WARNING, "illuminant", "its calibration for a third light is not used"});
  return out;
}

Matrix between(const Matrix& first, const Matrix& second, double share_of_first) {
  Matrix out;
  for (size_t i = 0; i < 9; ++i) out[i] = share_of_first * first[i] + (1 - share_of_first) * second[i];
  return out;
}

// All matrices at one temperature, each interpolated by itself, linearly in 1/T.
Calibration at_kelvin(const Model& model, double kelvin) {
  const auto& all = model.calibrations;
  if (all.size() == 1) return all[0];
  const double first = 1 / all[0].kelvin, second = 1 / all[1].kelvin;
  const double share = std::clamp((1 / kelvin - second) / (first - second), 0.0, 1.0);
  Calibration out{kelvin, between(all[0].camera, all[1].camera, share), between(all[0].colour, all[1].colour, share), {}};
  if (all[0].forward && all[1].forward) out.forward = between(*all[0].forward, *all[1].forward, share);
  return out;
}

std::optional<Triple> read_neutral(const DngTags& tags, const Model& model) {
  Triple out{};
  const auto neutral = tags.numbers(tag::as_shot_neutral), white = tags.numbers(tag::as_shot_white_xy);
  if (neutral.size() == 3) {
    std::copy(neutral.begin(), neutral.end(), out.begin());
  } else if (white.size() == 2 && white[1] > 1e-6 && white[0] > 0 && !model.calibrations.empty()) {
    const double x = white[0], y = white[1];
    out = model.xyz_to_camera(at_kelvin(model, kelvin_of_white({x, y}))) * Triple{x / y, 1, (1 - x - y) / y};
  } else {
    return std::nullopt;
  }
  if (!std::all_of(out.begin(), out.end(), [](double n) { return std::isfinite(n) && n > 1e-6; })) return std::nullopt;
  return out;
}

// The white of the shot and the matrices at it depend on each other. Chapter 6 of the specification: begin at D50, and repeat.
std::optional<Calibration> at_white_of(const Model& model, const Triple& neutral) {
  Chromaticity white{0.34567, 0.35850};
  for (int step = 0; step < 30; ++step) {
    const auto back = inverse(model.xyz_to_camera(at_kelvin(model, kelvin_of_white(white))));
    if (!back) return std::nullopt;
    const Triple xyz = *back * neutral;
    const double sum = xyz[0] + xyz[1] + xyz[2];
    const Chromaticity next{xyz[0] / sum, xyz[1] / sum};
    if (!std::isfinite(next.x) || !(next.y > 0)) return std::nullopt;
    const double moved = std::abs(next.x - white.x) + std::abs(next.y - white.y);
    white = step == 29 ? Chromaticity{(next.x + white.x) / 2, (next.y + white.y) / 2} : next; // it may swing for ever
    if (moved < 1e-9) break;
  }
  return at_kelvin(model, kelvin_of_white(white));
}

// The forward matrix is scaled so that balanced white gives D50 exactly. A calibration that mixes channels makes
// "balanced" differ from DNG's reference neutral; the neutral takes that in.
Matrix camera_to_d50(const Model& model, const Calibration& calibration, const std::optional<Triple>& neutral) {
  Matrix forward = *calibration.forward;
  for (size_t r = 0; r < 3; ++r) {
    const double sum = forward[r * 3] + forward[r * 3 + 1] + forward[r * 3 + 2];
    if (std::abs(sum) < 1e-9) continue;
    for (size_t c = 0; c < 3; ++c) forward[r * 3 + c] *= d50[r] / sum;
  }
  const auto back = inverse(model.balance(calibration));
  if (!neutral || !back) return forward;
  const Triple reference = *back * *neutral;
  if (std::any_of(reference.begin(), reference.end(), [](double n) { return std::abs(n) < 1e-9; })) return forward;
  return forward * diagonal({1 / reference[0], 1 / reference[1], 1 / reference[2]}) * *back * diagonal(*neutral);
}

void add_matrices(const Model& model, const std::optional<Triple>& neutral, fg::Sensor& sensor) {
  const auto& all = model.calibrations;
  const bool forward = std::all_of(all.begin(), all.end(), [](const Calibration& c) { return c.forward.has_value(); });
  for (size_t i = 0; i < all.size(); ++i) {
    const auto xyz_to_camera = model.xyz_to_camera(all[i]);
    sensor.illuminant_k[i] = all[i].kelvin;
    std::copy(xyz_to_camera.begin(), xyz_to_camera.end(), sensor.xyz_to_camera[i]);
    if (!forward) continue;
    const auto to_d50 = camera_to_d50(model, all[i], neutral);
    std::copy(to_d50.begin(), to_d50.end(), sensor.camera_to_d50[i]);
  }
  sensor.has |= FG_SENSOR_XYZ_TO_CAMERA;
  if (forward) sensor.has |= FG_SENSOR_CAMERA_TO_D50;
  if (sensor.illuminant_k[0] > 0) sensor.has |= FG_SENSOR_ILLUMINANTS;
}

// Development interpolates products of matrices; where that is not the same, one product is left for it.
void interpolate_here(Model& model, const Triple& neutral) {
  if (model.calibrations.size() < 2 || model.calibrations[0].camera == model.calibrations[1].camera) return;
  if (const auto at_white = at_white_of(model, neutral)) model.calibrations.assign(1, *at_white);
}

std::string missing_matrix(const DngTags& tags) {
  const auto numbers = tags.numbers(tag::colour_matrix_1).size();
  return numbers > 9 && numbers % 3 == 0 ? fg::concat("its ColorMatrix is for ", numbers / 3, " colours, and only three are developed")
                                         : std::string("no usable ColorMatrix is recorded");
}

}  // namespace

void add_colour(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  const auto exposure = tags.numbers(tag::baseline_exposure);
  const bool stated = exposure.size() == 1 && std::isfinite(exposure[0]) && std::abs(exposure[0]) <= 16;
  out.sensor.exposure_gain(stated ? std::exp2(exposure[0]) : 1.0);
  if (stated && exposure[0] != 0)
    out.notes.push_back({FG_SEVERITY_INFO, "baseline-exposure", fg::concat("BaselineExposure of ", exposure[0], " stops is applied as gain")});
  const bool single_colour = raw.desc.layout == FG_LAYOUT_MONO;
  if (single_colour) return;
  auto model = read_model(tags, out.notes);
  const auto neutral = read_neutral(tags, model);
  if (neutral) out.sensor.neutral_rgb((*neutral)[0], (*neutral)[1], (*neutral)[2]);
  else out.notes.push_back({FG_SEVERITY_INFO, "no-white-balance", "no usable AsShotNeutral or AsShotWhiteXY is recorded"});
  if (neutral) interpolate_here(model, *neutral);
  if (!model.calibrations.empty()) add_matrices(model, neutral, out.sensor);
  else out.notes.push_back({FG_SEVERITY_INFO, "no-colour-matrix", missing_matrix(tags) + "; only colourspace=camera can be made"});
}

}  // namespace dng
