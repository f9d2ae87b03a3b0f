// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .ari file.
#include "fuzz/values_target.hpp"
#include "plugins/arriraw/ari_fixture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("ari", ari::Frame(64, 8).bytes());
  return fuzz::normalise_any(keys, "arri.", data, size);
}
