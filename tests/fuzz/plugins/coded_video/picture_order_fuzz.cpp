// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as the heads of packets, three in a row, and as packets with parameter sets.
#include "fuzz/promise.hpp"

#include <coded_video/parameter_sets.hpp>
#include <coded_video/picture_order.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const char* codec : {"h264", "hevc", "mpeg2video"}) {
    coded_video::PictureOrder order(codec);
    int64_t group = 0;
    for (size_t part = 0; part < 3; ++part) {
      const std::span<const uint8_t> bytes(data + size * part / 3, data + size * (part + 1) / 3);
      const fg::ByteView view(bytes, "fuzz");
      if (const auto place = order.next(view)) {
        fuzz::promise(place->group >= group, "groups follow each other");
        group = place->group;
      }
      fuzz::promise(coded_video::parameter_sets(codec, view).size() <= (1u << 16), "sets are bounded");
    }
  }
  return 0;
}
