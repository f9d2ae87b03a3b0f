// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a Sony clip.
#include "fuzz/values_target.hpp"
#include "plugins/sony/sony_clip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("MXF", sony_test::full_clip().write());
  return fuzz::normalise_any(keys, "sony.", data, size);
}
