// SPDX-License-Identifier: Apache-2.0
#include "frame_range.hpp"

#include <charconv>
#include <random>

namespace filmgate {

Result<Json> frame_range(const std::string& text) {
  int64_t first = 0, last = 0;
  const char* end = text.data() + text.size();
  auto got = std::from_chars(text.data(), end, first);
  last = first;
  if (got.ec == std::errc{} && got.ptr != end && *got.ptr == '-') got = std::from_chars(got.ptr + 1, end, last);
  if (got.ec != std::errc{} || got.ptr != end || first < 0 || last < first)
    return failure(Trouble::usage, "--frames {}: write A-B, counted from 0, both included; 0-23 is the first 24 frames", text);
  return Json(Json::Array{Json(first), Json(last)});
}

std::string new_attempt() {
  std::random_device source;
  return fmt::format("{:08x}{:08x}", source(), source());
}

}  // namespace filmgate
