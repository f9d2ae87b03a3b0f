// SPDX-License-Identifier: Apache-2.0
//
// The fields of the DPX header (SMPTE ST 268-1) and where they stand, from byte 0 on; V1.0 and V2.0 have the same places.
#pragma once
#include "header_fields.hpp"

namespace dpx {

namespace at { // what the reader itself goes by
constexpr uint64_t image_offset = 4, file_size = 16, user_size = 32, orientation = 768, element_count = 770, width = 772, height = 776;
constexpr uint64_t elements = 780, element_size = 72, element_count_limit = 8;
// within an element
constexpr uint64_t sign = 0, low_data = 4, low_quantity = 8, high_data = 12, high_quantity = 16, descriptor = 20, transfer = 21;
constexpr uint64_t colorimetric = 22, bits = 23, packing = 24, encoding = 26, data_offset = 28, line_padding = 32;
constexpr uint64_t pixel_aspect = 1628, film_rate = 1724, time_code = 1920, tv_rate = 1940, user_id = 2048;
}  // namespace at

constexpr uint64_t header_bytes = 2048, user_id_bytes = 32;

[[nodiscard]] std::span<const HeaderField> dpx_fields();         // but for the elements'
[[nodiscard]] std::span<const HeaderField> dpx_element_fields(); // offsets within an element

}  // namespace dpx
