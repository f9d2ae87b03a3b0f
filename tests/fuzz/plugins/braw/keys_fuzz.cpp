// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .braw file.
#include "fuzz/values_target.hpp"
#include "plugins/braw/braw_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto clip = braw_test::Movie{}.write();
  static const auto keys = fuzz::keys_of("braw", {clip.begin(), clip.end()});
  return fuzz::normalise_any(keys, "braw.", data, size);
}
