// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .GPR file.
#include "fuzz/values_target.hpp"
#include "fuzz/seeds/gpr_seeds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("GPR", fuzz::telling_gpr());
  return fuzz::normalise_any(keys, "gopro.", data, size);
}
