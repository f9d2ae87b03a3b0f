// SPDX-License-Identifier: Apache-2.0
//
// The fuzz target of a reader that is compiled into the program: the input is the camera file.
#pragma once
#include "fuzz/clip_visit.hpp"
#include "fuzz/promise.hpp"

FG_EXTERN_C const fg_entry filmgate_entry_v1;

namespace fuzz {

// sequence: inputs of odd length become clips of two files, of which the second lacks its end.
inline int visit_as(const std::string& extension, bool sequence, const uint8_t* bytes, size_t size, uint32_t reader = 0) {
  MemoryHost host;
  std::vector<std::string> uris{"/clip/a.0001." + extension};
  host.files.push_back({uris[0], {bytes, size}});
  if (sequence && size % 2 == 1) {
    uris.push_back("/clip/a.0002." + extension);
    host.files.push_back({uris[1], {bytes, size - size / 4}});
  }
  VisitLimits limits;
  limits.band_bytes = limits.whole_bytes = 8u << 10; // a band needs some rows, and not many
  limits.most_bytes = 256u << 10, limits.thorough = size % 4 < 2, limits.reader = reader;
  ClipVisit visit(filmgate_entry_v1, host, limits);
  visit.run(uris);
  promise(visit.broken.empty(), visit.broken);
  return 0;
}

}  // namespace fuzz
