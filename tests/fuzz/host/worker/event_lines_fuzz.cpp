// SPDX-License-Identifier: Apache-2.0
//
// What a worker may write: any bytes, cut anywhere.
#include "event_lines.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const size_t step = 1 + data[0] % 64;
  std::vector<filmgate::Json> at_once, in_pieces;
  filmgate::EventLines whole, pieces;
  const bool good = whole.feed(text, at_once).has_value();
  bool also_good = true;
  for (size_t at = 0; also_good && at < text.size(); at += step) also_good = pieces.feed(text.substr(at, step), in_pieces).has_value();
  fuzz::promise(good == also_good && at_once == in_pieces, "events depend on how the bytes are cut");
  return 0;
}
