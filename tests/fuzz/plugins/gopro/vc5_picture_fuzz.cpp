// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a VC-5 bitstream: a picture of the size that its head says, whose samples have the bits that are asked for, or a
// failure that blames the file. What the head alone is refused for the whole is refused for, too.
#include "fuzz/promise.hpp"

#include <vc5_picture.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fg::ByteView coded({data, size}, "fuzz");
  bool head_is_sound = true;
  try {
    gopro::check_head(coded);
  } catch (const fg::Failure&) {
    head_is_sound = false;
  }
  try {
    const auto layout = gopro::read_layout(coded);
    fuzz::promise(head_is_sound, "a whole that its head is no part of");
    const auto [width, height] = layout.picture;
    fuzz::promise(uint64_t{width} * height <= size * 64, "the plain bands are there");
    const gopro::Vc5Picture picture(coded, layout.picture, [] { return true; });
    std::vector<uint16_t> row(width);
    for (uint32_t y = 0; y < height; ++y) {
      picture.row(y, 12, size % 2 == 0, row);
      for (const uint16_t sample : row) fuzz::promise(sample <= 4095, "twelve bits");
    }
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED, failure.what());
  }
  return 0;
}
