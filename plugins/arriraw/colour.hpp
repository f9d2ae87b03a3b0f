// SPDX-License-Identifier: Apache-2.0
//
// From white-balanced camera RGB to ACES2065-1. The Academy published matrices of the ALEV III sensor by colour
// temperature, with and without an ND 1.3 filter; other sensors have a matrix only when their header brings one.
#pragma once
#include "header.hpp"

#include <array>
#include <optional>

namespace arriraw {

using Matrix = std::array<double, 9>;  // row major

// Interpolated in mired between the published temperatures, the nearest of them outside 2000 .. 11000 K.
Matrix alev3_to_ap0(double kelvin, bool nd_1_3);

struct ColourChoice {
  std::optional<Matrix> to_ap0;
  std::string told;  // where it comes from, or why there is none
};
ColourChoice choose_colour(const Header& header);

// What a linear value is multiplied by so that 18 % grey, exposed at this index, becomes 0.18.
double exposure_gain(double exposure_index);

}  // namespace arriraw
