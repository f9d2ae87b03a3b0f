// SPDX-License-Identifier: Apache-2.0
//
// A picture for people, as the bytes of a PNG file: 8-bit RGB, no gamma and no profile said.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace filmgate {

// rgb: rows one after the other, three bytes a pixel.
[[nodiscard]] Result<std::vector<uint8_t>> png_of(int32_t width, int32_t height, std::span<const uint8_t> rgb);

}  // namespace filmgate
