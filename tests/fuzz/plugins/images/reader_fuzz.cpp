// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an OpenEXR frame, or two of them.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("exr", /*sequence=*/true, data, size, /*reader=*/0);
}
