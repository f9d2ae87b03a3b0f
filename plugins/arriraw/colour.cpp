// SPDX-License-Identifier: Apache-2.0
//
// The numbers are those of the Academy's aces-dev, AlexaParameters of 2013-11-13. Every row of a matrix adds up to 1,
// so that neutral stays neutral: a row's third number is left out here.
#include "colour.hpp"

#include <algorithm>
#include <cmath>

#include "linearise.hpp"

namespace arriraw {
namespace {

struct Calibration {
  double kelvin;
  double row[6];  // RR RG, GR GG, BR BG
};

constexpr std::array<Calibration, 17> without_filter{{
    {2000, {0.794897107149, 0.044674719188, -0.020296064360, 1.077980717456, 0.012145353281, -0.384828599780}},
    {2100, {0.792199685572, 0.048664615569, -0.010492258277, 1.066360218343, 0.016824541201, -0.382242661698}},
    {2200, {0.789938657535, 0.053020738319, -0.002091691935, 1.057777775318, 0.020442022388, -0.377958889483}},
    {2400, {0.786508596485, 0.062052342777, 0.011536976035, 1.046929468882, 0.025554039616, -0.367168074180}},
    {2600, {0.784282425393, 0.070865398205, 0.022122031845, 1.041630806018, 0.028916486462, -0.355788751364}},
    {2900, {0.782718884835, 0.083021954381, 0.034247624876, 1.039810899740, 0.032204382917, -0.340046190982}},
    {3200, {0.782790297239, 0.093723256575, 0.043430608649, 1.042236133147, 0.034385400745, -0.326686897155}},
    {3500, {0.784064908153, 0.103059770740, 0.050690108992, 1.047016441322, 0.035986641800, -0.315606593030}},
    {3900, {0.787079941134, 0.113685941871, 0.058372602426, 1.055329790705, 0.037626098059, -0.303743415591}},
    {4300, {0.785818661040, 0.128108236488, 0.062428264523, 1.060542387926, 0.039034545623, -0.303019979023}},
    {4700, {0.788969413513, 0.137209469165, 0.067712183238, 1.069232147882, 0.040314052399, -0.294560413053}},
    {5100, {0.793040979080, 0.144786685848, 0.072227845445, 1.078317022038, 0.041417129674, -0.287641317143}},
    {5600, {0.798856840487, 0.152588521772, 0.077015815732, 1.089707784321, 0.042604928339, -0.280736426623}},
    {6500, {0.809931384483, 0.162740560901, 0.083730895600, 1.108666555993, 0.044166429898, -0.272037991799}},
    {7500, {0.821930076628, 0.171790752888, 0.089522061750, 1.128531323381, 0.045850892229, -0.265380393299}},
    {9000, {0.837608965551, 0.180630417022, 0.095639237216, 1.152553885163, 0.047538209115, -0.259447853731}},
    {11000, {0.854158417616, 0.188306160586, 0.101106575736, 1.176948798781, 0.049111866753, -0.255039689385}},
}};
constexpr std::array<Calibration, 17> with_nd_1_3{{
    {2000, {0.754107821331, 0.088337587552, -0.044582741511, 1.086353703349, 0.003820640145, -0.576332845759}},
    {2100, {0.752502953796, 0.089327599409, -0.031747442541, 1.069946816660, 0.016727160041, -0.574303172209}},
    {2200, {0.751040595086, 0.091469315228, -0.020937322835, 1.057765217011, 0.026912411914, -0.569793229179}},
    {2400, {0.748486362585, 0.097562568804, -0.003829702514, 1.041991189582, 0.041638780951, -0.557293657803}},
    {2600, {0.746402684017, 0.104604542671, 0.009026736114, 1.033575613608, 0.051508147529, -0.543492911267}},
    {2900, {0.744124890053, 0.115193887558, 0.023210900583, 1.028831023282, 0.061165459801, -0.523913270037}},
    {3200, {0.742758024433, 0.124956578990, 0.033502503639, 1.029404088540, 0.067389698380, -0.506999677450}},
    {3500, {0.742146817527, 0.133637141177, 0.041324605920, 1.032869072320, 0.071726194135, -0.492800864531}},
    {3900, {0.742243432280, 0.143577745346, 0.049267162740, 1.039857989238, 0.075846304261, -0.477437912640}},
    {4300, {0.739342924848, 0.158938653725, 0.054354391753, 1.041884877947, 0.075244055964, -0.464281682985}},
    {4700, {0.739231354760, 0.167716369548, 0.059358921309, 1.049882814035, 0.077920559257, -0.453619563863}},
    {5100, {0.740046703231, 0.174896891610, 0.063477849253, 1.058300398103, 0.080130238002, -0.444917575805}},
    {5600, {0.741899082377, 0.182159929293, 0.067694637031, 1.068879864678, 0.082411071813, -0.436201361826}},
    {6500, {0.746377591720, 0.191244170169, 0.073383907981, 1.086344257405, 0.085424358133, -0.425092422732}},
    {7500, {0.751850275881, 0.199409800496, 0.078038754417, 1.104907104476, 0.088214023269, -0.416536556780}},
    {9000, {0.759491261037, 0.207031364020, 0.082780210171, 1.127133300008, 0.091061976082, -0.408795866016}},
    {11000, {0.767865379599, 0.213487725625, 0.086860951368, 1.149657435190, 0.093663757903, -0.402992329498}},
}};

// ARRI Wide Gamut (ALEXA) to ACES2065-1, CAT02 from D65, from the published primaries.
constexpr Matrix wide_gamut_to_ap0{0.680205505,  0.236136602, 0.083657893,  0.085414980, 1.017470879,
                                   -0.102885858, 0.002056522, -0.062562500, 1.060505979};

constexpr uint32_t sensor_width = 3424, sensor_height = 2202;
constexpr uint32_t wide_gamut = 2;  // of targetColourSpace
constexpr uint16_t nd_1_3 = 1300;

Matrix filled(const std::array<double, 6>& r) {
  return {r[0], r[1], 1 - r[0] - r[1], r[2], r[3], 1 - r[2] - r[3], r[4], r[5], 1 - r[4] - r[5]};
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix out{};
  for (size_t i = 0; i < 3; ++i)
    for (size_t j = 0; j < 3; ++j)
      for (size_t k = 0; k < 3; ++k) out[3 * i + j] += a[3 * i + k] * b[3 * k + j];
  return out;
}

// Crops of the sensor are read without scaling, so they share its matrices; larger sensors are other ones.
bool is_alev3(const Header& header) {
  if (header.width() > sensor_width || header.height() > sensor_height) return false;
  if (header.family().empty()) return header.width() == sensor_width && header.height() == sensor_height;
  return header.family() == "ALEXA" || header.family() == "A-MINI";
}

// Three rows of four: what the fourth column means is not public, so a matrix that uses it is not understood.
std::optional<Matrix> header_matrix(const Header& header) {
  const auto view = header.view();
  if (view.u32le(at::target_colour_space) != wide_gamut) return std::nullopt;
  Matrix camera{};
  bool is_identity = true;
  for (size_t row = 0; row < 3; ++row) {
    double sum = 0;
    for (size_t column = 0; column < 3; ++column) {
      const double value = view.f32le(at::colour_matrix + 4 * (4 * row + column));
      if (!std::isfinite(value) || std::abs(value) > 8) return std::nullopt;
      camera[3 * row + column] = value;
      sum += value;
      is_identity = is_identity && value == (row == column ? 1 : 0);
    }
    if (std::abs(sum - 1) > 0.02 || view.f32le(at::colour_matrix + 4 * (4 * row + 3)) != 0) return std::nullopt;
  }
  if (is_identity) return std::nullopt;
  return product(wide_gamut_to_ap0, camera);
}

}  // namespace

Matrix alev3_to_ap0(double kelvin, bool nd_filter) {
  const auto& table = nd_filter ? with_nd_1_3 : without_filter;
  kelvin = std::clamp(kelvin, table.front().kelvin, table.back().kelvin);
  size_t above = 1;
  while (above + 1 < table.size() && table[above].kelvin < kelvin) ++above;
  const auto &low = table[above - 1], &high = table[above];
  const double part = (1 / low.kelvin - 1 / kelvin) / (1 / low.kelvin - 1 / high.kelvin);
  std::array<double, 6> row{};
  for (size_t i = 0; i < row.size(); ++i) row[i] = low.row[i] + part * (high.row[i] - low.row[i]);
  return filled(row);
}

ColourChoice choose_colour(const Header& header) {
  const auto view = header.view();
  const uint32_t kelvin = view.u32le(at::white_balance);
  const bool has_kelvin = kelvin >= 1000 && kelvin <= 100'000;
  if (is_alev3(header) && has_kelvin) {
    const uint16_t density = view.u16le(at::nd_density);
    const bool is_measured = density > nd_1_3 - 50 && density < nd_1_3 + 50;
    std::string told = fg::concat("the published ALEV III matrix at ", kelvin, " K", is_measured ? ", ND 1.3" : "");
    if (!is_measured && density != 0 && density != unset16)
      told += fg::concat("; it is that of no filter, an ND density of 0.001 x ", density, " has none published");
    return {alev3_to_ap0(kelvin, is_measured), told};
  }
  if (auto matrix = header_matrix(header))
    return {matrix,
            "the header's colour matrix, read as balanced camera RGB to ARRI Wide Gamut, which no public page states"};
  const std::string why =
      is_alev3(header) ? "the header states no colour temperature"
                       : fg::concat("the published matrices hold for the 3424 x 2202 ALEV III sensor only, this is '",
                                    header.family(), "' with ", header.width(), " x ", header.height(),
                                    ", and its header brings none that is understood");
  return {std::nullopt, "no matrix to ACES: " + why + "; only the colour space 'camera' can be made"};
}

double exposure_gain(double exposure_index) {
  // The published formula counts full scale, 65535, as 1; sensor data count white minus black as 1.
  return 0.18 / (0.01 * 400 / exposure_index) * (white - black) / white;
}

}  // namespace arriraw
