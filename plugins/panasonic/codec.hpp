// SPDX-License-Identifier: Apache-2.0
//
// Which codings of Panasonic's own the pictures of a clip have, by the labels of their descriptor and the words of the card's XML;
// never by a file's name. No public description of them exists: they are named and refused.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

namespace panasonic {

struct Codec {
  std::string name;    // "AVC-Intra 100", "V-RAW"
  std::string refusal; // why its pictures can not be decoded here; empty: they are
  bool is_raw = false; // of the sensor: a mosaic
};

// container, coding: of the picture descriptor; zeros when it states none. words: the XML's codec, "AVC-I_1080/23.98p", or empty.
// Nothing when it is none of them.
[[nodiscard]] std::optional<Codec> raw_codec_of(const fg::draft::Label& container, const fg::draft::Label& coding, const std::string& words);

}  // namespace panasonic
