// SPDX-License-Identifier: Apache-2.0
#include "coded_video/parameter_sets.hpp"

#include "start_codes.hpp"

namespace coded_video {

std::vector<uint8_t> parameter_sets(const std::string& codec, const fg::ByteView& packet) {
  static constexpr size_t most = 1 << 16;
  std::vector<uint8_t> out;
  const auto is_set = [&](uint8_t first) { return codec == "h264" ? (first & 31) == 7 || (first & 31) == 8 : (first >> 1 & 63) >= 32 && (first >> 1 & 63) <= 34; };
  if (codec != "h264" && codec != "hevc") return out;
  each_start_code(packet, [&](std::span<const uint8_t> unit) {
    if (!is_set(unit[0])) return false;
    const size_t end = unit_bytes(unit);
    if (out.size() + end > most) return true;
    out.insert(out.end(), {0, 0, 0, 1});
    out.insert(out.end(), unit.begin(), unit.begin() + static_cast<ptrdiff_t>(end));
    return false;
  });
  return out;
}

}  // namespace coded_video
