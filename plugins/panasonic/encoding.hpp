// SPDX-License-Identifier: Apache-2.0
//
// The definition that a card's words for curve and gamut name.
#pragma once
#include <string>

namespace panasonic {

// "V-Log" and "V-Gamut": "panasonic.vlog.vgamut"; the curve's own word where none is known.
inline std::string encoding_name(const std::string& gamma, const std::string& gamut) {
  return (gamma == "V-Log" || gamma == "VLOG") && (gamut == "V-Gamut" || gamut == "VGAMUT") ? "panasonic.vlog.vgamut" : gamma;
}

}  // namespace panasonic
