// SPDX-License-Identifier: Apache-2.0
//
// The matrix from linear RGB of an encoding to the colours that are asked for.
#pragma once
#include <filmgate/cpp/value.hpp>

#include <array>

namespace camera_colour {

using Matrix = std::array<double, 9>; // row major

enum class Target { ap0, ap1, camera };

// By the parameters matrix, or primaries with white and adaptation; without either the colours are those of ACES2065-1. An
// empty matrix says that there is no way to ACES.
[[nodiscard]] Matrix output_matrix(const fg::Values& parameters, Target target);

}  // namespace camera_colour
