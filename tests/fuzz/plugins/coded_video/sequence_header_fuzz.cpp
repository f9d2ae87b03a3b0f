// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as the header of a stream.
#include "fuzz/promise.hpp"

#include <coded_video/sequence_header.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fg::ByteView view({data, size}, "fuzz");
  for (const auto& facts : {coded_video::avc_facts(view), coded_video::hevc_facts(view), coded_video::mpeg2_facts(view), coded_video::prores_facts(view), coded_video::vc3_facts(view), coded_video::cineform_facts(view)})
    if (facts) fuzz::promise(facts->log2_sub_w <= 1 && facts->log2_sub_h <= 1 && facts->width <= 131072 && facts->height <= 262144, "sizes that can be");
  (void)coded_video::avc_unit(view, static_cast<uint32_t>(size % 5));
  return 0;
}
