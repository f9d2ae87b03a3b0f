// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of an .MLV file.
#include "fuzz/values_target.hpp"
#include "plugins/mlv/mlv_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("mlv", mlv_test::Movie{}.write());
  return fuzz::normalise_any(keys, "mlv.", data, size);
}
