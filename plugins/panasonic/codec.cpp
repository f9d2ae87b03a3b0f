// SPDX-License-Identifier: Apache-2.0
#include "codec.hpp"

namespace panasonic {
namespace {

using fg::draft::Label;

bool is_panasonic(const Label& label) { return label[8] == 0x0e && label[9] == 0x0e; } // its private branch of the register

Codec raw(std::string name) {
  auto why = fg::concat("its pictures are ", name, ", whose coding is not published; decoding needs a plugin made by Panasonic");
  return {std::move(name), std::move(why), true};
}

}  // namespace

std::optional<Codec> raw_codec_of(const Label& container, const Label& coding, const std::string& words) {
  if (words.find("V-RAW") != words.npos || words.find("VRAW") != words.npos) return raw("V-RAW");
  if (is_panasonic(container) || is_panasonic(coding)) return raw("a coding of Panasonic's own");
  return {};
}

}  // namespace panasonic
