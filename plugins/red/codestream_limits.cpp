// SPDX-License-Identifier: Apache-2.0
//
// Markers of ISO/IEC 15444-1, Annex A: u16 marker, u16 length (itself included), the segment; SOC and SOD have no length.
#include "codestream_limits.hpp"

#include "codestream.hpp"

#include <algorithm>

namespace red {
namespace {

enum : uint16_t { SIZ = 0xFF51, COD = 0xFF52, COC = 0xFF53, SOT = 0xFF90, SOD = 0xFF93 };
constexpr uint64_t most_tiles = 1024, most_precincts = 1 << 16, most_packets = 1 << 20;
constexpr uint32_t component_count = 4, most_levels = 32;
constexpr uint8_t default_precinct = 0xFF; // 2^15 both ways

uint64_t divided(uint64_t value, uint64_t by) { return (value + by - 1) / by; }

class Limits {
 public:
  Limits(const fg::ByteView& bytes, uint32_t width, uint32_t height, const std::string& about)
      : bytes_(bytes), width_(width), height_(height), about_(about) {}

  void size() const {
    fg::require(bytes_.u16be(2) == SIZ && bytes_.u16be(4) >= 41, FG_E_CORRUPT, about_, ": its codestream does not begin with a size");
    const uint64_t x1 = bytes_.u32be(8), y1 = bytes_.u32be(12), x0 = bytes_.u32be(16), y0 = bytes_.u32be(20);
    const uint64_t tile_w = bytes_.u32be(24), tile_h = bytes_.u32be(28), tile_x = bytes_.u32be(32), tile_y = bytes_.u32be(36);
    fg::require(x1 > x0 && y1 > y0 && x1 - x0 == width_ && y1 - y0 == height_, FG_E_CORRUPT, about_, ": its planes reach from ", x0, " ", y0, " to ", x1, " ",
                y1, ", the header makes them ", width_, " x ", height_);
    fg::require(tile_w > 0 && tile_h > 0 && tile_x <= x0 && tile_y <= y0, FG_E_CORRUPT, about_, ": tiles of ", tile_w, " x ", tile_h);
    const uint64_t across = divided(x1 - tile_x, tile_w), down = divided(y1 - tile_y, tile_h);
    fg::require(across <= most_tiles && down <= most_tiles && across * down <= most_tiles, FG_E_UNSUPPORTED, about_, ": ", across, " x ", down, " tiles");
    fg::require(bytes_.u16be(40) == component_count, FG_E_UNSUPPORTED, about_, ": ", bytes_.u16be(40), " components instead of four");
    fg::require(bytes_.u16be(4) == 38 + 3 * component_count, FG_E_CORRUPT, about_, ": a size of ", bytes_.u16be(4), " bytes");
    for (uint32_t i = 0; i < component_count; ++i) {
      const uint8_t depth = bytes_.u8(42 + 3 * i);
      fg::require(depth == code_bits - 1, FG_E_UNSUPPORTED, about_, ": component ", i, " has ", (depth & 0x7F) + 1, depth & 0x80 ? " signed" : "", " bits instead of 12");
      fg::require(bytes_.u8(43 + 3 * i) == 1 && bytes_.u8(44 + 3 * i) == 1, FG_E_UNSUPPORTED, about_, ": component ", i, " is subsampled");
    }
  }

  // Every coding style, of the main header and of the headers of tile-parts. What is no marker is the decoder's to refuse.
  void coding() {
    for (uint64_t at = 2; bytes_.has(at, 4);) {
      const uint16_t marker = bytes_.u16be(at), length = bytes_.u16be(at + 2);
      if (marker == SOD) {
        if (next_part_ <= at) return;
        at = next_part_;
        continue;
      }
      if (marker < 0xFF00 || length < 2 || !bytes_.has(at + 2, length)) return;
      const auto segment = bytes_.sub(at + 4, length - 2u);
      if (marker == SOT && segment.size() >= 6) next_part_ = at + segment.u32be(2);
      if (marker == COD) style(segment, 5, (segment.u8(0) & 1) != 0), check(segment.u16be(2));
      if (marker == COC) style(segment, 2, (segment.u8(1) & 1) != 0), check(layers_);
      at += 2u + length;
    }
  }

 private:
  // Counts precincts; `at`: of the number of decomposition levels.
  void style(const fg::ByteView& segment, uint64_t at, bool own_precincts) {
    const uint32_t levels = segment.u8(at);
    fg::require(levels <= most_levels, FG_E_CORRUPT, about_, ": ", levels, " decomposition levels");
    precincts_ = 0;
    for (uint32_t r = 0; r <= levels; ++r) {
      const uint8_t exponents = own_precincts ? segment.u8(at + 5 + r) : default_precinct;
      const uint64_t scale = uint64_t{1} << (levels - r), w = divided(width_, scale), h = divided(height_, scale);
      precincts_ += (divided(w, uint64_t{1} << (exponents & 15)) + 1) * (divided(h, uint64_t{1} << (exponents >> 4)) + 1);
    }
  }
  void check(uint64_t layers) {
    layers_ = std::max<uint64_t>(layers, layers_);
    fg::require(precincts_ <= most_precincts && precincts_ * layers_ <= most_packets, FG_E_UNSUPPORTED, about_, ": ", precincts_, " precincts in ", layers_, " layers");
  }

  fg::ByteView bytes_;
  uint64_t width_, height_, precincts_ = 0, layers_ = 1, next_part_ = 0;
  const std::string& about_;
};

}  // namespace

void check_limits(const fg::ByteView& codestream, uint32_t width, uint32_t height, const std::string& about) {
  Limits limits(codestream, width, height, about);
  limits.size();
  limits.coding();
}

}  // namespace red
