// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .cine file.
#include "fuzz/values_target.hpp"
#include "plugins/phantom/cine_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("cine", cine::Movie{}.write());
  return fuzz::normalise_any(keys, "phantom.", data, size);
}
