// SPDX-License-Identifier: Apache-2.0
//
// From balanced camera RGB to ACES2065-1 or ACEScg, from whichever matrices the sensor states.
#pragma once
#include <filmgate/image.h>

#include <array>
#include <optional>

namespace develop {

using Matrix = std::array<double, 9>; // row major
using Triple = std::array<double, 3>;

Matrix multiply(const Matrix& a, const Matrix& b);
Triple multiply(const Matrix& m, const Triple& v);
Matrix inverse(const Matrix& m); // throws when it has none

// (1,1,1) becomes (1,1,1). Empty when the sensor states no matrix.
//   camera_to_ap0    as it is
//   camera_to_d50    then from D50 to the ACES white by Bradford's method
//   xyz_to_camera    inverted at the white that `neutral` is, adapted in the same way
// Two calibrations are interpolated by 1/T of that white (DNG specification 1.4, chapter 6).
std::optional<Matrix> balanced_to_ap0(const fg_sensor& sensor, const Triple& neutral);
Matrix ap0_to_ap1();

}  // namespace develop
