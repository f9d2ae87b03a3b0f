// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of an .R3D file.
#include "fuzz/values_target.hpp"
#include "plugins/red/r3d_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("R3D", r3d::Red2{.extensions = 2}.write());
  return fuzz::normalise_any(keys, "red.", data, size);
}
