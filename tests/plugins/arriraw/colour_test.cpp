// SPDX-License-Identifier: Apache-2.0
//
// Matrices against the published table (rows copied here, all of it from the media folder when that is present) and
// against the primaries of ARRI Wide Gamut.
#include "plugins/arriraw/ari_fixture.hpp"

#include <sstream>

namespace {

using Matrix = std::array<double, 9>;

stranger::Frame frame_of(const ari::Frame& frame) {
  const ari::Folder folder;
  const stranger::Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
  return stranger::Lane(clip).frame();
}
Matrix matrix_of(const ari::Frame& frame) {
  const auto got = frame_of(frame);
  REQUIRE((got.sensor->has & FG_SENSOR_CAMERA_TO_AP0) != 0);
  return std::to_array(got.sensor->camera_to_ap0);
}
bool has_matrix(const ari::Frame& frame) { return (frame_of(frame).sensor->has & FG_SENSOR_CAMERA_TO_AP0) != 0; }
void check_near(const Matrix& got, const Matrix& wanted) {
  for (size_t i = 0; i < 9; ++i) CHECK(got[i] == Approx(wanted[i]).margin(1e-11));
}
ari::Frame at(uint32_t kelvin, uint16_t density = 0) {
  return ari::Frame(64, 4).u32(0x05C, kelvin).u16(0x38A, density);
}

constexpr Matrix at_3200{0.782790297238693,  0.0937232565747179, 0.123486446186589,
                         0.0434306086492209, 1.04223613314737,   -0.0856667417965932,
                         0.0343854007454525, -0.326686897154773, 1.29230149640932};
constexpr Matrix nd_5600{0.741899082377154,  0.182159929293229,  0.0759409883296168,
                         0.0676946370314319, 1.0688798646777,    -0.136574501709133,
                         0.0824110718127104, -0.436201361826169, 1.35379029001346};

Matrix multiply(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t i = 0; i < 9; ++i)
    for (size_t k = 0; k < 3; ++k) out[i] += a[i / 3 * 3 + k] * b[k * 3 + i % 3];
  return out;
}
Matrix inverse(const Matrix& m) {
  Matrix out{};
  const auto minor = [&](size_t r, size_t c) {
    const size_t r0 = (r + 1) % 3, r1 = (r + 2) % 3, c0 = (c + 1) % 3, c1 = (c + 2) % 3;
    return m[r0 * 3 + c0] * m[r1 * 3 + c1] - m[r0 * 3 + c1] * m[r1 * 3 + c0];
  };
  const double determinant = m[0] * minor(0, 0) + m[1] * minor(0, 1) + m[2] * minor(0, 2);
  for (size_t r = 0; r < 3; ++r)
    for (size_t c = 0; c < 3; ++c) out[c * 3 + r] = minor(r, c) / determinant;
  return out;
}
struct Chromaticity {
  double x, y;
};
std::array<double, 3> xyz(Chromaticity c) { return {c.x / c.y, 1, (1 - c.x - c.y) / c.y}; }
std::array<double, 3> times(const Matrix& m, const std::array<double, 3>& v) {
  std::array<double, 3> out{};
  for (size_t i = 0; i < 9; ++i) out[i / 3] += m[i] * v[i % 3];
  return out;
}
Matrix rgb_to_xyz(std::array<Chromaticity, 3> primaries, Chromaticity white) {
  Matrix out{};
  for (size_t c = 0; c < 3; ++c)
    for (size_t r = 0; r < 3; ++r) out[r * 3 + c] = xyz(primaries[c])[r];
  const auto scale = times(inverse(out), xyz(white));
  for (size_t i = 0; i < 9; ++i) out[i] *= scale[i % 3];
  return out;
}
Matrix wide_gamut_to_ap0() {
  constexpr Chromaticity d65{0.3127, 0.3290}, aces_white{0.32168, 0.33767};
  constexpr Matrix cat02{0.7328, 0.4296, -0.1624, -0.7036, 1.6975, 0.0061, 0.0030, 0.0136, 0.9834};
  const auto from = times(cat02, xyz(d65)), to = times(cat02, xyz(aces_white));
  const Matrix cone{to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]};
  const auto adapt = multiply(inverse(cat02), multiply(cone, cat02));
  const auto awg = rgb_to_xyz({{{0.6840, 0.3130}, {0.2210, 0.8480}, {0.0861, -0.1020}}}, d65);
  const auto ap0 = rgb_to_xyz({{{0.7347, 0.2653}, {0, 1}, {0.0001, -0.077}}}, aces_white);
  return multiply(inverse(ap0), multiply(adapt, awg));
}

}  // namespace

TEST_CASE("published temperatures give the published matrices, with the ND 1.3 filter its own") {
  check_near(matrix_of(at(3200)), at_3200);
  check_near(matrix_of(at(3200, 0xFFFF)), at_3200);
  check_near(matrix_of(at(5600, 1300)), nd_5600);
}

TEST_CASE("the whole published table is in the plugin") {
  std::ifstream table(ari::media() + "/formats/arri_alev3_raw_to_aces.tsv");
  if (!table) {
    WARN("skipped: the media folder has no formats/arri_alev3_raw_to_aces.tsv");
    return;
  }
  int rows = 0;
  for (std::string line; std::getline(table, line);) {
    std::istringstream in(line);
    std::string filter;
    uint32_t kelvin = 0;
    Matrix wanted{};
    if (!(in >> filter >> kelvin)) continue;
    for (auto& number : wanted) in >> number;
    check_near(matrix_of(at(kelvin, filter == "none" ? 0 : 1300)), wanted);
    ++rows;
  }
  CHECK(rows == 34);
}

TEST_CASE("between two temperatures the matrix is interpolated in mired") {
  const auto low = matrix_of(at(2900)), high = matrix_of(at(3200)), between = matrix_of(at(3000));
  const double part = (1e6 / 2900 - 1e6 / 3000) / (1e6 / 2900 - 1e6 / 3200);
  for (size_t i = 0; i < 9; ++i) CHECK(between[i] == Approx(low[i] + part * (high[i] - low[i])).margin(1e-12));
}

TEST_CASE("temperatures beyond the table take its ends") {
  check_near(matrix_of(at(1500)), matrix_of(at(2000)));
  check_near(matrix_of(at(20000)), matrix_of(at(11000)));
}

TEST_CASE("neutral stays neutral whatever the temperature") {
  for (const uint32_t kelvin : {2000u, 3333u, 5600u, 10500u}) {
    const auto m = matrix_of(at(kelvin));
    for (size_t row = 0; row < 3; ++row) CHECK(m[3 * row] + m[3 * row + 1] + m[3 * row + 2] == Approx(1));
  }
}

TEST_CASE("other sensors have no published matrix, and that is said") {
  ari::plugin().host().reports.clear();
  CHECK_FALSE(has_matrix(at(5600).text(0x29C, "ALEXALF")));
  CHECK(ari::was_reported("no-matrix", FG_SEVERITY_INFO));
  CHECK_FALSE(has_matrix(at(5600).text(0x29C, "ALEXA65")));
  CHECK_FALSE(has_matrix(ari::Frame(3840, 4)));  // wider than the sensor
  CHECK(has_matrix(ari::Frame(3424, 2202)));
  CHECK_FALSE(has_matrix(at(0)));  // no temperature
  CHECK_FALSE(has_matrix(at(0xFFFFFFFF)));
  CHECK_FALSE(has_matrix(at(5600).text(0x29C, std::string_view("\0\0\0\0\0", 5))));  // nobody says which camera
}

TEST_CASE("another sensor's matrix is taken from its header when it is understood") {
  const float rows[3][4] = {{1.20f, -0.15f, -0.05f, 0}, {-0.10f, 1.25f, -0.15f, 0}, {0.02f, -0.22f, 1.20f, 0}};
  auto frame = at(5600).text(0x29C, "ALEXALF").u32(0x0BC, 2);
  Matrix camera{};
  for (size_t r = 0; r < 3; ++r)
    for (size_t c = 0; c < 4; ++c) {
      frame.f32(0x080 + 4 * (4 * r + c), rows[r][c]);
      if (c < 3) camera[3 * r + c] = rows[r][c];
    }
  const auto wanted = multiply(wide_gamut_to_ap0(), camera);
  const auto got = matrix_of(frame);
  for (size_t i = 0; i < 9; ++i) CHECK(got[i] == Approx(wanted[i]).margin(1e-8));

  CHECK_FALSE(has_matrix(ari::Frame(frame).u32(0x0BC, 1)));           // into a space that is not Wide Gamut
  CHECK_FALSE(has_matrix(ari::Frame(frame).f32(0x08C, 0.1f)));        // uses the fourth column
  CHECK_FALSE(has_matrix(ari::Frame(frame).f32(0x080, 2.2f)));        // would tint neutral
  CHECK_FALSE(has_matrix(ari::Frame(frame).u32(0x080, 0x7FC00000)));  // not a number
}
