// SPDX-License-Identifier: Apache-2.0
//
// Rows of an uncompressed raw picture, assembled from its strips or tiles straight into the host's window.
#pragma once
#include "dng/raw_image.hpp"

namespace dng {

// Fills every row of out.window, which spans the raster's width. scratch is the lane's own, kept between calls.
void read_raw_rows(const fg::File& file, const RawImage& raw, const fg_image& out, std::vector<uint8_t>& scratch);

}  // namespace dng
