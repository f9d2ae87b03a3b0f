// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a Panasonic MXF clip.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("MXF", /*sequence=*/false, data, size);
}
