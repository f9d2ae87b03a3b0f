// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a .CR3 or .CRM file. LibRaw gets what the plugin has checked.
#include "fuzz/reader_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::visit_as("canon", /*sequence=*/false, data, size);
}
