// SPDX-License-Identifier: Apache-2.0
//
// Draft. Which packets of an MXF file are what, by their keys. Source: SMPTE ST 377-1, ST 379-1.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

#include <algorithm>

namespace fg {
inline namespace v1 {
namespace draft {

inline constexpr int64_t mxf_most_units = 50'000'000; // more than a month of pictures is no clip
inline constexpr Label mxf_partition_key{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01, 0x0d, 0x01, 0x02, 0x01, 0x01};
inline constexpr Label mxf_fill_key{0x06, 0x0e, 0x2b, 0x34, 0x01, 0x01, 0x01, 0x01, 0x03, 0x01, 0x02, 0x10, 0x01};

inline bool is_mxf_fill(const Label& key) { return same_label(key, mxf_fill_key); }
inline bool is_mxf_partition(const Label& key) { return same_label(key, mxf_partition_key, 13) && key[13] >= 2 && key[13] <= 4; }

// Behind the fill packets that begin at `at`.
inline uint64_t behind_mxf_fill(const File& file, uint64_t at, uint64_t end) {
  static constexpr int most_in_a_row = 1 << 16;
  KlvWalk packets(file, at, end);
  auto packet = packets.next();
  for (int seen = 0; packet && is_mxf_fill(packet->key) && seen < most_in_a_row; packet = packets.next(), ++seen) at = packet->end();
  return std::min(at, end);
}

inline bool is_mxf_essence(const Label& key) { // elements and system items, registered or a vendor's own
  return (key[4] == 0x01 && key[5] == 0x02 && !is_mxf_fill(key)) || (key[8] == 0x0d && key[9] == 0x01 && key[10] == 0x03 && key[11] == 0x01);
}

}  // namespace draft
}  // namespace v1
}  // namespace fg
