// SPDX-License-Identifier: Apache-2.0
//
// A lossless CRX encoder for the tests, written from the codec's public description: each plane is predicted by the median of its
// neighbours, differences are adaptive Golomb-Rice codes, and runs of equal samples are counted. What it writes is right when
// LibRaw, which had no part in it, reads the samples that went in.
#pragma once
#include "plugins/canon/crx_plane.hpp"

#include <algorithm>

namespace canon_test {

inline std::string big(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

struct Mosaic {
  uint32_t width, height, bits;
  std::vector<uint16_t> samples;
  uint32_t cfa = 0; // 0 RGGB, 1 GRBG, 2 GBRG, 3 BGGR
};

// Headers and coded bits of one picture in tiles of tile_width x the whole height.
inline std::string encode(const Mosaic& picture, uint32_t tile_width) {
  constexpr uint32_t sites[4][4]{{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}}; // of red, green, green, blue in their square
  std::string headers, coded;
  const uint32_t tiles = (picture.width + tile_width - 1) / tile_width;
  for (uint32_t tile = 0; tile < tiles; ++tile) {
    const uint32_t from = tile * tile_width, to = std::min(picture.width, from + tile_width);
    std::string planes, of_tile;
    for (uint32_t plane = 0; plane < 4; ++plane) {
      const uint32_t site = sites[picture.cfa][plane];
      PlaneEncoder encoder((to - from) / 2);
      for (uint32_t y = site / 2; y < picture.height; y += 2) {
        std::vector<int32_t> line;
        for (uint32_t x = from + site % 2; x < to; x += 2)
          line.push_back(static_cast<int32_t>(picture.samples[size_t{y} * picture.width + x]) - (1 << (picture.bits - 1)));
        encoder.add(line);
      }
      auto bits = encoder.finish();
      const auto padding = (8 - bits.size() % 8) % 8;
      bits.append(padding, '\0');
      planes += big(0xFF02, 2) + big(8, 2) + big(bits.size(), 4) + big(plane << 28 | 0x08000000, 4);
      planes += big(0xFF03, 2) + big(8, 2) + big(bits.size(), 4) + big(0x00200000 | padding, 4);
      of_tile += bits;
    }
    headers += big(0xFF01, 2) + big(8, 2) + big(of_tile.size(), 4) + big(tile << 16, 4) + planes;
    coded += of_tile;
  }
  return headers + coded;
}
inline uint32_t header_bytes(uint32_t tiles) { return tiles * 12 * (1 + 4 * 2); }

}  // namespace canon_test
