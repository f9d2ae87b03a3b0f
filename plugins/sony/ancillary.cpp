// SPDX-License-Identifier: Apache-2.0
#include "ancillary.hpp"

#include <algorithm>

namespace sony {
namespace {

constexpr uint8_t data_id = 0x43, secondary_id = 0x05;
constexpr uint64_t packet_header = 14;

bool is_byte_coded(uint8_t coding) { return (coding >= 4 && coding <= 6) || (coding >= 10 && coding <= 12); }

}  // namespace

Acquisition acquisition_of(const fg::ByteView& element) {
  struct Part { uint8_t number; fg::ByteView bytes; };
  Acquisition out;
  std::vector<Part> parts;
  const auto problem = [&](uint64_t at, const auto&... words) { out.problems.push_back(fg::concat(element.name(), ": offset ", element.base() + at, ": ", words...)); };
  const uint32_t count = element.has(0, 2) ? element.u16be(0) : 0u;
  uint64_t at = 2;
  for (uint32_t i = 0; i < count; ++i) {
    if (!element.has(at, packet_header)) { problem(at, "ancillary packet ", i + 1, " of ", count, " is cut off"); break; }
    const uint8_t coding = element.u8(at + 3);
    const uint64_t samples = element.u16be(at + 4), bytes = uint64_t{element.u32be(at + 6)} * element.u32be(at + 10);
    if (!element.has(at + packet_header, bytes)) { problem(at, "ancillary packet ", i + 1, " of ", count, " claims ", bytes, " bytes"); break; }
    const auto words = element.sub(at + packet_header, bytes);
    ++out.packets;
    if (!is_byte_coded(coding)) problem(at, "an ancillary packet of sample coding ", uint32_t{coding}, " is not read");
    else if (words.has(0, 3) && words.u8(0) == data_id && words.u8(1) == secondary_id) {
      const uint64_t held = words.u8(2);
      if (held < 1 || !words.has(3, held) || 3 + held > samples) problem(at, "a packet of acquisition metadata claims ", held, " bytes of ", samples, " samples");
      else parts.push_back({words.u8(3), words.sub(4, held - 1)});
    }
    at += packet_header + bytes;
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.number < b.number; });
  for (const auto& part : parts) out.sets.insert(out.sets.end(), part.bytes.bytes().begin(), part.bytes.bytes().end());
  return out;
}

}  // namespace sony
