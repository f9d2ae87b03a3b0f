// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an MXF movie: the packets that are found in it go to FFmpeg's decoders.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("mxf", /*sequence=*/false, data, size, /*reader=*/1);
}
