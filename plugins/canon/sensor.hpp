// SPDX-License-Identifier: Apache-2.0
//
// What development needs of a CR3: mosaic, areas, levels, white balance and matrix, in filmgate's terms.
#pragma once
#include "maker_tags.hpp"
#include "movie.hpp"

namespace canon {

// known: how the samples were coded for light is known, which of Cinema RAW Light it is not.
[[nodiscard]] fg::ImageDesc picture_of(const Track& track, bool known);
[[nodiscard]] fg::Sensor sensor_of(const fg::ImageDesc& desc, const std::optional<ColorData>& colour,
                                   const std::optional<std::array<double, 9>>& daylight_matrix);

}  // namespace canon
