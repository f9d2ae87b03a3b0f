// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of an .mcraw file.
#include "fuzz/values_target.hpp"
#include "plugins/mcraw/mcraw_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("mcraw", mcraw_test::Movie{}.write());
  return fuzz::normalise_any(keys, "mcraw.", data, size);
}
