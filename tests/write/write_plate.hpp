// SPDX-License-Identifier: Apache-2.0
//
// Pixels to write, and a whole file written through ExrFile as the chain does it: bands of chunks, in order.
#pragma once
#include "write/exr_file.hpp"

#include <algorithm>
#include <random>

// Rows of B, G, R planes of half bits: a ramp with noise, and blocks of noise alone that no codec makes smaller.
inline std::vector<uint16_t> half_rows(int32_t width, int32_t height) {
  std::mt19937 random(20240611);
  std::vector<uint16_t> out(static_cast<size_t>(width) * static_cast<size_t>(height) * 3);
  for (size_t i = 0; i < out.size(); ++i) {
    const size_t row = i / (static_cast<size_t>(width) * 3);
    out[i] = static_cast<uint16_t>(row / 32 % 2 == 0 ? 0x3000 + (i % static_cast<size_t>(width)) + random() % 4 : random() % 0x7BFF);
  }
  return out;
}

inline filmgate::Status write_plate(const filmgate::Path& file, const filmgate::ExrHeader& header, const std::vector<uint16_t>& rows,
                                    int32_t stop_before_row = INT32_MAX) {
  using namespace filmgate;
  FILMGATE_TRY(made, ExrFile::create(file, header));
  const int32_t band = made->rows_per_chunk() * 2;
  for (int32_t row = 0; row < std::min(header.height, stop_before_row); row += band) {
    const auto count = static_cast<size_t>(std::min(band, header.height - row));
    std::vector<uint8_t> packed(count * made->row_bytes());
    const auto* from = reinterpret_cast<const uint8_t*>(rows.data()) + static_cast<size_t>(row) * made->row_bytes();
    std::copy_n(from, packed.size(), packed.begin());
    FILMGATE_TRY(encoded, made->encode(row, packed));
    FILMGATE_CHECK(made->write(encoded));
  }
  if (stop_before_row < header.height) return {};
  FILMGATE_TRY(finished, made->finish());
  return finished.publish_as(file);
}
