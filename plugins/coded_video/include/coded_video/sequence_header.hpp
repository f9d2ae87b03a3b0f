// SPDX-License-Identifier: Apache-2.0
//
// What a coded stream says of itself before any picture is decoded, read from its own headers: sequence parameter sets of
// H.264 (ITU-T H.264, 7.3.2.1 and annex E) and H.265 (ITU-T H.265, 7.3.2.2 and annex E) as 'avcC' and 'hvcC' (ISO/IEC
// 14496-15) hold them, sequence headers of MPEG-2, and the frame headers of ProRes (SMPTE RDD 36), VC-3 (SMPTE ST 2019-1) and CineForm (SMPTE ST 2073-1).
#pragma once
#include "coded_video/picture.hpp"

#include <filmgate/cpp/byte_view.hpp>

#include <optional>

namespace coded_video {

struct StreamFacts {
  std::string profile;                          // "High 4:2:2", "arri" …; empty: not said
  uint32_t width = 0, height = 0, bits = 0;     // 0: not said
  uint32_t log2_sub_w = 0, log2_sub_h = 0;
  bool rgb = false, grey = false, alpha = false, interlaced = false;
  bool upper_first = true;                      // when interlaced
  ColourCodes colour;
  Range range = Range::unknown;
  std::optional<uint8_t> siting;                // of chroma, H.273
  struct { // how slices count pictures: for picture_order.hpp
    uint8_t kind = 0, bits = 0, frame_bits = 0; // kind 0: by `bits` bits each; 2: shown as decoded
    bool fields = false, planes = false;
  } order;
};

// Of 'avcC' and 'hvcC', or of a packet that holds such a set behind start codes; nothing when there is none that can be read.
[[nodiscard]] std::optional<StreamFacts> avc_facts(const fg::ByteView& header);
[[nodiscard]] std::optional<StreamFacts> hevc_facts(const fg::ByteView& header);
// Of a packet that holds a sequence header of MPEG-2 (ITU-T H.262).
[[nodiscard]] std::optional<StreamFacts> mpeg2_facts(const fg::ByteView& packet);
// Of the first bytes (128 will do) of a frame; nothing when it is no such frame.
[[nodiscard]] std::optional<StreamFacts> prores_facts(const fg::ByteView& frame);
[[nodiscard]] std::optional<StreamFacts> vc3_facts(const fg::ByteView& frame);
[[nodiscard]] std::optional<StreamFacts> cineform_facts(const fg::ByteView& frame);

// How many bytes the length before each unit has; 0: units begin with start codes.
[[nodiscard]] uint32_t avc_length_bytes(std::span<const uint8_t> header);
// What an access unit of H.264 is to those behind it: an IDR, behind which nothing leans on what was before it; a picture
// coded by itself, behind which such things may be; or neither, where a picture is refreshed piece by piece.
enum class AvcUnit : uint8_t { other, intra, idr };
[[nodiscard]] AvcUnit avc_unit(const fg::ByteView& unit, uint32_t length_bytes);

}  // namespace coded_video
