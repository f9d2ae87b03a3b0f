// SPDX-License-Identifier: Apache-2.0
//
// Any expression of a reel's name (first line) on any path of a card.
#include "catalog/roll_layout.hpp"
#include "fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  filmgate::RollLayout layout;
  layout.reel = in.line();
  (void)layout.reel_of(in.line());
  return 0;
}
