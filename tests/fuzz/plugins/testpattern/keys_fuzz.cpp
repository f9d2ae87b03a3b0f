// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .fgtp file.
#include "fuzz/values_target.hpp"
#include "plugins/testpattern/make_fgtp.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("fgtp", make_fgtp::bytes({}, make_fgtp::anything));
  return fuzz::normalise_any(keys, "testpattern.", data, size);
}
