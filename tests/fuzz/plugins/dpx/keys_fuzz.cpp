// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a DPX frame.
#include "fuzz/values_target.hpp"
#include "plugins/dpx/dpx_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys = fuzz::keys_of("dpx", dpx_test::Picture{.more = [](dpx_test::Header& h) {
    h.text(1556, 32, "device"), h.text(1670, 6, "123456"), h.f32(1940, 24), h.u32(1920, 0x01020304), h.f32(1728, 180);
  }}.write());
  return fuzz::normalise_any(keys, "dpx.", data, size);
}
