// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of an OpenEXR frame.
#include "fuzz/values_target.hpp"
#include "plugins/images/exr_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace exr_test;
  static const auto keys = [] {
    const auto file = Frame{.more = attribute("timeCode", "timecode", little(0x01020304, 8)) +
                                    attribute("framesPerSecond", "rational", little(24, 4) + little(1, 4)) +
                                    attribute("timecodeRate", "int", little(24, 4)) + attribute("isoSpeed", "float", real(800)) +
                                    attribute("reelName", "string", "A001")}
                          .write();
    return fuzz::keys_of("exr", {file.begin(), file.end()});
  }();
  return fuzz::normalise_any(keys, "exr.", data, size);
}
