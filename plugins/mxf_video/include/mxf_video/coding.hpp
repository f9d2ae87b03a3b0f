// SPDX-License-Identifier: Apache-2.0
//
// What the pictures of an MXF file are coded with: by the labels of their descriptor (SMPTE RP 224: coding 04 01 02 02, container
// 0d 01 03 01 02), and where those name nothing that is known by the first bytes of a picture.
#pragma once
#include <coded_video/picture_decoder.hpp>
#include <filmgate/cpp/draft/mxf.hpp>

namespace mxf_video {

struct Coding {
  std::string codec;            // a name of coded_video's; empty: not decoded
  std::string words;            // for people: "AVC-Intra 100"; empty: nothing tells
  uint32_t tag = 0;             // what a QuickTime movie would call it, where the decoder asks
  uint32_t avc_intra_class = 0; // 50, 100
  bool intra = false;           // every picture is coded by itself
};

// container, coding: zeros when the descriptor states none. start: of the first picture.
[[nodiscard]] Coding coding_of(const fg::draft::Label& container, const fg::draft::Label& coding, const fg::ByteView& start);

}  // namespace mxf_video
