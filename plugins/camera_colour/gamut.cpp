// SPDX-License-Identifier: Apache-2.0
#include "gamut.hpp"

#include <cmath>

namespace camera_colour {
namespace {

using Triple = std::array<double, 3>;
struct Chromaticity { double x, y; };

constexpr Chromaticity aces_white{0.32168, 0.33767};
constexpr Chromaticity ap0[3] = {{0.7347, 0.2653}, {0.0, 1.0}, {0.0001, -0.0770}}; // SMPTE ST 2065-1
constexpr Chromaticity ap1[3] = {{0.713, 0.293}, {0.165, 0.830}, {0.128, 0.044}};  // Academy S-2014-004
constexpr Matrix identity{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr Matrix bradford{0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296};
constexpr Matrix cat02{0.7328, 0.4296, -0.1624, -0.7036, 1.6975, 0.0061, 0.0030, 0.0136, 0.9834}; // CIECAM02

Matrix multiply(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t row = 0; row < 3; ++row)
    for (size_t column = 0; column < 3; ++column)
      for (size_t k = 0; k < 3; ++k) out[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
  return out;
}

Triple multiply(const Matrix& m, const Triple& v) {
  return {m[0] * v[0] + m[1] * v[1] + m[2] * v[2], m[3] * v[0] + m[4] * v[1] + m[5] * v[2], m[6] * v[0] + m[7] * v[1] + m[8] * v[2]};
}

Matrix inverse(const Matrix& m, const char* what) {
  const Matrix cofactors{m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                         m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                         m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
  const double determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6];
  fg::require(std::abs(determinant) > 1e-12, FG_E_INVALID_ARGUMENT, what, " span no colours");
  Matrix out{};
  for (size_t i = 0; i < 9; ++i) out[i] = cofactors[i] / determinant;
  return out;
}

Triple xyz_of(const Chromaticity& c) { return {c.x / c.y, 1.0, (1.0 - c.x - c.y) / c.y}; }

Matrix rgb_to_xyz(const Chromaticity (&primaries)[3], const Chromaticity& white) {
  Matrix columns{};
  for (size_t i = 0; i < 3; ++i)
    columns[i] = primaries[i].x, columns[3 + i] = primaries[i].y, columns[6 + i] = 1 - primaries[i].x - primaries[i].y;
  const auto strength = multiply(inverse(columns, "the primaries"), xyz_of(white));
  for (size_t i = 0; i < 9; ++i) columns[i] *= strength[i % 3];
  return columns;
}

Matrix adaptation(const std::string& name, const Chromaticity& from) {
  if (name == "none") return identity;
  const auto& cones = name == "cat02" ? cat02 : bradford;
  const auto a = multiply(cones, xyz_of(from)), b = multiply(cones, xyz_of(aces_white));
  fg::require(a[0] != 0 && a[1] != 0 && a[2] != 0, FG_E_INVALID_ARGUMENT, "the white lies where no eye adapts to");
  const Matrix scale{b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]};
  return multiply(inverse(cones, "cones"), multiply(scale, cones));
}

std::span<const double> numbers(const fg::Values& parameters, const char* key, uint32_t count) {
  const auto* value = parameters.find(key);
  fg::require(value && value->type == FG_V_F64_ARRAY && value->count == count, FG_E_INVALID_ARGUMENT, key, ": ", count, " numbers are wanted");
  for (uint32_t i = 0; i < count; ++i) fg::require(std::isfinite(value->as.f64s[i]), FG_E_INVALID_ARGUMENT, key, " holds what is no number");
  return {value->as.f64s, count};
}

Matrix to_ap0(const fg::Values& parameters) {
  const auto* matrix = parameters.find("matrix");
  const bool none_stated = matrix && matrix->type == FG_V_F64_ARRAY && matrix->count == 0;
  if (matrix && !none_stated) {
    const auto given = numbers(parameters, "matrix", 9);
    Matrix out{};
    for (size_t i = 0; i < 9; ++i) out[i] = given[i];
    return out;
  }
  fg::require(!none_stated, FG_E_UNSUPPORTED, "the encoding states no matrix to ACES2065-1; ask for colourspace camera");
  if (!parameters.find("primaries")) return identity;
  const auto p = numbers(parameters, "primaries", 6), w = numbers(parameters, "white", 2);
  const Chromaticity primaries[3] = {{p[0], p[1]}, {p[2], p[3]}, {p[4], p[5]}}, white{w[0], w[1]};
  fg::require(white.y > 0, FG_E_INVALID_ARGUMENT, "the white's y is not above 0");
  const auto adapted = multiply(adaptation(parameters.text("adaptation", "none"), white), rgb_to_xyz(primaries, white));
  return multiply(inverse(rgb_to_xyz(ap0, aces_white), "AP0"), adapted);
}

}  // namespace

Matrix output_matrix(const fg::Values& parameters, Target target) {
  if (target == Target::camera) return identity;
  const auto aces = to_ap0(parameters);
  if (target == Target::ap0) return aces;
  const auto ap0_to_ap1 = multiply(inverse(rgb_to_xyz(ap1, aces_white), "AP1"), rgb_to_xyz(ap0, aces_white));
  return multiply(ap0_to_ap1, aces);
}

}  // namespace camera_colour
