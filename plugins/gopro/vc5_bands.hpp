// SPDX-License-Identifier: Apache-2.0
//
// The coefficients of one coded band, row by row. The band of averages is plain: `precision` bits each, high bit first. A band of
// details is codebook 17; a magnitude m stands for m + floor(768 m^3 / 255^3) steps of the quantiser.
// Sources: SMPTE ST 2073-1; GoPro's description of VC-5 (gopro/gpr, README), its SDK for rounding and limits.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

namespace gopro {

// Both fill `out`. FG_E_TRUNCATED when the bits end too early, FG_E_CORRUPT when they say more or less than `out` holds.
void read_averages(const fg::ByteView& coded, uint32_t precision, std::span<int16_t> out);
void read_details(const fg::ByteView& coded, uint32_t quantiser, std::span<int16_t> out);

}  // namespace gopro
