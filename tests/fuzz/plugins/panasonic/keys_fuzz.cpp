// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a Panasonic clip.
#include "fuzz/values_target.hpp"
#include "plugins/panasonic/p2_clip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("MXF", p2::clip().write());
  return fuzz::normalise_any(keys, "panasonic.", data, size);
}
