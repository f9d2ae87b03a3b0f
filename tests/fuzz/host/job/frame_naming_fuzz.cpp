// SPDX-License-Identifier: Apache-2.0
//
// Any pattern (first line) with any words in it. Names are safe in every file system, and each frame has its own.
#include "frame_naming.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto pattern = in.line(), clip = in.line(), reel = in.line();
  const auto naming = filmgate::FrameNaming::make(pattern, {{"clip", clip}, {"reel", reel}});
  if (!naming) {
    fuzz::promise(!naming.error().message.empty(), "an error without words");
    return 0;
  }
  const int64_t number = in.between(0, 9'999'999'999);
  const auto name = naming->name(number);
  static constexpr std::string_view safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  fuzz::promise(name.find_first_not_of(safe) == name.npos, "an unsafe name: " + name);
  fuzz::promise(naming->name(number + 1) != name, "two frames share a name: " + name);
  (void)naming->pattern();
  return 0;
}
