// SPDX-License-Identifier: Apache-2.0
//
// In which order the pictures of a file are shown, and at which of them decoding may begin. Private to this folder.
#pragma once
#include "picture_packets.hpp"

namespace mxf_video {

struct Order {
  std::vector<int64_t> ranks;   // of each unit, in the order of showing; empty: as they lie
  std::vector<uint32_t> units;  // of each frame; empty: as they lie
  std::vector<uint32_t> keys;   // the last unit at or before each at which decoding may begin; empty: each is one
  uint32_t reorder = 0;         // how many pictures may be shown before one that lies earlier
};

// By the index table where it tells an order; else by the stream, whose every picture is looked at. FG_E_UNSUPPORTED when neither tells.
[[nodiscard]] Order order_of(const PicturePackets& packets, const std::string& codec);

// The index table says of every unit that its picture is coded by itself, and the stream's first pictures are.
[[nodiscard]] bool is_intra(const PicturePackets& packets, const std::string& codec);

}  // namespace mxf_video
