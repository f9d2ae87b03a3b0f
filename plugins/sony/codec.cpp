// SPDX-License-Identifier: Apache-2.0
#include "codec.hpp"

namespace sony {
namespace {

using fg::draft::Label;

bool is_sony(const Label& label) { return label[8] == 0x0e && label[9] == 0x06; } // Sony's private branch of the register
// 04 01 02 02: compressed pictures; then the family, and the member from .. to.
bool is_compressed(const Label& coding, uint8_t family, uint8_t from, uint8_t to) {
  return coding[8] == 0x04 && coding[9] == 0x01 && coding[10] == 0x02 && coding[11] == 0x02 && coding[12] == family && coding[13] >= from && coding[13] <= to;
}

Codec raw(std::string name) {
  auto why = fg::concat("its pictures are ", name, ", whose coding is not published; decoding needs a plugin made with the Sony SDK");
  return {std::move(name), std::move(why), true};
}

}  // namespace

Codec codec_of(const Label& container, const Label& coding, const std::string& sidecar) {
  const auto says = [&](const char* word) { return sidecar.find(word) != std::string::npos; };
  if (says("X-OCN")) return raw("X-OCN");
  if (says("RAW")) return raw("Sony RAW");
  if (is_sony(container) || is_sony(coding)) return raw("Sony RAW or X-OCN");
  const auto not_yet = [](const char* name) {
    return Codec{name, fg::concat("its pictures are ", name, ", which this plugin inspects and does not decode"), false};
  };
  if (is_compressed(coding, 0x01, 0x30, 0x3f)) return not_yet("XAVC (AVC)"); // ST 381-3
  if (is_compressed(coding, 0x01, 0x00, 0x20)) return not_yet("MPEG");
  if (is_compressed(coding, 0x03, 0x06, 0x06)) return not_yet("ProRes");
  if (is_compressed(coding, 0x03, 0x01, 0x01)) return not_yet("JPEG 2000");
  return {"", fg::concat("the coding of its pictures, ", fg::draft::label_text(coding), ", is none that is known here"), false};
}

}  // namespace sony
