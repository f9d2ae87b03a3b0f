// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an .R3D file; inputs of odd length become clips of two segments.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("R3D", /*sequence=*/true, data, size);
}
