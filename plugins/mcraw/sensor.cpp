// SPDX-License-Identifier: Apache-2.0
#include "sensor.hpp"

#include "mcraw.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace mcraw {
namespace {

// A matrix that is all zeros is how a phone says that it has none.
std::optional<std::array<double, 9>> matrix_of(const JsonRecord& camera, const std::string& key) {
  const auto numbers = camera.numbers(key);
  if (numbers.size() != 9) return std::nullopt;
  std::array<double, 9> m{};
  std::copy(numbers.begin(), numbers.end(), m.begin());
  const double determinant = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
  return std::isfinite(determinant) && std::abs(determinant) > 1e-12 ? std::optional(m) : std::nullopt;
}

// By its name, or by Exif's number for it; 0: unknown.
double kelvin_of_light(const JsonRecord& camera, const std::string& key) {
  std::string name = camera.text(key);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const int64_t number = camera.integer(key).value_or(0);
  if (name == "standarda" || number == 17) return 2850;
  if (name == "standardb" || number == 18) return 5500;
  if (name == "standardc" || number == 19) return 6500;
  if (name == "d50" || number == 23) return 5000;
  if (name == "d55" || number == 20) return 5500;
  if (name == "d65" || number == 21) return 6500;
  if (name == "d75" || number == 22) return 7500;
  return 0;
}

struct Calibration {
  double kelvin = 0;
  std::array<double, 9> xyz_to_camera{};
  std::optional<std::array<double, 9>> camera_to_d50;
};

std::vector<Calibration> calibrations_of(const JsonRecord& camera, std::vector<Note>& notes) {
  std::vector<Calibration> out;
  constexpr double assumed[]{6500, 2850}; // what MotionCam's own export states for all phones
  bool stated = true;
  for (size_t i = 0; i < 2; ++i) {
    const auto number = std::to_string(i + 1);
    const auto colour = matrix_of(camera, "mcraw.colorMatrix" + number);
    if (!colour) continue;
    const double kelvin = kelvin_of_light(camera, "mcraw.colorIlluminant" + number);
    stated = stated && kelvin > 0;
    out.push_back({kelvin > 0 ? kelvin : assumed[i], *colour, matrix_of(camera, "mcraw.forwardMatrix" + number)});
  }
  if (!out.empty() && !stated)
    notes.push_back({FG_SEVERITY_INFO, "illuminants", "the light of a colour matrix is not recorded; D65 is taken for the first and A for the second"});
  if (out.size() == 2 && out[0].kelvin == out[1].kelvin) out.pop_back(); // nothing tells them apart
  return out;
}

void add_colour(const JsonRecord& camera, const JsonRecord& frame, fg::Sensor& sensor, std::vector<Note>& notes) {
  const auto neutral = frame.numbers("mcraw.frame.asShotNeutral");
  if (neutral.size() == 3 && std::all_of(neutral.begin(), neutral.end(), [](double n) { return std::isfinite(n) && n > 1e-6; }))
    sensor.neutral_rgb(neutral[0], neutral[1], neutral[2]);
  else notes.push_back({FG_SEVERITY_INFO, "no-white-balance", "no usable asShotNeutral is recorded"});
  const auto calibrations = calibrations_of(camera, notes);
  if (calibrations.empty())
    return notes.push_back({FG_SEVERITY_INFO, "no-colour-matrix", "no usable colorMatrix is recorded; only colourspace=camera can be made"});
  const bool forward = std::all_of(calibrations.begin(), calibrations.end(), [](const Calibration& c) { return c.camera_to_d50.has_value(); });
  for (size_t i = 0; i < calibrations.size(); ++i) {
    sensor.illuminant_k[i] = calibrations[i].kelvin;
    std::copy_n(calibrations[i].xyz_to_camera.begin(), 9, sensor.xyz_to_camera[i]);
    if (forward) std::copy_n(calibrations[i].camera_to_d50->begin(), 9, sensor.camera_to_d50[i]);
  }
  sensor.has |= FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_ILLUMINANTS;
  if (forward) sensor.has |= FG_SENSOR_CAMERA_TO_D50;
}

// The camera's levels, or the frame's own where it has measured them.
void add_levels(const JsonRecord& camera, const JsonRecord& frame, fg::Sensor& sensor, std::vector<Note>& notes) {
  auto black = frame.numbers("mcraw.frame.dynamicBlackLevel");
  if (black.size() != 4) black = camera.numbers("mcraw.blackLevel");
  auto white = frame.number("mcraw.frame.dynamicWhiteLevel");
  if (!white || !(*white > 0)) white = camera.number("mcraw.whiteLevel");
  const bool sound = black.size() == 4 && white && std::all_of(black.begin(), black.end(), [&](double b) { return b >= 0 && b < *white; });
  if (!sound) return notes.push_back({FG_SEVERITY_ERROR, "levels", "blackLevel and whiteLevel are not there, or white is not above black"});
  sensor.black_level(0).white_level(*white);
  std::copy(black.begin(), black.end(), sensor.black); // the mosaic repeats every 2 x 2
}

uint32_t side_of(const JsonRecord& frame, const char* key, const std::string& uri) {
  const int64_t side = frame.integer(key).value_or(0);
  fg::require(side >= 1 && side <= 65535, FG_E_CORRUPT, uri, ": ", key, " is ", side);
  return static_cast<uint32_t>(side);
}

}  // namespace

uint8_t turn_of(int64_t screen) {
  constexpr uint8_t turns[]{6, 8, 1, 3};
  return screen >= 0 && screen < 4 ? turns[screen] : uint8_t{0};
}

Picture picture_of(const JsonRecord& camera, const JsonRecord& frame, const std::string& uri) {
  Picture out;
  out.desc.size(side_of(frame, "mcraw.frame.width", uri), side_of(frame, "mcraw.frame.height", uri)).samples(FG_SAMPLE_U16, 16); // white is no promise
  out.desc.encoding = "linear.camera";
  out.desc.layout = FG_LAYOUT_MONO;
  std::string mosaic = camera.text("mcraw.sensorArrangment"); // as MotionCam spells it
  std::transform(mosaic.begin(), mosaic.end(), mosaic.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (mosaic == "RGGB" || mosaic == "BGGR" || mosaic == "GRBG" || mosaic == "GBRG") out.desc.bayer(mosaic);
  else out.refusal = "its mosaic '" + mosaic + "' is none that is published";
  const bool mirrored = camera.text("mcraw.extraData.postProcessSettings.flipped") == "true"; // which way is not known
  const auto turn = mirrored ? uint8_t{0} : turn_of(frame.integer("mcraw.frame.orientation").value_or(-1));
  if (turn > 0) out.desc.orientation = turn;
  out.codec = frame.integer("mcraw.frame.compressionType").value_or(0);
  if (out.codec != band_codec && out.codec != legacy_codec)
    out.refusal = fg::concat("its pixels are compressed in a way (compressionType ", out.codec, ") that is not published; 6 and 7 are");
  if (frame.text("mcraw.frame.needRemosaic") == "true")
    out.refusal = "its mosaic repeats each colour 2 x 2 (needRemosaic), and in which order is not published";
  return out;
}

fg::Sensor sensor_of(const JsonRecord& camera, const JsonRecord& frame, std::vector<Note>& notes) {
  fg::Sensor out;
  out.exposure_gain(1.0);
  add_levels(camera, frame, out, notes);
  add_colour(camera, frame, out, notes);
  return out;
}

}  // namespace mcraw
