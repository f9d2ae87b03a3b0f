// SPDX-License-Identifier: Apache-2.0
//
// Ancillary packets of a frame, and the acquisition metadata that some of them carry. Big-endian:
//   element  u16 packets, then for each: u16 line, u8 wrapping, u8 sample coding, u16 samples, u32 count and u32 size of the array, the array
//   packet   u8 data id 43h, u8 secondary id 05h, u8 bytes that follow, u8 number of the part from 1, part of the sets
// Codings 4 .. 6 and 10 .. 12 keep a sample in a byte; the others pack samples of ten bits and are not read.
// Source: SMPTE ST 436-1 and RDD 18; checked on a recording of Sony's.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <string>
#include <vector>

namespace sony {

struct Acquisition {
  std::vector<uint8_t> sets;          // local sets, one behind the other
  uint32_t packets = 0;               // of all kinds
  std::vector<std::string> problems;  // packets that can not be read
};

[[nodiscard]] Acquisition acquisition_of(const fg::ByteView& element);

}  // namespace sony
