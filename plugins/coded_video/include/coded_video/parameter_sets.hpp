// SPDX-License-Identifier: Apache-2.0
//
// What describes a stream apart from its pictures: the units of a packet that do, and those that cameras of AVC-Intra leave
// out, for SMPTE RP 2027 fixes their numbers by class and format. They are those that x264 writes, through libavcodec.
#pragma once
#include "coded_video/sequence_header.hpp"

#include <string>
#include <vector>

namespace coded_video {

// Parameter sets of H.264 and H.265 in a packet with start codes, as they lie there; empty: it has none.
[[nodiscard]] std::vector<uint8_t> parameter_sets(const std::string& codec, const fg::ByteView& packet);

struct AvcIntra {
  uint32_t of_class = 100;  // 50: 4:2:0 at three quarters of the width; 100: 4:2:2
  uint32_t lines = 1080;    // 1080, 720
  bool interlaced = false;
};
[[nodiscard]] bool is_avc_intra(const AvcIntra& kind); // the class has such a format
[[nodiscard]] StreamFacts avc_intra_facts(const AvcIntra& kind); // of one that it has
// Both sets behind start codes, of FFmpeg; empty when the class has no such format, or this FFmpeg no x264. FG_E_UNSUPPORTED: no FFmpeg
[[nodiscard]] std::vector<uint8_t> avc_intra_sets(const AvcIntra& kind);

}  // namespace coded_video
