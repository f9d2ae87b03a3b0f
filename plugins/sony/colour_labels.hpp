// SPDX-License-Identifier: Apache-2.0
//
// Curves, primaries and matrices by their SMPTE labels, in the words of the trade and as codes of ITU-T H.273.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

namespace sony {

[[nodiscard]] std::string gamma_name(const fg::draft::Label& label);     // "S-Gamut3.Cine/S-Log3", "BT.709"; empty: unknown
[[nodiscard]] std::string primaries_name(const fg::draft::Label& label); // "BT.2020", "S-Gamut3"; empty: unknown
// Name of the definition that a curve and primaries are: "sony.slog3.sgamut3cine", "itu.bt709"; the curve where none is known.
[[nodiscard]] std::string encoding_name(const std::string& gamma, const std::string& primaries);

// "060e2b34.04010101.04010101.01020000" as bytes; zeros when it is none.
[[nodiscard]] fg::draft::Label label_of(std::string_view text);

}  // namespace sony
