// SPDX-License-Identifier: Apache-2.0
//
// How rows of samples lie in a DPX or Cineon file, and taking them out. SMPTE ST 268:
//   filled, 10 bits   three samples in a 32-bit word, the first in the highest bits; method A leaves the two lowest bits
//                     empty, method B the two highest
//   filled, 12 bits   one sample in a 16-bit word; A leaves the four lowest bits empty, B the four highest
//   packed, 10, 12    a stream of samples in 32-bit words, the first in the lowest bits
//   8, 16, 32 bits    bytes, words, floats one after another
// Words are in the file's byte order. A row of words begins with a new one.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/image.hpp>

namespace dpx {

enum class Packing { packed, filled_a, filled_b };

struct SampleRows {
  uint64_t offset = 0;       // of the first row
  uint64_t row_bytes = 0;    // of a row's samples
  uint64_t row_distance = 0; // from row to row: padding comes on top
  uint32_t width = 0, height = 0;
  uint32_t channels = 0;      // as recorded
  uint32_t bits = 0;          // 8, 10, 12, 16; 32: floats
  Packing packing = Packing::packed;
  fg::Order order = fg::Order::big;
  bool alpha_first = false;   // A B G R
  [[nodiscard]] uint64_t end() const { return offset + (height == 0 ? 0 : row_distance * (height - 1) + row_bytes); }
};

// Without padding; 0 when samples of so many bits are not known. Rows of packed words are whole words.
[[nodiscard]] uint64_t row_bytes_of(uint32_t width, uint32_t channels, uint32_t bits, Packing packing);
[[nodiscard]] inline uint64_t to_words(uint64_t bytes) { return (bytes + 3) / 4 * 4; }

// Fills the window's rows: 8 bits as U8, others as U16 or F32, grey as three equal channels.
void read_sample_rows(const fg::File& file, const SampleRows& rows, const fg_image& out, std::vector<uint8_t>& scratch);

}  // namespace dpx
