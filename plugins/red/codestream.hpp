// SPDX-License-Identifier: Apache-2.0
//
// The JPEG 2000 picture of a frame: four components of 12 bits, one for each site of the mosaic's 2x2 cell.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <array>
#include <vector>

namespace red {

constexpr uint32_t code_bits = 12;
constexpr uint64_t most_pixels = 16'000'000; // RED ONE's sensor has 4900 x 2580

using Planes = std::array<std::vector<uint16_t>, 4>;

// width x height: of each plane. FG_E_UNSUPPORTED, FG_E_CORRUPT; `about` begins each message.
[[nodiscard]] Planes decode_codestream(const fg::ByteView& codestream, uint32_t width, uint32_t height, const std::string& about);

}  // namespace red
