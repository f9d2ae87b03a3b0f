// SPDX-License-Identifier: Apache-2.0
//
// The order of showing as a stream itself tells it, for containers whose tables do not: packets with start codes are given
// one after the other in decoding order. Sources: ITU-T H.264 (7.3.3, 8.2.1), H.265 (7.3.6.1, 8.3.1), H.262 (6.2.3).
#pragma once
#include "coded_video/sequence_header.hpp"

#include <string>

namespace coded_video {

class PictureOrder {
 public:
  explicit PictureOrder(std::string codec) : codec_(std::move(codec)) {} // h264, hevc, mpeg2video
  struct Place {
    int64_t group = 0, count = 0; // shown by group, and within it by count
    bool key = false;             // decoding may begin here
  };
  // Of the picture in a packet, or in the part of it that begins with its start; nothing when it does not tell.
  [[nodiscard]] std::optional<Place> next(const fg::ByteView& packet);

 private:
  [[nodiscard]] std::optional<Place> next_avc(const fg::ByteView& packet);
  [[nodiscard]] std::optional<Place> next_hevc(const fg::ByteView& packet);
  [[nodiscard]] std::optional<Place> next_mpeg2(const fg::ByteView& packet);
  [[nodiscard]] Place counted(uint32_t low, uint32_t bits, bool resets, bool is_reference, bool key);

  std::string codec_;
  std::optional<StreamFacts> facts_; // of the last sequence parameter set
  bool output_flag_ = false;         // of the last picture parameter set of H.265
  uint32_t extra_bits_ = 0;
  int64_t group_ = 0, high_ = 0, decoded_ = 0;
  uint32_t low_ = 0;                 // of the last picture that others lean on
};

}  // namespace coded_video
