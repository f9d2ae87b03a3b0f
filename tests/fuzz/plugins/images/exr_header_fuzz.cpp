// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as OpenEXR's headers, and every attribute as a value.
#include "exr_values.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fg::ByteView bytes({data, size}, "/clip/a.exr");
  try {
    const auto header = images::parse_exr_header(bytes);
    fuzz::promise(!header.parts.empty() && header.end <= size, "headers without a part, or past the end");
    for (const auto& part : header.parts) {
      for (const auto& one : part.attributes) (void)fg::lend(images::exr_value(one));
      (void)images::exr_channels(part), (void)images::exr_box(part, "dataWindow"), (void)images::exr_chromaticities(part);
      (void)images::exr_whole(part, "timecodeRate"), (void)images::exr_rational(part, "framesPerSecond"),
          (void)images::exr_text(part, "type");
    }
  } catch (const fg::Failure& failure) {
    fuzz::promise(std::string(failure.what()).size() >= 8, "failed without words");
  }
  return 0;
}
