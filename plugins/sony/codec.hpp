// SPDX-License-Identifier: Apache-2.0
//
// Which codings of Sony's own the pictures of a clip have, by the labels of their descriptor and the words of the sidecar; never
// by a file's name. No public description of them exists: they are named and refused.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

namespace sony {

struct Codec {
  std::string name;    // "XAVC (AVC)", "X-OCN"; empty when nothing tells
  std::string refusal; // why its pictures can not be decoded here; empty: they are
  bool is_raw = false; // of the sensor: a mosaic
};

// container, coding: of the picture descriptor; zeros when it states none. sidecar: videoCodec, "F55_X-OCN_XT_6K_16:9" or empty.
// Nothing when it is none of them.
[[nodiscard]] std::optional<Codec> raw_codec_of(const fg::draft::Label& container, const fg::draft::Label& coding, const std::string& sidecar);

}  // namespace sony
