// SPDX-License-Identifier: Apache-2.0
//
// Units of H.264, H.265 and MPEG-2 behind start codes (00 00 01), as MXF and transport streams hold them. Private to this folder.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

namespace coded_video {

// each(unit from its first byte to the end of the packet) until it says stop.
template <class Each>
void each_start_code(const fg::ByteView& packet, Each each) {
  const auto bytes = packet.bytes();
  for (size_t i = 0; i + 3 < bytes.size(); ++i)
    if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1 && each(bytes.subspan(i + 3))) return;
}

// Of a unit that each_start_code() gives, to the next start code and the zeros before it.
inline size_t unit_bytes(std::span<const uint8_t> unit) {
  size_t end = 3;
  while (end < unit.size() && !(unit[end] == 1 && unit[end - 1] == 0 && unit[end - 2] == 0)) ++end;
  if (end >= unit.size()) return unit.size();
  for (end -= 2; end > 1 && unit[end - 1] == 0;) --end;
  return end;
}

}  // namespace coded_video
