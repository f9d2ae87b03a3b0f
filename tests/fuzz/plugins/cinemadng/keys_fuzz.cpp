// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .dng file.
#include "fuzz/values_target.hpp"
#include "fuzz/seeds/dng_seeds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("dng", fuzz::telling_dng());
  return fuzz::normalise_any(keys, "dng.", data, size);
}
