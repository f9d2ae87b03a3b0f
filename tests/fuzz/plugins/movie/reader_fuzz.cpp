// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a movie. FFmpeg's decoders are part of it, and are not built with the sanitizers.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("mov", /*sequence=*/false, data, size);
}
