// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of a .CRM file.
#include "fuzz/values_target.hpp"
#include "plugins/canon/canon_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto clip =
      canon_test::File{.cinema = true, .frames = 2, .pictures = {canon_test::picture(64, 48)}, .color_data = std::vector<int64_t>(1820)}.write();
  static const auto keys = fuzz::keys_of("canon", {clip.begin(), clip.end()});
  return fuzz::normalise_any(keys, "canon.", data, size);
}
