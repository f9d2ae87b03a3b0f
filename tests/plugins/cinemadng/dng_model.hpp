// SPDX-License-Identifier: Apache-2.0
//
// DNG's colour model in double precision, plainly from chapter 6 of the specification and from colour science's textbooks,
// sharing nothing with the product: the judge of colour tests.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>

namespace dng_model {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

inline Matrix product(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t i = 0; i < 3; ++i)
    for (size_t j = 0; j < 3; ++j) out[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
  return out;
}
inline Vector product(const Matrix& a, const Vector& v) {
  return {a[0][0] * v[0] + a[0][1] * v[1] + a[0][2] * v[2], a[1][0] * v[0] + a[1][1] * v[1] + a[1][2] * v[2], a[2][0] * v[0] + a[2][1] * v[1] + a[2][2] * v[2]};
}
inline Matrix diagonal(double a, double b, double c) { return {Vector{a, 0, 0}, Vector{0, b, 0}, Vector{0, 0, c}}; }
inline Matrix inverse(const Matrix& m) { // Gauss and Jordan
  Matrix a = m, out = diagonal(1, 1, 1);
  for (size_t i = 0; i < 3; ++i) {
    size_t best = i;
    for (size_t r = i; r < 3; ++r) if (std::abs(a[r][i]) > std::abs(a[best][i])) best = r;
    std::swap(a[i], a[best]), std::swap(out[i], out[best]);
    const double by = a[i][i];
    for (size_t c = 0; c < 3; ++c) a[i][c] /= by, out[i][c] /= by;
    for (size_t r = 0; r < 3; ++r) {
      if (r == i) continue;
      const double times = a[r][i];
      for (size_t c = 0; c < 3; ++c) a[r][c] -= times * a[i][c], out[r][c] -= times * out[i][c];
    }
  }
  return out;
}
inline Matrix mix(const Matrix& a, const Matrix& b, double share) {
  Matrix out{};
  for (size_t i = 0; i < 3; ++i) for (size_t j = 0; j < 3; ++j) out[i][j] = share * a[i][j] + (1 - share) * b[i][j];
  return out;
}

// Robertson 1968: 31 isotemperature lines; mired, u and v (CIE 1960) where each meets the locus, and its slope.
inline double temperature(double x, double y) {
  static constexpr double lines[31][4] = {
      {0, .18006, .26352, -.24341},    {10, .18066, .26589, -.25479},   {20, .18133, .26846, -.26876},   {30, .18208, .27119, -.28539},
      {40, .18293, .27407, -.30470},   {50, .18388, .27709, -.32675},   {60, .18494, .28021, -.35156},   {70, .18611, .28342, -.37915},
      {80, .18740, .28668, -.40955},   {90, .18880, .28997, -.44278},   {100, .19032, .29326, -.47888},  {125, .19462, .30141, -.58204},
      {150, .19962, .30921, -.70471},  {175, .20525, .31647, -.84901},  {200, .21142, .32312, -1.0182},  {225, .21807, .32909, -1.2168},
      {250, .22511, .33439, -1.4512},  {275, .23247, .33904, -1.7298},  {300, .24010, .34308, -2.0637},  {325, .24792, .34655, -2.4681},
      {350, .25591, .34951, -2.9641},  {375, .26400, .35200, -3.5814},  {400, .27218, .35407, -4.3633},  {425, .28039, .35577, -5.3762},
      {450, .28863, .35714, -6.7262},  {475, .29685, .35823, -8.5955},  {500, .30505, .35907, -11.324},  {525, .31320, .35968, -15.628},
      {550, .32129, .36011, -23.325},  {575, .32931, .36038, -40.770},  {600, .33724, .36051, -116.45}};
  const double u = 4 * x / (-2 * x + 12 * y + 3), v = 6 * y / (-2 * x + 12 * y + 3);
  double before = 0;
  for (int i = 0; i < 31; ++i) {
    const double slope = lines[i][3], distance = ((v - lines[i][2]) - slope * (u - lines[i][1])) / std::hypot(1.0, slope);
    if (i > 0 && (distance < 0) != (before < 0)) {
      const double share = before / (before - distance);
      return 1e6 / (lines[i - 1][0] + share * (lines[i][0] - lines[i - 1][0]));
    }
    before = distance;
  }
  return 1e6 / 600;
}

struct Camera {
  Matrix colour[2], calibration[2], forward[2]; // by illuminant
  double kelvin[2];
  Vector analog{1, 1, 1};
  bool has_forward = true;

  [[nodiscard]] double share(double t) const { return std::clamp((1 / t - 1 / kelvin[1]) / (1 / kelvin[0] - 1 / kelvin[1]), 0.0, 1.0); }
  [[nodiscard]] Matrix balance(double t) const { return product(diagonal(analog[0], analog[1], analog[2]), mix(calibration[0], calibration[1], share(t))); }
  [[nodiscard]] Matrix xyz_to_camera(double t) const { return product(balance(t), mix(colour[0], colour[1], share(t))); }
  [[nodiscard]] Vector neutral_of(double x, double y) const { return product(xyz_to_camera(temperature(x, y)), Vector{x / y, 1, (1 - x - y) / y}); }
  [[nodiscard]] Vector white_of(const Vector& neutral) const { // x, y, kelvin
    double x = 0.34567, y = 0.35850;
    for (int i = 0; i < 200; ++i) {
      const auto xyz = product(inverse(xyz_to_camera(temperature(x, y))), neutral);
      const double sum = xyz[0] + xyz[1] + xyz[2];
      x = xyz[0] / sum, y = xyz[1] / sum;
    }
    return {x, y, temperature(x, y)};
  }
};

inline Matrix bradford(const Vector& from, const Vector& to) { // XYZ of two whites
  const Matrix cone{Vector{.8951, .2664, -.1614}, Vector{-.7502, 1.7135, .0367}, Vector{.0389, -.0685, 1.0296}};
  const auto a = product(cone, from), b = product(cone, to);
  return product(inverse(cone), product(diagonal(b[0] / a[0], b[1] / a[1], b[2] / a[2]), cone));
}

// Camera values, 1 being the white level, to ACES2065-1; the neutral's largest channel at 1 is white.
inline Vector to_ap0(const Camera& camera, Vector neutral, const Vector& rgb) {
  const double largest = std::max({neutral[0], neutral[1], neutral[2]});
  for (auto& n : neutral) n /= largest;
  const auto white = camera.white_of(neutral);
  const double t = white[2];
  Vector xyz, from;
  if (camera.has_forward) {
    const auto back = inverse(camera.balance(t));
    const auto reference = product(back, neutral);
    const auto forward = mix(camera.forward[0], camera.forward[1], camera.share(t));
    xyz = product(forward, product(diagonal(1 / reference[0], 1 / reference[1], 1 / reference[2]), product(back, rgb)));
    from = {.9642, 1, .8249};
  } else {
    const auto back = inverse(camera.xyz_to_camera(t));
    xyz = product(back, rgb);
    from = product(back, neutral);
    for (auto& v : xyz) v /= from[1];
    from = {from[0] / from[1], 1, from[2] / from[1]};
  }
  const Vector aces{.32168 / .33767, 1, (1 - .32168 - .33767) / .33767};
  const Matrix xyz_to_ap0{Vector{1.0498110175, 0, -.0000974845}, Vector{-.4959030231, 1.3733130458, .0982400361}, Vector{0, 0, .9912520182}};
  return product(xyz_to_ap0, product(bradford(from, aces), xyz));
}

}  // namespace dng_model
