// SPDX-License-Identifier: Apache-2.0
//
// The markers of one JPEG stream up to its entropy-coded bytes (ITU-T T.81 annex B):
//   FFD8 SOI · FFC4 DHT · FFC3 SOF3: u16 length, u8 precision, u16 lines, u16 samples a line, u8 components, then
//   {u8 id, u4 H, u4 V, u8} each · FFDD DRI: u16 4, u16 interval · FFDA SOS: u16 length, u8 components, {u8 id, u4 table,
//   u4} each, u8 predictor, u8 0, u4 0, u4 point transform. All numbers are big-endian.
#pragma once
#include "huffman_table.hpp"

#include <optional>

namespace cinemadng {

struct JpegHeader {
  uint8_t frame_type = 0; // n of SOFn: 3 is lossless, and only then the rest is filled
  uint32_t precision = 0, lines = 0, width = 0, components = 0;
  uint32_t across = 1, down = 1;    // samples of one component a unit (H and V, the same for all components)
  uint32_t restart_lines = 0;       // lines of units between restart markers; 0: none
  uint32_t predictor = 1, point_transform = 0;
  std::array<std::optional<HuffmanTable>, 4> tables;
  std::array<uint8_t, 4> table_of{}; // of each component
  uint64_t entropy_offset = 0;       // of the first entropy-coded byte

  [[nodiscard]] uint64_t row_samples() const { return uint64_t{width} * components; }
  [[nodiscard]] const HuffmanTable& table(size_t component) const { return *tables[table_of[component]]; }
};

// head: from SOI on, long enough to reach SOS. FG_E_CORRUPT or FG_E_TRUNCATED names what is wrong, FG_E_UNSUPPORTED what
// lossless JPEG allows and no DNG may hold. bits_behind_16: see HuffmanTable.
[[nodiscard]] JpegHeader read_jpeg_header(fg::ByteView head, bool bits_behind_16 = false);
[[nodiscard]] std::string name_of_frame_type(uint8_t frame_type); // "baseline JPEG (SOF0)"

}  // namespace cinemadng
