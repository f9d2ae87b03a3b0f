// SPDX-License-Identifier: Apache-2.0
//
// Curves, primaries and matrices by their SMPTE labels, in the words of the trade and as codes of ITU-T H.273.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

namespace sony {

[[nodiscard]] std::string gamma_name(const fg::draft::Label& label);     // "S-Gamut3.Cine/S-Log3", "BT.709"; empty: unknown
[[nodiscard]] std::string primaries_name(const fg::draft::Label& label); // "BT.2020", "S-Gamut3"; empty: unknown
[[nodiscard]] uint8_t matrix_code(const fg::draft::Label& equations);    // H.273 matrix coefficients: 1, 6, 7, 9; 2: not stated

// "060e2b34.04010101.04010101.01020000" as bytes; zeros when it is none.
[[nodiscard]] fg::draft::Label label_of(std::string_view text);

}  // namespace sony
