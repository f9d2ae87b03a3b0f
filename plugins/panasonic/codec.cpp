// SPDX-License-Identifier: Apache-2.0
#include "codec.hpp"

namespace panasonic {
namespace {

using fg::draft::Label;

// 04 01 02 02: compressed pictures; then the family, the member and its kind (SMPTE RP 224; AVC-Intra: RP 2027).
bool is_compressed(const Label& coding, uint8_t family) {
  return coding[8] == 0x04 && coding[9] == 0x01 && coding[10] == 0x02 && coding[11] == 0x02 && coding[12] == family;
}
bool is_panasonic(const Label& label) { return label[8] == 0x0e && label[9] == 0x0e; } // its private branch of the register

Codec raw(std::string name) {
  auto why = fg::concat("its pictures are ", name, ", whose coding is not published; decoding needs a plugin made by Panasonic");
  return {std::move(name), std::move(why), true};
}
Codec inspected(const char* name) { return {name, fg::concat("its pictures are ", name, ", which this plugin inspects and does not decode"), false}; }

}  // namespace

Codec codec_of(const Label& container, const Label& coding, const std::string& words) {
  if (words.find("V-RAW") != words.npos || words.find("VRAW") != words.npos) return raw("V-RAW");
  if (is_panasonic(container) || is_panasonic(coding)) return raw("a coding of Panasonic's own");
  if (is_compressed(coding, 0x01) && coding[13] == 0x32) return inspected(coding[14] >> 4 == 2 ? "AVC-Intra 50" : coding[14] >> 4 == 3 ? "AVC-Intra 100" : "AVC-Intra");
  if (is_compressed(coding, 0x01) && coding[13] >= 0x30 && coding[13] <= 0x3f) return inspected("AVC");
  if (is_compressed(coding, 0x01)) return inspected("MPEG");
  if (is_compressed(coding, 0x02)) return inspected("DV or DVCPRO");
  if (is_compressed(coding, 0x03) && coding[13] == 0x06) return inspected("ProRes");
  return {"", fg::concat("the coding of its pictures, ", fg::draft::label_text(coding), ", is none that is known here"), false};
}

}  // namespace panasonic
